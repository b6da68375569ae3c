"""The issuer's Ed25519 keys in a folder outside the database: made once, readable by their owner only, never lost."""

from __future__ import annotations

import json
import os
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lms.certificates.credentials.contexts import JsonObject
from lms.certificates.credentials.multikey import (
    MultibaseError,
    decode_public,
    decode_secret,
    encode_public,
    encode_secret,
)
from lms.certificates.credentials.proofs import timestamp

# Files are numbered and never reused: the highest number is the current key, and whoever makes a file first wins.
_FILE = re.compile(r"ed25519-([0-9]{4,9})\.json")
_OTHERS = 0o077


class KeyFolderError(Exception):
    """The key folder cannot be used as it is; the message says which file and what to do."""


class KeyMissingError(KeyFolderError):
    """There is no key in the folder yet."""


class KeyBrokenError(KeyFolderError):
    """A key file is not what we wrote."""


class KeyTooOpenError(KeyFolderError):
    """People other than the owner may read a secret key."""


class KeyFolderUnusableError(KeyFolderError):
    """The folder cannot be made, read or written."""


@dataclass(frozen=True)
class StoredKey:
    """A key as its file holds it; `secret` is None for a retired key whose secret was removed."""

    number: int
    created: datetime
    public: Ed25519PublicKey
    secret: Ed25519PrivateKey | None


@dataclass(frozen=True)
class KeyRing:
    """The key to sign with, when it was made, and every public key that the issuer's document lists: current first."""

    current: Ed25519PrivateKey
    created: datetime
    public: tuple[Ed25519PublicKey, ...]


def load(folder: Path) -> KeyRing:
    """The keys of the folder. Raises a KeyFolderError."""
    stored = _read_all(folder)
    if not stored:
        raise KeyMissingError(f"There is no key in {folder}. Make one before certificates are issued.")
    newest = stored[0]
    if newest.secret is None:
        raise KeyBrokenError(f"The newest key in {folder} has no secret. Restore the file from a backup.")
    return KeyRing(newest.secret, newest.created, tuple(each.public for each in stored))


def load_or_create(folder: Path, now: datetime) -> KeyRing:
    """The keys of the folder, with a first one made where there is none.

    Safe for several processes at once: all get the same key. Raises a KeyFolderError.
    """
    try:
        return load(folder)
    except KeyMissingError:
        _create(folder, 1, now)
        return load(folder)


def rotate(folder: Path, now: datetime) -> KeyRing:
    """A new current key; the one before stays listed and loses its secret. Raises a KeyFolderError.

    When two processes rotate at once, one new key is made and both get it.
    """
    before = _read_all(folder)
    if not before:
        raise KeyMissingError(f"There is no key in {folder} to replace.")
    _create(folder, before[0].number + 1, now)
    for stored in before:
        if stored.secret is not None:
            _forget_secret(folder, stored)
    return load(folder)


def _read_all(folder: Path) -> list[StoredKey]:
    """Every key file, the newest first."""
    try:
        paths = [path for path in folder.iterdir() if _FILE.fullmatch(path.name)] if folder.exists() else []
    except OSError as error:
        raise KeyFolderUnusableError(f"The key folder {folder} cannot be read: {error.strerror}.") from error
    return sorted((_read(path) for path in paths), key=lambda stored: stored.number, reverse=True)


def _read(path: Path) -> StoredKey:
    try:
        # Windows keeps rights elsewhere, and its mode bits say nothing.
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            raise KeyTooOpenError(f"Others may read {path}. Run: chmod 600 '{path}'")
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KeyFolderUnusableError(f"The key file {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise KeyBrokenError(f"{path} is not a key file of ours. Restore it from a backup.") from error
    try:
        return _stored(_number(path.name), content)
    except (KeyError, TypeError, ValueError, AttributeError, MultibaseError) as error:
        raise KeyBrokenError(f"{path} is damaged. Restore it from a backup.") from error


def _number(name: str) -> int:
    found = _FILE.fullmatch(name)
    assert found
    return int(found.group(1))


def _stored(number: int, content: Any) -> StoredKey:
    public = decode_public(content["publicKeyMultibase"])
    secret = decode_secret(content["secretKeyMultibase"]) if "secretKeyMultibase" in content else None
    if secret is not None and secret.public_key() != public:
        raise ValueError("The two halves of the key do not belong together.")
    created = datetime.fromisoformat(content["created"])
    return StoredKey(number, created, public, secret)


def _content(stored: StoredKey) -> JsonObject:
    content = {
        "type": "Multikey",
        "created": timestamp(stored.created),
        "publicKeyMultibase": encode_public(stored.public),
    }
    return content if stored.secret is None else {**content, "secretKeyMultibase": encode_secret(stored.secret)}


def _path(folder: Path, number: int) -> Path:
    return folder / f"ed25519-{number:04d}.json"


def _create(folder: Path, number: int, now: datetime) -> None:
    """Make the key of this number, unless another process was first."""
    secret = Ed25519PrivateKey.generate()
    stored = StoredKey(number, now, secret.public_key(), secret)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = _write_aside(folder, stored)
        try:
            # Unlike a rename, a link never replaces: the file appears whole, and only once.
            os.link(written, _path(folder, number))
        except FileExistsError:
            pass
        finally:
            written.unlink()
        _settle(folder)
    except OSError as error:
        raise KeyFolderUnusableError(f"No key can be made in {folder}: {error.strerror}.") from error


def _forget_secret(folder: Path, stored: StoredKey) -> None:
    try:
        _write_aside(folder, StoredKey(stored.number, stored.created, stored.public, None)).replace(
            _path(folder, stored.number)
        )
        _settle(folder)
    except OSError as error:
        raise KeyFolderUnusableError(f"The old key in {folder} keeps its secret: {error.strerror}.") from error


def _write_aside(folder: Path, stored: StoredKey) -> Path:
    path = folder / f".new-{secrets.token_hex(8)}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(_content(stored), file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    return path


def _settle(folder: Path) -> None:
    """Have the folder's own entries on disk before anything is signed with the key."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
