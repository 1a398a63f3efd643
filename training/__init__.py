"""Builds the analyser model that `depesche.parsing` runs; never imported by the package."""
