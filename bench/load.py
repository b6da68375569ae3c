"""A client that asks for one page many times over a few open connections, and notes how long each answer took."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

CONNECTIONS = 4


@dataclass(frozen=True)
class Door:
    """What is asked for: a page by its address, or a batch that is sent (`body` makes a new one each time)."""

    name: str
    port: int
    path: str
    cookie: str = ""
    token: str = ""
    body: Callable[[], bytes] | None = None
    connections: int = CONNECTIONS
    comes_from: Callable[[], str] | None = None
    """The address that the proxy before us names, where a page counts how often an address comes."""

    def request(self) -> bytes:
        """The bytes of one request, as a browser of today would send them."""
        method, body = ("POST", self.body()) if self.body else ("GET", b"")
        lines = [f"{method} {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept: text/html,*/*;q=0.8"]
        lines += ["Accept-Encoding: gzip, deflate, br", "Accept-Language: ja,en;q=0.7", "User-Agent: bench"]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if self.comes_from:
            lines.append(f"X-Forwarded-For: {self.comes_from()}")
        if self.body:
            lines += [f"X-CSRFToken: {self.token}", "Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass
class Round:
    """What one round over one door gave: seconds of each answer, seconds in all, bytes of one answer."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    size: int = 0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds

    def percentile(self, percent: int) -> float:
        """Milliseconds within which so many in a hundred were answered."""
        return quantiles(self.times, n=100)[percent - 1] * 1000


class WrongAnswer(Exception):
    """The page did not answer 200: whatever was measured would mean nothing."""


def ask(connection: socket.socket, door: Door) -> int:
    """Ask once and read the whole answer; its bytes over the wire. Raises WrongAnswer."""
    connection.sendall(door.request())
    got = b""
    while b"\r\n\r\n" not in got:
        got += _more(connection)
    head, _, rest = got.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    if status.split()[1] != "200":
        raise WrongAnswer(f"{door.path}: {status} {rest[:200]!r}")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    size = len(head) + 4 + int(headers["content-length"])
    left = size - len(got)
    while left > 0:
        left -= len(_more(connection))
    return size


def _more(connection: socket.socket) -> bytes:
    got = connection.recv(1 << 18)
    if not got:
        raise WrongAnswer("the server closed the connection")
    return got


def press(door: Door, requests: int) -> Round:
    """So many requests over a few open connections, one after another on each."""
    found, troubles = Round(), list[Exception]()

    def go(count: int) -> None:
        try:
            with socket.create_connection(("127.0.0.1", door.port), timeout=30) as connection:
                for _ in range(count):
                    began = time.perf_counter()
                    found.size = ask(connection, door)
                    found.times.append(time.perf_counter() - began)
        except (OSError, WrongAnswer) as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=go, args=(count,)) for count in _shares(requests, door.connections)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.perf_counter() - began
    if troubles:
        raise troubles[0]
    return found


def _shares(requests: int, connections: int) -> Sequence[int]:
    return [requests // connections + (each < requests % connections) for each in range(connections)]
