"""One request taken whole and one answer made whole: what the gateway hands to the application and gets back."""

from __future__ import annotations

import io
import logging
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, Any

from flask import Flask

log = logging.getLogger("gonin.gateway")
IN_MEMORY = 256 * 1024
"""Bytes of a body that are kept in memory; more go to a temporary file."""
AT_ONCE = 64 * 1024
"""Bytes of an answer that are given to the server at once; a longer one follows as the client reads."""
MUCH_TOO_LONG = 8
"""A body so many times as long as allowed is not even read to its end."""
WAITED = "gonin.waited"
"""The name in a request's environment of the seconds that it waited for a thread."""


def _spool() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)


class TooLong(Exception):
    """A body is so long that reading on would be a waste."""


@dataclass
class Taken:
    """A request's body: what it said its length is, the longest that the application reads, and what has come."""

    expected: int = 0
    longest: int = 0
    length: int = 0
    content: IO[bytes] = field(default_factory=_spool)
    """To be closed by whoever takes it last."""

    def add(self, piece: bytes) -> None:
        """Keep a piece; what lies beyond the limit is counted and dropped, so that the client can be told.

        Raises TooLong, and OSError when the disk is full.
        """
        self.length += len(piece)
        if self.length > self.longest * MUCH_TOO_LONG:
            raise TooLong
        if self.length <= self.longest:
            self.content.write(piece)


@dataclass
class Answer:
    """An answer: `body` where it is short, else `rest`, a file of `size` bytes to be closed after reading.

    The headers of a long one always announce its length, so that a client that was let go knows that something is missing.
    """

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes = b""
    rest: IO[bytes] | None = None
    size: int = 0


def environ_for(scope: dict[str, Any], taken: Taken, waited: float) -> dict[str, Any]:
    """The request as WSGI wants it (PEP 3333). The body's length is what came, whatever was announced."""
    host, port = scope.get("server") or ("", 0)
    taken.content.seek(0)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 80),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": taken.content,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        WAITED: waited,
    }
    _add_headers(environ, scope["headers"])
    if taken.length or scope["method"] not in ("GET", "HEAD", "OPTIONS"):
        environ["CONTENT_LENGTH"] = str(taken.length)
    return environ


def _add_headers(environ: dict[str, Any], headers: Iterable[tuple[bytes, bytes]]) -> None:
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        # An underline would be read as the hyphen of another header, one that a proxy vouches for.
        if "_" in name or name in ("content-length", "transfer-encoding"):
            continue
        key = "CONTENT_TYPE" if name == "content-type" else "HTTP_" + name.upper().replace("-", "_")
        separator = "; " if name == "cookie" else ","
        environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value


def run(app: Flask, environ: dict[str, Any]) -> Answer | None:
    """Have the application answer; None when it broke so badly that it could not even say so."""
    try:
        return _run(app, environ)
    except Exception:
        log.exception("the application gave no answer")
        return None


def _run(app: Flask, environ: dict[str, Any]) -> Answer:
    begun: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> Any:
        begun[:] = [int(status[:3]), [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers]]

    parts = app(environ, start)
    try:
        if isinstance(parts, list):
            return _sized(begun, io.BytesIO(b"".join(parts)))
        return _gather(parts, begun)
    finally:
        if hasattr(parts, "close"):
            parts.close()
        environ["wsgi.input"].close()


def _gather(parts: Iterable[bytes], begun: list[Any]) -> Answer:
    """Make an answer whole: in memory when it is short, else in a temporary file, so that the thread is free again."""
    spool = _spool()
    try:
        for part in parts:
            spool.write(part)
    except BaseException:
        spool.close()
        raise
    return _sized(begun, spool)


def _sized(begun: list[Any], content: IO[bytes]) -> Answer:
    """The answer with this content, which is closed when it is short."""
    status, headers = begun
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    if size <= AT_ONCE:
        with content:
            return Answer(status, headers, content.read())
    if all(name != b"content-length" for name, _ in headers):
        headers.append((b"content-length", str(size).encode()))
    return Answer(status, headers, rest=content, size=size)
