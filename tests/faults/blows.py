"""The faults, each as a function that breaks a house in a folder and tells what came of it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from tests.faults.house import ROOT, House
from tests.faults.people import Crowd
from tests.faults.promises import Line, healthy, kept, polite
from tests.plugins import postgres_cluster
from tests.plugins.postgres_cluster import Cluster

WITHIN = 30.0
"""Seconds after which a blow counts as deadly. Five are promised; the rest is there to say how long it was."""


class CannotTry(Exception):
    """This machine cannot be broken in this way; the message says why."""


def kills(folder: Path, times: int = 20) -> list[Line]:
    """Kill -9 of web and worker in turn, under load."""
    with House(folder) as house:
        with Crowd(house) as crowd:
            took = [_kill(house, crowd, number) for number in range(times)]
        lines = [
            Line("killed", f"{times} times"),
            Line("seconds each", ", ".join(f"{seconds:.1f}" for seconds in took)),
            Line("a start takes, on this machine now", f"{_start(house):.1f} s"),
            healthy(took),
            *kept(house, crowd),
            *polite(crowd, readers_go_on=False),
        ]
        until = time.monotonic() + 10
        while not house.worker() and time.monotonic() < until:
            time.sleep(0.1)
        return [*lines, Line("worker runs at the end", "yes" if house.worker() else "no", bool(house.worker()))]


def _start(house: House) -> float:
    """Seconds that the application needs to be loaded: most of what a killed web process is away for."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "import wsgi"], cwd=ROOT, env=house.environment(), check=True)
    return time.monotonic() - began


def _kill(house: House, crowd: Crowd, number: int) -> float:
    """Kill the worker, or one of the web processes: granian's own or the one that answers."""
    time.sleep(1.5)
    victims = house.worker() if number % 3 == 2 else house.web()[number % 3 : number % 3 + 1]
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    # What a killed parent left behind answers for a moment longer.
    time.sleep(0.5)
    return 0.5 + house.wait_until_healthy(WITHIN, crowd.cookie)


def locked(folder: Path, seconds: float = 12.0) -> list[Line]:
    """Somebody holds SQLite's write lock for twelve seconds."""
    with House(folder) as house:
        with Crowd(house, writers=6) as crowd:
            time.sleep(1)
            with closing(sqlite3.connect(folder / "gonin.sqlite", isolation_level=None, timeout=20)) as other:
                other.execute("BEGIN IMMEDIATE")
                time.sleep(seconds)
                other.execute("ROLLBACK")
            took = house.wait_until_healthy(WITHIN, crowd.cookie)
            time.sleep(1)
        refused = sum(each.answers["503"] for each in crowd.writers)
        slow = max(each.slowest for each in crowd.readers)
        return [
            Line("locked for", f"{seconds:.0f} s"),
            healthy([took]),
            *kept(house, crowd),
            *polite(crowd, readers_go_on=True),
            Line("writers were asked to come again", str(refused), refused > 0),
            Line("readers waited less than 2 s", f"{slow:.2f} s", slow < 2),
        ]


def postgres(folder: Path, times: int = 4) -> list[Line]:
    """Restart PostgreSQL, gently and harshly in turn, under load."""
    if postgres_cluster.find_programs() is None:
        raise CannotTry("No PostgreSQL server is installed.")
    cluster_folder = folder / "cluster"
    cluster_folder.mkdir()
    (cluster_folder / "began").write_text(str(os.getpid()))
    cluster = Cluster(cluster_folder)
    _open_for_others(folder)
    # The cluster for tests forgets commits when it crashes; a real one does not.
    url = cluster.start() + "&options=-c%20synchronous_commit%3Don"
    try:
        return _restarted(House(folder, url), cluster, times)
    finally:
        cluster.stop()


