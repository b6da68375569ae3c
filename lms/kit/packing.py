"""Bytes that never change, packed once and sent as small as the browser reads them: brotli, gzip or as they are."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import brotli
from flask import Response, request

SHRINKS = (
    "text/",
    "application/javascript",
    "application/json",
    "application/xml",
    "image/svg+xml",
    "application/wasm",
)
"""How the media types begin that are worth packing; pictures and archives are packed already."""
WORTH_IT = 0.95
"""Packed bytes are kept only where they are less than this part of the plain ones."""


@dataclass(frozen=True)
class Packed:
    """The same content by encoding; `""` is the plain one."""

    content_type: str
    digest: str
    by_encoding: Mapping[str, bytes]

    @property
    def size(self) -> int:
        """Bytes of memory that it takes."""
        return sum(len(content) for content in self.by_encoding.values())


def packed(content: bytes, content_type: str) -> Packed:
    """Pack some content as tightly as can be, which takes a while: to be kept, not to be done for each request."""
    found = {"": content}
    if content_type.startswith(SHRINKS):
        small = {"br": brotli.compress(content, quality=11), "gzip": gzip.compress(content, 9, mtime=0)}
        found |= {name: each for name, each in small.items() if len(each) < len(content) * WORTH_IT}
    return Packed(content_type, hashlib.sha256(content).hexdigest()[:16], found)


def send(kept: Packed) -> Response:
    """The answer to this request: the smallest content that the browser reads; 304 where it has it; a part where it asks for one.

    Every encoding has an ETag of its own (RFC 9110, 8.8.3.3). Parts are cut from the plain bytes, which is what a player or a
    download that goes on expects.
    """
    encoding = "" if "Range" in request.headers else _best(kept)
    response = Response(kept.by_encoding[encoding], content_type=kept.content_type)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    if len(kept.by_encoding) > 1:
        response.vary.add("Accept-Encoding")
    response.set_etag(f"{kept.digest}-{encoding}" if encoding else kept.digest)
    response.make_conditional(request, accept_ranges=True, complete_length=len(kept.by_encoding[encoding]))
    return response


def _best(kept: Packed) -> str:
    return next(
        (name for name in ("br", "gzip") if name in kept.by_encoding and request.accept_encodings[name] > 0), ""
    )
