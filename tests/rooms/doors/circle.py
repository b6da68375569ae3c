"""Doors of the team's life: for its people and for who runs its programme."""

WORDS = {"cohort": "{team}"}
SENT: dict[str, dict[str, str]] = {}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /team                                                                  in     go:/team/{team} go:/team/{team} go:/team/{other_team} ok     ok     ok     ok     ok     ok
GET  /team/<cohort>                                                         in     ok     ok     none   none   none   ok     none   none   none
GET  /team/<cohort>/board                                                   in     ok     ok     none   none   none   ok     none   none   none
GET  /team/<cohort> cohort={other_team}                                     in     none   none   ok     none   none   none   ok     none   none
"""
