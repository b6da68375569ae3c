"""Copies of the whole house in one file, and putting one back."""
