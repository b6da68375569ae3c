"""Log lines: one for each request and job, and nothing in them about a person."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from lms.cohorts import queries as cohorts
from lms.kit import logs, watching
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import words

Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Log in JSON into memory; the call gives the lines so far."""
    root = logging.getLogger()
    before = root.handlers, root.level
    stream = io.StringIO()
    logs.start("json", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers, root.level = before
    logs._Requests.stream = None


def test_every_request_has_one_line_with_its_route_and_number(visitor: Browser, lines: Lines) -> None:
    page = visitor.get("/login?next=/me&secret=plum", headers={"X-Request-Id": "from-a-stranger"})
    missing = visitor.get("/nowhere/aya@people.test")
    first, second = lines()
    assert first | {"time": "", "ms": 0} == {
        "time": "", "level": "info", "logger": "gonin.requests", "request": page.headers["X-Request-Id"],
        "route": "accounts.sign_in", "method": "GET", "status": 200, "ms": 0,
    }  # fmt: skip
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", str(first["time"]))
    assert (second["route"], second["status"]) == ("none", 404)
    assert page.headers["X-Request-Id"] not in ("from-a-stranger", missing.headers["X-Request-Id"])


def test_a_trusted_proxys_number_is_taken_over_when_it_is_one() -> None:
    app = Flask("watched")
    app.extensions["gonin_metrics_folder"] = None
    watching.watch_requests(app, trusts_proxy=True)
    browser = app.test_client()
    given = {"abcdef-1234567890": True, "short": False, 'x" injected"': False, "x" * 65: False, "é" * 10: False}
    for number, is_taken in given.items():
        sent = browser.get("/", headers={"X-Request-Id": number}).headers["X-Request-Id"]
        assert (sent == number) is is_taken, number


def test_an_exception_is_written_with_its_place_and_without_any_value(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(person: int) -> None:
        secret = "canary-in-a-local"
        raise KeyError(f"canary-in-a-message {secret}")

    monkeypatch.setattr(cohorts, "places_of", broken)
    app.config["PROPAGATE_EXCEPTIONS"] = app.testing = False
    answer = signed_in(cast.aya).get("/?canary-in-a-query=1")
    error, request = lines()
    number = answer.headers["X-Request-Id"]
    assert answer.status_code == request["status"] == 500
    assert f"please tell them this number: {number}" in words(answer)
    assert (error["request"], request["request"]) == (number, number)
    assert (error["error"], error["level"]) == ("builtins.KeyError", "error")
    stack = error["stack"]
    assert isinstance(stack, list)
    assert re.search(r"tests/rooms/test_watching_logs\.py:\d+ broken", stack[-1])
    assert "canary" not in json.dumps([error, request])


def test_an_ordinary_refusal_shows_no_number(visitor: Browser) -> None:
    answer = visitor.get("/nowhere")
    assert answer.headers["X-Request-Id"] not in answer.text


def test_a_job_has_one_line_that_says_how_it_ended(app: Flask, lines: Lines) -> None:
    with app.app_context():
        with watching.job("test.good"):
            db.session.rollback()
        with pytest.raises(ValueError, match="aya"), watching.job("test.bad"):
            raise ValueError("aya@people.test")
    good, bad = lines()
    assert (good["job"], good["outcome"], good["level"]) == ("test.good", "done", "info")
    assert (bad["job"], bad["outcome"], bad["level"], bad["error"]) == (
        "test.bad", "failed", "error", "builtins.ValueError",
    )  # fmt: skip
    assert "aya" not in json.dumps(bad)


def test_addresses_in_others_messages_are_left_out(lines: Lines) -> None:
    logging.getLogger("some.library").warning("cannot reach https://x.test/reset/abc?t=1 for <aya@people.test>")
    assert lines()[0]["message"] == "cannot reach … for <…>"


def test_a_log_that_nobody_takes_keeps_nobody_from_a_page(visitor: Browser, lines: Lines) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    logs._Requests.stream = Full()
    assert visitor.get("/login").status_code == 200


def test_a_terminal_reads_plain_lines_and_none_for_each_request(visitor: Browser, lines: Lines) -> None:
    stream = io.StringIO()
    logs.start("plain", stream)
    visitor.get("/login")
    logging.getLogger("gonin.mail").warning("letter %d is put off", 7)
    assert re.fullmatch(r"\d\d:\d\d:\d\d gonin\.mail letter 7 is put off\n", stream.getvalue())


def test_production_logs_in_json() -> None:
    from config import Settings

    given = {"GONIN_ENV": "production", "SECRET_KEY": "x" * 40, "PUBLIC_URL": "https://gonin.test"}
    assert Settings.from_environment(given).logs == "json"
