"""Measures the web processes' memory while files come: none, one after the other, and many at once.

    .venv/bin/python -m bench.file_memory [--files 8] [--megabytes 49]

SQLite in a folder that goes, the server as `run.py serve` starts it, one worker. Each person sends one Excel file in parts
of 1 MiB to a task; with the last part it is looked at and kept. Told is the largest memory (PSS) of each phase beside that
of reading lessons alone.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import re
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from openpyxl import Workbook  # type: ignore[import-untyped]  # openpyxl ships no types.

from bench.processes import ROOT, family, free_port, granian, pss
from config import Settings
from courses import compile_course
from lms.accounts import registering, signing_in
from lms.accounts.registering import Newcomer
from lms.app import create_app
from lms.catalog import publishing
from lms.cohorts import forming, seating
from lms.cohorts.forming import Agreement
from lms.kit.db import db
from lms.practice.receiving import PART

TASK = "/learn/everything/asking/tasks/list"


@dataclass(frozen=True)
class Client:
    """One person's browser."""

    port: int
    cookie: str
    token: str

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "application/octet-stream") -> bytes:
        """One request. Exits with a sentence when it is refused."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as line:
            headers = {
                "Cookie": self.cookie,
                "X-CSRFToken": self.token,
                "Content-Type": kind,
                "Accept": "application/json",
            }
            line.request(method, path, body if method == "POST" else None, headers)
            answer = line.getresponse()
            said = answer.read()
            if answer.status != 200:
                sys.exit(f"{method} {path} answered {answer.status}: {said[:200]!r}")
            return said

    def send(self, name: str, content: bytes) -> None:
        """A file, part by part."""
        begun = json.loads(
            self.ask(
                "POST",
                f"{TASK}/files",
                json.dumps({"name": name, "size": len(content)}).encode(),
                "application/json",
            )
        )
        for at in range(0, len(content), PART):
            answer = self.ask("POST", f"{TASK}/files/{begun['file']}/part?at={at}", content[at : at + PART])
        if not json.loads(answer).get("ready"):
            sys.exit(f"{name} was not kept: {answer!r}")


class Watch:
    """Looks at the memory of a server ten times a second."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def during(self, do: Callable[[], object]) -> tuple[float, float]:
        """The largest memory in MiB while something is done, and its seconds."""
        seen, ended = [pss(family(self.pid))], threading.Event()

        def look() -> None:
            while not ended.wait(0.1):
                seen.append(pss(family(self.pid)))

        looking, began = threading.Thread(target=look), time.monotonic()
        looking.start()
        do()
        ended.set()
        looking.join()
        return max(seen) / 2**20, time.monotonic() - began


def main() -> None:
    """Set up, serve, send, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--megabytes", type=int, default=49)
    options = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="gonin-files-") as folder:
        own = {"GONIN_ENV": "demo", "GONIN_DATA": folder, "PUBLIC_URL": f"http://127.0.0.1:{port}"}
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("GONIN_", "DATABASE_URL"))
        }
        os.environ.pop("DATABASE_URL", None)
        os.environ.update(own)
        app = create_app(Settings.from_environment())
        clients = people(app, options.files, port)
        content = table(options.megabytes * 1_000_000)
        with granian("wsgi:door", port, {**environment, **own}, "asginl") as pid:
            tell(Watch(pid), clients, content)


def tell(watch: Watch, clients: list[Client], content: bytes) -> None:
    """Do each phase and print what it took."""

    def read() -> None:
        for client in clients * 20:
            client.ask("GET", "/learn/everything/asking")

    def all_at_once() -> None:
        threads = [threading.Thread(target=client.send, args=("b.xlsx", content)) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    read()
    print(f"{len(clients)} people, a file of {len(content) / 1e6:.0f} MB each")
    base = 0.0
    phases: list[tuple[str, Callable[[], object]]] = [
        ("reading lessons", read),
        ("files one after the other", lambda: [client.send("a.xlsx", content) for client in clients]),
        ("files all at once", all_at_once),
        ("reading lessons again", read),
    ]
    for name, do in phases:
        most, seconds = watch.during(do)
        base = base or most
        print(f"{name:28} {most:6.0f} MiB at most, {most / base:4.2f} of reading; {seconds:5.1f} s")


def people(app: Flask, count: int, port: int) -> list[Client]:
    """So many people in teams that take a course with a task, each signed in."""
    at = datetime.now(UTC)
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        release = compile_course(ROOT / "tests" / "data" / "everything").release
        assert release is not None
        publishing.publish(release, app.extensions["gonin_storage"], None, at)
        coordinator = registering.register(Newcomer("Coordinator", "en", "Asia/Tokyo"), at)
        agreement = Agreement("Bench", "Bench", "Asia/Tokyo", at.date(), at.date().replace(year=at.year + 1))
        programme = forming.make_programme(agreement, coordinator.id)
        tokens = []
        for number in range(count):
            if number % 5 == 0:
                cohort = forming.make_cohort(programme, "everything", f"Team {number}", at)
            person = registering.register(Newcomer(f"Person {number}", "en", "Asia/Tokyo"), at)
            seating.take_seat(cohort.id, person.id, at)
            tokens.append(signing_in.begin(person.id, at))
        db.session.commit()
    return [signed_in(app, token, port) for token in tokens]


def signed_in(app: Flask, token: str, port: int) -> Client:
    """A browser with somebody's session, which the server knows by the same key."""
    client: Any = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get(TASK).get_data(as_text=True))
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    if found is None or cookie is None:
        sys.exit("The task's page did not open.")
    return Client(port, f"{cookie.key}={cookie.value}", found.group(1))


def table(size: int) -> bytes:
    """An Excel file of about so many bytes."""
    small, large = io.BytesIO(), io.BytesIO()
    Workbook().save(small)
    with zipfile.ZipFile(small) as made, zipfile.ZipFile(large, "w", zipfile.ZIP_STORED) as archive:
        for name in made.namelist():
            archive.writestr(name, made.read(name))
        archive.writestr("xl/media/noise.bin", os.urandom(size))
    return large.getvalue()


if __name__ == "__main__":
    main()
