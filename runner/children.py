"""Runs long-lived programs side by side: starts them again when they die, and stops them gently, together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from runner.folders import ROOT
from runner.sentences import PlainError, say

GRACE = 20.0  # Seconds that a program has for finishing what it is doing before it is killed.
HEALTHY = 10.0  # A program that lived for so many seconds had started well: it is started again at once.
KILLED = -9  # The exit code of a program that was killed with SIGKILL.
TRIES = 5  # So many deaths in a row, and it is given up.
_PARENT_DIED = 1  # prctl's PR_SET_PDEATHSIG.


@dataclass
class Child:
    """One program: what it is called, its command, whether SIGHUP makes it take new code by itself, and how it fares."""

    name: str
    command: Sequence[str]
    reloads_itself: bool = False
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    again_at: float = 0.0
    deaths: int = 0
    is_leaving: bool = False


@dataclass
class Supervisor:
    """Runs children until a signal asks to stop, or until one of them keeps dying.

    `is_ready` is asked until it says yes; then `on_ready` is called once. With `may_reload`, SIGHUP has the children take
    new code if that says yes; without, SIGHUP asks to stop, as when a terminal is closed.
    """

    children: Sequence[Child]
    environment: Mapping[str, str]
    is_ready: Callable[[], bool] | None = None
    on_ready: Callable[[], None] | None = None
    may_reload: Callable[[], bool] | None = None
    _asked: int = field(default=0, init=False)
    _new_code: bool = field(default=False, init=False)

    def run(self) -> None:
        """Run until asked to stop (returns) or until a child keeps dying (raises PlainError)."""
        before = self._listen()
        waiting = self.is_ready
        try:
            while not self._asked:
                if self._new_code:
                    self._reload()
                for child in self.children:
                    self._look_after(child)
                if waiting is not None and waiting():
                    waiting = None
                    if self.on_ready is not None:
                        self.on_ready()
                time.sleep(0.1)
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _look_after(self, child: Child) -> None:
        if child.process is None:
            if time.monotonic() >= child.again_at:
                child.started = time.monotonic()
                child.process = _start(child.command, self.environment)
            return
        code = child.process.poll()
        if code is None:
            return
        lived = time.monotonic() - child.started
        _clear_group(child.process)
        child.process = None
        if child.is_leaving:
            child.is_leaving, child.again_at = False, 0.0
            return
        # Who was killed outright, as the system does for want of memory, did not fail by itself.
        had_started = lived >= (1.0 if code == KILLED else HEALTHY)
        child.deaths = 0 if had_started else child.deaths + 1
        if child.deaths >= TRIES:
            raise PlainError("keeps_dying", name=child.name, times=child.deaths)
        pause = min(2 ** (child.deaths - 1), 30) if child.deaths else 0
        child.again_at = time.monotonic() + pause
        say("child_ended", name=child.name, code=code, seconds=pause)

    def _listen(self) -> dict[signal.Signals, Any]:
        names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
        numbers = [signal.Signals[name] for name in names if hasattr(signal, name)]
        return {number: signal.signal(number, self._hear) for number in numbers}

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if self.may_reload is not None and signal.Signals(number).name == "SIGHUP":
            self._new_code = True
        else:
            self._asked += 1

    def _reload(self) -> None:
        """Have every child take the code as it lies there now; where that does not start, all goes on as before."""
        self._new_code = False
        if self.may_reload is None or not self.may_reload():
            say("not_reloaded")
            return
        for child in self.children:
            if child.process is not None and child.process.poll() is None:
                if child.reloads_itself:
                    os.kill(child.process.pid, signal.Signals["SIGHUP"])
                else:
                    child.is_leaving = True
                    _ask_to_end(child.process)
        say("reloaded")

    def _stop_all(self) -> None:
        """Ask every child to end, wait, and kill what remains; a second signal ends the waiting."""
        running = [child.process for child in self.children if child.process is not None]
        patience = self._asked
        for process in running:
            _ask_to_end(process)
        until = time.monotonic() + GRACE
        while any(process.poll() is None for process in running):
            if time.monotonic() > until or self._asked > max(patience, 1):
                break
            time.sleep(0.05)
        for process in running:
            if process.poll() is None:
                process.kill()
            process.wait()
            _clear_group(process)


def _start(command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Start a program in a group of its own, so that Ctrl-C reaches run.py alone, which passes it on."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, creationflags=flags)  # noqa: S603 - our own programs.
    return subprocess.Popen(  # noqa: S603 - our own programs.
        command,
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_parent if _libc else None,  # noqa: PLW1509 - run.py has one thread.
    )


_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    """Have Linux end this program when run.py is killed outright, so that no server is left holding the port."""
    if _libc is not None:
        _libc.prctl(_PARENT_DIED, signal.SIGTERM)


def _ask_to_end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        os.kill(process.pid, signal.SIGTERM)


def _clear_group(process: "subprocess.Popen[bytes]") -> None:
    """End what a dead program left behind: granian's own processes would go on answering on the port."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
