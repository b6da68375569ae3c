"""Data Integrity proofs with Ed25519: made and checked per W3C vc-data-integrity and vc-di-eddsa, sets and chains."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lms.certificates.credentials.canonical import CanonicalError, jcs, rdfc
from lms.certificates.credentials.contexts import Contexts, JsonObject
from lms.certificates.credentials.did import method_id
from lms.certificates.credentials.multikey import MultibaseError, from_multibase, to_multibase

_SIGNATURE_BYTES = 64

KeyOf = Callable[[str], Ed25519PublicKey | None]
"""A verification method's id → its key, or None where the issuer's document does not list it."""


class Suite(StrEnum):
    """The cryptosuites we sign with and check (vc-di-eddsa)."""

    RDFC = "eddsa-rdfc-2022"
    JCS = "eddsa-jcs-2022"


class Outcome(StrEnum):
    """What checking one proof found."""

    PASSED = "passed"
    SIGNATURE = "signature"
    """The signature does not fit the document: one of the two was changed."""
    KEY = "key"
    """The issuer's document does not list the key."""
    FORM = "form"
    """Not a proof as the specification has it, or of a suite that we do not check."""
    CONTENT = "content"
    """The document says things that no signature could cover."""
    NOT_CHECKED = "not checked"
    """A cheaper proof had failed already."""


@dataclass(frozen=True)
class ProofCheck:
    """One proof of a document, and what checking it found. `suite` and `method` are as written there."""

    suite: str
    method: str
    outcome: Outcome

    @property
    def passed(self) -> bool:
        return self.outcome is Outcome.PASSED


@dataclass(frozen=True)
class Signer:
    """An issuer with the key that it signs with now."""

    did: str
    key: Ed25519PrivateKey

    @property
    def method(self) -> str:
        return method_id(self.did, self.key.public_key())


