"""What `run.py` can do, with the standard library only: set up, show, test, check and serve the project."""
