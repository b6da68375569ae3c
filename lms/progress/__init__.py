"""What people did in courses, and what that adds up to."""
