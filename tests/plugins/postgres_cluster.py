"""A PostgreSQL cluster that is made in seconds, listens where only this run finds it, and leaves nothing behind."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from runner.folders import locked
from tests.plugins.network_guard import find_free_port

PATTERNS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/latest/bin",
    "C:/Program Files/PostgreSQL/*/bin",
)
QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "max_wal_size=256MB",
    "timezone=UTC",
)

# Ends the cluster when the process that began the run was killed and could not do so itself. It runs as ourselves,
# because a Python in somebody's home need not be open to the user that the server runs as.
KEEPER = """
import os, pathlib, shutil, signal, sys, time
began, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
while folder.exists():
    try:
        os.kill(began, 0)
    except ProcessLookupError:
        os.kill(int((folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)
    time.sleep(1)
"""


def find_programs() -> Path | None:
    """Find the newest folder that holds the server's own programs; some only have the client's."""
    folders = [folder for pattern in PATTERNS for folder in _glob(pattern)]
    folders.sort(key=_release, reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    wanted = ("initdb", "pg_ctl", "postgres")
    return next((each for each in folders if all(shutil.which(name, path=str(each)) for name in wanted)), None)


def _glob(pattern: str) -> list[Path]:
    anchor = Path(pattern).anchor
    return list(Path(anchor).glob(pattern.removeprefix(anchor).removeprefix("C:/"))) if Path(anchor).exists() else []


def _release(folder: Path) -> int:
    return int("".join(letter for letter in folder.parent.name if letter.isdigit())[:2] or 0)


class Cluster:
    """The cluster of one test run, in a folder of its own that every process of the run knows."""

    def __init__(self, folder: Path) -> None:
        """Take the run's folder; the file `began` in it names the process that began the run."""
        self.folder = folder
        self.data = folder / "data"
        self.url_file = folder / "url"

    def start(self) -> str:
        """Give the cluster's URL; the first to ask makes and starts it while others wait."""
        with locked(self.folder / "lock"):
            if not self.url_file.exists():
                self.url_file.write_text(self._make(), "utf-8")
                self._keep()
        return self.url_file.read_text("utf-8")

    def stop(self) -> None:
        """End the server at once; nothing in it is worth keeping."""
        if (self.data / "postmaster.pid").exists():
            self._call(self._stop_command())

    def _make(self) -> str:
        programs = _programs()
        user = _other_user()
        if user is not None:
            shutil.chown(self.folder, user)
        command = [str(programs / "initdb"), "-D", str(self.data), "-U", "postgres", "-A", "trust"]
        self._call([*command, "-E", "UTF8", "--locale=C", "--no-sync"])
        where, url = self._address()
        settings = " ".join(f"-c {each}" for each in (*QUICK, *where))
        command = [str(programs / "pg_ctl"), "-D", str(self.data), "-l", str(self.folder / "log"), "-w", "-t", "60"]
        self._call([*command, "-o", settings, "start"])
        return url

    def _address(self) -> tuple[tuple[str, ...], str]:
        """Choose where to listen: a socket file in the run's folder, or a loopback port where there are none."""
        if sys.platform == "win32":
            port = find_free_port()
            return ("listen_addresses=127.0.0.1", f"port={port}"), f"postgresql://postgres@127.0.0.1:{port}/postgres"
        where = ("listen_addresses=", f"unix_socket_directories={self.folder}")
        return where, f"postgresql://postgres@/postgres?host={self.folder}"

    def _keep(self) -> None:
        if sys.platform != "win32":
            command = [sys.executable, "-I", "-c", KEEPER, (self.folder / "began").read_text(), str(self.folder)]
            silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
            # Not a Popen: Python warns of one that still runs when its starter ends, and this one is meant to.
            os.posix_spawn(sys.executable, command, os.environ, file_actions=silent, setpgroup=0)

    def _stop_command(self) -> list[str]:
        return [str(_programs() / "pg_ctl"), "-D", str(self.data), "-m", "immediate", "-w", "stop"]

    def _call(self, command: Sequence[str]) -> None:
        """Run one of the server's programs; what it said is in the error if it failed."""
        with (self.folder / "said").open("ab") as said:
            streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": said}
            done = subprocess.run(command, cwd=self.folder, check=False, **streams, **_as_other_user())
        if done.returncode != 0:
            told = (self.folder / "said").read_text("utf-8", "replace")[-2000:]
            raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {told}")


def _programs() -> Path:
    programs = find_programs()
    if programs is None:
        raise RuntimeError("No PostgreSQL server is installed.")
    return programs


def _other_user() -> str | None:
    """Name the user to run the server as when we are root, which PostgreSQL refuses to be."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _as_other_user() -> dict[str, Any]:
    user = _other_user()
    if user is None:
        return {}
    import pwd

    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
