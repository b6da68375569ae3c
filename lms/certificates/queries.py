"""Reads of certificates, of our frozen name, and of who lost what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, null, or_, select, union_all

from lms.certificates.models import CURRENT, Certificate, IssuerRecord, VanishedCertificate
from lms.certificates.numbers import read_number
from lms.kit.db import db
from lms.kit.reading import rows, table

PLACES = (Certificate, VanishedCertificate)
"""Who holds or held a place in a status list."""
PAGE = 50
"""Certificates on one page of the administrator's list."""


def issuer_record() -> IssuerRecord | None:
    """Under which name we issue; None before the first certificate."""
    return db.session.get(IssuerRecord, 1)


def by_number(number: str) -> Certificate | None:
    """The certificate of this number, in the spelling of `numbers.read_number`."""
    return db.session.scalar(select(Certificate).where(Certificate.number == number))


@dataclass(frozen=True)
class PublicRecord:
    """A certificate as its public page needs it, with the name under which it was issued."""

    id: int
    number: str
    course_id: str
    release_id: int
    language: str
    name: str
    credential_id: str
    credential: str
    issued_at: datetime
    valid_until: datetime | None
    name_shown_at: datetime | None
    replaced_at: datetime | None
    revoked_at: datetime | None
    did: str
    issuer_name: str
    issuer_url: str


CERTIFICATES, ISSUERS = table(Certificate), table(IssuerRecord)
PUBLIC = (
    select(
        *(CERTIFICATES.c[field.name] for field in fields(PublicRecord)[:13]),
        ISSUERS.c.did, ISSUERS.c.name, ISSUERS.c.public_url,
    )
    .join(ISSUERS, ISSUERS.c.id == 1)
    .where(CERTIFICATES.c.number == bindparam("number"))
)  # fmt: skip


def public(number: str) -> PublicRecord | None:
    """What the public page of this number says, in the spelling of `numbers.read_number`. One query."""
    found = rows(PUBLIC, number=number)
    return PublicRecord(*found[0]) if found else None


def by_credential(credential_id: str) -> Certificate | None:
    """The certificate whose credential has this id."""
    return db.session.scalar(select(Certificate).where(Certificate.credential_id == credential_id))


def current(person_id: int, course: str) -> Certificate | None:
    """The one certificate of a course that somebody holds now."""
    return db.session.scalar(
        select(Certificate).where(Certificate.person_id == person_id, Certificate.course_id == course, CURRENT)
    )


def of_person(person_id: int) -> Sequence[Certificate]:
    """Everything ever issued to somebody, the newest first."""
    return db.session.scalars(
        select(Certificate).where(Certificate.person_id == person_id).order_by(Certificate.id.desc())
    ).all()


def is_barred(person_id: int, course: str) -> bool:
    """Whether a certificate of this course was withdrawn in a way that lets nobody claim it again by themselves."""
    barred = exists().where(
        Certificate.person_id == person_id,
        Certificate.course_id == course,
        Certificate.revoked_at.is_not(None),
        Certificate.may_claim_again.is_(False),
    )
    return bool(db.session.scalar(select(barred)))


def newest_list() -> tuple[int, int]:
    """The number of the status list that is being filled, and how many places of it are taken; two queries.

    Places of what vanished with its holder stay taken: they are withdrawn for ever.
    """
    latest = [select(func.max(table.status_list)).scalar_subquery() for table in PLACES]
    newest = max(number or 1 for number in db.session.execute(select(*latest)).one())
    counts = [select(func.count()).where(table.status_list == newest).scalar_subquery() for table in PLACES]
    return newest, sum(db.session.execute(select(*counts)).one())


def index_is_taken(status_list: int, index: int) -> bool:
    """Whether a place of a status list was ever given to a certificate."""
    taken = (exists().where(table.status_list == status_list, table.status_index == index) for table in PLACES)
    return bool(db.session.scalar(select(or_(*taken))))


def has_vanished(status_list: int, index: int) -> bool:
    """Whether the certificate of this place was erased with its holder."""
    return db.session.get(VanishedCertificate, (status_list, index)) is not None


@dataclass(frozen=True)
class Ended:
    """The places of a status list whose certificates no longer hold, and when the last of them ended."""

    indexes: tuple[int, ...]
    last: datetime | None


def ended(status_list: int) -> Ended:
    """Who is withdrawn, replaced or gone in a status list. One query."""
    gone: ColumnElement[bool] = or_(Certificate.revoked_at.is_not(None), Certificate.replaced_at.is_not(None))
    known = select(Certificate.status_index, Certificate.revoked_at, Certificate.replaced_at)
    vanished = select(VanishedCertificate.status_index, VanishedCertificate.ended_at, null())
    rows: Sequence[Any] = db.session.execute(
        union_all(
            known.where(Certificate.status_list == status_list, gone),
            vanished.where(VanishedCertificate.status_list == status_list),
        ).order_by("status_index")
    ).all()
    moments = [moment for row in rows for moment in (row.revoked_at, row.replaced_at) if moment is not None]
    return Ended(tuple(row.status_index for row in rows), max(moments, default=None))


def found(words: str, page: int) -> tuple[Sequence[Certificate], bool]:
    """One page (from 1) of what was issued, the newest first, and whether there are more.

    `words`: a number, or a part of a name; empty for all.
    """
    rows = db.session.scalars(_matching(words).offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return rows[:PAGE], len(rows) > PAGE


def _matching(words: str) -> Select[Certificate]:
    everything = select(Certificate).order_by(Certificate.id.desc())
    if not words:
        return everything
    number = read_number(words)
    if number is not None:
        return everything.where(Certificate.number == number)
    return everything.where(Certificate.name.icontains(words, autoescape=True))
