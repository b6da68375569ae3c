"""Asks a large database how it answers what pages ask, and tells which large tables it would read from end to end.

    GONIN_ENV=demo GONIN_DATA=… [DATABASE_URL=…] python bench/scale_plans.py

The database must hold the demo, and should be filled by bench/scale_seed.py. Exit 1 when a large table is read whole.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from flask import Flask
from sqlalchemy import text

from config import Settings
from lms.accounts import queries as accounts
from lms.accounts import signing_in
from lms.app import create_app
from lms.cohorts import queries as cohorts
from lms.kit import clock
from lms.kit.db import Base, db
from tests.rooms.plans import heard, read_whole

PAGES = (
    "/",
    "/learn/rpa-basics/tables",
    "/courses",
    "/courses/rpa-basics",
    "/facts",
    "/me",
    "/me/certificates",
    "/coordinate",
)


def main() -> None:
    """Open every page as somebody of the demo and as somebody of the crowd, and look at each plan."""
    app = create_app(Settings.from_environment())
    story = json.loads((Settings.from_environment().data / "demo.json").read_text(encoding="utf-8"))
    large = _large_tables(app)
    print(f"Large here: {', '.join(sorted(large))}")
    found = False
    for who, email in (("of the demo", "minato@demo.example"), ("of the crowd", "learner-500@scale.example")):
        for page, statements in _tour(app, email, story).items():
            for statement in statements:
                tables = read_whole(app, statement, large)
                if tables:
                    found = True
                    print(f"{who}: {page} reads {', '.join(sorted(tables))} whole:\n  {statement[0]}\n")
            print(f"{who}: {page}: {len(statements)} statements")
    sys.exit(1 if found else 0)


def _large_tables(app: Flask) -> set[str]:
    """The tables that hold more than ten thousand rows."""
    with app.app_context():
        names = [table.name for table in Base.metadata.sorted_tables]
        counts = {name: db.session.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in names}
    return {name for name, count in counts.items() if count > 10_000}


def _tour(app: Flask, email: str, story: dict[str, Any]) -> dict[str, list[tuple[str, Any]]]:
    with app.app_context():
        person = accounts.person_by_email(email)
        if person is None:
            sys.exit(f"{email} is not in this database. Fill it first: bench/scale_seed.py")
        places = cohorts.places_of(person.id)
        token = signing_in.begin(person.id, clock.now())
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    certificate = f"/certificates/{story['certificates'][0]['number']}"
    invitation = story["invitations"][0]["url"].removeprefix(story["url"])
    heard_on = {}
    for page in (*PAGES, *(f"/team/{place.cohort_code}" for place in places), certificate, invitation):
        with heard(app) as statements:
            client.get(page)
        heard_on[page] = list(statements)
    return heard_on


if __name__ == "__main__":
    main()
