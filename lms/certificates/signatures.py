"""Whether the signatures of a stored text hold, remembered by the digest of the text and of the keys it was checked with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import current_app

from lms.certificates.credentials.did import assertion_keys, did_document
from lms.certificates.credentials.keys import KeyRing
from lms.certificates.credentials.verdict import Ours, Verdict, examine
from lms.certificates.issuer import key_ring_for_checking
from lms.certificates.rules import Validity
from lms.kit.fragments_shelf import Shelf

ROOM = 4 * 1024 * 1024
"""Bytes of verdicts kept in each process."""
ENTRY = 1500
"""Bytes that a verdict takes, roughly."""


def verdict(text: str, did: str) -> Verdict:
    """VALID says that the signatures hold and no more: what ended since is not asked. Raises CannotCheck.

    One byte or one key changed is another digest, and is examined anew.
    """
    content = text.encode()
    keys, keys_digest = _keys(did)
    key = (hashlib.sha256(content).digest(), did, keys_digest)
    shelf: Shelf[Verdict] = current_app.extensions.setdefault("gonin_signatures", Shelf(ROOM))
    found = shelf.get(key)
    if found is None:
        found = examine(content, Ours(did, keys.get, lambda *_: Validity.VALID))
        shelf.put(key, found, ENTRY)
    return found


def _keys(did: str) -> tuple[Mapping[str, Ed25519PublicKey], bytes]:
    """Our keys by their names in our own document, and a digest of names and keys. Read anew when the ring is."""
    ring = key_ring_for_checking()
    kept: tuple[KeyRing | None, str, Mapping[str, Ed25519PublicKey], bytes] | None
    kept = current_app.extensions.get("gonin_signature_keys")
    if kept is None or kept[0] is not ring or kept[1] != did:
        keys = dict(assertion_keys(did_document(did, ring.public))) if ring else {}
        named = b"".join(name.encode() + b"\x00" + key.public_bytes_raw() for name, key in sorted(keys.items()))
        kept = current_app.extensions["gonin_signature_keys"] = (ring, did, keys, hashlib.sha256(named).digest())
    return kept[2], kept[3]
