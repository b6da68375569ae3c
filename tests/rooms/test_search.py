"""Search finds words in every language alike on both databases, and shows nobody what they may not read."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from courses import Release, compile_course, step_text
from lms.catalog import indexing, publishing
from lms.catalog.search import search
from lms.kit import clock, words
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import words as words_of

RPA_BASICS = Path(__file__).resolve().parents[2] / "content" / "rpa-basics"


@pytest.fixture(scope="session")
def rpa_basics() -> Release:
    compiled = compile_course(RPA_BASICS)
    assert compiled.release is not None
    return compiled.release


@pytest.fixture
def library(app: Flask, rpa_basics: Release) -> Flask:
    """The application with a real course in it."""
    with app.app_context():
        publishing.publish(rpa_basics, app.extensions["gonin_storage"], None, clock.now())
        db.session.commit()
    return app


QUERIES = "業務|表|ロボット|ろぼっと|robot|ROBOTS|請求書 表|invoice row|自動化|a|python|見直す|x1".split("|")
HOSTILE = [
    '"',
    "*",
    "a AND",
    "NEAR(a b)",
    "(",
    "' OR 1=1 --",
    "a:b",
    "^a",
    "-a",
    "a <-> b",
    "!",
    "\x01",
    "🙂" * 50,
    "'a'*",
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_database_finds_what_reading_every_text_finds(library: Flask, rpa_basics: Release, query: str) -> None:
    asked = words.terms(query)
    expected = {
        (lesson, step.id)
        for (lesson, _), reading in rpa_basics.readings.items()
        for step in reading.steps
        if all(words.places(f"{reading.title}\n{step.title}\n{step_text(step)}", [term]) for term in asked)
    }
    with library.app_context():
        results = search(query, {"rpa-basics"}, "ja")
        found = {
            (hit.lesson, hit.step) for page in (1, 2, 3, 4) for hit in search(query, {"rpa-basics"}, "ja", page).found
        }
    assert found == expected
    assert results.total == len(expected)


def test_hostile_queries_find_nothing_and_break_nothing(library: Flask) -> None:
    with library.app_context():
        for query in HOSTILE:
            search(query, {"rpa-basics"}, "en")


def test_making_the_index_anew_changes_nothing_and_an_old_release_is_not_found(library: Flask) -> None:
    with library.app_context():
        before = asdict(search("業務", {"rpa-basics"}, "ja"))
        count = db.session.scalar(text("SELECT count(*) FROM passages"))
        assert indexing.index_everything() >= count
        db.session.commit()
        assert asdict(search("業務", {"rpa-basics"}, "ja")) == before
        assert db.session.scalar(text("SELECT count(*) FROM passages")) == count


def test_the_readers_language_comes_first_and_each_step_once(library: Flask) -> None:
    with library.app_context():
        found = search("RPA", {"rpa-basics"}, "en").found
    assert found
    assert {hit.language for hit in found} == {"en"}
    assert len({(hit.lesson, hit.step) for hit in found}) == len(found)


def test_a_learner_finds_a_step_and_is_led_to_it(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    page = signed_in(cast.aya).sees("/search?q=morning")
    assert "/learn/tiny/hello?step=morning#step-morning" in page
    assert "<mark>" in page
    assert 'action="/search"' in signed_in(cast.aya).sees("/courses")


@pytest.mark.parametrize("who", ["dora", "nobody"])
def test_who_has_no_seat_finds_no_lesson(
    cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser, who: str
) -> None:
    browser = visitor if who == "nobody" else signed_in(cast.dora)
    page = browser.sees("/search?q=evening")
    assert "/learn/" not in page
    assert "Nothing found" in words_of(page)
    assert "A tiny course" in words_of(browser.sees("/search?q=tiny"))


def test_staff_find_every_lesson_as_a_preview(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    assert "/learn/tiny/" in signed_in(cast.instructor).sees("/search?q=evening")


def test_what_search_shows_of_a_text_is_never_markup(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    page = signed_in(cast.aya).sees("/search?q=%3Cscript%3Ealert(1)%3C/script%3E+morning")
    assert "<script>alert" not in page


def test_a_query_that_is_too_long_is_told_and_kept(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    answer = signed_in(cast.aya).get("/search?q=" + "x" * 101)
    assert answer.status_code == 400
    assert "100 characters or fewer" in words_of(answer)
    assert "x" * 101 in answer.get_data(as_text=True)


def test_an_empty_box_and_strange_pages_are_no_error(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    for address in ("/search", "/search?q=", "/search?q=+", "/search?q=morning&page=99", "/search?q=morning&page=x"):
        aya.sees(address)
    assert aya.post("/search").status_code == 405


def test_search_asks_the_database_little(
    cast: Cast, signed_in: Callable[[int], Browser], count_queries: Callable[[Callable[[], object]], int]
) -> None:
    aya = signed_in(cast.aya)
    aya.sees("/search?q=morning")
    assert count_queries(lambda: aya.sees("/search?q=morning")) <= 6
