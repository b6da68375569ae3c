"""How much time and memory one file of somebody else's may take; set inside the process that reads it."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """For each file: seconds of processor time, seconds on the clock, and bytes beyond what an idle process has.

    `whole` is for a course, in seconds on the clock.
    """

    seconds: int = 5
    clock: float = 30.0
    memory: int = 500_000_000
    whole: float = 900.0


def limit_memory(more: int) -> None:
    """Let this process grow by so many bytes at most; where the system cannot say so, only time is limited."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[0])
    most = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: int) -> None:
    """Let this process work for so many seconds of processor time from now on; then the system ends it (SIGXCPU)."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))
