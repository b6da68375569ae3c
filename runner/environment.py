"""Keeps the project's virtual environment: made once, finished if cut short, renewed with its lock file."""

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

from runner.folders import ROOT, locked
from runner.installing import SETUP_LOCK, diagnose, install, run_quietly
from runner.sentences import PlainError, say

Kind = Literal["app", "dev"]

VENV = ROOT / ".venv"
STAMP = VENV / "gonin-stamp.json"  # Written last: what is installed, named by the digests of the lock files.
MAKING = VENV / "gonin-making"  # There while an installation runs, so that one cut short is recognised.
ROOM_FOR_PIP = 50_000_000  # Bytes.
# Installers meet these while fetching, before they change anything: the next attempt may go on from there.
HARMLESS = {"network", "proxy", "certificates", "hash", "unavailable"}
LOCKS: dict[Kind, Path] = {"app": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}


def python() -> Path:
    """Give the path of the environment's Python."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def ensure(kind: Kind) -> Path:
    """Return the environment's Python, with all of that kind's lock file installed; sets up what is missing.

    Raises PlainError with the reason when the set-up cannot be finished.
    """
    if not is_ready(kind):
        if not os.access(ROOT, os.W_OK):
            raise PlainError("unwritable", folder=ROOT)
        with locked(ROOT / SETUP_LOCK):
            if not is_ready(kind):
                _set_up(kind)
    return python()


def is_ready(kind: Kind) -> bool:
    """Tell whether the environment works and holds what the lock file names now."""
    stamp = _read_stamp()
    return stamp.get(kind) == _digest(LOCKS[kind]) and stamp.get("python") == _version()


def _set_up(kind: Kind) -> None:
    STAMP.unlink(missing_ok=True)
    if VENV.exists() and (MAKING.exists() or not _has_pip()):
        say("starting_over")
        shutil.rmtree(VENV)
    if not VENV.exists():
        _require_venv()
        VENV.mkdir()
        MAKING.touch()
        _make_venv()
    MAKING.touch()
    say("setting_up")
    try:
        install(python(), LOCKS[kind])
    except PlainError as error:
        if error.key in HARMLESS:
            MAKING.unlink()
        raise
    MAKING.unlink()
    _write_stamp(kind)


def _require_venv() -> None:
    # Debian's python3 has venv without ensurepip, which it needs; both come with python3-venv.
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise PlainError("venv_missing")


def _make_venv() -> None:
    # Started from inside an environment, the Python that made that one is taken, so that this one stands alone.
    base = getattr(sys, "_base_executable", None) or sys.executable
    code, output = run_quietly([base, "-I", "-m", "venv", str(VENV)])
    if code != 0:
        # A venv that finds no room for pip does not say so, but the disk does.
        reason = "disk_full" if shutil.disk_usage(VENV).free < ROOM_FOR_PIP else diagnose(output)
        with contextlib.suppress(OSError):
            shutil.rmtree(VENV)
        raise PlainError(reason if reason in {"disk_full", "unwritable"} else "venv_missing", folder=ROOT)


def _has_pip() -> bool:
    return _version() is not None and _ask("import pip; print(1)") == "1"


def _version() -> str | None:
    """Give the version of the environment's Python as "3.11", or None if it does not run."""
    return _ask("import sys; print('%d.%d' % sys.version_info[:2])")


def _ask(code: str) -> str | None:
    try:
        done = subprocess.run([python(), "-I", "-c", code], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 - the environment's own Python.
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _digest(lock: Path) -> str:
    try:
        return hashlib.sha256(lock.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise PlainError("lock_missing", lock=lock.name) from None


def _read_stamp() -> dict[str, str]:
    try:
        found = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write_stamp(kind: Kind) -> None:
    """Write the stamp in one move. What tests need contains what the application needs, so "dev" proves both."""
    kinds: tuple[Kind, ...] = ("app", "dev") if kind == "dev" else ("app",)
    stamp: dict[str, str | None] = {"python": _version(), **{each: _digest(LOCKS[each]) for each in kinds}}
    draft = STAMP.with_suffix(".new")
    draft.write_text(json.dumps(stamp, indent=1), "utf-8")
    draft.replace(STAMP)
