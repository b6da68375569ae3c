"""Programmes, teams of up to five, seats in them, and invitations."""
