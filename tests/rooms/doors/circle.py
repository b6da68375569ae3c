"""Doors of the team's life: for its people and for who runs its programme."""

from flask import Flask

from lms.circle import announcing
from lms.kit.db import db
from tests.app_fixtures import NOW
from tests.cast import Cast

WORDS = {"cohort": "{team}", "announcement": "{announcement}"}
SENT: dict[str, dict[str, str]] = {}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /team                                                                  in     go:/team/{team} go:/team/{team} go:/team/{other_team} ok     ok     ok     ok     ok     ok
GET  /team/<cohort>                                                         in     ok     ok     none   none   none   ok     none   none   none
GET  /team/<cohort>/board                                                   in     ok     ok     none   none   none   ok     none   none   none
POST /team/<cohort>/announcements/<int:announcement>/read to:/              in     go     go     none   none   none   go     none   none   none
POST /team/<cohort>/announcements/<int:announcement>/read announcement=999 in none
GET  /team/<cohort> cohort={other_team}                                     in     none   none   ok     none   none   none   ok     none   none
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """Something that was said to the team."""
    said = announcing.announce(cast.team_id, cast.instructor, "Hello", NOW).id
    db.session.commit()
    return {"announcement": str(said)}
