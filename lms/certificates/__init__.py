"""Certificates: standing becomes a signed credential that strangers can check, share and see withdrawn."""
