"""Sealing the signing keys with a passphrase, and opening them again.

scrypt (RFC 7914, with the cost that OWASP's Password Storage Cheat Sheet asks for: N 2^17, r 8, p 1) makes a key of the
passphrase; AES-256-GCM (NIST SP 800-38D) seals with it. The header is sealed too: nobody can lower the cost unnoticed.
"""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from lms.backups.faults import BackupFault

HEADER = b"gonin-keys-1\n"
SALT, NONCE = 16, 12
SHORTEST = 12
KEY_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def read_keys(folder: Path) -> dict[str, bytes]:
    """The files of a key folder by name; empty where there is none. Raises BackupFault for what has no place there."""
    if not folder.is_dir():
        return {}
    found = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            # A key that is being made has such a name until it is whole.
            continue
        if not path.is_file() or not KEY_NAME.fullmatch(path.name):
            raise BackupFault(f"{path} is no key of ours. Move it out of the folder of keys.")
        found[path.name] = path.read_bytes()
    return found


def seal(keys: Mapping[str, bytes], passphrase: str) -> bytes:
    """The keys, readable with the passphrase only. Raises BackupFault for one that is too short."""
    if len(passphrase) < SHORTEST:
        raise BackupFault(f"The passphrase is too short. Take {SHORTEST} characters or more.")
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    plain = json.dumps({name: base64.b64encode(content).decode() for name, content in keys.items()}).encode()
    return HEADER + salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, plain, HEADER + salt)


def open_sealed(sealed: bytes, passphrase: str) -> dict[str, bytes]:
    """The keys that were sealed. Raises BackupFault for another passphrase or a changed byte."""
    begin = len(HEADER)
    salt, nonce = sealed[begin : begin + SALT], sealed[begin + SALT : begin + SALT + NONCE]
    try:
        plain = AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed[begin + SALT + NONCE :], HEADER + salt)
        found = {name: base64.b64decode(content) for name, content in json.loads(plain).items()}
    except (InvalidTag, ValueError) as error:
        raise BackupFault("This passphrase does not open the keys of this backup.") from error
    if not sealed.startswith(HEADER) or not all(KEY_NAME.fullmatch(name) for name in found):
        raise BackupFault("The keys in this backup cannot be read.")
    return found


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(passphrase.encode())
