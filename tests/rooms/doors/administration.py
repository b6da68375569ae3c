"""Doors of the administrator's desk. The certificate is Aya's."""

from flask import Flask

from tests.cast import Cast
from tests.rooms import certificate_stage

WORDS = {"number": "{ayas_certificate}"}
SENT = {
    "withdraw": {"reason": "mistake", "confirm": "y"},
    "again": {"again": "yes"},
}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /admin/certificates                                                    in     none   none   none   none   none   none   none   none   ok
GET  /admin/certificates ?q=Aya                                             in     none   none   none   none   none   none   none   none   ok
GET  /admin/certificates/<number>                                           in     none   none   none   none   none   none   none   none   ok
POST /admin/certificates/<number> +withdraw to:/admin/certificates/{ayas_certificate} in     none   none   none   none   none   none   none   none   go
POST /admin/certificates/<number> +again to:/admin/certificates/{ayas_certificate} in     none   none   none   none   none   none   none   none   go
POST /admin/certificates/<number>                                           in     none   none   none   none   none   none   none   none   bad
GET  /admin/certificates/<number> number=NOSUCHNUMBER0                      in     none
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """Aya's certificate."""
    return {"ayas_certificate": certificate_stage.issue(app, cast, cast.aya, "Aya")}
