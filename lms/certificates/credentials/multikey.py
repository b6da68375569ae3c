"""Ed25519 keys as text: the Multikey form of W3C Controlled Identifiers 1.0, base58btc behind a `z`."""

from __future__ import annotations

import base58
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# Multicodec prefixes for ed25519-pub and ed25519-priv, as unsigned varints.
_PUBLIC = b"\xed\x01"
_SECRET = b"\x80\x26"
_KEY_BYTES = 32
# Decoding base58 takes quadratic time; nothing we read is longer than a signature of 64 bytes.
_LONGEST_TEXT = 128


class MultibaseError(ValueError):
    """The text is not base58btc multibase in its one proper spelling, or not of the kind that was asked for."""


def to_multibase(content: bytes) -> str:
    """The bytes in base58btc behind a `z` (multibase)."""
    return "z" + base58.b58encode(content).decode("ascii")


def from_multibase(text: str) -> bytes:
    """The bytes that `to_multibase` gave `text` for. Raises MultibaseError for any other spelling."""
    if not isinstance(text, str) or not text.startswith("z") or len(text) > _LONGEST_TEXT:
        raise MultibaseError("This is not base58btc multibase.")
    try:
        content = base58.b58decode(text[1:])
    except ValueError as error:
        raise MultibaseError("This is not base58btc multibase.") from error
    # The decoder forgives blanks at the end, which would give one signature several spellings.
    if to_multibase(content) != text:
        raise MultibaseError("This is base58btc multibase with something added.")
    return content


def encode_public(key: Ed25519PublicKey) -> str:
    """The public key as Multikey text; it begins with `z6Mk`."""
    return to_multibase(_PUBLIC + key.public_bytes_raw())


def decode_public(text: str) -> Ed25519PublicKey:
    """The public key of a Multikey text. Raises MultibaseError."""
    return Ed25519PublicKey.from_public_bytes(_key_bytes(text, _PUBLIC))


def encode_secret(key: Ed25519PrivateKey) -> str:
    """The private key as Multikey text; it begins with `z3u2`."""
    return to_multibase(_SECRET + key.private_bytes_raw())


def decode_secret(text: str) -> Ed25519PrivateKey:
    """The private key of a Multikey text. Raises MultibaseError."""
    return Ed25519PrivateKey.from_private_bytes(_key_bytes(text, _SECRET))


def _key_bytes(text: str, prefix: bytes) -> bytes:
    content = from_multibase(text)
    if not content.startswith(prefix) or len(content) != len(prefix) + _KEY_BYTES:
        raise MultibaseError("This is not an Ed25519 key of the kind that was asked for.")
    return content[len(prefix) :]
