"""Measures Gonin's hot pages against a bare Flask view (bench/bare.py), interleaved in one run, on the same server and database.

    python3 run.py bench [--database URL] [--json]

Scratch data only: the demo in a folder (and, with a PostgreSQL URL, in databases) of its own, gone afterwards. In each of
five rounds every page gets the same number of requests (batches of facts a quarter), right after the bare view got as many.
The ratio is the bare view's CPU time for a request divided by the page's, beside one another; medians of the rounds count.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from ipaddress import IPv4Address
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias
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


@dataclass(frozen=True)
class Turn:
    """One turn of a page and of the bare view right before it, with the seconds of CPU that a request of each took."""

    page: Round
    cpu: float
    bare: Round
    bare_cpu: float


Server: TypeAlias = "tuple[Door, int]"


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
            pages = {door.name: (door, pid) for door in _doors(stage, ports[0])}
            turns = measure((Door("bare", ports[1], "/", cookie), bare_pid), pages, stage["senders"], began)
            memory = pss(family(pid))
        report(lines_of(turns, stage["queries"]), len(turns["lesson"]), memory, urls[0], options.json)


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
    bare: Server, pages: Mapping[str, tuple[Door, int]], senders: list[str], began: float
) -> dict[str, list[Turn]]:
    """In every round each page in turn, right after the bare view: what else the machine does then weighs on both alike."""
    found: dict[str, list[Turn]] = {name: [] for name in pages}
    for number in range(ROUNDS + 1):
        if number and time.monotonic() - began > LONGEST:
            break
        for name, (door, pid) in pages.items():
            requests = REQUESTS if number else WARM_UP
            beside = _press(bare, requests)
            if name == "facts":
                door, requests = replace(door, cookie=senders[number % len(senders)]), requests // 4  # noqa: PLW2901  # Somebody else's, in each round.
            turn = Turn(*_press((door, pid), requests), *beside)
            if number:
                found[name].append(turn)
    return found


def _press(server: Server, requests: int) -> tuple[Round, float]:
    door, pid = server
    pids = family(pid)
    before = cpu_seconds(pids)
    told = press(door, requests)
    return told, (cpu_seconds(pids) - before) / requests


def lines_of(turns: Mapping[str, list[Turn]], queries: Mapping[str, int]) -> list[Line]:
    """A line a page, the bare view first."""
    beside = [(turn.bare, turn.bare_cpu, turn.bare_cpu) for found in turns.values() for turn in found]
    each = {"bare": beside} | {
        name: [(turn.page, turn.cpu, turn.bare_cpu) for turn in found] for name, found in turns.items()
    }
    return [
        Line(
            name, median(cpu for _, cpu, _ in found) * 1000, median(bare / cpu for _, cpu, bare in found), LIMITS.get(name),
            median(told.rate for told, _, _ in found), median(told.percentile(50) for told, _, _ in found),
            median(told.percentile(95) for told, _, _ in found), queries.get(name), found[-1][0].size,
        )
        for name, found in each.items()
    ]  # fmt: skip


def report(lines: list[Line], rounds: int, memory: int, url: str, as_json: bool) -> None:
    """Print what was found."""
    kind = make_url(url).get_backend_name()
    if as_json:
        print(json.dumps({"database": kind, "rounds": rounds, "pss": memory, "lines": [asdict(x) for x in lines]}))
        return
    print(f"{kind}, {rounds} rounds, {REQUESTS} requests a page and round, {REQUESTS // 4} batches of {BATCH} facts")
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
