"""The supervisor starts dead children again, gives up on hopeless ones, and stops all of them gently and together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Runs two children: one that says when it starts and when it is asked to stop, and one given by the test.
SCRIPT = """
import os, sys
from runner import children
from runner.sentences import PlainError
steady = '''
import pathlib, signal, sys, time
def stop(*_):
    time.sleep(0.2)
    pathlib.Path(sys.argv[1], "stopped").touch()
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
pathlib.Path(sys.argv[1], "pid").write_text(str(__import__("os").getpid()))
time.sleep(60)
'''
folder, other = sys.argv[1:3]
pair = [children.Child("web", [sys.executable, "-c", steady, folder]),
        children.Child("worker", [sys.executable, "-c", other, folder])]
ready = lambda: os.path.exists(os.path.join(folder, "pid"))
if len(sys.argv) > 3:
    children.time.sleep, nap = lambda seconds: nap(seconds), children.time.sleep
    clock, start = children.time.monotonic, children.time.monotonic()
    children.HEALTHY = 1e9
    children.time.monotonic = lambda: start + (clock() - start) * 10  # Pauses between tries pass ten times as fast.
try:
    children.Supervisor(pair, dict(os.environ), ready, lambda: print("ready", flush=True)).run()
except PlainError as error:
    print(error)
    sys.exit(error.status)
"""

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send to another program.")


class Run:
    """A supervisor running in a process of its own, with a folder where its children leave signs."""

    def __init__(self, folder: Path, other: str, *more: str, script: str = SCRIPT) -> None:
        command = [sys.executable, "-c", script, str(folder), other, *more]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        self.folder = folder
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    def wait_for(self, name: str) -> None:
        until = time.monotonic() + 20
        while not (self.folder / name).exists():
            assert time.monotonic() < until, f"{name} did not appear"
            time.sleep(0.02)

    def end(self) -> str:
        return self.process.communicate(timeout=30)[0]


@pytest.fixture
def runs() -> Iterator[list[Run]]:
    started: list[Run] = []
    yield started
    for each in started:
        each.process.kill()
        each.process.communicate()


SLEEPS = "import time; time.sleep(60)"
# Dies at the first start and stays at the second.
DIES_ONCE = """
import pathlib, sys, time
sign = pathlib.Path(sys.argv[1], "died")
if not sign.exists():
    sign.touch()
    sys.exit(7)
pathlib.Path(sys.argv[1], "again").touch()
time.sleep(60)
"""


@posix_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_children_gently(tmp_path: Path, runs: list[Run], number: signal.Signals) -> None:
    run = Run(tmp_path, SLEEPS)
    runs.append(run)
    run.wait_for("pid")
    time.sleep(0.3)
    run.process.send_signal(number)
    said = run.end()
    assert run.process.returncode == 0
    assert (tmp_path / "stopped").exists()
    assert said.count("ready") == 1


@posix_only
def test_a_child_that_died_is_started_again(tmp_path: Path, runs: list[Run]) -> None:
    run = Run(tmp_path, DIES_ONCE)
    runs.append(run)
    run.wait_for("again")
    run.process.terminate()
    assert "worker ended (exit code 7); starting it again in 1 s." in run.end()
    assert run.process.returncode == 0


# Leaves a process of its own behind when it dies, as a server does whose parent is killed for want of memory.
LEAVES_ONE = """
import pathlib, subprocess, sys, time
sign = pathlib.Path(sys.argv[1], "left")
if not sign.exists():
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    sign.with_suffix(".new").write_text(str(left.pid))
    sign.with_suffix(".new").rename(sign)
    sys.exit(1)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Looks for the process where Linux shows it.")
def test_what_a_dead_child_left_behind_ends_with_it(tmp_path: Path, runs: list[Run]) -> None:
    run = Run(tmp_path, LEAVES_ONE)
    runs.append(run)
    run.wait_for("left")
    status = Path("/proc", (tmp_path / "left").read_text(), "status")
    until = time.monotonic() + 10
    while status.exists() and "State:\tZ" not in status.read_text():
        assert time.monotonic() < until, "The process that was left behind lives on."
        time.sleep(0.05)


@posix_only
def test_a_child_that_keeps_dying_ends_everything_with_a_sentence(tmp_path: Path, runs: list[Run]) -> None:
    run = Run(tmp_path, "import sys; sys.exit(3)", "fast")
    runs.append(run)
    said = run.end()
    assert run.process.returncode == 1
    assert "worker ended 5 times in a row" in said
    assert (tmp_path / "stopped").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux ends children with a parent that was killed.")
def test_no_child_outlives_a_supervisor_that_was_killed(tmp_path: Path, runs: list[Run]) -> None:
    run = Run(tmp_path, SLEEPS)
    runs.append(run)
    run.wait_for("pid")
    time.sleep(0.3)
    run.process.kill()
    run.wait_for("stopped")


# Reloads: the first child takes new code by itself, the second is ended and started again; `may` says whether it may.
RELOADS = """
import os, pathlib, sys
from runner import children
folder, may = pathlib.Path(sys.argv[1]), sys.argv[2] == "yes"
web = '''
import pathlib, signal, sys, time
signal.signal(signal.SIGHUP, lambda *_: pathlib.Path(sys.argv[1], "hup").touch())
pathlib.Path(sys.argv[1], "web").touch()
while True:
    time.sleep(0.1)
'''
worker = '''
import pathlib, signal, sys, time
starts = pathlib.Path(sys.argv[1], "starts")
starts.write_text(starts.read_text() + "x" if starts.exists() else "x")
def finish(*_):
    time.sleep(0.3)
    pathlib.Path(sys.argv[1], "finished").touch()
    sys.exit(0)
signal.signal(signal.SIGTERM, finish)
pathlib.Path(sys.argv[1], "worker" + starts.read_text()).touch()
while True:
    time.sleep(0.1)
'''
pair = [children.Child("web", [sys.executable, "-c", web, str(folder)], reloads_itself=True),
        children.Child("worker", [sys.executable, "-c", worker, str(folder)])]
children.Supervisor(pair, dict(os.environ), may_reload=lambda: may).run()
"""


def reload(folder: Path, runs: list[Run], may: str) -> Run:
    """A supervisor that was sent SIGHUP once both children ran."""
    run = Run(folder, may, script=RELOADS)
    runs.append(run)
    run.wait_for("web")
    run.wait_for("workerx")
    run.process.send_signal(signal.SIGHUP)
    return run


@posix_only
def test_a_reload_keeps_the_web_process_and_lets_the_worker_finish_first(tmp_path: Path, runs: list[Run]) -> None:
    run = reload(tmp_path, runs, "yes")
    run.wait_for("hup")
    run.wait_for("workerxx")
    assert (tmp_path / "finished").exists()
    run.process.terminate()
    said = run.end()
    assert (run.process.returncode, "starting it again" in said) == (0, False)


@posix_only
def test_code_that_does_not_start_is_not_loaded(tmp_path: Path, runs: list[Run]) -> None:
    run = reload(tmp_path, runs, "no")
    time.sleep(0.5)
    run.process.terminate()
    assert "The code does not start" in run.end()
    assert not (tmp_path / "hup").exists()
    assert (tmp_path / "starts").read_text() == "x"
