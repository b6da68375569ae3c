"""Fetching a certificate is the permission: what is not for somebody to have is not there."""

from __future__ import annotations

from datetime import datetime

from flask import abort

from lms.accounts.queries import Visitor
from lms.certificates import due, queries
from lms.certificates.checking import is_open
from lms.certificates.models import Certificate
from lms.certificates.numbers import read_number
from lms.cohorts import queries as cohorts


def own_certificate_or_404(visitor: Visitor, number: str) -> Certificate:
    """A certificate that this visitor holds or held."""
    proper = read_number(number)
    certificate = queries.by_number(proper) if proper else None
    if certificate is None or certificate.person_id != visitor.id:
        abort(404)
    return certificate


def downloadable(visitor: Visitor | None, number: str, at: datetime) -> Certificate | None:
    """The certificate whose signed file this visitor may have: its holder always, everybody while the page shows the name.

    None where there is none, or it is not for them: the page of an unknown number is the answer to both.
    """
    proper = read_number(number)
    certificate = queries.by_number(proper) if proper else None
    if certificate is None:
        return None
    is_mine = visitor is not None and visitor.id == certificate.person_id
    return certificate if is_mine or is_open(certificate, at) else None


def own_course_or_404(visitor: Visitor, course: str) -> due.CourseDue:
    """How far a visitor is in a course that gives a certificate.

    For people with a seat; and for those who gave it up when everything was done, since facts stay with the person.
    """
    found = due.course_due(visitor.id, course)
    if found is None or not (found.is_due or cohorts.place_in_course(visitor.id, course)):
        abort(404)
    return found
