"""What is written down while the service runs: one line for each request and job, without anything about a person.

A line holds no address, no query, no name, no token: a request is named by its route and by a number of its own. An exception
is written with where it happened and with its type; its message is left out in production, since it may quote what was typed.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, TextIO

from flask import Flask, g, has_request_context, request

Style = Literal["json", "plain"]
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

ROOT = str(Path(__file__).resolve().parents[2]) + "/"
ADDRESS = re.compile(r"[^\s@<>()\"']+@[^\s@<>()\"']+|\b[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
"""What looks like an e-mail address or a web address. Libraries quote them in messages; ours never do."""
DEEPEST = 60
"""Frames written of one exception: enough to see where a recursion turned."""

log = logging.getLogger("gonin.errors")
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class JsonLines(logging.Formatter):
    """One JSON object a line, for machines that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.casefold(),
            "logger": record.name,
        }
        line |= getattr(record, "facts", None) or {"request": request_id(), "message": discreet(record.getMessage())}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"], line["stack"] = what_happened(record.exc_info[1])
        return encode(line)


class PlainLines(logging.Formatter):
    """One readable line, for somebody who watches a terminal; what went wrong is shown in full there."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as people read it."""
        facts: dict[str, object] | None = getattr(record, "facts", None)
        clock = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        text = " ".join(f"{name}={value}" for name, value in facts.items()) if facts else discreet(record.getMessage())
        shown = self.formatException(record.exc_info) if record.exc_info else ""
        return f"{clock} {record.name} {text}" + (f"\n{shown}" if shown else "")


def start(style: Style, stream: TextIO | None = None) -> None:
    """Send every log line of this process to the stream (standard error), in one style."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if style == "json" else PlainLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # On a terminal the lines of requests would hide what matters.
    _Requests.stream = handler.stream if style == "json" else None
    # Libraries tell how they do things, which nobody asked.
    for library in ("huey", "alembic", "werkzeug", "flask_limiter", "flask-limiter", "PIL"):
        logging.getLogger(library).setLevel(logging.WARNING)


class _Requests:
    """Where lines of requests go, and how the present second is written."""

    stream: TextIO | None = None
    second: tuple[int, str] = (0, "")


def request_line(number: str, route: str, method: str, status: int, took: float) -> None:
    """Write down one request; `took` in seconds.

    There is a line for every page, so it is put together by hand: the general way costs several times as much. None of the
    parts can hold a character that JSON would escape.
    """
    stream = _Requests.stream
    if stream is None:
        return
    now = time.time()
    second = _Requests.second
    if second[0] != int(now):
        second = _Requests.second = (int(now), datetime.fromtimestamp(int(now), UTC).strftime("%Y-%m-%dT%H:%M:%S"))
    level = "info" if status < 500 else "error"
    try:
        stream.write(
            f'{{"time":"{second[1]}.{int(now % 1 * 1000):03}+00:00","level":"{level}","logger":"gonin.requests",'
            f'"request":"{number}","route":"{route}","method":"{method}","status":{status},"ms":{took * 1000:.1f}}}\n'
        )
        stream.flush()
    except (OSError, ValueError):
        # Nobody takes the lines, or the disk is full: people still get their pages.
        return


def request_id() -> str | None:
    """The number of the request being answered; None outside of one."""
    return g.get("request_id") if has_request_context() else None


def discreet(message: str) -> str:
    """A message without e-mail and web addresses."""
    return ADDRESS.sub("…", message)


def what_happened(error: BaseException) -> tuple[str, list[str]]:
    """An exception's type (with what it came from) and where it was raised: file, line and function, never a value."""
    kinds, seen, cause = [], set[int](), error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        kinds.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__ or cause.__context__  # type: ignore[assignment]  # None ends the chain.
    frames = traceback.extract_tb(error.__traceback__)
    if len(frames) > DEEPEST:
        frames = traceback.StackSummary.from_list([*frames[: DEEPEST // 2], *frames[-DEEPEST // 2 :]])
    return " from ".join(kinds), [f"{f.filename.removeprefix(ROOT)}:{f.lineno} {f.name}" for f in frames]


def name_no_address(app: Flask) -> None:
    """Have Flask report exceptions by route: its own sentence holds the address, and so invitations and tokens."""

    def log_exception(exc_info: ExcInfo) -> None:
        log.error("%s failed", request.endpoint or "a request", exc_info=exc_info)

    app.log_exception = log_exception  # type: ignore[method-assign]  # The method is there to be replaced.
