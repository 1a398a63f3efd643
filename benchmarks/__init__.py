"""Benchmarks of Depesche: one command per task; see README in this folder."""
