"""Notebooks: cells and stored results as text, never run."""
