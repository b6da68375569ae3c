"""Breaks the running house on purpose and counts what people would have noticed: `python tests/faults/run.py [name …]`."""
