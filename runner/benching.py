"""The command `bench`: measures the hot pages against a bare view on scratch data, and leaves nothing behind."""

import subprocess
import sys

from runner.environment import ensure
from runner.folders import ROOT
from runner.options import Request
from runner.sentences import PlainError
from runner.serving import app_environment


def bench(request: Request) -> int:
    """Run bench/pages.py to its end, in full view. The kernel's figures are read from /proc, so Linux is needed."""
    if sys.platform != "linux":
        raise PlainError("bench_needs_linux")
    command = [str(ensure("app")), "-m", "bench.pages", "--database", request.text("--database")]
    command += ["--json"] if request.on("--json") else []
    sys.stdout.flush()
    return subprocess.call(command, env=app_environment({}), cwd=ROOT, stdin=subprocess.DEVNULL)  # noqa: S603 - our own command.
