"""The engine on the command line."""

import io
import os
import sys

from courses.commands import main


def run() -> int:
    """The exit status. Ctrl+C and a reader that has seen enough (`| head`) are no errors of ours."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot write a sign shows its number instead.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = main(sys.argv[1:], print)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return status


if __name__ == "__main__":
    sys.exit(run())
