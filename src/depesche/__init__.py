"""Depesche."""
