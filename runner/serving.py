"""The command `serve`, for a real deployment, and what it shares with `demo`: port, web and worker."""

import errno
import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from runner.children import Child, Supervisor
from runner.environment import ensure
from runner.folders import ROOT
from runner.options import Request
from runner.sentences import PlainError, say
from runner.site import with_settings

CONNECTIONS = 1000  # Per web process, slow ones included. Further ones wait in the system's queue.
HEADERS = 64 * 1024  # Bytes that a request's headers may have.
HEADERS_MS = (
    20_000  # Milliseconds within which the headers must have come; also how long a kept connection may be idle.
)
SETTLING = 10  # Seconds that a new web process has for getting ready before the old one is told to finish.
FILES = 4096  # Open files per process: every connection is one. Many systems begin with 1024.


def serve(request: Request) -> int:
    """Serve with the settings of the environment. Refuses to start while the database is not at this code's version."""
    host, port = request.text("--host"), request.number("--port")
    require_port(host, port)
    python = ensure("app")
    environment = real_environment(str(request.values["--data"] or ""))
    run_step(flask(python, "db-ready"), environment)
    _allow_open_files()
    supervise(
        python,
        environment,
        (host, port),
        workers=request.number("--workers"),
        may_reload=lambda: _still_starts(python, environment),
    )
    say("stopped")
    return 0


def _still_starts(python: Path, environment: Mapping[str, str]) -> bool:
    """Tell whether the code as it lies there now starts with this database; if not, its reasons are in full view."""
    try:
        run_step(flask(python, "db-ready"), environment)
    except PlainError:
        return False
    return True


def _allow_open_files() -> None:
    """Raise the number of files that the web processes may open, as far as the system lets us."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def supervise(
    python: Path,
    environment: Mapping[str, str],
    address: tuple[str, int],
    workers: int = 1,
    may_reload: Callable[[], bool] | None = None,
) -> None:
    """Run web and worker until asked to stop. Raises PlainError when one of them keeps dying.

    With `may_reload`, SIGHUP takes new code without refusing a connection, if that says yes; without, it stops.
    """
    host, port = address
    url = environment.get("PUBLIC_URL") or f"http://{host}:{port}"
    # granian starts a new process beside each old one by itself; the worker must be alone, so it ends first.
    web = Child("web", web_command(python, host, port, workers), reloads_itself=True)
    worker = Child("worker", flask(python, "worker"))
    ready = Supervisor(
        (web, worker),
        environment,
        is_ready=lambda: web.process is not None and answers(host, port),
        on_ready=lambda: say("serving", url=url),
        may_reload=may_reload,
    )
    ready.run()


def web_command(python: Path, host: str, port: int, workers: int) -> list[str]:
    """Give granian's command line. The application's own gateway keeps slow lines away from its threads."""
    command = [str(python), "-m", "granian", "--interface", "asginl", "--host", host, "--port", str(port), "--no-ws"]
    command += ["--http", "1", "--http1-buffer-size", str(HEADERS), "--http1-header-read-timeout", str(HEADERS_MS)]
    command += ["--workers", str(workers), "--backlog", "1024", "--backpressure", str(CONNECTIONS)]
    command += ["--respawn-failed-workers", "--respawn-interval", str(SETTLING), "--workers-kill-timeout", "15"]
    return [*command, "--log-level", "warning", "wsgi:door"]


def flask(python: Path, *words: str) -> list[str]:
    """Give the command line of one of the application's own commands."""
    return [str(python), "-m", "flask", "--app", "wsgi", *words]


def app_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Give the environment for the application's processes: this one, with settings laid over it."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"FLASK_DEBUG", "FLASK_APP"}}
    return {**inherited, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", **settings}


def real_environment(folder: str) -> dict[str, str]:
    """Give the environment of a real site: with the settings of its data folder (`folder`, or the usual one when empty)."""
    given = with_settings(app_environment({"GONIN_DATA": folder} if folder else {}))
    return {**given, "GONIN_ENV": given.get("GONIN_ENV") or "production"}


def sandbox_environment(folder: Path, url: str) -> dict[str, str]:
    """Give the environment for a data folder that stands alone: no database that this environment names is touched."""
    environment = app_environment({"GONIN_DATA": str(folder), "GONIN_ENV": "demo", "PUBLIC_URL": url})
    return {name: value for name, value in environment.items() if name not in {"DATABASE_URL", "GONIN_JOBS_URL"}}


def run_step(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run one of the application's commands to its end, in full view. Raises PlainError when it fails."""
    sys.stdout.flush()
    code = subprocess.call(command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL)  # noqa: S603 - our own command.
    if code != 0:
        raise PlainError("step_failed", command=" ".join(command[2:6]), code=code)


def answer_of(command: Sequence[str], environment: Mapping[str, str], told: str = "") -> Mapping[str, Any]:
    """Run one of the application's commands that answers with a line of JSON. Raises PlainError when it fails."""
    done = subprocess.run(command, env=environment, cwd=ROOT, input=told, stdout=subprocess.PIPE, encoding="utf-8")  # noqa: S603, PLW1510 - our own command; its code is looked at below.
    lines = done.stdout.splitlines()
    if done.returncode != 0 or not lines:
        raise PlainError("step_failed", command=" ".join(command[2:6]), code=done.returncode)
    answer: Mapping[str, Any] = json.loads(lines[-1])
    return answer


def require_port(host: str, port: int) -> None:
    """Prove that a port can be listened on now. Raises PlainError when it is taken or refused."""
    other = port + 1 if port < 65535 else port - 1
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind)) as probe:
            if sys.platform != "win32":  # There this option would share a port in use instead of reusing a free one.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        key = "port_in_use" if error.errno == errno.EADDRINUSE else "port_refused"
        raise PlainError(key, port=port, host=host, other=max(other, 8000), detail=error.strerror or error) from None


def answers(host: str, port: int) -> bool:
    """Tell whether /healthz on this machine answers 200. Asks directly, without any proxy of the environment."""
    nearby = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound.
    with closing(http.client.HTTPConnection(nearby, port, timeout=2)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
