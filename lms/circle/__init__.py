"""The team's own page."""
