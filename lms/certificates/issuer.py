"""Who issues: our name towards strangers, and the keys that sign in it."""

from __future__ import annotations

import logging
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import current_app

from lms.certificates import queries
from lms.certificates.credentials import keys
from lms.certificates.credentials.achievement import Issuer
from lms.certificates.credentials.did import assertion_keys, did_document, did_web
from lms.certificates.credentials.keys import KeyFolderError, KeyMissingError, KeyRing
from lms.kit import clock

if TYPE_CHECKING:
    from config import Settings

log = logging.getLogger("gonin.certificates")


class CannotCheck(Exception):
    """Certificates were issued, but the keys they were signed with cannot be read; the log says what to do."""


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


def signed_day(moment: datetime) -> date:
    """The day that a certificate names for a moment: in the site's zone, wherever its holder and readers are."""
    return clock.day_of(moment, settings().time_zone)


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
    """Our keys; the first one is made here, as long as nothing was ever signed. Raises a KeyFolderError."""
    # The record is read before the keys: whoever wrote it made the key first, so a first claim that races finds both.
    is_first = queries.issuer_record() is None
    ring = key_ring()
    if ring is not None:
        return ring
    if is_first:
        return keys.load_or_create(key_folder(), at)
    raise KeyMissingError(_lost())


def key_ring_for_checking() -> KeyRing | None:
    """Our keys; None while nothing was signed yet. Raises CannotCheck when there should be keys and none can be read."""
    try:
        ring = key_ring()
    except KeyFolderError as error:
        log.error("certificates cannot be checked: %s", error)
        raise CannotCheck(str(error)) from error
    if ring is None and queries.issuer_record() is not None:
        log.error("certificates cannot be checked: %s", _lost())
        raise CannotCheck(_lost())
    return ring


def keys_are_there() -> bool:
    """Whether everything that was signed can be checked now; true while nothing was."""
    try:
        return key_ring() is not None or queries.issuer_record() is None
    except KeyFolderError:
        return False


def _lost() -> str:
    return (
        f"Certificates were issued, and their keys are not in {key_folder()}. Restore the folder from a backup: "
        "no new key is made, since it could not check what was issued."
    )


def public_keys(did: str) -> dict[str, Ed25519PublicKey]:
    """Method id → key, as our own document lists them; empty while there are none. Raises CannotCheck."""
    ring = key_ring_for_checking()
    return dict(assertion_keys(did_document(did, ring.public))) if ring else {}
