"""The first people of the staff: taken on from the terminal, with the room's rules for passwords and addresses."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts import queries, signing_in
from lms.accounts.models import AuditEntry, Person
from lms.accounts.staffing import Newcomer, Refused, take_on
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast

MIDORI = Newcomer(
    "Midori@Example.org", "みどり", "a quiet plum by the sea", ("admin", "coordinator"), "ja", "Asia/Tokyo"
)


def test_who_is_taken_on_signs_in_and_finds_both_desks(app: Flask, visitor: Browser) -> None:
    with app.app_context():
        assert take_on(MIDORI, NOW) == "made"
        db.session.commit()
        entries = db.session.execute(select(AuditEntry.actor_id, AuditEntry.deed, AuditEntry.detail)).all()
        assert [tuple(entry) for entry in entries] == [
            (None, "role.given", {"role": "admin"}),
            (None, "role.given", {"role": "coordinator"}),
        ]
    visitor.post("/login", {"email": "midori@example.org", "password": MIDORI.password})
    assert visitor.get("/coordinate").status_code == 200
    assert visitor.get("/admin/certificates").status_code == 200


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"email": "nowhere"}, "email"),
        ({"email": "a" * 250 + "@example.org"}, "email"),
        ({"email": ""}, "email"),
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"password": "fourteen signs"}, "password_short"),
        ({"password": ""}, "password_short"),
        ({"password": "x" * 257}, "password_long"),
        ({"password": "passwordpassword"}, "password_common"),
        ({"name": "Midori Yamanaka", "password": "Midori Yamanaka"}, "password_own"),
        ({"email": "aya@example.org"}, "learner"),
        ({"email": "closed@example.org"}, "closed"),
    ],
)
def test_each_refusal_has_its_reason_and_makes_nobody(
    app: Flask, cast: Cast, changed: dict[str, str], reason: str
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.aya).email = "aya@example.org"
        instructor = db.session.get_one(Person, cast.instructor)
        instructor.email = "closed@example.org"
        signing_in.disable(instructor, NOW)
        db.session.commit()
        before = queries.count_people()
        with pytest.raises(Refused) as refused:
            take_on(replace(MIDORI, **changed), NOW)
        assert refused.value.reason == reason
        db.session.rollback()
        assert queries.count_people() == before


def test_who_is_staff_already_gets_the_role_and_keeps_the_password(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    with app.app_context():
        person = db.session.get_one(Person, cast.admin)
        person.email, before = "ingrid@example.org", person.password_hash
        asked = replace(MIDORI, email="ingrid@example.org", name="", password="", roles=("coordinator",))
        assert [take_on(asked, NOW), take_on(asked, NOW)] == ["given", "already"]
        db.session.commit()
        assert person.password_hash == before
    assert signed_in(cast.admin).get("/coordinate").status_code == 200


def test_the_commands_answer_in_json_and_again_without_change(app: Flask) -> None:
    run = app.test_cli_runner()
    asked = json.dumps(
        {"email": MIDORI.email, "name": "Midori", "password": "short", "roles": ["admin"], "language": "ja"}
    )
    refused = run.invoke(args=["setup", "staff"], input=asked)
    assert json.loads(refused.output) == {"problem": "password_short"}
    made = run.invoke(args=["setup", "staff"], input=asked.replace("short", MIDORI.password))
    assert json.loads(made.output) == {"done": "made", "admin": 1, "coordinator": 0}
    assert MIDORI.password not in made.output
