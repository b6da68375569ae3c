"""Who may still rely on a credential: W3C Bitstring Status List 1.0, one bit for each, in a signed list."""

from __future__ import annotations

import base64
import binascii
import secrets
import struct
import zlib
from collections.abc import Callable, Container, Iterable
from datetime import datetime

from lms.certificates.credentials.contexts import CREDENTIALS_V2, JsonObject
from lms.certificates.credentials.proofs import timestamp

SIZE = 131_072
"""Bits in a list: the least that the specification allows, so that one bit says nothing about a person."""

_BYTES = SIZE // 8
# Packed, our lists stay below 17 kB; a text longer than this is none of them.
_LONGEST_TEXT = 65_536
# Gzip with no time, no name and no operating system in its head: equal bits give equal text.
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_RANDOM_TRIES = 64


class StatusListError(ValueError):
    """An encoded list cannot be read, or an index lies outside it."""


class StatusListFullError(RuntimeError):
    """Every index of the list is taken; a new list is needed."""


def encode(set_bits: Iterable[int]) -> str:
    """The `encodedList` in which exactly these bits are set: multibase `u`, base64url without padding, of gzip.

    Bit 0 is the highest bit of the first byte. Raises StatusListError for an index outside the list.
    """
    bits = bytearray(_BYTES)
    for index in set_bits:
        _refuse_outside(index)
        bits[index >> 3] |= 0x80 >> (index & 7)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(bytes(bits)) + packer.flush()
    tail = struct.pack("<II", zlib.crc32(bits), len(bits))
    return "u" + base64.urlsafe_b64encode(_GZIP_HEAD + packed + tail).rstrip(b"=").decode("ascii")


def decode(encoded: str) -> bytes:
    """The bits of an `encodedList`, as bytes. Raises StatusListError; unpacks no more than a list's size."""
    if not encoded.startswith("u") or len(encoded) > _LONGEST_TEXT or not encoded.isascii():
        raise StatusListError("This is not an encoded status list.")
    try:
        packed = base64.b64decode(encoded[1:] + "=" * (-(len(encoded) - 1) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        bits = unpacker.decompress(packed, _BYTES + 1)
    except (binascii.Error, zlib.error) as error:
        raise StatusListError("This is not an encoded status list.") from error
    if len(bits) != _BYTES or not unpacker.eof or unpacker.unused_data:
        raise StatusListError("This status list does not have the right length.")
    return bits


def is_set(encoded: str, index: int) -> bool:
    """Whether the bit at `index` of an `encodedList` is set. Raises StatusListError."""
    _refuse_outside(index)
    return bool(decode(encoded)[index >> 3] & (0x80 >> (index & 7)))


def free_index(taken: Container[int], choose: Callable[[int], int] = secrets.randbelow) -> int:
    """A random index that is not taken, so that its place tells nothing about when it was given.

    Raises StatusListFullError.
    """
    for _ in range(_RANDOM_TRIES):
        index = choose(SIZE)
        if index not in taken:
            return index
    # Nearly full: what is left is few enough to be listed.
    free = [index for index in range(SIZE) if index not in taken]
    if not free:
        raise StatusListFullError("Every place of this status list is taken; start another one.")
    return free[choose(len(free))]


def entry(list_url: str, index: int) -> JsonObject:
    """The `credentialStatus` of the credential that holds bit `index` of the list at `list_url`."""
    _refuse_outside(index)
    return {
        "id": f"{list_url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": list_url,
    }


def list_credential(list_url: str, issuer: str, revoked: Iterable[int], valid_from: datetime) -> JsonObject:
    """The list as a credential, to be signed with eddsa-rdfc-2022 and served as `application/vc` at `list_url`."""
    return {
        "@context": [CREDENTIALS_V2],
        "id": list_url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": timestamp(valid_from),
        "credentialSubject": {
            "id": f"{list_url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode(revoked),
        },
    }


def _refuse_outside(index: int) -> None:
    if not 0 <= index < SIZE:
        raise StatusListError(f"A status list has places 0 to {SIZE - 1}, not {index}.")
