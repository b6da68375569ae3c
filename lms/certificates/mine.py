"""Somebody's own page of certificates: what they hold, what is ready, what is left to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from lms.catalog import queries as catalog
from lms.certificates import checking, due, queries, statement
from lms.certificates.issuer import signed_day
from lms.certificates.models import Certificate
from lms.certificates.rules import Validity
from lms.progress import queries as progress


@dataclass(frozen=True)
class OwnCard:
    """One certificate as its holder sees it."""

    number: str
    state: Validity
    title: str
    name: str
    issued_on: date
    name_is_shown: bool

    @property
    def is_current(self) -> bool:
        """Whether it can still be shown to others."""
        return self.state in (Validity.VALID, Validity.EXPIRED)


@dataclass(frozen=True)
class Mine:
    """The page."""

    courses: list[due.CourseDue]
    cards: list[OwnCard]


def mine(person_id: int, courses: Iterable[str], language: str, at: datetime) -> Mine:
    """Gather the page for somebody who takes these courses.

    A course whose seat was given up is there when it was done before: facts stay with the person, and what they earned too.
    """
    held = queries.of_person(person_id)
    has = {each.course_id for each in held if each.revoked_at is None and each.replaced_at is None}
    taken = dict.fromkeys(courses)
    asked = dict.fromkeys([*taken, *progress.courses_of(person_id)])
    found = [due.course_due(person_id, course) for course in asked if course not in has]
    ahead = [each for each in found if each and (each.ref.course in taken or each.is_due or each.is_barred)]
    return Mine(ahead, [_card(each, language, at) for each in held])


def cards(person_id: int, language: str, at: datetime) -> list[OwnCard]:
    """Everything ever issued to somebody, the newest first."""
    return [_card(each, language, at) for each in queries.of_person(person_id)]


def _card(certificate: Certificate, language: str, at: datetime) -> OwnCard:
    ref = catalog.release(certificate.release_id, certificate.course_id)
    return OwnCard(
        number=certificate.number,
        state=checking.state_now(certificate, at),
        title=statement.title(catalog.outline(ref), language) if ref else "",
        name=certificate.name,
        issued_on=signed_day(certificate.issued_at),
        name_is_shown=certificate.name_shown_at is not None,
    )
