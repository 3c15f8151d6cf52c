"""Measures of speed and memory; `python -m bench` runs them all and writes RESULTS.md."""
