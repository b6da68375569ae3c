"""Several worker processes at once: each gets the next task, and is ended and replaced when a file is too much for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, BinaryIO, cast

from courses.compiling.limits import Limits
from courses.compiling.worker import receive, send

_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from courses.compiling.worker import main; main()"
# Nothing else of our surroundings, which may hold passwords, reaches the process that reads others' files.
_PASSED = (
    "PATH",
    "LANG",
    "LC_ALL",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "TMPDIR",
    "HOME",
    "USERPROFILE",
    "COVERAGE_PROCESS_START",
)

Task = dict[str, Any]
Answer = dict[str, Any]
TOO_SLOW, TOO_LARGE, GAVE_UP = "slow", "memory", "failed"


def surroundings() -> dict[str, str]:
    """The environment for a process of ours that reads others' files. Promises: nothing that may be a password is in it."""
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    # What it says does not depend on the order of sets, whatever the parent's seed is.
    return {**passed, "PYTHONHASHSEED": "0"}


class _Process:
    """One worker process. Not for two threads at once."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own program, without a word of anybody else's
            [sys.executable, "-c", _START, _ROOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
            close_fds=True,
        )
        self.answers: SimpleQueue[Any] = SimpleQueue()
        self.told: dict[str, Task] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        # Waiting for a pipe with a limit of time works the same on every system only by way of a thread.
        while True:
            try:
                answer = receive(cast(BinaryIO, self.process.stdout))
            except (OSError, ValueError):
                answer = None
            self.answers.put(answer)
            if answer is None:
                return

    def ask(self, task: Task, clock: float) -> Answer:
        """The answer, or {"failed": …} when there is none in time."""
        try:
            send(cast(BinaryIO, self.process.stdin), task)
            answer = self.answers.get(timeout=clock)
        except Empty:
            return {"failed": TOO_SLOW}
        except OSError:
            answer = None
        return answer if answer is not None else {"failed": self._why()}

    def _why(self) -> str:
        try:
            status = self.process.wait(5)
        except subprocess.TimeoutExpired:
            return TOO_SLOW
        if sys.platform != "win32" and status == -signal.SIGXCPU:
            return TOO_SLOW
        return TOO_LARGE if status in (-9, -6, -11) else GAVE_UP

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue


class Workshop:
    """Worker processes that stay for as long as this does; `with` ends them."""

    def __init__(self, cores: int | None = None, limits: Limits | None = None) -> None:
        self.cores = max(1, cores or usable_cores())
        self.limits = limits or Limits()
        self._processes: list[_Process | None] = [None] * self.cores
        self._common: list[Task] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        for place, process in enumerate(self._processes):
            if process is not None:
                process.end()
            self._processes[place] = None

    def tell(self, common: Sequence[Task]) -> None:
        """What every worker must know before the next tasks; new workers are told, too."""
        self._common = list(common)

    def run(self, tasks: Sequence[Task], done: Callable[[int, Answer], None], until: float) -> None:
        """Do all tasks; `done` gets each one's place and answer, from several threads, one at a time.

        What has not begun by `until` (time.monotonic) fails as too slow.
        """
        waiting: SimpleQueue[int] = SimpleQueue()
        for place in range(len(tasks)):
            waiting.put(place)
        lock = threading.Lock()

        def work(seat: int) -> None:
            while True:
                try:
                    place = waiting.get_nowait()
                except Empty:
                    return
                late = time.monotonic() >= until
                answer = {"failed": TOO_SLOW} if late else self._do(seat, tasks[place])
                with lock:
                    done(place, answer)

        with self._lock:
            seats = [threading.Thread(target=work, args=(seat,)) for seat in range(min(self.cores, len(tasks)))]
            for thread in seats:
                thread.start()
            for thread in seats:
                thread.join()

    def _do(self, seat: int, task: Task) -> Answer:
        process = self._processes[seat]
        if process is None:
            process = self._processes[seat] = _Process()
        for one in self._common:
            if process.told.get(one["do"]) != one:
                answer = process.ask(one, 60.0)
                if "failed" in answer:
                    return self._lost(seat, answer)
                process.told[one["do"]] = one
        limited = {**task, "seconds": self.limits.seconds, "memory": self.limits.memory}
        answer = process.ask(limited, self.limits.clock)
        return self._lost(seat, answer) if "failed" in answer else answer

    def _lost(self, seat: int, answer: Answer) -> Answer:
        process = self._processes[seat]
        if process is not None:
            process.end()
        self._processes[seat] = None
        return answer


def usable_cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
