"""One gzip file made of pieces: what is kept was deflated once, what is a reader's own is stored as it is.

A secret such as the CSRF token is never deflated beside text that somebody else may have chosen, so the length of an answer tells
nothing about it (BREACH). Pieces end on whole bytes (a full flush) and point to nothing outside themselves, so any pieces in any
order are one stream (RFC 1951, RFC 1952).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from flask import request

HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
END = b"\x03\x00"
"""An empty last block."""
WORTH_IT = 150
"""Bytes below which a piece is not deflated: ending it on a whole byte would cost what it saves."""
BLOCK = 65_535
"""Bytes that one stored block may have."""


class Piece(bytes):
    """Text that is kept. It is deflated when it is first asked for in that form."""

    def packed(self) -> bytes:
        """The piece as blocks that end on a whole byte."""
        found: bytes | None = self.__dict__.get("_packed")
        if found is None:
            deflating = zlib.compressobj(9, zlib.DEFLATED, -15)
            found = deflating.compress(self) + deflating.flush(zlib.Z_FULL_FLUSH)
            self.__dict__["_packed"] = found
        return found


def kept(text: bytes) -> bytes:
    """Text that is kept, as a piece where that is worth it."""
    return Piece(text) if len(text) >= WORTH_IT else text


def gzipped(chunks: Iterable[bytes]) -> bytes:
    """All chunks as one gzip file."""
    chunks = list(chunks)
    plain = b"".join(chunks)
    out, loose = [HEAD], list[bytes]()
    for chunk in chunks:
        if type(chunk) is Piece:
            if loose:
                _store(out, b"".join(loose))
                loose = []
            out.append(chunk.packed())
        else:
            loose.append(chunk)
    _store(out, b"".join(loose))
    out += (END, struct.pack("<LL", zlib.crc32(plain), len(plain) & 0xFFFFFFFF))
    return b"".join(out)


def _store(out: list[bytes], text: bytes) -> None:
    for start in range(0, len(text), BLOCK):
        block = text[start : start + BLOCK]
        out += (b"\x00", struct.pack("<HH", len(block), len(block) ^ 0xFFFF), block)


def reads_gzip() -> bool:
    """Whether whoever asks reads gzip (RFC 9110, 12.5.3)."""
    asked = request.environ.get("HTTP_ACCEPT_ENCODING", "")
    if "gzip" not in asked:
        return False
    return ";" not in asked or request.accept_encodings["gzip"] > 0
