"""Servers of the bench: each in processes of its own, whose CPU time and memory the kernel tells (Linux)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
THREADS = 4
"""Blocking threads, as `run.py serve` has them."""


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def granian(target: str, port: int, environment: Mapping[str, str], interface: str = "wsgi") -> Iterator[int]:
    """Serve an application with the server that Gonin runs on, and give its process; end it afterwards."""
    command = [sys.executable, "-m", "granian", "--interface", interface, "--host", "127.0.0.1", "--port", str(port)]
    # The gateway has threads of its own.
    threads = ["--blocking-threads", str(THREADS)] if interface == "wsgi" else []
    command += ["--no-ws", "--workers", "1", *threads, "--log-level", "warning", target]
    server = subprocess.Popen(
        command, env=dict(environment), cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _await(server, port)
        yield server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait until something listens. Exits with a sentence when nothing does within 30 seconds."""
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"The server on port {port} did not start; it says why above.")


def family(pid: int) -> Sequence[int]:
    """A process and all that came from it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (fields := _stat(int(entry.name))):
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [pid]
    for each in found:
        found.extend(parents.get(each, []))
    return found


def cpu_seconds(pids: Sequence[int]) -> float:
    """User and system time so far of all these processes (proc_pid_stat(5), fields 14 and 15)."""
    fields = [found for pid in pids if (found := _stat(pid))]
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICK


def pss(pids: Sequence[int]) -> int:
    """Bytes of memory of these processes, shared pages counted by their share."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
    return total


def _stat(pid: int) -> list[str]:
    """The fields after the program's name, from the state on; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
