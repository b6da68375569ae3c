"""Doors of the administrator's desk, and of everybody's own data. The certificate is Aya's.

Coordinators who run a programme alone, and the only administrator, cannot leave before they handed over.
"""

from flask import Flask

from tests.cast import Cast
from tests.rooms import certificate_stage

WORDS = {"number": "{ayas_certificate}"}
SENT = {
    "withdraw": {"reason": "mistake", "confirm": "y"},
    "again": {"again": "yes"},
    "mine": {"password": "plum blossom on the table"},
    "guess": {"password": "not it"},
    "gone": {"password": "plum blossom on the table", "certificates": "vanish", "sure": "y"},
    "unsure": {"password": "plum blossom on the table", "certificates": "vanish"},
}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /admin/people                                                          in     none   none   none   none   none   none   none   none   ok
GET  /admin/styleguide                                                      in     none   none   none   none   none   none   none   none   ok
GET  /admin/styleguide ?theme=dark&lang=ar                                  in     none   none   none   none   none   none   none   none   ok
GET  /admin/styleguide ?theme=no&lang=no                                    in     none   none   none   none   none   none   none   none   ok
GET  /admin/people ?q=Aya                                                   in     none   none   none   none   none   none   none   none   ok
GET  /admin/people/<int:number> number={aya} to:/me/confirm*                in     none   none   none   none   none   none   none   none   go
POST /admin/people/<int:number> number={aya} to:/me/confirm*                in     none   none   none   none   none   none   none   none   go
GET  /admin/people/<int:number> number=99999999999                          in     none   none   none   none   none   none   none   none   none
GET  /admin/certificates                                                    in     none   none   none   none   none   none   none   none   ok
GET  /admin/certificates ?q=Aya                                             in     none   none   none   none   none   none   none   none   ok
GET  /admin/certificates/<number>                                           in     none   none   none   none   none   none   none   none   ok
POST /admin/certificates/<number> +withdraw to:/admin/certificates/{ayas_certificate} in     none   none   none   none   none   none   none   none   go
POST /admin/certificates/<number> +again to:/admin/certificates/{ayas_certificate} in     none   none   none   none   none   none   none   none   go
POST /admin/certificates/<number>                                           in     none   none   none   none   none   none   none   none   bad
GET  /admin/certificates/<number> number=NOSUCHNUMBER0                      in     none
GET  /me/privacy                                                            in     ok
GET  /accessibility                                                         ok
GET  /me/who-sees                                                           in     ok
POST /me/privacy/data +mine                                                 in     ok
POST /me/privacy/data +guess                                                in     bad
GET  /me/privacy/delete                                                     in     ok
POST /me/privacy/delete +gone to:/me/privacy/deleted                        in     go     go     go     go     go     bad    bad    go     bad
POST /me/privacy/delete +unsure                                             in     bad
GET  /me/privacy/deleted                                                    ok
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """Aya's certificate."""
    return {"ayas_certificate": certificate_stage.issue(app, cast, cast.aya, "Aya")}
