"""Who plays in the demo and what they did: fictional people, three teams in different states, one open invitation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from lms.accounts import registering, signing_in
from lms.accounts.rules import Role
from lms.catalog import queries as catalog
from lms.catalog import sourcing
from lms.certificates import issuing, showing
from lms.cli.demo_deeds import Study, do_steps, mark_hard
from lms.cohorts import forming, seating
from lms.kit.db import db

if TYPE_CHECKING:
    from lms.accounts.models import Person
    from lms.cohorts.models import Cohort, Programme

COURSE = "rpa-basics"
LEARNERS_PASSWORD = "five petals"  # noqa: S105  # The demo prints it: it guards nothing.
STAFF_PASSWORD = "five petals of a plum blossom"  # noqa: S105  # As above.


@dataclass(frozen=True)
class Learner:
    """Somebody who plays a learner: the name as they write it, their language, how many steps they did."""

    name: str
    mail: str
    language: str
    steps: int
    rests: bool = False
    is_stuck: bool = False
    tries_twice: bool = False
    shows_name: bool = True


@dataclass(frozen=True)
class Team:
    """A team of the demo, when it began, and its people."""

    name: str
    state: str
    began: timedelta
    learners: tuple[Learner, ...]


ALL = 999
TEAMS = (
    Team(
        "あさなぎ",
        "just started",
        timedelta(days=2),
        (
            Learner("さくら", "sakura", "ja", 2),
            Learner("Oksana", "oksana", "en", 1),
            Learner("نور", "nour", "en", 0),
            Learner("はると", "haruto", "ja", 0),
            Learner("Thiri", "thiri", "en", 0),
        ),
    ),
    Team(
        "しおかぜ",
        "half way",
        timedelta(days=24),
        (
            Learner("みなと", "minato", "ja", 16),
            Learner("Юлія", "yuliia", "en", 12, tries_twice=True),
            Learner("فرح", "farah", "en", 9, is_stuck=True),
            Learner("ゆい", "yui", "ja", 7, rests=True),
            Learner("Mariam Yılmaz", "mariam", "en", 13),
        ),
    ),
    Team(
        "うめのはな",
        "finished",
        timedelta(days=75),
        (
            Learner("あおい", "aoi", "ja", ALL),
            Learner("𠮷田 はな", "hana", "ja", ALL, tries_twice=True),
            Learner("Олена Їжакевич", "olena", "en", ALL),
            Learner("አበበ", "abebe", "en", ALL),
            Learner("Phương Anh", "phuong", "ja", ALL, tries_twice=True, shows_name=False),
        ),
    ),
)
STAFF: tuple[tuple[Role, str, str], ...] = (
    ("instructor", "いずみ", "izumi"),
    ("coordinator", "Kofi", "kofi"),
    ("career_supporter", "まどか", "madoka"),
    ("admin", "Ingrid", "ingrid"),
)


def tell(url: str, at: datetime) -> dict[str, Any]:
    """Seed everything and return what demo.json says. Flushes."""
    staff = {role: _staff(role, name, mail, at) for role, name, mail in STAFF}
    sourcing.add_author(COURSE, staff["instructor"].id, at - timedelta(days=120))
    programme = _programme("オンラインしごと講座", "demo", staff["coordinator"].id, at)
    forming.share_programme(programme.id, staff["instructor"].id)
    story: dict[str, Any] = {
        "url": url,
        "people": [],
        "cohorts": [],
        "certificates": [],
        "invitations": [],
    }
    for team in TEAMS:
        cohort = forming.make_cohort(programme, COURSE, team.name, at - team.began)
        story["cohorts"].append({"id": cohort.code, "name": team.name, "course": COURSE, "state": team.state})
        for number, learner in enumerate(team.learners):
            person = _play(team, cohort, learner, number, at)
            story["people"].append(_told("learner", person, LEARNERS_PASSWORD, cohort.code))
            if learner.steps == ALL:
                claimed = at - timedelta(days=number + 1)
                certificate = issuing.claim(person.id, COURSE, learner.name, learner.language, claimed)
                if learner.shows_name:
                    showing.show_name(certificate, claimed)
                address = f"{url}/certificates/{certificate.number}"
                story["certificates"].append({"number": certificate.number, "url": address})
    story["people"] += [_told(role, person, STAFF_PASSWORD, None) for role, person in staff.items()]
    story["invitations"].append(_open_team(staff["coordinator"].id, url, at))
    return story


def _staff(role: Role, name: str, mail: str, at: datetime) -> Person:
    person = registering.register(registering.Newcomer(name, "ja", "Asia/Tokyo"), at - timedelta(days=120))
    _let_in(person, mail, STAFF_PASSWORD)
    registering.give_role(person, role, at - timedelta(days=120))
    return person


def _programme(public: str, inner: str, coordinator: int, at: datetime) -> Programme:
    term = (at - timedelta(days=90)).date(), (at + timedelta(days=275)).date()
    return forming.make_programme(forming.Agreement(public, inner, "Asia/Tokyo", *term), coordinator)


def _play(team: Team, cohort: Cohort, learner: Learner, number: int, at: datetime) -> Person:
    """One learner joins, does their steps over the days, and may find something hard or take a break."""
    joined = at - team.began + timedelta(hours=number)
    person = registering.register(registering.Newcomer(learner.name, learner.language, "Asia/Tokyo"), joined)
    _let_in(person, learner.mail, LEARNERS_PASSWORD)
    seat = seating.take_seat(cohort.id, person.id, joined)
    ref = catalog.current_release(COURSE)
    if ref is None:
        raise LookupError(f"{COURSE} is not published")
    study = Study(person.id, seat.id, ref, catalog.outline(ref), learner.language)
    last = at - (timedelta(days=9) if learner.rests else timedelta(hours=3 + 5 * number))
    next_step = do_steps(study, learner.steps, (joined, last), learner.tries_twice)
    if learner.is_stuck and next_step is not None:
        mark_hard(study, next_step, last)
    if learner.rests:
        seating.rest(seat, last)
    return person


def _let_in(person: Person, mail: str, password: str) -> None:
    person.email, person.email_confirmed_at = f"{mail}@demo.example", person.created_at
    signing_in.set_password(person, signing_in.hashed(password))


def _told(role: str, person: Person, password: str, cohort: str | None) -> dict[str, str | None]:
    return {"role": role, "name": person.name, "email": person.email, "password": password, "cohort": cohort}


def _open_team(coordinator: int, url: str, at: datetime) -> dict[str, str]:
    """A fourth team, in a programme of its own and without people, so that joining can be tried."""
    cohort = forming.make_cohort(_programme("体験のプログラム", "demo-open", coordinator, at), COURSE, "はじまり", at)
    invitation = forming.invite(cohort, at)
    db.session.flush()
    return {"code": invitation.code, "url": f"{url}/join/{invitation.code}", "cohort": cohort.code}
