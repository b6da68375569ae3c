"""Doors of the instructor's desk for teaching. inst writes the course and teaches `{team}`; inst2 does neither."""

from flask import Flask

from lms.catalog import queries as catalog
from lms.circle import announcing
from lms.kit.db import db
from lms.practice import correcting
from lms.practice.jobs import correct_waiting
from tests.app_fixtures import NOW
from tests.cast import Cast
from tests.rooms import author_stage, task_stage

WORDS = {
    "course": "tiny",
    "cohort": "{team}",
    "activity": "when-morning",
    "number": "{counted}",
    "kind": "csv",
    "work": "{work}",
    "person": "{aya}",
    "announcement": "{announcement}",
    "file": "6f0f0b52-6a3e-4a52-9f5c-2a3c1a7d5f99",
}
SENT = {
    "all": {"who": "all"},
    "odd": {"who": "some"},
    "excuse": {"requirement": "points", "reason": "Known from work"},
    "say": {"text": "Hello", "teams": "{team}"},
    "review": {"row-1": "2", "row-2": "1", "passed": "yes", "words": "Clear."},
}
DOORS = """
#                                                                        nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /teach                                                              in     none   none   none   ok     ok     none   none   none   ok
GET  /teach/<course>                                                     in     none   none   none   ok     none   none   none   none   ok
GET  /teach/<course> course=nothing                                      in     none
GET  /teach/<course>/teams/<cohort>                                      in     none   none   none   ok     none   none   none   none   none
GET  /teach/<course>/teams/<cohort> cohort={other_team}                  in     none
GET  /teach/<course>/teams/<cohort>/points.<kind>                        in     none   none   none   ok     none   none   none   none   none
GET  /teach/<course>/teams/<cohort>/points.<kind> kind=xlsx              in     none   none   none   ok     none   none   none   none   none
GET  /teach/<course>/teams/<cohort>/points.<kind> kind=exe               in     none
GET  /teach/<course>/questions/<activity>                                in     none   none   none   ok     none   none   none   none   ok
GET  /teach/<course>/tasks/<activity> activity=a-list                    in     none   none   none   ok     none   none   none   none   none
GET  /teach/<course>/tasks/<activity> activity=when-morning              in     none
GET  /teach/<course>/questions/<activity> activity=nothing               in     none
POST /teach/<course>/questions/<activity>/correct activity=which-evening +all to:/teach/tiny/corrections/* in none none none go none none none none go
POST /teach/<course>/questions/<activity>/correct +all to:/teach/tiny/corrections/{counted} in none none none go none none none none go
POST /teach/<course>/questions/<activity>/correct +odd                   in     none   none   none   bad    none   none   none   none   bad
GET  /teach/<course>/corrections/<int:number>                            in     none   none   none   ok     none   none   none   none   ok
GET  /teach/<course>/corrections/<int:number> number=99999999999         in     none
GET  /teach/<course>/corrections/<int:number>/progress                   in     none   none   none   ok     none   none   none   none   ok
POST /teach/<course>/corrections/<int:number>/apply to:/teach/tiny/corrections/{counted} in none none none go none none none none go
GET  /teach/<course>/teams/<cohort>/people/<int:person>                  in     none   none   none   ok     none   none   none   none   none
GET  /teach/<course>/teams/<cohort>/people/<int:person> person={chen}    in     none
POST /teach/<course>/teams/<cohort>/people/<int:person>/excuse +excuse to:/teach/tiny/teams/{team}/people/{aya} in none none none go none none none none none
POST /teach/<course>/teams/<cohort>/people/<int:person>/excuse           in     none   none   none   bad    none   none   none   none   none
POST /teach/<course>/teams/<cohort>/people/<int:person>/end +excuse to:/teach/tiny/teams/{team}/people/{aya} in none none none go none none none none none
GET  /teach/<course>/announcements                                       in     none   none   none   ok     none   none   none   none   none
POST /teach/<course>/announcements                                       in     none   none   none   bad    none   none   none   none   none
POST /teach/<course>/announcements +say to:/teach/tiny/announcements     in     none   none   none   go     none   none   none   none   none
POST /teach/<course>/announcements/<int:announcement>/back to:/teach/tiny/announcements in none none none go none none none none none
POST /teach/<course>/announcements/<int:announcement>/back announcement=999 in none
GET  /teach/works                                                        in     none   none   none   ok     ok     none   none   none   none
GET  /teach/works/<int:work>                                             in     none   none   none   ok     none   none   none   none   none
GET  /teach/works/<int:work> work=99999999999                            in     none
POST /teach/works/<int:work>                                             in     none   none   none   bad    none   none   none   none   none
POST /teach/works/<int:work> +review to:/teach/works                     in     none   none   none   go     none   none   none   none   none
GET  /teach/works/<int:work>/files/<file>                           in     none
POST /teach/<course>/corrections/<int:number>/drop to:/teach/tiny/questions/when-morning in none none none go none none none none go
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """The course and the team in inst's hands, and a correction that was counted."""
    author_stage.own(app, cast)
    task_stage.set_up(app, cast)
    ref = catalog.current_release("tiny")
    assert ref is not None
    counted = correcting.ask(ref, "when-morning", True, cast.instructor, NOW).id
    db.session.commit()
    correct_waiting()
    work = task_stage.put_work(app, cast)
    said = announcing.announce(cast.team_id, cast.instructor, "Hello", NOW).id
    db.session.commit()
    return {"counted": str(counted), "work": str(work), "announcement": str(said)}
