"""The cast of room tests: two mates in one team, a learner of another, one without a seat, and staff of every role."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from courses import Release
from lms.accounts import registering, signing_in
from lms.accounts.models import Person
from lms.catalog import publishing
from lms.catalog import queries as catalog
from lms.cohorts import forming, seating
from lms.kit.db import db
from lms.kit.storage import Storage

NOW = datetime(2026, 4, 8, 9, 0, tzinfo=UTC)
"""A Wednesday."""
PASSWORD = "plum blossom on the table"


@dataclass
class Cast:
    """Who plays: two mates in one team, a learner of another team, one without a seat, and staff. All by number."""

    aya: int
    bilal: int
    chen: int
    dora: int
    instructor: int
    coordinator: int
    other_coordinator: int
    supporter: int
    admin: int
    team: str
    team_id: int
    invitation: str
    other_team: str
    course: str
    release_id: int
    other_instructor: int


def gather(tiny_release: Release, storage: Storage) -> Cast:
    """Put the cast into an empty database. Commits."""
    at = NOW - timedelta(days=30)
    number, _ = publishing.publish(tiny_release, storage, None, at)
    assert number == 1
    people = {name: _person(name, at) for name in ("Aya", "Bilal", "Chen", "Dora")}
    staff = {
        role: _person(role.title(), at, role) for role in ("instructor", "coordinator", "career_supporter", "admin")
    }
    other = _person("Other", at, "coordinator")
    second_instructor = _person("Second", at, "instructor")
    agreement = forming.Agreement(
        "Work from home", "inner-1", "Asia/Tokyo", at.date(), (at + timedelta(days=365)).date()
    )
    programme = forming.make_programme(agreement, staff["coordinator"].id)
    second = forming.make_programme(replace(agreement, inner_name="inner-2"), other.id)
    team = forming.make_cohort(programme, tiny_release.outline.id, "Tide", at)
    other_team = forming.make_cohort(second, tiny_release.outline.id, "Breeze", at)
    invitation = forming.invite(team, at)
    seating.take_seat(team.id, people["Aya"].id, at)
    seating.take_seat(team.id, people["Bilal"].id, at)
    seating.take_seat(other_team.id, people["Chen"].id, at)
    release = catalog.current_release(tiny_release.outline.id)
    assert release is not None
    found = Cast(
        people["Aya"].id, people["Bilal"].id, people["Chen"].id, people["Dora"].id,
        staff["instructor"].id, staff["coordinator"].id, other.id, staff["career_supporter"].id, staff["admin"].id,
        team.code, team.id, invitation.code, other_team.code, tiny_release.outline.id, release.id,
        second_instructor.id,
    )  # fmt: skip
    db.session.commit()
    return found


def _person(name: str, at: datetime, role: str | None = None) -> Person:
    person = registering.register(registering.Newcomer(name, "en", "Asia/Tokyo"), at)
    person.email, person.email_confirmed_at = f"{name.casefold()}@people.test", at
    person.password_hash = signing_in.hasher.hash(PASSWORD)
    if role:
        registering.give_role(person, role, at)  # type: ignore[arg-type]
    return person
