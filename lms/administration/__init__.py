"""The administrator's desk: what was issued, what was withdrawn, and who did it."""
