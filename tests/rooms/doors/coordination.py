"""Doors of the coordinator's desk."""

WORDS: dict[str, str] = {}
SENT: dict[str, dict[str, str]] = {}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /coordinate                                                            in     none   none   none   none   none   ok     ok     none   none
"""
