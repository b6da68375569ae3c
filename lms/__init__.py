"""Gonin: remembers people and what they did. Rooms on floors; ARCHITECTURE.md is the map."""
