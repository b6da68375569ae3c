"""What strangers are told: about the certificate of a number, and about a document they hold in their hands."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from courses import Outline
from lms.catalog import queries as catalog
from lms.certificates import queries, statement
from lms.certificates.credentials.achievement import Issuer
from lms.certificates.credentials.verdict import Kind, Ours, Verdict, examine
from lms.certificates.issuer import issuer, public_keys, signed_day
from lms.certificates.issuing import list_url
from lms.certificates.models import Certificate
from lms.certificates.numbers import read_number
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
    title: str
    signed_title: str
    signed_language: str
    hours: str
    criteria: str
    skills: tuple[str, ...]
    issuer: Issuer
    issued_on: date
    ended_on: date | None
    may_download: bool


def certificate_page(certificate: Certificate, language: str, at: datetime) -> CertificatePage:
    """The public page of a certificate in the reader's language. Four queries at most. Raises CannotCheck."""
    us = issuer()
    verdict = _signature(certificate.credential, us.did, public_keys(us.did))
    state = _state(certificate, verdict, at)
    outline = _outline(certificate)
    ended_at = certificate.revoked_at or certificate.valid_until
    shows_name = state is not Validity.ALTERED and is_open(certificate, at)
    return CertificatePage(
        number=certificate.number,
        state=state,
        holder=verdict.holder if shows_name else "",
        title=statement.title(outline, language),
        signed_title=verdict.achievement,
        signed_language=certificate.language,
        hours=outline.hours,
        criteria=statement.criteria(outline, language),
        skills=tuple(skill.name for skill in statement.skills(outline, language)),
        issuer=us,
        issued_on=signed_day(certificate.issued_at),
        ended_on=signed_day(ended_at) if ended_at else None,
        may_download=shows_name,
    )


def state_now(certificate: Certificate, at: datetime) -> Validity:
    """Whether a certificate holds now, by our records."""
    return validity(Ends(certificate.revoked_at, certificate.replaced_at, certificate.valid_until), at)


def is_open(certificate: Certificate, at: datetime) -> bool:
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


def _state(certificate: Certificate, verdict: Verdict, at: datetime) -> Validity:
    """The state now. A record that differs from what was signed would let the page say what nobody signed."""
    same = verdict.credential_id == certificate.credential_id and verdict.holder == certificate.name
    if verdict.kind is not Kind.VALID or not same:
        log.error("certificate %s does not match its signature (%s)", certificate.id, verdict.reason or "record")
        return Validity.ALTERED
    return state_now(certificate, at)


def _outline(certificate: Certificate) -> Outline:
    ref = catalog.release(certificate.release_id, certificate.course_id)
    if ref is None:
        raise LookupError(f"the certificate {certificate.id} names a release that is not there")
    return catalog.outline(ref)


class _Checked:
    """Verdicts on signatures in memory, by the digest of the text and the keys they were checked with."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.verdicts: dict[tuple[str, str], Verdict] = {}

    def get(self, key: tuple[str, str], examine_now: Callable[[], Verdict]) -> Verdict:
        found = self.verdicts.get(key)
        if found is None:
            found = examine_now()
            if len(self.verdicts) >= self.most:
                self.verdicts.clear()
            self.verdicts[key] = found
        return found


_checked = _Checked(2000)


def _signature(text: str, did: str, keys: Mapping[str, Ed25519PublicKey]) -> Verdict:
    """Whether the signatures of a stored text hold: VALID says no more than that; what ended since is not asked."""
    content = text.encode()
    key = (hashlib.sha256(content).hexdigest(), " ".join([did, *sorted(keys)]))
    return _checked.get(key, lambda: examine(content, Ours(did, keys.get, lambda *_: Validity.VALID)))
