"""Who issues: our name towards strangers, and the keys that sign in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import current_app

from lms.certificates import queries
from lms.certificates.credentials import keys
from lms.certificates.credentials.achievement import Issuer
from lms.certificates.credentials.did import assertion_keys, did_document, did_web
from lms.certificates.credentials.keys import KeyMissingError, KeyRing

if TYPE_CHECKING:
    from config import Settings


def settings() -> Settings:
    """What the operator decided."""
    found: Settings = current_app.extensions["gonin_settings"]
    return found


def issuer() -> Issuer:
    """The frozen issuer; before the first certificate, the one that the settings would give."""
    record = queries.issuer_record()
    if record is not None:
        return Issuer(record.did, record.name, record.public_url)
    given = settings()
    return Issuer(did_web(given.public_url), given.issuer_name, given.public_url)


def key_folder() -> Path:
    """Where the keys lie: beside the database, never in it."""
    return settings().data / "keys"


def key_ring() -> KeyRing | None:
    """Our keys, kept in memory until the folder changes; None while there are none. Raises a KeyFolderError."""
    folder = key_folder()
    try:
        stamp = folder.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    kept: tuple[int, KeyRing] | None = current_app.extensions.get("gonin_keys")
    if kept is None or kept[0] != stamp:
        try:
            kept = (stamp, keys.load(folder))
        except KeyMissingError:
            return None
        current_app.extensions["gonin_keys"] = kept
    return kept[1]


def key_ring_for_signing(at: datetime) -> KeyRing:
    """Our keys, with a first one made where there is none. Raises a KeyFolderError."""
    return key_ring() or keys.load_or_create(key_folder(), at)


def public_keys(did: str) -> dict[str, Ed25519PublicKey]:
    """Method id → key, as our own document lists them; empty while there are none. Raises a KeyFolderError."""
    ring = key_ring()
    return dict(assertion_keys(did_document(did, ring.public))) if ring else {}
