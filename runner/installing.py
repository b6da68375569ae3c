"""Installs what a lock file names, every file checked by its hash: fast with uv, and with pip where uv cannot work."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from runner.folders import ROOT
from runner.sentences import PlainError, say

SETUP_LOCK = "requirements-setup.lock"

# What installers say, in the order of what explains most. pip 23 to 26, uv 0.13, Python and the C library say these.
SIGNS: tuple[tuple[str, str], ...] = (
    ("disk_full", r"No space left on device|os error 28\b|Errno 28\b|not enough space on the disk|Disk quota exceeded"),
    ("hash", r"DO NOT MATCH THE HASHES|[Hh]ash(es)? (mismatch|did not match|verification failed)|Hash mismatch"),
    ("certificates", r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|UnknownIssuer|SSLError|SSLCertVerification"),
    ("proxy", r"ProxyError|Cannot connect to proxy|Tunnel connection failed|407 Proxy|tunnel error|proxy auth"),
    (
        "network",
        (
            r"NewConnectionError|NameResolutionError|name resolution|Name or service not known|nodename nor servname"
            r"|getaddrinfo failed|Network is unreachable|No route to host|Connection refused|[Cc]onnection reset|dns error"
            r"|[Tt]imed? ?out|Max retries exceeded|RemoteDisconnected|error sending request|IncompleteRead|broken pipe"
        ),
    ),
    ("unwritable", r"Permission denied|Read-only file system|Access is denied|Errno 13\b|Errno 30\b"),
    ("unavailable", r"No matching distribution found|has no wheels? with a matching|no version of|Failed to build"),
)


def install(python: Path, lock: Path) -> None:
    """Install a lock file into the environment of `python`. Raises PlainError with the reason when that fails."""
    output = _pip(python, ROOT / SETUP_LOCK, "--only-binary", ":all:")
    if output is not None and diagnose(output) in {"network", "proxy", "hash", "disk_full", "unwritable"}:
        raise _failure(python, ROOT / SETUP_LOCK, output)  # pip would meet the same again.
    if output is None:
        output = _uv(python, lock)
    if output is not None and diagnose(output) in {"hash", "disk_full", "unwritable"}:
        raise _failure(python, lock, output)
    if output is not None:
        say("slow_way")
        output = _pip(python, lock)
    if output is not None:
        raise _failure(python, lock, output)


def _uv(python: Path, lock: Path) -> str | None:
    """Install with uv; return None, or what it said when it failed.

    uv reads neither pip's settings nor, unless told, the system's certificates: those are tried first, because a
    network's own authority is among them, and uv's own after them, because a small system may have none.
    """
    command = [str(python), "-I", "-m", "uv", "pip", "install", "--python", str(python), "--require-hashes"]
    output = ""
    for certificates in ("1", "0"):
        environment = {**os.environ, "UV_SYSTEM_CERTS": certificates, "UV_NO_PROGRESS": "1"}
        code, output = run_quietly([*command, "--no-deps", "--requirements", str(lock)], environment)
        if code == 0:
            return None
        if diagnose(output) != "certificates":
            break
    return output


def _pip(python: Path, lock: Path, *more: str) -> str | None:
    """Install with pip; return None, or what it said when it failed."""
    command = [str(python), "-I", "-m", "pip", "install", "--require-hashes", "--no-deps", "--retries", "2", *more]
    kept = {name: value for name, value in os.environ.items() if name not in {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}}
    settings = {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    code, output = run_quietly([*command, "--requirement", str(lock)], {**kept, **settings})
    return None if code == 0 else output


def diagnose(output: str) -> str:
    """Tell from an installer's output why it failed: a key of SIGNS, or "setup_failed"."""
    return next((reason for reason, signs in SIGNS if re.search(signs, output)), "setup_failed")


def run_quietly(command: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a program to its end and return its exit code and all that it printed."""
    done = subprocess.run(  # noqa: S603 - the project's own installers, by full path.
        command,
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout


def _failure(python: Path, lock: Path, output: str) -> PlainError:
    """Make the sentence for a failure, and keep all of the output in a file where there is room for it."""
    log = python.parent.parent / "gonin-setup.log"
    reason = diagnose(output)
    if reason != "disk_full":
        log.write_text(output, "utf-8")
    told = [line.strip() for line in output.splitlines() if re.match(r"\s*(error|ERROR)\b", line)]
    detail = re.sub(r"^error:\s*", "", told[-1], flags=re.IGNORECASE)[:200] if told else "no reason given"
    return PlainError(reason, lock=lock.name, folder=ROOT, log=log, detail=detail)
