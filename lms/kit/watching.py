"""Watching each request and job: how long it took and how it ended, for the log and for the meters."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from flask import Flask, Response, g, request

from lms.kit import logs, metrics

jobs_log = logging.getLogger("gonin.jobs")
GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
"""How a proxy's number for a request may look; any other is replaced by one of ours."""
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
CLASSES = ("", "1xx", "2xx", "3xx", "4xx", "5xx")


def watch_requests(app: Flask, trusts_proxy: bool) -> None:
    """Number, time and count every request. To be called before anything else of ours looks at requests."""

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()
        given = request.headers.get("X-Request-Id", "") if trusts_proxy else ""
        g.request_id = given if given and GIVEN.fullmatch(given) else secrets.token_hex(8)

    @app.after_request
    def end(response: Response) -> Response:
        took = perf_counter() - g.began
        response.headers.add("X-Request-Id", number := g.request_id)
        method = request.method if request.method in METHODS else "other"
        route, status = request.endpoint or "none", response.status_code
        meters = metrics.meters()
        if meters is not None:
            meters.request(route, method, CLASSES[status // 100]).observe(took)
        logs.request_line(number, route, method, status, took)
        return response


@contextmanager
def job(name: str) -> Iterator[None]:
    """Time, count and write down one job. What it raises goes on to the queue."""
    began, outcome = perf_counter(), "failed"
    try:
        yield
        outcome = "done"
    finally:
        meters = metrics.meters()
        if meters is not None:
            meters.count("gonin_jobs", job=name, outcome=outcome)
        facts = {"job": name, "outcome": outcome, "ms": round((perf_counter() - began) * 1000, 1)}
        level = logging.INFO if outcome == "done" else logging.ERROR
        jobs_log.log(level, "job", extra={"facts": facts}, exc_info=outcome == "failed")
