"""The gateway between a server (ASGI) and the application (WSGI): no slow line ever holds a thread.

A request's body is read whole before a thread is taken for it, and an answer is made whole before it is sent. So clients that
send or read a byte a second cost a connection and a little memory, and nobody else's time.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from lms.kit.db import READING
from lms.kit.envelopes import Answer, Taken, TooLong, environ_for, run
from lms.kit.lanes import Lane
from lms.kit.uploads import largest_for

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

log = logging.getLogger("gonin.gateway")
THREADS = 4
"""Threads in each lane. More are slower: they take turns at one interpreter."""
LONGEST_QUEUE = 256
"""Requests that may wait for a thread; whoever comes later is asked to come again."""
PIECE = 64 * 1024
"""Bytes that are handed to the server at once; longer answers follow as the client reads."""


@dataclass(frozen=True)
class Patience:
    """How long slow lines are waited for: seconds for anything, and bytes a second beyond that, up to the longest."""

    seconds: float = 30.0
    rate: float = 1024.0
    longest: float = 600.0
    uploads: int = 256
    """Bodies that may be on their way at once."""
    large: int = 8
    """Those among them that may be larger than a form, at doors that take files: they lie on the disk while they come."""

    def for_bytes(self, size: int) -> float:
        """Seconds within which so many bytes must have come or gone."""
        return min(self.seconds + size / self.rate, self.longest)


@dataclass
class Gateway:
    """Serves a WSGI application to an ASGI server."""

    app: Flask
    patience: Patience = field(default_factory=Patience)
    reading: Lane = field(default_factory=lambda: Lane("reading", THREADS, LONGEST_QUEUE))
    writing: Lane = field(default_factory=lambda: Lane("writing", THREADS, LONGEST_QUEUE))
    _uploads: int = 0
    _large: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        if scope["method"] in READING:
            await self._answer(self.reading, scope, Taken(), send)
        elif self._uploads >= self.patience.uploads:
            await _say(send, 503, b"Please try again in a moment.\n")
        else:
            await self._take_measured(scope, receive, send)

    async def _take_measured(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read no more than the door takes, and not too many large bodies at once."""
        usual, declared = self.app.config["MAX_CONTENT_LENGTH"], _declared(scope)
        longest = largest_for(self.app, scope["method"], scope["path"])
        is_large = longest > usual and (declared == 0 or declared > usual)
        if is_large and self._large >= self.patience.large:
            await _say(send, 503, b"Please try again in a moment.\n")
            return
        self._large += is_large
        try:
            await self._take(scope, receive, send, longest)
        finally:
            self._large -= is_large

    async def _take(self, scope: Scope, receive: Receive, send: Send, longest: int) -> None:
        """Read the body, and only then ask for a thread."""
        taken = Taken(_declared(scope), longest)
        is_whole = False
        self._uploads += 1
        try:
            async with asyncio.timeout(self.patience.for_bytes(taken.expected)):
                is_whole = await _read(receive, taken)
        except TimeoutError:
            await _say(send, 408, b"This took too long. Please try again.\n")
        except TooLong:
            await _say(send, 413, b"This is too large.\n")
        except OSError as error:
            log.warning("a body could not be kept: %s", error.strerror)
            await _say(send, 503, b"Please try again in a moment.\n")
        finally:
            self._uploads -= 1
        if is_whole:
            await self._answer(self.writing, scope, taken, send)
        else:
            taken.content.close()

    async def _answer(self, lane: Lane, scope: Scope, taken: Taken, send: Send) -> None:
        loop = asyncio.get_running_loop()
        made: asyncio.Future[Answer | None] = loop.create_future()
        begun = threading.Event()
        begun.set()

        def work(waited: float) -> None:
            # Whatever happens, the request is answered: reading a body back fails when the disk is full.
            answer = None
            try:
                answer = run(self.app, environ_for(scope, taken, waited))
            except OSError as error:
                log.warning("a body could not be read back: %s", error.strerror)
                begun.clear()
                taken.content.close()
            finally:
                loop.call_soon_threadsafe(_settle, made, answer)

        if not lane.take(work):
            taken.content.close()
            await _say(send, 503, b"Please try again in a moment.\n")
            return
        answer = await made
        if answer is None and not begun.is_set():
            await _say(send, 503, b"Please try again in a moment.\n")
        elif answer is None:
            await _say(send, 500, b"Something broke on our side.\n")
        else:
            await self._send(answer, send)

    async def _send(self, answer: Answer, send: Send) -> None:
        """Send an answer. A long one goes out in pieces as the client reads them; one who reads too slowly is let go."""
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.rest is None:
            await send({"type": "http.response.body", "body": answer.body})
            return
        with answer.rest as rest, suppress(TimeoutError):
            async with asyncio.timeout(self.patience.for_bytes(answer.size)):
                while piece := rest.read(PIECE):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        # After a part only, too: the connection then ends short of the announced length, which every client notices.
        await send({"type": "http.response.body", "body": b""})


def _settle(made: asyncio.Future[Answer | None], answer: Answer | None) -> None:
    if not made.done():
        made.set_result(answer)


def _declared(scope: Scope) -> int:
    """The length that the request says its body has; 0 where it says none."""
    given = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(given) if given.isdigit() else 0


async def _read(receive: Receive, taken: Taken) -> bool:
    """Read a body to its end; False when the client went away before."""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return False
        taken.add(message.get("body", b""))
        if not message.get("more_body"):
            return True


async def _say(send: Send, status: int, words: bytes) -> None:
    """Answer without the application. The connection is closed: what else comes on it would be the rest of a body."""
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"connection", b"close"),
        (b"cache-control", b"no-store"),
    ]
    if status == 503:
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
