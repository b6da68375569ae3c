"""What strangers are told: about the certificate of a number, and about a document they hold in their hands."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app

from courses import Outline
from lms.catalog import queries as catalog
from lms.certificates import queries, signatures
from lms.certificates.credentials.achievement import Issuer
from lms.certificates.credentials.verdict import Kind, Ours, Verdict, examine
from lms.certificates.issuer import issuer, public_keys, signed_day
from lms.certificates.issuing import list_url
from lms.certificates.models import Certificate
from lms.certificates.numbers import read_number
from lms.certificates.queries import PublicRecord
from lms.certificates.rules import Ends, Validity, validity

log = logging.getLogger("gonin.certificates")


@dataclass(frozen=True)
class CertificatePage:
    """What the public page of a certificate says. `holder` is empty unless its owner shows it there.

    Days are those of the site's zone, as the signed text has them: a certificate has one day, whoever reads it.
    """

    number: str
    state: Validity
    holder: str
    digest: str
    """Of the release whose outline it is."""
    outline: Outline
    signed_title: str
    signed_language: str
    issuer: Issuer
    issued_on: date
    ended_on: date | None
    may_download: bool


def certificate_page(record: PublicRecord, at: datetime) -> CertificatePage:
    """The public page of a certificate. Two queries at most. Raises CannotCheck.

    Its signatures may have been examined before; whether it ended is what the record says now.
    """
    us = Issuer(record.did, record.issuer_name, record.issuer_url)
    verdict = signatures.verdict(record.credential, us.did)
    state = _state(record, verdict, at)
    digest, outline = _outline(record)
    ended_at = record.revoked_at or record.valid_until
    shows_name = state is not Validity.ALTERED and is_open(record, at)
    return CertificatePage(
        number=record.number,
        state=state,
        holder=verdict.holder if shows_name else "",
        digest=digest,
        outline=outline,
        signed_title=verdict.achievement,
        signed_language=record.language,
        issuer=us,
        issued_on=signed_day(record.issued_at),
        ended_on=signed_day(ended_at) if ended_at else None,
        may_download=shows_name,
    )


def state_now(certificate: Certificate | PublicRecord, at: datetime) -> Validity:
    """Whether a certificate holds now, by our records."""
    return validity(Ends(certificate.revoked_at, certificate.replaced_at, certificate.valid_until), at)


def is_open(certificate: Certificate | PublicRecord, at: datetime) -> bool:
    """Whether everybody may have name and signed file: the holder shows the name, and nothing ended the certificate."""
    return certificate.name_shown_at is not None and state_now(certificate, at) in (Validity.VALID, Validity.EXPIRED)


@dataclass(frozen=True)
class Answer:
    """What is said about something handed in. `certificate` is ours, where it may be named."""

    verdict: Verdict
    certificate: Certificate | None = None
    was_number: bool = False

    @property
    def number(self) -> str:
        """The number of the page to go on to; empty where there is none to name."""
        return self.certificate.number if self.certificate else ""


def answer(typed: str, document: bytes, at: datetime) -> Answer:
    """The answer to a typed number (or address), or to a document; a number pasted as a document is taken as one.

    Nothing that was handed in is kept. Raises CannotCheck.
    """
    number = read_number(document.decode("utf-8", "replace") if document else typed)
    if document and number is None:
        return _document_answer(document, at)
    certificate = queries.by_number(number) if number else None
    return Answer(Verdict(Kind.UNKNOWN, "number" if number else "spelling"), certificate, was_number=True)


def _document_answer(document: bytes, at: datetime) -> Answer:
    us = issuer()
    seen: list[Certificate] = []

    def state_of(credential_id: str, address: str, index: int) -> Validity | None:
        certificate = queries.by_credential(credential_id[:64])
        if certificate is None:
            return Validity.REVOKED if _has_vanished(us, address, index) else None
        if certificate.status_index != index:
            return None
        if address != list_url(us, certificate.status_list):
            return None
        seen.append(certificate)
        return state_now(certificate, at)

    verdict = examine(document, Ours(us.did, public_keys(us.did).get, state_of))
    may_link = verdict.kind in (Kind.VALID, Kind.EXPIRED) and seen
    return Answer(verdict, seen[0] if may_link else None)


def _has_vanished(us: Issuer, address: str, index: int) -> bool:
    """Whether the place that a signed document names was that of a certificate erased with its holder."""
    number = address.removeprefix(list_url(us, 0).removesuffix("0"))
    return number.isascii() and number.isdecimal() and len(number) < 9 and queries.has_vanished(int(number), index)


def _state(certificate: PublicRecord, verdict: Verdict, at: datetime) -> Validity:
    """The state now. A record that differs from what was signed would let the page say what nobody signed."""
    same = verdict.credential_id == certificate.credential_id and verdict.holder == certificate.name
    if verdict.kind is not Kind.VALID or not same:
        log.error("certificate %s does not match its signature (%s)", certificate.id, verdict.reason or "record")
        return Validity.ALTERED
    return state_now(certificate, at)


def _outline(record: PublicRecord) -> tuple[str, Outline]:
    """The release's digest and outline. Neither ever changes, so which release it is need be asked once."""
    known: dict[int, catalog.ReleaseRef] = current_app.extensions.setdefault("gonin_certified_releases", {})
    ref = known.get(record.release_id)
    if ref is None:
        ref = catalog.release(record.release_id, record.course_id)
        if ref is None:
            raise LookupError(f"the certificate {record.id} names a release that is not there")
        known[record.release_id] = ref
    return ref.digest, catalog.outline(ref)
