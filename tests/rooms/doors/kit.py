"""Doors for machines: whether the service lives, and static files."""

from lms.kit.statics import bundle, digest_of

WORDS = {"digest": bundle()[0], "version": digest_of("img/flower.svg"), "name": "img/flower.svg"}
SENT: dict[str, dict[str, str]] = {}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /healthz                                                               ok
GET  /static/gonin-<digest>.css                                             ok
GET  /static/gonin-<digest>.css digest=old                                  ok
GET  /static/<version>/<path:name>                                          ok
GET  /static/<version>/<path:name> version=0123456789ab name=nowhere.js     none
"""
