"""The line somebody reads: the newest place wins, it is nobody else's, and a lesson's page comes back to it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from lms.kit.db import db
from lms.margins.models import ReadingPlace
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import do_everything, lesson

SignedIn = Callable[[int], Browser]


def a_place(cast: Cast, **more: Any) -> dict[str, Any]:
    fine = {"course": cast.course, "lesson": "hello", "step": "morning", "block": 2, "part": 250, "age": 0}
    return {**fine, **more}


def send(browser: Browser, *places: Any) -> list[str]:
    found = browser.send("/places", {"places": list(places)})
    assert found.status_code == 200, found.get_data(as_text=True)
    outcomes: list[str] = found.get_json()["places"]
    return outcomes


def place_on(page: str) -> str:
    found = re.search(r'data-place="([^"]*)"', page)
    assert found
    return found[1]


def test_a_lesson_comes_back_to_the_line_on_any_device(
    cast: Cast, signed_in: SignedIn, now: Callable[[datetime], None]
) -> None:
    phone, pc = signed_in(cast.aya), signed_in(cast.aya)
    assert place_on(pc.sees(lesson(cast))) == ""
    assert send(phone, a_place(cast, age=10)) == ["kept"]
    now(NOW + timedelta(minutes=1))
    assert place_on(pc.sees(lesson(cast))) == "morning 2 250 70"
    assert place_on(pc.sees(lesson(cast, "bye"))) == "", "each lesson has its own place"
    assert send(pc, a_place(cast, step="evening", block=0, part=999)) == ["kept"]
    assert send(phone, a_place(cast, age=30)) == ["older"], "what waited on the phone meanwhile is older"
    assert place_on(phone.sees(lesson(cast))) == "evening 0 999 0"
    assert place_on(signed_in(cast.bilal).sees(lesson(cast))) == ""


def test_a_lesson_that_is_done_begins_at_its_head(cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    do_everything(aya, cast)
    send(aya, a_place(cast))
    assert place_on(aya.sees(lesson(cast))) == ""
    assert place_on(aya.sees(f"{lesson(cast)}?step=morning")) == "morning 2 250 0"


def test_only_places_in_a_course_one_takes_are_kept(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    wrong = (
        {"course": "none"}, {"lesson": "nowhere"}, {"step": "nowhere"}, {"step": "see-you"}, {"step": None}, {"step": "x" * 101},
        {"block": -1}, {"block": 10_000}, {"block": "x"}, {"part": 1001}, {"part": -1}, {"age": "inf"}, {"age": None},
    )  # fmt: skip
    assert send(aya, *(a_place(cast, **each) for each in wrong)) == ["refused"] * len(wrong)
    assert send(aya, None, 3, []) == ["refused"] * 3
    for person in (cast.dora, cast.instructor, cast.coordinator, cast.admin):
        assert send(signed_in(person), a_place(cast)) == ["refused"]
    for body, status in ((None, 400), ({"places": 1}, 400), ({"places": [{}] * 21}, 413)):
        assert aya.send("/places", body).status_code == status
    with app.app_context():
        assert db.session.scalars(select(ReadingPlace)).all() == []
