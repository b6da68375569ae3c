"""Files that want to do harm, and the promise that they do none."""
