"""What we say about a document that claims to be one of our certificates: pure, asking only what it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from lms.certificates.credentials.achievement import SUITES
from lms.certificates.credentials.contexts import JsonObject
from lms.certificates.credentials.presented import PresentedError, read_presented
from lms.certificates.credentials.proofs import KeyOf, Outcome, ProofCheck, check_proofs, proofs_of
from lms.certificates.rules import Validity

_BADGE_TYPES = {"AchievementCredential", "OpenBadgeCredential"}


class Kind(StrEnum):
    """The answer in one word. The first five are the words of Validity."""

    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    """Somebody else's, or one that our records do not hold."""
    NOT_A_CREDENTIAL = "not a credential"
    TOO_LARGE = "too large"
    MALFORMED = "malformed"


@dataclass(frozen=True)
class Verdict:
    """The answer, with why, and what the document says of itself.

    `reason` is a code: for ALTERED `proofs` (some or all are missing, or there are others), `signature`, `key`, `form`,
    `content`, `issuer` or `status`; for UNKNOWN `issuer` or `record`; for MALFORMED a code of PresentedError; otherwise
    empty. `failed` names the suites whose proof did not hold. What the document says (`issuer`, `achievement`,
    `holder`, `credential_id`) is worth nothing unless the signatures held, that is for ALTERED and UNKNOWN.
    """

    kind: Kind
    reason: str = ""
    issuer: str = ""
    achievement: str = ""
    holder: str = ""
    credential_id: str = ""
    proofs: tuple[ProofCheck, ...] = ()

    @property
    def failed(self) -> tuple[str, ...]:
        return tuple(check.suite for check in _failures(self.proofs))


@dataclass(frozen=True)
class Ours:
    """What we know of ourselves: our did:web, the keys in its document, and the state of what we issued.

    `state_of` takes a credential's id, the address of its status list and its index there, and answers None where we
    issued no such credential.
    """

    did: str
    key_of: KeyOf
    state_of: Callable[[str, str, int], Validity | None]


def examine(document: str | bytes, ours: Ours) -> Verdict:
    """The verdict on a pasted or uploaded document. Never raises for anything that the document holds."""
    try:
        credential = read_presented(document)
    except PresentedError as error:
        if error.code == "size":
            return Verdict(Kind.TOO_LARGE)
        return Verdict(Kind.NOT_A_CREDENTIAL if error.code == "shape" else Kind.MALFORMED, error.code)
    said = _said(credential)
    if not _claims_achievement(credential):
        return replace(said, kind=Kind.NOT_A_CREDENTIAL)
    if said.issuer != ours.did and not _names_our_key(credential, ours.did):
        return replace(said, kind=Kind.UNKNOWN, reason="issuer")
    return _examine_ours(credential, said, ours)


def _examine_ours(credential: JsonObject, said: Verdict, ours: Ours) -> Verdict:
    altered = replace(said, kind=Kind.ALTERED)
    suites = [proof.get("cryptosuite") if isinstance(proof, dict) else None for proof in proofs_of(credential)]
    if suites != list(SUITES):
        # Fewer proofs than we made are no sign of our hand, even when those left hold.
        return replace(altered, reason="proofs")
    checks = check_proofs(credential, ours.key_of)
    altered = replace(altered, proofs=checks)
    failed = _failures(checks)
    if failed:
        return replace(altered, reason=failed[0].outcome.value)
    if said.issuer != ours.did:
        return replace(altered, reason="issuer")
    place = _status_place(credential)
    if place is None:
        return replace(altered, reason="status")
    state = ours.state_of(said.credential_id, *place)
    if state in (None, Validity.UNKNOWN, Validity.ALTERED):
        # Signed with our key and yet not in our records: restored from an old copy, or the key is in other hands.
        return replace(altered, kind=Kind.UNKNOWN, reason="record")
    return replace(altered, kind=Kind(state))


def _failures(checks: tuple[ProofCheck, ...]) -> list[ProofCheck]:
    return [check for check in checks if check.outcome not in (Outcome.PASSED, Outcome.NOT_CHECKED)]


def _said(credential: JsonObject) -> Verdict:
    """What the document says of itself, read with suspicion."""
    subject = _object(credential.get("credentialSubject"))
    issuer = credential.get("issuer")
    names = [
        each.get("identityHash")
        for each in _list(subject.get("identifier"))
        if isinstance(each, dict) and each.get("identityType") == "name"
    ]
    return Verdict(
        Kind.UNKNOWN,
        issuer=_text(issuer) or _text(_object(issuer).get("id")),
        achievement=_text(_object(subject.get("achievement")).get("name")),
        holder=_text(names[0]) if names else "",
        credential_id=_text(credential.get("id")),
    )


def _claims_achievement(credential: JsonObject) -> bool:
    types = [each for each in _list(credential.get("type")) if isinstance(each, str)]
    return bool(_BADGE_TYPES & set(types)) or "achievement" in _object(credential.get("credentialSubject"))


def _names_our_key(credential: JsonObject, did: str) -> bool:
    methods = [_text(_object(proof).get("verificationMethod")) for proof in proofs_of(credential)]
    return any(method.partition("#")[0] == did for method in methods)


def _status_place(credential: JsonObject) -> tuple[str, int] | None:
    status = _object(credential.get("credentialStatus"))
    index, address = _text(status.get("statusListIndex")), _text(status.get("statusListCredential"))
    if not address or not index.isascii() or not index.isdecimal() or len(index) > 9:
        return None
    return address, int(index)


def _object(value: Any) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
