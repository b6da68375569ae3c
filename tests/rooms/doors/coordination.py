"""Doors of the coordinator's desk. `{programme}` and `{team}` are run by coord; coord2 runs others."""

from flask import Flask
from sqlalchemy import select

from lms.cohorts import forming
from lms.cohorts.models import Cohort
from lms.kit.db import db
from tests.cast import Cast

WORDS = {"programme": "{programme}", "cohort": "{team}", "person": "{aya}"}
PROGRAMME = {
    "public_name": "Evening courses",
    "inner_name": "A town, 2026",
    "time_zone": "Asia/Tokyo",
    "starts_on": "2026-04-01",
    "ends_on": "2027-03-31",
}
SENT = {
    "programme": PROGRAMME,
    "team": {"name": "Harbour", "course": "{course}"},
    "name": {"name": "Harbour"},
    "colleague": {"email": "other@people.test"},
    "letter": {"addresses": "somebody@example.org", "language": "en"},
}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /coordinate                                                            in     none   none   none   none   none   ok     ok     none   none
GET  /coordinate/programmes/new                                             in     none   none   none   none   none   ok     ok     none   none
POST /coordinate/programmes/new +programme to:/coordinate/programmes/*      in     none   none   none   none   none   go     go     none   none
POST /coordinate/programmes/new                                             in     none   none   none   none   none   bad    bad    none   none
GET  /coordinate/programmes/<int:programme>                                 in     none   none   none   none   none   ok     none   none   none
GET  /coordinate/programmes/<int:programme> programme={other_programme}     in     none   none   none   none   none   none   ok     none   none
GET  /coordinate/programmes/<int:programme>/change                          in     none   none   none   none   none   ok     none   none   none
POST /coordinate/programmes/<int:programme>/change +programme to:/coordinate/programmes/{programme} in none none none none none go none none none
GET  /coordinate/programmes/<int:programme>/colleagues                      in     none   none   none   none   none   ok     none   none   none
POST /coordinate/programmes/<int:programme>/colleagues +colleague to:/coordinate/programmes/{programme} in none none none none none go none none none
POST /coordinate/programmes/<int:programme>/colleagues/<int:person>/out person={inst} to:/coordinate/programmes/{programme} in none none none none none go none none none
POST /coordinate/programmes/<int:programme>/colleagues/<int:person>/out person={coordinator} in none
POST /coordinate/programmes/<int:programme>/colleagues                      in     none   none   none   none   none   bad    none   none   none
GET  /coordinate/programmes/<int:programme>/teams/new                       in     none   none   none   none   none   ok     none   none   none
POST /coordinate/programmes/<int:programme>/teams/new +team to:/coordinate/teams/* in none none none none none go none none none
POST /coordinate/programmes/<int:programme>/teams/new                       in     none   none   none   none   none   bad    none   none   none
GET  /coordinate/teams/<cohort>                                             in     none   none   none   none   none   ok     none   none   none
GET  /coordinate/teams/<cohort> cohort={other_team}                         in     none   none   none   none   none   none   ok     none   none
GET  /coordinate/teams/<cohort>/name                                        in     none   none   none   none   none   ok     none   none   none
POST /coordinate/teams/<cohort>/name +name to:/coordinate/teams/{team}      in     none   none   none   none   none   go     none   none   none
GET  /coordinate/teams/<cohort>/invitation/new                              in     none   none   none   none   none   ok     none   none   none
POST /coordinate/teams/<cohort>/invitation/new to:/coordinate/teams/{team}#invitation in none none none none none go none none none
GET  /coordinate/teams/<cohort>/invitation/stop                             in     none   none   none   none   none   ok     none   none   none
POST /coordinate/teams/<cohort>/invitation/stop to:/coordinate/teams/{team} in     none   none   none   none   none   go     none   none   none
GET  /coordinate/teams/<cohort>/sheet                                       in     none   none   none   none   none   ok     none   none   none
GET  /coordinate/teams/<cohort>/sheet ?language=uk                          in     none   none   none   none   none   ok     none   none   none
GET  /coordinate/teams/<cohort>/sheet cohort={other_team} to:/coordinate/teams/{other_team} in none none none none none none go none none
GET  /coordinate/teams/<cohort>/letters                                     in     none   none   none   none   none   ok     none   none   none
POST /coordinate/teams/<cohort>/letters +letter to:/coordinate/teams/{team} in     none   none   none   none   none   go     none   none   none
POST /coordinate/teams/<cohort>/letters                                     in     none   none   none   none   none   bad    none   none   none
# Who makes a code for another person first shows that it is they.
GET  /coordinate/teams/<cohort>/people/<int:person>/code to:/me/confirm*    in     none   none   none   none   none   go     none   none   none
POST /coordinate/teams/<cohort>/people/<int:person>/code to:/me/confirm*    in     none   none   none   none   none   go     none   none   none
GET  /coordinate/teams/<cohort>/people/<int:person>/reach                   in     none   none   none   none   none   ok     none   none   none
POST /coordinate/teams/<cohort>/people/<int:person>/reach                   in     none   none   none   none   none   ok     none   none   none
GET  /coordinate/teams/<cohort>/people/<int:person>/reach person={chen}     in     none   none   none   none   none   none   none   none   none
GET  /coordinate/teams/<cohort>/people/<int:person>/code person={chen}      in     none   none   none   none   none   none   none   none   none
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """The numbers of the two programmes, and an instructor who teaches in the first."""

    def programme_of(code: str) -> str:
        return str(db.session.scalars(select(Cohort.programme_id).where(Cohort.code == code)).one())

    forming.share_programme(int(programme_of(cast.team)), cast.instructor)
    db.session.commit()
    return {
        "inst": str(cast.instructor),
        "programme": programme_of(cast.team),
        "other_programme": programme_of(cast.other_team),
    }
