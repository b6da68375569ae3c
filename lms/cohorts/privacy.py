"""What is kept about a person's places in teams and the programmes they run."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from lms.catalog import queries as catalog
from lms.cohorts.erasing import erase
from lms.cohorts.models import Cohort, Programme, ProgrammeStaff, Seat
from lms.kit.db import db
from lms.kit.i18n import current_language
from lms.kit.privacy import Kept, Privacy, Row, Said

STATES = {"active": _("Taking part"), "resting": _("Taking a break"), "left": _("Left the team")}


def _seats(person_id: int) -> Iterable[Row]:
    asked = (
        select(Seat, Cohort.name, Cohort.course_id, Programme.public_name)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(Seat.person_id == person_id)
        .order_by(Seat.id)
    )
    for seat, team, course, programme in db.session.execute(asked):
        yield {
            "team": team,
            "programme": programme,
            "course": Said(course, _course_title(course)),
            "number": seat.number,
            "state": Said(seat.state, STATES[seat.state]),
            "weekly_steps": seat.weekly_steps,
            "weekly_minutes": seat.weekly_minutes,
            "joined_at": seat.joined_at,
            "changed_at": seat.changed_at,
        }


def _course_title(course: str) -> str:
    ref = catalog.current_release(course)
    return catalog.outline(ref).title(current_language()) if ref else course


def _programmes(person_id: int) -> Iterable[Row]:
    asked = (
        select(Programme.inner_name, Programme.public_name)
        .join(ProgrammeStaff, ProgrammeStaff.programme_id == Programme.id)
        .where(ProgrammeStaff.person_id == person_id)
        .order_by(Programme.id)
    )
    for inner, public in db.session.execute(asked):
        yield {"programme": inner, "public_name": public}


PRIVACY = Privacy(
    claims={"seats": ("person_id",), "programme_staff": ("person_id",)},
    impersonal=("programmes", "cohorts", "invitations"),
    erase=erase,
    kept=(
        Kept(
            "teams",
            _("Your teams"),
            _("So that you have a place in a team, and a plan for the week that you chose."),
            {
                "team": _("Team"),
                "programme": _("Programme"),
                "course": _("Course"),
                "state": _("Now"),
                "weekly_steps": _("Steps a week"),
                "weekly_minutes": _("Minutes a week"),
                "joined_at": _("Joined"),
                "changed_at": _("Last change"),
            },
            _seats,
        ),
        Kept(
            "programmes",
            _("Programmes you run"),
            _("So that you find their teams."),
            {"programme": _("Programme"), "public_name": _("Public name")},
            _programmes,
            for_staff=True,
        ),
    ),
)
