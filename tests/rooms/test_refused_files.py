"""What cannot be handed in is refused in words that say what to do, and leaves nothing behind."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from lms.practice.file_kinds import LARGEST
from lms.practice.receiving import PART
from tests.app_fixtures import Browser
from tests.cast import Cast
from tests.rooms.file_stage import PDF, begin, files, part, send, stored
from tests.rooms.task_stage import set_up, task

SignedIn = Callable[[int], Browser]


@pytest.fixture
def cast(app: Flask, cast: Cast) -> Cast:
    """The cast, reading the release with a task; the instructor teaches the team."""
    return replace(cast, release_id=set_up(app, cast))


@pytest.fixture
def aya(cast: Cast, signed_in: SignedIn) -> Browser:
    """Aya, at the task."""
    return signed_in(cast.aya)


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("a.png", 0, "This file is empty."),
        ("a.zip", 1_000_000_000, "This file is too large (up to 50 MB)."),
        ("a.zip", LARGEST + 1, "This file is too large (up to 50 MB)."),
    ],
)
def test_what_cannot_be_taken_is_said_before_it_is_sent(
    app: Flask, cast: Cast, aya: Browser, name: str, size: int, sentence: str
) -> None:
    answer = begin(aya, cast, name, size)
    assert answer.status_code == 422
    assert sentence in answer.get_json()["problem"]
    assert not files(app)


@pytest.mark.parametrize(
    "said", [{"name": 3, "size": 1}, {"name": "a"}, [], {"name": "a", "size": "1"}, {"name": "a", "size": True}]
)
def test_what_is_no_file_is_refused(cast: Cast, aya: Browser, said: Any) -> None:
    assert aya.send(f"{task(cast)}/files", said).status_code == 400


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"<html><script>alert(1)</script>", "picture.png", "We cannot take this kind of file."),
        (b"MZ" + b"\x00" * 50, "../../run.pdf", "We cannot take this kind of file."),
        (PDF[:-7], "list.pdf", "This file cannot be opened."),
        (b"a,b\n1,2\n", "table.csv", "This task takes other kinds of files."),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_leaves_nothing(
    app: Flask, cast: Cast, aya: Browser, content: bytes, name: str, sentence: str
) -> None:
    before = len(stored(app))
    answer = send(aya, cast, content, name)
    assert answer.status_code == 422
    assert sentence in answer.get_json()["problem"]
    assert not files(app)
    assert len(stored(app)) == before


def test_parts_that_do_not_fit_are_answered_by_where_to_go_on(cast: Cast, aya: Browser) -> None:
    file = begin(aya, cast, "list.pdf", len(PDF)).get_json()["file"]
    for at, body in ((5, b"x"), (-1, b"x"), (0, b""), (0, b"x" * (PART + 1)), (len(PDF), b"")):
        answer = part(aya, cast, file, at, body)
        assert (answer.status_code, answer.get_json()) == (409, {"received": 0})
