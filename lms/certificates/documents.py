"""What programs fetch to check a certificate by themselves: our keys, the status lists, the achievements."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from courses import Outline
from lms.catalog import queries as catalog
from lms.certificates import queries, statement
from lms.certificates.credentials.achievement import Issuer, achievement_object
from lms.certificates.credentials.contexts import CREDENTIALS_V2, OPEN_BADGES
from lms.certificates.credentials.did import did_document
from lms.certificates.credentials.keys import KeyRing
from lms.certificates.credentials.proofs import Signer, Suite, sign
from lms.certificates.credentials.status_list import list_credential
from lms.certificates.issuer import issuer, key_ring_for_checking
from lms.certificates.issuing import list_url
from lms.kit.i18n import FORMAL


def own_did_document() -> str | None:
    """Our name and keys (did:web); None while there is no key. Raises CannotCheck."""
    ring = key_ring_for_checking()
    return _text(did_document(issuer().did, ring.public)) if ring else None


@dataclass(frozen=True)
class _SignedList:
    """A status list that was signed, and what it was signed for."""

    made_for: tuple[str, str, queries.Ended, datetime]
    text: str


_signed_lists: dict[str, _SignedList] = {}


def status_list(number: int) -> str | None:
    """A status list, signed; None where there is none of this number.

    It is signed anew when somebody was withdrawn since, and is otherwise the same to the last character: its time is
    that of the last withdrawal. Raises CannotCheck.
    """
    record, ring = queries.issuer_record(), key_ring_for_checking()
    if record is None or ring is None or not 1 <= number <= queries.newest_list()[0]:
        return None
    us = Issuer(record.did, record.name, record.public_url)
    ended = queries.ended(number)
    moment = ended.last or record.frozen_at
    address = list_url(us, number)
    method = Signer(us.did, ring.current).method
    made_for = (us.did, method, ended, moment)
    kept = _signed_lists.get(address)
    if kept is None or kept.made_for != made_for:
        kept = _SignedList(made_for, _sign_list(address, us, ended, moment, ring))
        _signed_lists[address] = kept
    return kept.text


def _sign_list(address: str, us: Issuer, ended: queries.Ended, moment: datetime, ring: KeyRing) -> str:
    unsigned = list_credential(address, us.did, ended.indexes, moment)
    return _text(sign(unsigned, (Suite.RDFC,), Signer(us.did, ring.current), moment))


def achievement(course: str, version: str) -> str | None:
    """The achievement of one version of a course, as its credentials name it; None where there is none.

    `version` is that of `statement.version`; without a language the course's own is taken.
    """
    number, _, language = version.partition("-")
    ref = catalog.release_by_number(course, int(number)) if _is_number(number) else None
    if ref is None:
        return None
    outline: Outline = catalog.outline(ref)
    language = language or outline.languages[0]
    if outline.certificate is None or language not in FORMAL:
        return None
    described = achievement_object(issuer(), statement.achievement(ref, outline, language))
    return _text({"@context": [CREDENTIALS_V2, OPEN_BADGES], **described})


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 9


def _text(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
