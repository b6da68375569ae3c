"""Checks of one's own code: the tests are on the page, one says oneself how it went, and what was written stays."""

import re
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.app_fixtures import Browser
from tests.cast import Cast
from tests.rooms import task_stage
from tests.rooms.code_stage import set_up
from tests.rooms.correction_stage import stands
from tests.rooms.deeds import a_draft, a_fact, finish, kept, lesson, send, words

SignedIn = Callable[[int], Browser]
CODE = "def add(a, b):\n    return a + b  # {x|y} <b>"


@pytest.fixture
def cast(app: Flask, cast: Cast) -> Cast:
    """The cast, reading the release with a notebook. Others share the cast itself."""
    return replace(cast, release_id=set_up(app, cast))


def tell(browser: Browser, cast: Cast, passed: str = "yes", **more: str) -> TestResponse:
    sent = {"id": str(uuid4()), "release": cast.release_id, "language": "en", "text": CODE, "passed": passed, **more}
    return browser.post(f"{lesson(cast, 'code')}/answer/sum", sent, follow=True)


def test_the_page_carries_the_task_its_tests_and_room_for_the_code(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.aya).sees(lesson(cast, "code"))
    for said in (
        "Check my code",
        "Counts for the certificate",
        "Add the numbers.",
        "assert add(1, 2) == 3",
        "Your code",
    ):
        assert said in words(page)
    assert "Canary-why" not in page


def test_who_says_that_all_pass_is_done_and_the_verdict_says_whose_it_is(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    aya = signed_in(cast.aya)
    finish(aya, cast, "adding", "code")
    assert not kept(app, cast.aya, "completed_lesson"), "the check still waits"
    page = tell(aya, cast).get_data(as_text=True)
    assert "Checked by yourself" in words(page)
    assert "You ran the tests yourself, and they pass." in words(page)
    assert "# {x|y} &lt;b&gt;" in page
    assert "Canary-why" in page
    (verdict,) = kept(app, cast.aya, "verdict")
    assert (verdict.detail["right"], verdict.detail["points"], verdict.detail["self_checked"]) == (True, 2, True)
    assert stands(app, cast, cast.aya, "sum").points == 2
    assert len(kept(app, cast.aya, "completed_lesson")) == 1


def test_not_yet_goes_on_from_what_was_written(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    page = tell(aya, cast, "no").get_data(as_text=True)
    assert "Look at the first test that does not pass." in words(page)
    assert "return a + b  # {x|y} &lt;b&gt;</textarea>" in page
    assert re.search(r'value="no" required checked', page)
    assert "Canary-why" not in page
    assert "return a + b" in signed_in(cast.aya).sees(lesson(cast, "code")), "on another device, too"
    tell(aya, cast)
    assert [fact.detail["right"] for fact in kept(app, cast.aya, "verdict")] == [False, True]


@pytest.mark.parametrize("sent", [{"passed": ""}, {"passed": "maybe"}, {"text": "x" * 4001}, {"text": "a\x00"}])
def test_who_does_not_say_how_it_went_is_asked(
    app: Flask, cast: Cast, signed_in: SignedIn, sent: dict[str, str]
) -> None:
    found = tell(signed_in(cast.aya), cast, **sent)
    assert found.status_code == 422
    assert "Please say how it went." in words(found)
    if "text" not in sent:
        assert "return a + b" in found.get_data(as_text=True), "what was written stays"
    assert kept(app, cast.aya, "answered") == []


def test_pressing_twice_is_one_answer(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    for _ in range(2):
        tell(aya, cast, id="0b0bb2a3-6f4a-4b0e-8c39-0d9f6c1b7d10")
    assert len(kept(app, cast.aya, "answered")) == 1


def test_half_written_code_stays_and_a_device_can_say_it_later(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    draft = a_draft(cast, "sum", "code", text=["half"], passed=["no"])
    assert aya.send("/drafts", {"drafts": [draft]}).get_json()["drafts"] == ["kept"]
    assert ">\nhalf</textarea>" in aya.sees(lesson(cast, "code"))
    sent_by_hand = {"id": str(uuid4()), "release": cast.release_id, "language": "en", "text": "without a script"}
    aya.post(f"{lesson(cast, 'code')}/keep/sum", sent_by_hand)
    assert ">\nwithout a script</textarea>" in aya.sees(lesson(cast, "code"))
    told = {"activity": "sum", "lesson": "code", "language": "en"}
    sent = [
        a_fact(cast, "answered", **told, detail={"text": "by hand", "passed": True}),
        a_fact(cast, "answered", **told, detail={"text": "by hand"}),
        a_fact(cast, "answered", **told, detail={"text": 5, "passed": True}),
    ]
    assert [one["result"] for one in send(aya, *sent)] == ["kept", "refused", "refused"]
    assert stands(app, cast, cast.aya, "sum").right


def test_an_instructor_sees_that_somebody_checked_it_themselves(
    app: Flask, cast: Cast, signed_in: SignedIn, taught: str
) -> None:
    tell(signed_in(cast.aya), cast)
    table = words(signed_in(cast.instructor).sees(f"{taught}/teams/{cast.team}"))
    assert "Add the numbers. Checked by themselves" in table
    page = words(signed_in(cast.instructor).sees(f"{taught}/tasks/sum"))
    assert "return a + b # {x|y} <b>" in page


@pytest.fixture
def taught(app: Flask, cast: Cast) -> str:
    """The team in the instructor's hands."""
    with app.app_context():
        task_stage.let_teach(cast)
    return f"/teach/{cast.course}"
