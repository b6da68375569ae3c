"""Opens for a command line, calls the command, and turns every trouble into one plain sentence and an exit code."""

import contextlib
import errno
import io
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence

from runner import benching, checking, demonstrating, serving, setting_up, testing
from runner.folders import ROOT
from runner.options import Request, help_text, read_request
from runner.sentences import PlainError, say, sentence, tell

COMMANDS: Mapping[str, Callable[[Request], int]] = {
    "demo": demonstrating.demo,
    "test": testing.test,
    "bench": benching.bench,
    "check": checking.check,
    "setup": setting_up.set_up,
    "serve": serving.serve,
}


def main(words: Sequence[str]) -> int:
    """Carry out a command line and return the exit code: 0 done, 1 failed, 2 misunderstood, 130 interrupted."""
    _speak_any_letter()
    try:
        return _carry_out(words)
    except PlainError as error:
        return _end(str(error), error.status)
    except KeyboardInterrupt:
        say("stopped")
        return 130
    except BrokenPipeError:
        # Whoever read our output went away; there is nobody left to tell, and Python must not try at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _end(str(plain_os_error(error)), 1)
    except Exception as error:  # The last resort that keeps tracebacks from people.
        if os.environ.get("RUN_DEBUG"):
            traceback.print_exc()
        return _end(sentence("unexpected", detail=f"{type(error).__name__}: {error}"), 1)


def _carry_out(words: Sequence[str]) -> int:
    request = read_request(words)
    if request.help:
        tell(help_text(request.command))
        return 0
    return COMMANDS[request.command](request)


def plain_os_error(error: OSError) -> PlainError:
    """Turn an error of the system into the sentence that says what to do."""
    folder = error.filename or ROOT
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return PlainError("disk_full", folder=ROOT)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR}:
        return PlainError("unwritable", folder=folder)
    detail = f"{error.strerror or error} ({error.filename})" if error.filename else str(error.strerror or error)
    return PlainError("os_error", detail=detail)


def _speak_any_letter() -> None:
    """Let output hold Japanese and ✓ on terminals that cannot show them: a "?" there is better than a stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError):
                stream.reconfigure(errors="replace")


def _end(text: str, code: int) -> int:
    sys.stdout.flush()
    sys.stderr.write(text + "\n")
    return code
