"""How somebody wants to be reached, in words: for themselves, and for who runs their programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from lms.accounts import hours, zones
from lms.accounts.models import Person, ReachWish
from lms.kit.db import db

PARTS = {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening"), "night": _("Night")}
SPANS = {"week": _("Monday to Friday"), "weekend": _("Saturday and Sunday")}
OTHERS = {
    "": _("I have not decided"),
    "nothing": _("Say nothing. I call back."),
    "name": _("Say only your first name."),
    "message": _("You may leave a message."),
    "place": _("You may say that you call from Gonin."),
}
"""What may be said if somebody else answers."""


@dataclass(frozen=True)
class Reach:
    """What somebody said about being reached, and the hours that suit them to learn; `wish` is None where they said nothing."""

    person_id: int
    name: str
    time_zone: str
    suiting_hours: int
    wish: ReachWish | None


def reach_of(person_id: int) -> Reach | None:
    """What is known of somebody; None where there is no such account. One query."""
    row = db.session.execute(
        select(Person.id, Person.name, Person.time_zone, Person.suiting_hours, ReachWish)
        .outerjoin(ReachWish, ReachWish.person_id == Person.id)
        .where(Person.id == person_id, Person.disabled_at.is_(None))
    ).one_or_none()
    return Reach(*row) if row else None


def day_name(day: int) -> str:
    """A day of the week, 0 for Monday, in the language of the page."""
    return str(get_day_names("wide", "stand-alone", get_locale() or "en")[day])


def zone_name(zone: str) -> str:
    """A time zone by its country and city."""
    listed = zones.by_continent(str(get_locale() or "en"))
    called = {name: words for each in listed.values() for name, words in each}
    return called.get(zones.current_name(zone), zone)


def days_in_words(number: int) -> Iterator[tuple[str, list[object]]]:
    """Days with the parts that a packed number holds; days without any are left out."""
    for day in hours.DAYS:
        if parts := hours.parts_of(number, day):
            yield day_name(day), [PARTS[part] for part in parts]


def spans_in_words(number: int) -> Iterator[tuple[object, list[object]]]:
    """The same in spans of days."""
    slots = [slot.split("-") for slot in hours.in_spans(number)]
    for span, called in SPANS.items():
        if parts := [PARTS[part] for when, part in slots if when == span]:
            yield called, parts
