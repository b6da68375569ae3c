"""The command `demo`: sets up, fills a data folder with the demo programme, and serves it until Ctrl-C."""

import os

from runner.environment import ensure
from runner.folders import data_folder, locked
from runner.options import Request
from runner.sentences import PlainError, say
from runner.serving import flask, require_port, run_step, sandbox_environment, supervise

HOST = "127.0.0.1"


def demo(request: Request) -> int:
    """Set up, fill, and serve unless told not to. What can be refused at once is, before anything is installed."""
    given, port, stay = request.values["--data"], request.number("--port"), not request.on("--no-serve")
    if stay:
        require_port(HOST, port)
    folder = data_folder(str(given) if given else None)
    python = ensure("app")
    url = os.environ.get("PUBLIC_URL") or f"http://{HOST}:{port}"
    environment = sandbox_environment(folder, url)
    words = ["--fresh"] if request.on("--fresh") else []
    with locked(folder / "demo.lock", busy=PlainError("data_in_use", folder=folder)):
        run_step(flask(python, "demo", *words), environment)
        if stay:
            supervise(python, environment, (HOST, port))
            say("stopped")
    return 0