def _restarted(house: House, cluster: Cluster, times: int) -> list[Line]:
    took = []
    with house:
        with Crowd(house) as crowd:
            for number in range(times):
                time.sleep(2)
                _restart(cluster, "fast" if number % 2 == 0 else "immediate")
                took.append(house.wait_until_healthy(WITHIN, crowd.cookie))
            time.sleep(1)
        lines = [Line("restarted", f"{times} times"), healthy(took), *kept(house, crowd)]
        worker = bool(house.worker())
        return [*lines, *polite(crowd, readers_go_on=False), Line("worker lives", "yes" if worker else "no", worker)]


def _restart(cluster: Cluster, how: str) -> None:
    programs = postgres_cluster.find_programs()
    command = [str(programs / "pg_ctl") if programs else "", "-D", str(cluster.data), "-m", how, "-w", "-t", "30"]
    cluster._call([*command, "-l", str(cluster.folder / "log"), "restart"])


def _open_for_others(folder: Path) -> None:
    """Let the server's own user pass through to the cluster's folder."""
    for each in (folder, folder.parent):
        each.chmod(each.stat().st_mode | 0o011)


def full(folder: Path, megabytes: int = 48) -> list[Line]:
    """No room on the disk: a small file system of its own, filled to the last block."""
    if sys.platform != "linux" or os.geteuid() != 0:
        raise CannotTry("A file system of its own can be made by root on Linux only.")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        raise CannotTry("No file system may be mounted here.")
    try:
        with House(folder) as house:
            return _filled(house)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def _filled(house: House) -> list[Line]:
    with Crowd(house) as crowd:
        time.sleep(1)
        ballast = house.folder / "ballast"
        _fill(ballast)
        time.sleep(6)
        ready = house.answers("/readyz")
        ballast.unlink()
        took = house.wait_until_healthy(WITHIN, crowd.cookie)
        time.sleep(1)
    refused = sum(each.answers["503"] for each in crowd.writers)
    lines = [healthy([took]), *kept(house, crowd), *polite(crowd, readers_go_on=True)]
    lines.append(Line("writers were asked to come again", str(refused), refused > 0))
    return [*lines, Line("/readyz said so", str(ready), ready == 503)]


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


def clock(folder: Path) -> list[Line]:
    """The server's clock jumps a day ahead, two days back, and home again."""
    with House(folder) as house:
        with Crowd(house) as crowd:
            took = []
            for hours in (24, -24, 0):
                time.sleep(1.5)
                (folder / "shift").write_text(str(hours))
                took.append(house.wait_until_healthy(WITHIN, crowd.cookie))
            time.sleep(1.5)
        return [healthy(took), *kept(house, crowd), *polite(crowd, readers_go_on=True)]


def reload(folder: Path, times: int = 2) -> list[Line]:
    """New code by SIGHUP, then SIGTERM, each while a page is being made that takes three seconds."""
    statuses: list[int] = []

    def ask() -> None:
        statuses.append(house.answers("/slow"))

    with House(folder) as house:
        with Crowd(house) as crowd:
            before = house.web()[1:]
            for _ in range(times):
                _while_asked(ask, house, signal.SIGHUP)
                time.sleep(14)
            renewed = not set(before) & set(house.web())
        lines = [*kept(house, crowd), *polite(crowd, readers_go_on=True)]
        _while_asked(ask, house, signal.SIGTERM)
        assert house.process is not None
        stopped = house.process.wait(20)
    refused = sum(each.answers["no line"] for each in (*crowd.writers, *crowd.readers))
    return [
        *lines,
        Line("new web processes", "yes" if renewed else "no", renewed),
        Line("connections refused", str(refused), refused == 0),
        Line("pages under way were finished", str(statuses), statuses == [200] * (times + 1)),
        Line("stopped with", str(stopped), stopped == 0),
    ]


def _while_asked(ask: object, house: House, number: signal.Signals) -> None:
    thread = threading.Thread(target=ask)  # type: ignore[arg-type]
    thread.start()
    time.sleep(0.7)
    house.send(number)
    thread.join()
