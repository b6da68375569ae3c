"""Runs web and worker as `run.py serve` does, out of this environment: `python -m tests.faults.supervised PORT`."""

import os
import sys
from pathlib import Path

from runner import serving
from runner.children import Child, Supervisor


def main(port: int) -> None:
    """Serve until asked to stop."""
    python = Path(sys.executable)
    command = [*serving.web_command(python, "127.0.0.1", port, 1)[:-1], "tests.faults.door:door"]
    environment = serving.app_environment({})
    Supervisor(
        (Child("web", command, reloads_itself=True), Child("worker", serving.flask(python, "worker"))),
        environment,
        may_reload=lambda: True,
    ).run()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(serving.ROOT))
    main(int(sys.argv[1]))
