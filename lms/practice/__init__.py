"""Activities: answers taken, graded on the server against the release they were given to."""
