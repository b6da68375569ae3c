"""Running a renderer that is not ours: for a limited time, without our environment, and with all that it started ended."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

# What programs need to find themselves and their files; all else in our environment may be a password.
_PASSED = ("PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
_PASSED_GROUPS = ("PUPPETEER_", "XDG_", "FONTCONFIG_")
# Nothing outside this machine is asked for anything.
OFFLINE = (
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
)


def sandbox_arguments() -> list[str]:
    """Chromium refuses to start as root with its sandbox."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def output_of(arguments: Sequence[str], seconds: float, folder: Path) -> bytes | None:
    """What a program printed, started in a folder; None when it could not start or took too long.

    Promises: nothing that it started goes on running.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - a renderer found by name or named by the operator
            list(arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(),
            start_new_session=True,
        )
    except OSError:
        return None
    try:
        return process.communicate(timeout=max(0.0, seconds))[0]
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)


def _environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _PASSED or name.upper().startswith(_PASSED_GROUPS)
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    """Chromium is several processes: all of its group go."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()
