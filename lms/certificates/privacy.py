"""What is kept about a person's certificates."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from lms.accounts import queries as accounts
from lms.catalog import queries as catalog
from lms.certificates import queries, statement
from lms.certificates.erasing import erase
from lms.certificates.excuses import given
from lms.certificates.models import Certificate, ExcuseRecord
from lms.kit.i18n import current_language
from lms.kit.privacy import File, Kept, Privacy, Row, Said

REASONS = {
    "mistake": _("It was issued by mistake"),
    "name": _("The name on it is not right"),
    "holder": _("Its holder asked for it"),
    "other": _("Another reason"),
}


def _certificates(person_id: int) -> Iterable[Row]:
    for each in queries.of_person(person_id):
        yield {
            "number": each.number,
            "course": Said(each.course_id, _title(each)),
            "name": each.name,
            "issued_at": each.issued_at,
            "name_shown_at": each.name_shown_at,
            "replaced_at": each.replaced_at,
            "revoked_at": each.revoked_at,
            "revoked_reason": Said(each.revoked_reason, REASONS[each.revoked_reason]) if each.revoked_reason else None,
            "may_claim_again": each.may_claim_again,
            "file": _file_name(each),
        }


def _title(certificate: Certificate) -> str:
    ref = catalog.release(certificate.release_id, certificate.course_id)
    return statement.title(catalog.outline(ref), current_language()) if ref else certificate.course_id


def _file_name(certificate: Certificate) -> str:
    return f"certificates/{certificate.number}.json"


def _files(person_id: int) -> Iterable[File]:
    for each in queries.of_person(person_id):
        yield _file_name(each), each.credential.encode()


def _deeds(person_id: int) -> Iterable[Row]:
    for each in queries.of_person(person_id):
        for entry in accounts.entries_about(each.number):
            yield {"at": entry.at, "number": each.number, "deed": entry.deed, "detail": entry.detail}


def _excuses(person_id: int) -> Iterable[Row]:
    yield from (_excuse_row(each) for each in given(ExcuseRecord.person_id == person_id))


def _excuses_given(person_id: int) -> Iterable[Row]:
    yield from (_excuse_row(each) for each in given(ExcuseRecord.given_by == person_id))


def _excuse_row(each: ExcuseRecord) -> Row:
    return {
        "at": each.given_at,
        "course": each.course_id,
        "requirement": each.requirement,
        "reason": each.reason,
        "until": each.ended_at,
    }


PRIVACY = Privacy(
    claims={
        "certificates": ("person_id", "name", "number", "credential_id", "credential", "sha256"),
        "excuses": ("person_id", "given_by", "reason"),
    },
    impersonal=("issuers", "vanished_certificates"),
    erase=erase,
    kept=(
        Kept(
            "certificates",
            _("Your certificates"),
            _("So that employers can check them. The signed files are in the folder “certificates”."),
            {
                "number": _("Certificate number"),
                "course": _("Course"),
                "name": _("Name on the certificate"),
                "issued_at": _("Issued on"),
                "name_shown_at": _("Its page shows the name since"),
                "revoked_at": _("Withdrawn"),
                "revoked_reason": _("Why"),
                "file": _("Signed certificate file"),
            },
            _certificates,
            _files,
        ),
        Kept(
            "certificate_deeds",
            _("What staff did with your certificates"),
            _("So that it can be looked up later."),
            {"at": _("When"), "number": _("Certificate number"), "deed": _("What"), "detail": _("More")},
            _deeds,
        ),
        Kept(
            "excuses",
            _("What you were excused from"),
            _("So that you and your instructor know why something is not asked of you."),
            {"at": _("When"), "course": _("Course"), "requirement": _("What"), "reason": _("Why"), "until": _("Until")},
            _excuses,
        ),
        Kept(
            "excuses_given",
            _("Excuses that you gave"),
            _("So that questions about them find the right person."),
            {"at": _("When"), "course": _("Course"), "requirement": _("What"), "reason": _("Why"), "until": _("Until")},
            _excuses_given,
            for_staff=True,
        ),
    ),
)
