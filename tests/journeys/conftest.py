"""A real site for journeys: the demo in a folder of its own, served as a real one is."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    """Where the site is, and who is in it."""

    url: str
    demo: dict[str, Any]
    environment: dict[str, str]

    def account(self, role: str) -> dict[str, str]:
        """The first account of a role."""
        return next(person for person in self.demo["people"] if person["role"] == role)


def free_port() -> int:
    """A port nobody listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, chromium_path: Path) -> Iterator[Site]:
    """The demo, served by the production server on a free port."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    url = f"http://127.0.0.1:{port}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GONIN_", "DATABASE_URL"))}
    environment = kept | {"GONIN_ENV": "demo", "GONIN_DATA": str(folder), "PUBLIC_URL": url}
    _flask(environment, "demo")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen(
        [*command, "--blocking-threads", "4", "--no-ws", "wsgi:app"], cwd=ROOT, env=environment, stdout=log, stderr=log
    )
    try:
        _wait_for(url, server)
        yield Site(url, json.loads((folder / "demo.json").read_text(encoding="utf-8")), environment)
    finally:
        server.terminate()
        server.wait(20)
        log.close()


@pytest.fixture(scope="session")
def everything(site: Site) -> str:
    """A course that holds everything a lesson can hold, published beside the demo's; its address begins so."""
    _flask(site.environment, "courses", "publish", str(ROOT / "tests" / "data" / "everything"))
    return "/author/everything/1/preview"


def _flask(environment: dict[str, str], *words: str) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Until the site answers; a server that ends instead fails the test at once."""
    for _ in range(150):
        assert server.poll() is None, "The server ended while starting."
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail("The site did not answer within 30 seconds.")
