"""The search page leads to what was found, tells what it could not do, and lets nobody guess at lessons they may not read."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import update

from courses import HtmlPart, Reading, Release
from lms.catalog import publishing
from lms.cohorts.models import Seat
from lms.kit import clock
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import words

Count = Callable[[Callable[[], object]], int]
SignedIn = Callable[[int], Browser]
PERSIAN = "<p>این كتاب را بخوانید: &lt;script&gt;alert(1)&lt;/script&gt; &amp; xylophone</p>"


def rewritten(reading: Reading, html: str) -> Reading:
    first, *others = reading.steps
    return replace(reading, steps=(replace(first, parts=(HtmlPart(html),)), *others), text=html)


def publish(app: Flask, release: Release, name: str, html: str, language: str = "en") -> None:
    """Publish a copy of a course under another name, with another text in its first lesson."""
    (lesson, _), reading = next(iter(release.readings.items()))
    lessons = [replace(each, languages=(language,)) for each in release.outline.lessons if each.id == lesson]
    modules = (replace(release.outline.modules[0], lessons=tuple(lessons)),)
    outline = replace(release.outline, id=name, modules=modules, languages=(language,))
    readings = {(lesson, language): rewritten(replace(reading, language=language), html)}
    with app.app_context():
        copy = replace(release, outline=outline, readings=readings, keys={}, digest=(name * 64)[:64])
        publishing.publish(copy, app.extensions["gonin_storage"], None, clock.now())
        db.session.commit()


@pytest.mark.parametrize("who", ["aya", "bilal", "chen"])
def test_lessons_of_a_course_without_a_seat_are_as_if_they_were_not_there(
    app: Flask, cast: Cast, signed_in: SignedIn, tiny_release: Release, who: str
) -> None:
    browser = signed_in(getattr(cast, who))
    before = words(browser.sees("/search?q=xylophone+book"))
    publish(app, tiny_release, "other", "<p>A xylophone and a book.</p>")
    assert words(browser.sees("/search?q=xylophone+book")) == before
    assert "/learn/other/" in signed_in(cast.coordinator).sees("/search?q=xylophone+book")


def test_who_left_the_team_finds_its_lessons_no_more(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    assert "/learn/tiny/" in aya.sees("/search?q=morning")
    with app.app_context():
        db.session.execute(update(Seat).where(Seat.person_id == cast.aya).values(state="left"))
        db.session.commit()
    assert "/learn/tiny/" not in aya.sees("/search?q=morning")


def test_right_to_left_text_is_shown_so_and_markup_in_it_is_text(
    app: Flask, cast: Cast, signed_in: SignedIn, tiny_release: Release
) -> None:
    publish(app, tiny_release, "persian", PERSIAN, "fa")
    page = signed_in(cast.instructor).sees("/search?q=الکتاب")
    assert "<mark>كتاب</mark>" in page
    assert 'lang="fa" dir="rtl"' in page
    assert "فارسی" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_answers_are_not_found(cast: Cast, signed_in: SignedIn, tiny_release: Release) -> None:
    hidden = [key.explanation for keys in tiny_release.keys.values() for key in keys.values() if key.explanation]
    hidden += [text for keys in tiny_release.keys.values() for key in keys.values() for text in key.feedback.values()]
    assert hidden
    for text in hidden:
        assert "/learn/" not in signed_in(cast.aya).sees(f"/search?q={words(text)[:90]}"), text


def test_a_result_names_its_course_and_the_language_of_its_text(cast: Cast, signed_in: SignedIn) -> None:
    page = words(signed_in(cast.aya).sees("/search?q=morning"))
    assert "A tiny course" in page
    assert "English" in page


@pytest.mark.parametrize("query", ["🙂", "、。", '"*:()-^', "%E2%80%8C"])
def test_signs_alone_are_told_apart_from_words_that_are_nowhere(cast: Cast, signed_in: SignedIn, query: str) -> None:
    answer = signed_in(cast.aya).get(f"/search?q={query}")
    assert answer.status_code == 400
    assert "at least one letter or number" in words(answer)
    assert "Nothing found" not in words(answer)


@pytest.mark.parametrize("query", ['morning"*', "morning:(", "^morning-", "%FFmorning", "NOT morning"])
def test_signs_beside_words_change_nothing_and_break_nothing(cast: Cast, signed_in: SignedIn, query: str) -> None:
    assert signed_in(cast.aya).get(f"/search?q={query}").status_code == 200


def test_a_nul_is_refused_with_a_sentence_as_everywhere(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.aya).get("/search?q=morning%00")
    assert answer.status_code == 400
    assert "We could not read this" in words(answer)


def test_a_page_beyond_the_last_is_the_last(cast: Cast, signed_in: SignedIn) -> None:
    assert "/learn/tiny/" in signed_in(cast.aya).sees("/search?q=morning&page=7")


def test_the_desk_has_a_box_for_whoever_can_find_something(cast: Cast, signed_in: SignedIn) -> None:
    for person in (cast.aya, cast.coordinator):
        assert 'action="/search"' in signed_in(person).sees("/")
    assert 'action="/search"' not in signed_in(cast.dora).sees("/")


def test_more_courses_and_more_results_ask_no_more(
    app: Flask, cast: Cast, signed_in: SignedIn, tiny_release: Release, count_queries: Count
) -> None:
    staff = signed_in(cast.instructor)
    staff.sees("/search?q=morning")
    before = count_queries(lambda: staff.sees("/search?q=morning"))
    for number in range(12):
        publish(app, tiny_release, f"copy-{number}", "<p>A morning.</p>")
    staff.sees("/search?q=morning")
    assert count_queries(lambda: staff.sees("/search?q=morning")) == before <= 6
