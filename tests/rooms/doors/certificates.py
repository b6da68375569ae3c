"""Doors of certificates. Aya shows her name on hers, Bilal does not on his, and Chen has finished and not asked for one yet."""

from flask import Flask

from lms.certificates import queries, showing
from lms.kit import clock
from lms.kit.db import db
from tests.cast import Cast
from tests.rooms import certificate_stage

WORDS = {"number": "{ayas_certificate}", "course": "{course}", "version": "{version}", "code": "gonin:hello"}
SENT = {
    "name": {"name": "Chen"},
    "shown": {"shown": "yes"},
    "number": {"number": "{ayas_certificate}"},
    "strange-number": {"number": "0000"},
}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /me/certificates                                                       in     ok
# Who has it already is led to it. Who has done nothing in the course finds nothing.
GET  /me/certificates/<course>/claim to:/me/certificates                    in     go     go     ok     none   none   none   none   none   none
POST /me/certificates/<course>/claim +name to:/me/certificates              in     go     go     go:/me/certificates* none   none   none   none   none   none
POST /me/certificates/<course>/claim to:/me/certificates                    in     go     go     bad    none   none   none   none   none   none
GET  /me/certificates/<course>/claim course=nowhere                         in     none
POST /me/certificates/<number>/name +shown to:/me/certificates#{ayas_certificate} in     go     none   none   none   none   none   none   none   none
POST /me/certificates/<number>/name                                         in     bad    none   none   none   none   none   none   none   none
GET  /certificates/<number>                                                 ok
GET  /certificates/<number> number={bilals_certificate}                     ok
GET  /certificates/<number> number=NOSUCHNUMBER0                            none
GET  /certificates/<number>.json                                            ok
GET  /certificates/<number>.json number={bilals_certificate}                none   none   ok     none   none   none   none   none   none   none
GET  /verify                                                                ok
POST /verify +number to:/certificates/{ayas_certificate}                    go
POST /verify +strange-number                                                ok
POST /verify                                                                bad
GET  /.well-known/did.json                                                  ok
GET  /credentials/status/<int:number> number=1                              ok
GET  /credentials/status/<int:number> number=77                             none
GET  /credentials/achievements/<course>/<version>                           ok
GET  /skills/<path:code>                                                    ok
GET  /skills/<path:code> code=gonin:none                                    none
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """Two certificates, and a third that is due."""
    shown = certificate_stage.issue(app, cast, cast.aya, "Aya")
    hidden = certificate_stage.issue(app, cast, cast.bilal, "Bilal")
    certificate_stage.finish(app, cast, cast.chen)
    with app.app_context():
        found = queries.by_number(shown)
        assert found is not None
        showing.show_name(found, clock.now())
        db.session.commit()
    return {"ayas_certificate": shown, "bilals_certificate": hidden, "version": "1"}
