"""Doors of the catalogue: what is published is for everybody."""

WORDS = {"name": "0123456789abcdef.png"}
SENT: dict[str, dict[str, str]] = {}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /courses                                                               ok
GET  /assets/<name>                                                         none
"""
