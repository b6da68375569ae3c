"""Doors for machines: whether the service lives, and static files."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from lms.kit.db import db
from lms.kit.readiness import migrations_folder
from lms.kit.statics import bundle, digest_of
from tests.cast import Cast

WORDS = {"digest": bundle().digest, "version": digest_of("img/flower.svg"), "name": "img/flower.svg"}
SENT: dict[str, dict[str, str]] = {}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /healthz                                                               ok
GET  /readyz                                                                ok
# Figures are for a reader that shows the operator's token. Nobody else finds anything.
GET  /metrics                                                               none
GET  /static/gonin-<digest>.css                                             ok
GET  /static/gonin-<digest>.css digest=old                                  ok
GET  /static/<version>/<path:name>                                          ok
GET  /static/<version>/<path:name> version=0123456789ab name=nowhere.js     none
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """The mark that the migrations leave in a database, so that the service is ready."""
    with db.engine.begin() as connection:
        MigrationContext.configure(connection).stamp(ScriptDirectory(str(migrations_folder())), "heads")
    return {}
