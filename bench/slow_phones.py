"""Measures what slow phones cost the others: the lesson page's p95 without and with clients that send or read a byte a second.

    python bench/slow_phones.py var/demo.json [CLIENTS] [SECONDS]

The demo must be running. A quarter of the clients each: a fact batch sent slowly, headers sent slowly, a lesson read slowly, a
picture of a lesson read slowly. The rounds alternate (without, with, without, with), so that other work meets both alike.
The limit for the ratio is 2.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

LESSON = "/learn/rpa-basics/tables"
LIMIT = 2.0
READERS = 2


class Site:
    """The running demo, and one person signed in to it."""

    def __init__(self, demo: dict[str, Any]) -> None:
        parts = urlsplit(demo["url"])
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.cookie, self.token = "", ""
        self._sign_in(demo["people"][0])

    def ask(self, method: str, path: str, body: str | None = None) -> bytes:
        """One request with this person's cookie. Raises RuntimeError when the answer is a refusal."""
        with closing(http.client.HTTPConnection(self.host, self.port, timeout=30)) as line:
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            line.request(method, path, body, headers)
            answer = line.getresponse()
            said = answer.read()
            if answer.status >= 400:
                raise RuntimeError(f"{method} {path} answered {answer.status}")
            cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
            self.cookie = "; ".join(cookies) or self.cookie
            return said

    def _sign_in(self, person: dict[str, str]) -> None:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.ask("GET", "/login").decode())
        fields = {
            "csrf_token": found.group(1) if found else "",
            "email": person["email"],
            "password": person["password"],
        }
        self.ask("POST", "/login", urlencode(fields))
        # Signing in began a new session, with a token of its own.
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.ask("GET", LESSON).decode())
        self.token = found.group(1) if found else ""

    def picture(self) -> str:
        """The address of a picture of some lesson; of a static file where no lesson has one."""
        for page in (LESSON, "/learn/rpa-basics/seeing-a-process", "/learn/rpa-basics/first-robot"):
            found = re.search(r'"(/(?:assets|static)/[^"]+\.(?:svg|png|jpg|webp|js))"', self.ask("GET", page).decode())
            if found:
                return found.group(1)
        return "/login"


class SlowPhone:
    """One connection that gives or takes one byte at a time; made anew when the server closes it."""

    def __init__(self, site: Site, sends: bytes, reads: bool) -> None:
        self.site, self.sends, self.reads = site, sends, reads
        self.line: socket.socket | None = None
        self.left = b""
        self.closed = 0

    def step(self) -> None:
        """Send or read one byte."""
        try:
            if self.line is None:
                self._open()
            elif self.reads:
                if self.line.recv(1) == b"":
                    raise ConnectionError
            elif self.left:
                self.line.send(self.left[:1])
                self.left = self.left[1:]
        except BlockingIOError:
            return
        except OSError:
            self.close()
            self.closed += 1

    def close(self) -> None:
        """Hang up."""
        if self.line is not None:
            with suppress(OSError):
                self.line.close()
        self.line = None

    def _open(self) -> None:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        line.settimeout(5)
        line.connect((self.site.host, self.site.port))
        self.line = line
        # What comes before the blank line goes at once where the body is what is slow, or the reading.
        head, blank, body = self.sends.partition(b"\r\n\r\n")
        at_once, self.left = (head + blank, body) if blank else (b"", head)
        line.send(at_once)
        line.setblocking(False)


def phones(site: Site, how_many: int) -> list[SlowPhone]:
    """The slow clients, of four kinds in turn."""
    who = f"Host: {site.host}:{site.port}\r\nCookie: {site.cookie}\r\n"
    batch = json.dumps({"facts": [{"id": "slow"}] * 40})
    facts = f"POST /facts HTTP/1.1\r\n{who}X-CSRFToken: {site.token}\r\nContent-Type: application/json\r\n"
    kinds = [
        (f"{facts}Content-Length: {len(batch)}\r\n\r\n{batch}", False),
        (f"GET {LESSON} HTTP/1.1\r\n{who}X-Slow: {'o' * 500}", False),
        (f"GET {LESSON} HTTP/1.1\r\n{who}\r\n", True),
        (f"GET {site.picture()} HTTP/1.1\r\n{who}\r\n", True),
    ]
    chosen = [kinds[number % len(kinds)] for number in range(how_many)]
    return [SlowPhone(site, sends.encode(), reads) for sends, reads in chosen]


def read_lessons(site: Site, seconds: float) -> list[float]:
    """Milliseconds that the lesson page took for a few quick readers."""
    took: list[float] = []
    until = time.monotonic() + seconds

    def read() -> None:
        while time.monotonic() < until:
            began = time.perf_counter()
            with suppress(OSError, http.client.HTTPException):
                site.ask("GET", LESSON)
            # One who got no answer waited all the same.
            took.append((time.perf_counter() - began) * 1000)

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sorted(took)


def with_phones(site: Site, how_many: int, seconds: float) -> tuple[list[float], int]:
    """The same while slow phones are on the line; and how many of those the server let go."""
    slow, stop = phones(site, how_many), threading.Event()

    def trickle() -> None:
        while not stop.is_set():
            for phone in slow:
                phone.step()
            stop.wait(1.0)

    thread = threading.Thread(target=trickle)
    thread.start()
    # Each phone opens its line with its first step; three bytes later all of them are in the middle of something.
    time.sleep(3)
    took = read_lessons(site, seconds)
    stop.set()
    thread.join()
    for phone in slow:
        phone.close()
    return took, sum(phone.closed for phone in slow)


def p95(took: list[float]) -> float:
    """The time within which 95 of 100 were answered."""
    return took[int(len(took) * 0.95)] if took else float("inf")


def main(demo_file: str, clients: str = "32", seconds: str = "5") -> int:
    """Measure two rounds of each and print the table. 1 when the ratio is beyond the limit."""
    site = Site(json.loads(Path(demo_file).read_text(encoding="utf-8")))
    read_lessons(site, 1)
    without: list[float] = []
    slowed: list[float] = []
    let_go = 0
    for _ in range(2):
        without += read_lessons(site, float(seconds))
        took, closed = with_phones(site, int(clients), float(seconds))
        slowed += took
        let_go += closed
    without.sort()
    slowed.sort()
    ratio = p95(slowed) / p95(without)
    print(f"{'lesson page':<26}{'pages':>7}{'p50 ms':>9}{'p95 ms':>9}")
    print(f"{'without slow phones':<26}{len(without):>7}{without[len(without) // 2]:>9.1f}{p95(without):>9.1f}")
    print(f"{f'with {clients}':<26}{len(slowed):>7}{slowed[len(slowed) // 2]:>9.1f}{p95(slowed):>9.1f}")
    print(f"ratio of p95: {ratio:.2f} (limit {LIMIT:.0f}); let go by the server: {let_go}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
