"""A house to be broken: a demo in a folder of its own, served as in earnest, with its processes at hand."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 60.0
LESSON = "/learn/rpa-basics/tables"


def free_port() -> int:
    """A port that nobody listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class House:
    """A demo and its supervisor. Use as a context: it is stopped at the end, whatever happened."""

    folder: Path
    database_url: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> House:
        environment = self.environment()
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "demo"], cwd=ROOT, env=environment, capture_output=True
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode()[-2000:])
        with (self.folder / "said").open("wb") as said:
            command = [sys.executable, "-m", "tests.faults.supervised", str(self.port)]
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
        self.wait_until_healthy(READY_WITHIN)
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def environment(self) -> dict[str, str]:
        """The environment of the house's processes: nothing of this one's databases or settings reaches them."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GONIN_", "DATABASE_"))}
        url = f"http://127.0.0.1:{self.port}"
        ours = {"GONIN_ENV": "demo", "GONIN_DATA": str(self.folder), "PUBLIC_URL": url, "PYTHONPATH": str(ROOT)}
        return kept | ours | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def demo(self) -> dict[str, Any]:
        """Who lives here."""
        told: dict[str, Any] = json.loads((self.folder / "demo.json").read_text(encoding="utf-8"))
        return told

    def said(self) -> str:
        """All that the processes have said."""
        return (self.folder / "said").read_text(encoding="utf-8", errors="replace")

    def answers(self, path: str = "/healthz", cookie: str = "") -> int:
        """The status of a page asked for over a line of its own; 0 where nobody answers."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as line:
            try:
                line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
                return line.getresponse().status
            except (OSError, http.client.HTTPException):
                return 0

    def wait_until_healthy(self, seconds: float, cookie: str = "") -> float:
        """Seconds until /healthz and (with a cookie) a lesson's page are answered; raises TimeoutError after so many."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if self.answers() == 200 and (not cookie or self.answers(LESSON, cookie) == 200):
                return time.monotonic() - began
            time.sleep(0.05)
        raise TimeoutError(f"not healthy after {seconds:.0f} s:\n{self.said()[-1500:]}")

    def web(self) -> list[int]:
        """The web processes: granian's own and those that it started."""
        main = self._children("granian")
        return main + [pid for one in main for pid in _children_of(one)]

    def worker(self) -> list[int]:
        """The worker."""
        return self._children("wsgi\0worker")

    def _children(self, word: str) -> list[int]:
        assert self.process is not None
        return [pid for pid in _children_of(self.process.pid) if word in _command_of(pid)]

    def send(self, number: signal.Signals) -> None:
        """Send the supervisor a signal."""
        assert self.process is not None
        self.process.send_signal(number)


def _children_of(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(path.parent.name))
        except OSError:
            continue
    return sorted(found)


def _command_of(pid: int) -> str:
    try:
        return Path("/proc", str(pid), "cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
