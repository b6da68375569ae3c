"""Learners under way while the house is broken: they send facts until each is acknowledged, and read lessons."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
import uuid
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from tests.faults.house import LESSON, House

BATCH = 5


class Learner:
    """One person with a phone: signs in, and keeps each fact until the house has acknowledged it."""

    def __init__(self, house: House, person: dict[str, str]) -> None:
        self.house, self.person = house, person
        self.cookie, self.token = "", ""
        self.sent: set[str] = set()
        self.acknowledged: set[str] = set()
        self.answers: Counter[str] = Counter()
        self.slowest = 0.0
        self.without_retry_after = 0
        self.cause = threading.Event()

    def sign_in(self) -> None:
        """Sign in, and learn what facts of this course look like."""
        page = self._ask("GET", "/login")[1].decode()
        fields = {"csrf_token": _found(r'name="csrf_token"[^>]*value="([^"]+)"', page)}
        self._ask("POST", "/login", urlencode(fields | {k: self.person[k] for k in ("email", "password")}))
        page = self._ask("GET", LESSON)[1].decode()
        self.token = _found(r'name="csrf-token" content="([^"]+)"', page)
        self.release, self.step = int(_found(r'data-release="(\d+)"', page)), _found(r'id="step-([^"]+)"', page)

    def keep_sending(self) -> None:
        """Send batches, and again what was not acknowledged, until told to stop; then until nothing waits."""
        waiting: list[dict[str, Any]] = []
        deadline = float("inf")
        while not self.cause.is_set() or (waiting and time.monotonic() < deadline):
            if self.cause.is_set():
                deadline = min(deadline, time.monotonic() + 30)
            else:
                waiting += [self._fact() for _ in range(BATCH - len(waiting))]
            status, said = self._ask("POST", "/facts", json.dumps({"facts": waiting}))
            if status == 200:
                kept = {fact["id"] for fact in json.loads(said)["facts"] if fact["result"] in ("kept", "known")}
                self.acknowledged |= kept
                waiting = [fact for fact in waiting if fact["id"] not in kept]
            time.sleep(0.02 if status == 200 else 0.3)

    def keep_reading(self) -> None:
        """Read a lesson again and again."""
        while not self.cause.is_set():
            self._ask("GET", LESSON)
            time.sleep(0.05)

    def _fact(self) -> dict[str, Any]:
        name = str(uuid.uuid4())
        self.sent.add(name)
        fact = {"id": name, "kind": "opened_step", "course": "rpa-basics", "release": self.release, "lesson": "tables"}
        return fact | {"step": self.step, "at": datetime.now(UTC).isoformat()}

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        headers = {"Cookie": self.cookie, "X-CSRFToken": self.token, "Accept": "application/json"}
        headers["Content-Type"] = "application/json" if path == "/facts" else "application/x-www-form-urlencoded"
        began = time.monotonic()
        with closing(http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=20)) as line:
            try:
                line.request(method, path, body, headers)
                answer = line.getresponse()
                said = answer.read()
            except (OSError, http.client.HTTPException):
                self.answers["no line"] += 1
                return 0, b""
        self._note(answer, time.monotonic() - began)
        return answer.status, said

    def _note(self, answer: http.client.HTTPResponse, took: float) -> None:
        self.slowest = max(self.slowest, took)
        self.answers[str(answer.status)] += 1
        if answer.status == 503 and not answer.getheader("Retry-After"):
            self.without_retry_after += 1
        cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        self.cookie = "; ".join(cookies) or self.cookie


def _found(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    if found is None:
        raise RuntimeError(f"{pattern} is not on the page.")
    return found.group(1)


class Crowd:
    """Writers and readers at work. Use as a context; at its end everybody has sent what they had, and went home."""

    def __init__(self, house: House, writers: int = 3, readers: int = 2) -> None:
        learners = [person for person in house.demo()["people"] if person["role"] == "learner"]
        self.house = house
        self.writers = [Learner(house, person) for person in learners[:writers]]
        self.readers = [Learner(house, person) for person in learners[writers : writers + readers]]
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Crowd:
        for each in (*self.writers, *self.readers):
            each.sign_in()
            each.answers.clear()
            each.slowest = 0.0
        work = [each.keep_sending for each in self.writers] + [each.keep_reading for each in self.readers]
        self._threads = [threading.Thread(target=each) for each in work]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in (*self.writers, *self.readers):
            each.cause.set()
        for thread in self._threads:
            thread.join()

    @property
    def cookie(self) -> str:
        """The cookie of one of them."""
        return self.readers[0].cookie
