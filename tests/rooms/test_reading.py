"""The desk, a course's page and a lesson's page: what a learner sees, and what a stranger does not."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask import Flask

from courses import Release
from lms.accounts.models import Person
from lms.catalog import publishing
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import a_fact, answer, do_everything, finish, kept, lesson, main_of, send, words


def open_steps(page: str) -> list[str]:
    return re.findall(r'<details class="step" id="step-([^"]+)" data-step="[^"]+" open>', page)


def test_the_desk_shows_the_one_next_step_with_its_minutes(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    desk = aya.sees("/")
    assert "Hello, Aya" in desk
    assert f'href="{lesson(cast)}?step=morning#step-morning"' in desk
    assert "Start (about 3 min)" in words(desk)
    assert "0 of 2 lessons done" in words(desk)
    finish(aya, cast)
    desk = words(aya.sees("/"))
    assert "Go on (about 4 min)" in desk
    assert "1 step done this week." in desk
    do_everything(aya, cast)
    desk = words(aya.sees("/"))
    assert "All lessons are done" in desk
    assert "2 of 2 lessons done" in desk


def test_the_desk_speaks_the_persons_language(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    with app.app_context():
        aya = db.session.get_one(Person, cast.aya)
        aya.interface_language = aya.text_language = "ja"
        db.session.commit()
    browser = signed_in(cast.aya)
    assert "小さなコース" in browser.sees("/")
    page = browser.sees(lesson(cast))
    assert "<ruby>昼<rt>ひる</rt></ruby>" in page
    assert 'lang="ja" dir="ltr" data-course="tiny"' in page


def test_somebody_without_a_team_is_shown_the_way_in(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    dora = signed_in(cast.dora)
    for address in ("/", "/team"):
        assert "You are not in a team yet" in dora.sees(address)
        assert 'href="/join"' in dora.sees(address)


def test_who_has_no_way_back_is_asked_to_set_one(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    assert "/me/way-in" not in main_of(aya.sees("/"))
    with app.app_context():
        person = db.session.get_one(Person, cast.aya)
        person.password_hash = person.email = None
        db.session.commit()
    assert "/me/way-in" in main_of(aya.sees("/"))


def test_a_course_page_is_public_and_its_lessons_but_the_first_are_not(
    visitor: Browser, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    page = visitor.sees("/courses/tiny")
    assert "A tiny course" in page
    assert "Saying goodbye" in page
    for shown in (page, signed_in(cast.dora).sees("/courses/tiny")):
        assert "/learn/tiny/hello" in shown
        assert "/learn/tiny/bye" not in shown
    assert visitor.get("/courses/none").status_code == 404
    aya = signed_in(cast.aya)
    finish(aya, cast, "see-you", "bye")
    answer(aya, cast, "fill-bye", name="bye", gap=["you"])
    page = words(main_of(aya.sees("/courses/tiny")))
    assert re.search(r"Saying goodbye (about 2 min )?Done", page)
    assert not re.search(r"Saying hello (about \d min )?Done", page)
    assert "/learn/tiny/bye" in signed_in(cast.supporter).sees("/courses/tiny"), "staff may preview"


def test_a_lesson_opens_on_the_step_where_one_is(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    assert open_steps(aya.sees(lesson(cast))) == ["morning"]
    assert open_steps(aya.sees(f"{lesson(cast)}?step=evening")) == ["evening"]
    assert open_steps(aya.sees(lesson(cast))) == ["morning"], "looking writes nothing"
    send(aya, a_fact(cast, "opened_step", "evening"))
    assert open_steps(aya.sees(lesson(cast))) == ["evening"]
    assert "/learn/tiny/hello?step=evening#step-evening" in aya.sees("/")
    for nonsense in ("", "none", "%00", "<script>", "x" * 3000):
        found = aya.get(f"{lesson(cast)}?step={nonsense}")
        assert found.status_code in (200, 400)
        assert "<script>" not in found.get_data(as_text=True)


def test_the_next_lesson_is_one_press_away(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    page = signed_in(cast.aya).sees(lesson(cast))
    assert re.search(r'<a class="btn[^"]*" href="/learn/tiny/bye">', page)
    assert "Before: Saying hello" in words(signed_in(cast.aya).sees(lesson(cast, "bye")))


def test_text_language_furigana_and_size_are_switched_where_one_reads(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya, here = signed_in(cast.aya), f"{lesson(cast)}?step=evening"
    assert "Furigana" not in main_of(aya.sees(here))
    assert aya.post("/me/reading", {"text_language": "ja", "next": here}).location == here
    page = aya.sees(here)
    assert '<html lang="en"' in page, "the language of the pages is another choice"
    assert "こんばんは" in page
    assert 'class="furigana-off"' not in page
    aya.post("/me/reading", {"furigana": "off"})
    assert 'class="furigana-off"' in aya.sees(here)
    aya.post("/me/reading", {"text_size": "large"})
    assert 'data-text="large"' in aya.sees(here)
    aya.post("/me/reading", {"text_language": "fa"})
    assert "We say it after dark." in aya.sees(here), "a language the course lacks falls back to English"


def test_staff_read_a_preview_and_nothing_is_recorded(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    for person in (cast.instructor, cast.coordinator, cast.supporter, cast.admin):
        staff = signed_in(person)
        page = staff.sees(lesson(cast))
        assert "You read this as staff. Nothing is recorded." in page
        assert "Done so far" not in page
        assert "lesson.js" not in page
        assert finish(staff, cast).status_code == 404
        assert answer(staff, cast, "when-morning", "2").status_code == 404
        assert staff.post(f"{lesson(cast)}/hard", {"step": "morning", "hard": "yes"}).status_code == 404
        assert send(staff, a_fact(cast))[0]["reason"] == "no-seat"
        assert kept(app, person) == []


def test_a_stranger_finds_no_lesson_but_the_first(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    dora = signed_in(cast.dora)
    assert dora.get(lesson(cast, "bye")).status_code == 404
    assert finish(dora, cast).status_code == 404
    assert answer(dora, cast, "when-morning", "2").status_code == 404
    assert kept(app, cast.dora) == []
    aya = signed_in(cast.aya)
    for address in ("/learn/tiny/none", "/learn/none/hello", "/learn/tiny/%00", "/learn/tiny"):
        assert aya.get(address).status_code in (400, 404), address


def test_a_page_from_before_a_new_release_can_still_be_sent(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], tiny_release: Release
) -> None:
    aya = signed_in(cast.aya)
    with app.app_context():
        newer = replace(tiny_release, digest="f" * 64)
        number, is_new = publishing.publish(newer, app.extensions["gonin_storage"], None, NOW + timedelta(minutes=1))
        db.session.commit()
    assert (number, is_new) == (2, True)
    finish(aya, cast)
    assert [fact.release_id for fact in kept(app, cast.aya, "finished_step")] == [cast.release_id]
    assert "Go on" in words(aya.sees("/")), "progress follows ids, not releases"
    assert f'name="release" value="{cast.release_id + 1}"' in aya.sees(lesson(cast))
