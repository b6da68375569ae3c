"""Issuing: what is due becomes a signed certificate, once, whatever races."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError

from lms.certificates import due, queries, rules, statement
from lms.certificates.credentials.achievement import (
    SUITES,
    Award,
    Issuer,
    achievement_credential,
    fresh_id,
)
from lms.certificates.credentials.did import PublicUrlError, did_web
from lms.certificates.credentials.keys import KeyFolderError, KeyRing
from lms.certificates.credentials.proofs import Signer, sign
from lms.certificates.credentials.status_list import SIZE, entry, free_index
from lms.certificates.issuer import key_ring_for_signing, settings
from lms.certificates.models import Certificate, IssuerRecord
from lms.certificates.numbers import new_number
from lms.kit import clock
from lms.kit.db import db, insert_new
from lms.progress.recording import hold

log = logging.getLogger("gonin.certificates")

FULL = SIZE * 3 // 4
"""Above this a new status list is begun, so that a random free place is always found quickly."""
_TRIES = 5


class NotDue(Exception):
    """The course asks for more than this person has reached, or only we may give a new certificate."""


class BadName(ValueError):
    """The name cannot stand on a certificate; `problem` is that of `rules.name_problem`."""

    def __init__(self, problem: rules.NameProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class CannotIssue(Exception):
    """Something on our side keeps us from issuing; the message tells the operator what, and is in the log."""


@dataclass(frozen=True)
class _Office:
    """Who signs, with which keys, in which time zone a day is counted."""

    issuer: Issuer
    ring: KeyRing
    zone: str


def claim(person_id: int, course: str, name: str, language: str, at: datetime) -> Certificate:
    """Give somebody the certificate of a course, or the one they hold already. Flushes.

    `language` (ja, en) is that of the words in it. Raises NotDue, BadName, or CannotIssue.
    """
    # Whoever is being erased at this moment has no facts left when this goes on, and so nothing is due.
    hold(person_id)
    held = queries.current(person_id, course)
    if held is not None:
        return held
    problem = rules.name_problem(name)
    if problem is not None:
        raise BadName(problem)
    reached = due.course_due(person_id, course)
    if reached is None or not reached.is_due:
        raise NotDue(course)
    office = _open_office(at)
    for _ in range(_TRIES):
        draft = _sign(_draft(person_id, reached, rules.certificate_name(name), at), reached, office, language)
        try:
            with db.session.begin_nested():
                db.session.add(draft)
        except IntegrityError:
            # Another request was faster: with this person's certificate, or with this place in the status list.
            held = queries.current(person_id, course)
            if held is not None:
                return held
            continue
        return draft
    raise CannotIssue("No free number or place was found.")


def _open_office(at: datetime) -> _Office:
    """Our frozen name, frozen now if it was not, and the keys. Raises CannotIssue."""
    given = settings()
    try:
        did = did_web(given.public_url)
        ring = key_ring_for_signing(at)
    except (PublicUrlError, KeyFolderError) as error:
        log.exception("no certificate can be issued")
        raise CannotIssue(str(error)) from error
    insert_new(IssuerRecord(id=1, did=did, name=given.issuer_name, public_url=given.public_url, frozen_at=at))
    record = queries.issuer_record()
    if record is None or record.did != did:
        frozen = record.did if record else ""
        message = (
            f"PUBLIC_URL is {given.public_url}, but certificates were issued as {frozen}. "
            "Set PUBLIC_URL back, or no certificate can be issued."
        )
        log.error(message)
        raise CannotIssue(message)
    return _Office(Issuer(record.did, record.name, record.public_url), ring, given.time_zone)


def _draft(person_id: int, reached: due.CourseDue, name: str, at: datetime) -> Certificate:
    newest, taken = queries.newest_list()
    status_list = newest + 1 if taken >= FULL else newest
    return Certificate(
        number=new_number(),
        person_id=person_id,
        course_id=reached.ref.course,
        kind="completion",
        release_id=reached.ref.id,
        name=name,
        credential_id=fresh_id(),
        status_list=status_list,
        status_index=free_index(_Taken(status_list)),
        issued_at=at,
    )


class _Taken:
    """The taken places of a status list, looked up one by one: a list has more places than a page has time."""

    def __init__(self, status_list: int) -> None:
        self.status_list = status_list

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and queries.index_is_taken(self.status_list, index)


def list_url(issuer: Issuer, status_list: int) -> str:
    """The address of a status list."""
    return f"{issuer.url}/credentials/status/{status_list}"


def _sign(draft: Certificate, reached: due.CourseDue, office: _Office, language: str) -> Certificate:
    """Put the signed text into the draft. Times in it are to the day: the hour somebody studies is nobody's business."""
    day = clock.day_of(draft.issued_at, office.zone)
    moment = datetime.combine(day, time(), ZoneInfo(office.zone)).astimezone(UTC)
    award = Award(
        credential_id=draft.credential_id,
        subject_id=fresh_id(),
        name=draft.name,
        valid_from=moment,
        status=entry(list_url(office.issuer, draft.status_list), draft.status_index),
    )
    achievement = statement.achievement(reached.ref, reached.outline, language)
    unsigned = achievement_credential(office.issuer, achievement, award)
    signed = sign(unsigned, SUITES, Signer(office.issuer.did, office.ring.current), moment)
    # Without a blank between its parts, every character of the text says something, and each change of one is noticed.
    draft.credential = json.dumps(signed, ensure_ascii=False, separators=(",", ":"))
    draft.sha256 = hashlib.sha256(draft.credential.encode()).hexdigest()
    draft.language = language
    return draft
