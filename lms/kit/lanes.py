"""Threads that do the work of requests, in two lanes: who waits for the database's write lock never keeps a reader waiting."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from time import monotonic

log = logging.getLogger("gonin.gateway")

Work = Callable[[float], None]
"""What is to be done; it is told how many seconds it has waited, and must not raise."""


@dataclass(frozen=True)
class _Waiting:
    work: Work
    since: float


class Lane:
    """A few threads and a queue of limited length before them. The threads end with the process."""

    def __init__(self, name: str, threads: int, longest_queue: int) -> None:
        self._longest = longest_queue
        self._queue: SimpleQueue[_Waiting] = SimpleQueue()
        for number in range(threads):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def take(self, work: Work) -> bool:
        """Have something done as soon as a thread is free; False when too much is waiting already."""
        if self._queue.qsize() >= self._longest:
            return False
        self._queue.put(_Waiting(work, monotonic()))
        return True

    def _work(self) -> None:
        while True:
            waiting = self._queue.get()
            try:
                waiting.work(monotonic() - waiting.since)
            except Exception:
                # A lane that loses its threads would never answer again.
                log.exception("a thread's work broke")
