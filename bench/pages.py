"""Measures Gonin's hot pages against a bare Flask view (bench/bare.py), interleaved in one run, on the same server and database.

    python3 run.py bench [--database URL] [--json]

Scratch data only: the demo in a folder (and, with a PostgreSQL URL, in databases) of its own, gone afterwards. In each of
five rounds every page and the bare view get the same number of requests, and a quarter as many batches of facts are sent;
the median of the rounds counts. The ratio is the bare view's CPU time for a request divided by the page's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from ipaddress import IPv4Address
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from bench.load import Door, Round, press
from bench.processes import ROOT, cpu_seconds, family, free_port, granian, pss
from runner.serving import sandbox_environment

ROUNDS, REQUESTS, WARM_UP = 5, 400, 60
BATCH = 20
LIMITS = {"lesson": 0.40, "desk": 0.30, "board": 0.25, "certificate": 0.45}
LONGEST = 150.0
"""Seconds after which no further round begins: the whole run stays under three minutes, with fewer rounds if need be."""


@dataclass(frozen=True)
class Line:
    """What is told of one page: medians of the rounds."""

    page: str
    cpu_ms: float
    ratio: float
    limit: float | None
    rate: float
    p50_ms: float
    p95_ms: float
    queries: int | None
    size: int


def main() -> None:
    """Set the stage, measure, print, and leave nothing behind."""
    options = _options()
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="gonin-bench-") as folder,
        databases(options.database, Path(folder)) as urls,
    ):
        ports = free_port(), free_port()
        ours = sandbox_environment(Path(folder), f"http://127.0.0.1:{ports[0]}") | {"DATABASE_URL": urls[0]}
        ours["GONIN_TRUSTED_PROXIES"] = "1"
        bare = sandbox_environment(Path(folder), "http://127.0.0.1") | {"BARE_DATABASE_URL": urls[1]}
        _told([sys.executable, "-m", "flask", "--app", "wsgi", "demo"], ours)
        stage = json.loads(_told([sys.executable, "-m", "bench.stage"], ours))
        cookie = _told([sys.executable, "-m", "bench.bare"], bare).strip()
        with granian("wsgi:app", ports[0], ours) as pid, granian("bench.bare:app", ports[1], bare) as bare_pid:
            doors = {"bare": (Door("bare", ports[1], "/", cookie), bare_pid)}
            doors |= {door.name: (door, pid) for door in _doors(stage, ports[0])}
            rounds = measure(doors, stage, began)
            memory = pss(family(pid))
        report(rounds, stage, memory, urls[0], options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="sqlite", help="sqlite, or a PostgreSQL URL that may create databases")
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    return parser.parse_args()


def _told(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[1:])} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


@contextmanager
def databases(asked: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two empty databases of the same kind, one for us and one for the bare view; both gone afterwards."""
    if asked == "sqlite":
        yield f"sqlite:///{folder / 'gonin.sqlite'}", f"sqlite:///{folder / 'bare.sqlite'}"
        return
    server = make_url(asked.replace("postgresql://", "postgresql+psycopg://", 1))
    names = [f"gonin_bench_{os.getpid()}", f"gonin_bench_{os.getpid()}_bare"]
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for name in names:
                connection.execute(text(f"CREATE DATABASE {name}"))
        ours, bare = (server.set(database=name).render_as_string(hide_password=False) for name in names)
        yield ours, bare
    finally:
        with engine.connect() as connection:
            for name in names:
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        engine.dispose()


def _doors(stage: dict[str, Any], port: int) -> list[Door]:
    pages = [Door(name, port, path, stage["cookie"]) for name, path in stage["pages"].items() if name != "certificate"]
    # Strangers open it, and the page counts how often each comes: every request is somebody else's.
    number = count(1)
    pages += [
        Door("certificate", port, stage["pages"]["certificate"], comes_from=lambda: str(IPv4Address(next(number))))
    ]
    # SQLite lets one transaction write at a time: several senders would only measure how they wait for one another.
    facts = Door("facts", port, "/facts", token=stage["token"], body=lambda: _batch(stage["fact"]), connections=1)
    return [*pages, facts]


def _batch(fact: dict[str, Any]) -> bytes:
    """Facts that nobody sent before."""
    at = datetime.now(UTC).isoformat()
    return json.dumps({"facts": [{**fact, "id": str(uuid4()), "at": at} for _ in range(BATCH)]}).encode()


def measure(
    doors: dict[str, tuple[Door, int]], stage: dict[str, Any], began: float
) -> dict[str, list[tuple[Round, float]]]:
    """Each door in turn, in every round; with the seconds of CPU that its server took for a request."""
    found: dict[str, list[tuple[Round, float]]] = {name: [] for name in doors}
    for number in range(ROUNDS + 1):
        if number and time.monotonic() - began > LONGEST:
            break
        for name, (door, pid) in doors.items():
            requests = REQUESTS if number else WARM_UP
            asked = door
            if name == "facts":
                asked, requests = _sender(door, stage["senders"], number), requests // 4
            pids = family(pid)
            before = cpu_seconds(pids)
            told = press(asked, requests)
            spent = (cpu_seconds(pids) - before) / requests
            if number:
                found[name].append((told, spent))
    return found


def _sender(door: Door, cookies: list[str], number: int) -> Door:
    return replace(door, cookie=cookies[number % len(cookies)])


def report(
    rounds: dict[str, list[tuple[Round, float]]], stage: dict[str, Any], memory: int, url: str, as_json: bool
) -> None:
    """Print a line a page."""
    bare = median(spent for _, spent in rounds["bare"])
    lines = []
    for name, found in rounds.items():
        cpu = median(spent for _, spent in found)
        told = [each for each, _ in found]
        lines.append(
            Line(
                name, cpu * 1000, bare / cpu, LIMITS.get(name), median(each.rate for each in told),
                median(each.percentile(50) for each in told), median(each.percentile(95) for each in told),
                stage["queries"].get(name), told[-1].size,
            )
        )  # fmt: skip
    kind = make_url(url).get_backend_name()
    if as_json:
        print(
            json.dumps(
                {"database": kind, "rounds": len(rounds["bare"]), "pss": memory, "lines": [asdict(x) for x in lines]}
            )
        )
        return
    print(
        f"{kind}, {len(rounds['bare'])} rounds, {REQUESTS} requests a page and round, {REQUESTS // 4} batches of {BATCH} facts"
    )
    print()
    print("| page | CPU ms | bare / page | limit | requests/s | p50 ms | p95 ms | queries | bytes |")
    print("|---|---|---|---|---|---|---|---|---|")
    for line in lines:
        limit = f"{line.limit:.0%}" if line.limit else ""
        print(
            f"| {line.page} | {line.cpu_ms:.2f} | {line.ratio:.0%} | {limit} | {line.rate:,.0f} | {line.p50_ms:.1f} "
            f"| {line.p95_ms:.1f} | {'' if line.queries is None else line.queries} | {line.size:,} |"
        )
    print()
    print(f"Web processes: {memory / 2**20:.0f} MiB (PSS)")


if __name__ == "__main__":
    main()