def timestamp(moment: datetime) -> str:
    """A moment as an XML Schema dateTimeStamp in UTC, to the second. Raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sign(document: JsonObject, suites: Sequence[Suite], signer: Signer, created: datetime) -> JsonObject:
    """A signed copy of the document, with one proof for each suite in `proof`, a list. Raises CanonicalError."""
    unsecured = {name: value for name, value in copy.deepcopy(document).items() if name != "proof"}
    proofs = []
    for suite in suites:
        options = {
            "type": "DataIntegrityProof",
            "cryptosuite": suite.value,
            "created": timestamp(created),
            "verificationMethod": signer.method,
            "proofPurpose": "assertionMethod",
        }
        proofs.append(create_proof(unsecured, options, signer.key))
    return {**unsecured, "proof": proofs}


def create_proof(
    document: JsonObject, options: JsonObject, key: Ed25519PrivateKey, contexts: Contexts | None = None
) -> JsonObject:
    """The finished proof of `document` (without proofs, or in a chain with those that come before) for `options`.

    Raises CanonicalError. Source: vc-di-eddsa, Create Proof of either suite.
    """
    proof = copy.deepcopy(options)
    if proof["cryptosuite"] == Suite.JCS and "@context" in document:
        proof["@context"] = copy.deepcopy(document["@context"])
    signature = key.sign(hash_data(document, proof, contexts))
    return {**proof, "proofValue": to_multibase(signature)}


def hash_data(document: JsonObject, options: JsonObject, contexts: Contexts | None = None) -> bytes:
    """The 64 bytes that are signed: the digest of the canonical proof options, then that of the document.

    Raises CanonicalError. Source: vc-di-eddsa, Hashing of either suite.
    """
    if options["cryptosuite"] == Suite.JCS:
        parts = (jcs(options), jcs(document))
    else:
        configured = {**options, "@context": document["@context"]} if "@context" in document else options
        parts = (rdfc(configured, contexts), rdfc(document, contexts))
    return b"".join(hashlib.sha256(part).digest() for part in parts)


def proofs_of(document: JsonObject) -> list[Any]:
    """The proofs of a document as a list, however they are written."""
    proofs = document.get("proof", [])
    return proofs if isinstance(proofs, list) else [proofs]


def check_proofs(document: JsonObject, key_of: KeyOf, contexts: Contexts | None = None) -> tuple[ProofCheck, ...]:
    """Every proof of the document with what was found, in the document's order. Only `all(passed)` means anything.

    JCS proofs are checked first. Where one fails, RDFC proofs are left alone: canonicalising a graph that a stranger
    made can take very long, and a document whose JCS proof holds is one that its issuer made.
    """
    proofs = proofs_of(document)
    found: dict[int, ProofCheck] = {}
    spoilt = False
    for position in sorted(range(len(proofs)), key=lambda index: _suite(proofs[index]) != Suite.JCS):
        proof = proofs[position]
        outcome = Outcome.NOT_CHECKED if spoilt else _outcome(document, proof, key_of, contexts)
        spoilt = spoilt or outcome is not Outcome.PASSED
        found[position] = ProofCheck(_suite(proof), _text(proof, "verificationMethod"), outcome)
    return tuple(found[position] for position in range(len(proofs)))


def _outcome(document: JsonObject, proof: Any, key_of: KeyOf, contexts: Contexts | None) -> Outcome:
    if not _is_well_formed(proof):
        return Outcome.FORM
    key = key_of(proof["verificationMethod"])
    if key is None:
        return Outcome.KEY
    try:
        signature = from_multibase(proof["proofValue"])
        signed = hash_data(*_unsecured(document, proof), contexts)
    except MultibaseError:
        return Outcome.FORM
    except CanonicalError:
        return Outcome.CONTENT
    if len(signature) != _SIGNATURE_BYTES:
        return Outcome.FORM
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return Outcome.SIGNATURE
    return Outcome.PASSED


def _is_well_formed(proof: Any) -> bool:
    if not isinstance(proof, dict) or _suite(proof) not in tuple(Suite):
        return False
    if proof.get("type") != "DataIntegrityProof" or proof.get("proofPurpose") != "assertionMethod":
        return False
    # RDF sees no difference between a value and a list of one, so a second spelling of the same proof ends here.
    texts = ("verificationMethod", "proofValue", "created", "id", "expires", "domain", "challenge", "nonce")
    return all(isinstance(proof.get(name, ""), str) for name in texts) and all(proof.get(name) for name in texts[:2])


def _unsecured(document: JsonObject, proof: JsonObject) -> tuple[JsonObject, JsonObject]:
    """The document as it was when this proof was made, and the proof's options. Raises CanonicalError."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    previous = proof.get("previousProof", [])
    if previous:
        bare["proof"] = _matching(proofs_of(document), previous if isinstance(previous, list) else [previous])
    if "@context" in proof:
        # A JCS proof names the contexts it was made with; more may follow in the document. In an RDFC proof they
        # are not part of what is signed, so they may not differ.
        made_with, now = _as_list(proof["@context"]), _as_list(document.get("@context"))
        if now[: len(made_with)] != made_with or (_suite(proof) == Suite.RDFC and made_with != now):
            raise CanonicalError("context", "the proof's contexts are not the document's")
        bare["@context"] = proof["@context"]
    return bare, options


def _matching(proofs: list[Any], previous: list[Any]) -> list[Any]:
    """The earlier proofs of a chain that this one covers. Raises CanonicalError where one is missing."""
    by_id = {proof["id"]: proof for proof in proofs if isinstance(proof, dict) and isinstance(proof.get("id"), str)}
    if not all(isinstance(each, str) and each in by_id for each in previous):
        raise CanonicalError("chain", "an earlier proof is missing")
    return [by_id[each] for each in previous]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _suite(proof: Any) -> str:
    return _text(proof, "cryptosuite")


def _text(proof: Any, name: str) -> str:
    value = proof.get(name) if isinstance(proof, dict) else None
    return value if isinstance(value, str) else ""
