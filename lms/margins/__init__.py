"""What somebody keeps beside the text: notes and bookmarks of steps, and the place where they read. Theirs alone."""
