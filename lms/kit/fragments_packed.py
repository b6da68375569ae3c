"""One gzip file made of pieces: what is kept is deflated once, what is a reader's own is stored as it is.

A secret such as the CSRF token is never deflated beside text that somebody else may have chosen, so the length of an answer tells
nothing about it (BREACH). Runs of pieces end on whole bytes (a full flush) and point to nothing outside themselves, so any runs
in any order are one stream (RFC 1951, RFC 1952).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from itertools import groupby

from flask import request

from lms.kit.fragments_shelf import Shelf

HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
END = b"\x03\x00"
"""An empty last block."""
WORTH_IT = 60
"""Bytes below which a run is not deflated: ending it on a whole byte would cost what it saves."""
BLOCK = 65_535
"""Bytes that one stored block may have."""


ROOM = 16 * 1024 * 1024
"""Bytes of deflated runs that each process keeps."""


class Piece(bytes):
    """Text that is kept and is no reader's own."""


_runs: Shelf[bytes] = Shelf(ROOM)


def _packed(run: tuple[bytes, ...]) -> bytes:
    """Pieces that follow one another, as blocks that end on a whole byte.

    What stands between two readers' own words comes back in the same order on many pages, so it is deflated once. Together
    pieces take half of what they take one by one: each finds its words in those before it.
    """
    found = _runs.get(run)
    if found is None:
        deflating = zlib.compressobj(9, zlib.DEFLATED, -15)
        found = deflating.compress(b"".join(run)) + deflating.flush(zlib.Z_FULL_FLUSH)
        _runs.put(run, found, len(found))
    return found


def gzipped(chunks: Iterable[bytes]) -> bytes:
    """All chunks as one gzip file."""
    chunks = [chunk for chunk in chunks if chunk]
    plain = b"".join(chunks)
    out, loose = [HEAD], list[bytes]()
    for is_kept, run in groupby(chunks, key=_is_kept):
        pieces = tuple(run)
        if is_kept and sum(map(len, pieces)) >= WORTH_IT:
            if loose:
                _store(out, b"".join(loose))
                loose = []
            out.append(_packed(pieces))
        else:
            loose += pieces
    _store(out, b"".join(loose))
    out += (END, struct.pack("<LL", zlib.crc32(plain), len(plain) & 0xFFFFFFFF))
    return b"".join(out)


def _is_kept(chunk: bytes) -> bool:
    return type(chunk) is Piece


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
