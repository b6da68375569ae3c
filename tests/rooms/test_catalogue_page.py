"""The catalogue, a course's page and the first page of all: what a course is for, asks for and gives, before anybody joins."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask

from courses import Release, to_data
from courses.data import canonical
from courses.outline import ModuleOutline, Prerequisite
from lms.catalog import publishing
from lms.kit import clock
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import main_of, words

Publish = Callable[..., None]


@pytest.fixture
def publish(app: Flask, tiny_release: Release) -> Publish:
    """`publish("id", purposes=…)`: the tiny course under another name, with another outline."""

    def put(course: str, **changes: Any) -> None:
        outline = replace(tiny_release.outline, id=course, **changes)
        digest = sha256(canonical(to_data(outline))).hexdigest()
        release = replace(tiny_release, outline=outline, digest=digest)
        with app.app_context():
            publishing.publish(release, app.extensions["gonin_storage"], None, clock.now())
            db.session.commit()

    return put


def part(page: str, start: str, end: str) -> str:
    """The words of a page between two of its words."""
    return words(main_of(page)).split(start, 1)[1].split(end, 1)[0].strip()


def with_needs(release: Release, needs: dict[str, str]) -> dict[str, Any]:
    """The parts of the tiny course, its steps with other needs."""
    lessons = tuple(
        replace(lesson, steps=tuple(replace(step, need=needs.get(step.id, "phone")) for step in lesson.steps))
        for lesson in release.outline.lessons
    )
    return {"modules": (replace(release.outline.modules[0], lessons=lessons),)}


def test_the_catalogue_says_in_short_what_a_course_asks_for(visitor: Browser, cast: Cast) -> None:
    page = words(main_of(visitor.sees("/courses")))
    for said in (
        "A tiny course", "Two lessons for trying things.", "about 1 hour, in steps of about 3 min", "English ・ 日本語",
        "A phone is enough.", "With a certificate of completion", "without an account",
    ):  # fmt: skip
        assert said in page, said
    assert 'role="search"' in visitor.sees("/courses")


def test_courses_are_shown_by_the_language_of_their_text(visitor: Browser, cast: Cast, publish: Publish) -> None:
    publish("ukrainian", languages=("uk",), titles={"uk": "Чай"}, summaries={"uk": "Про чай."})
    page = visitor.sees("/courses")
    assert "A tiny course" in page
    assert 'lang="uk" dir="ltr"><h2><a href="/courses/ukrainian">Чай</a>' in "".join(
        line.strip() for line in page.splitlines()
    ), "words in another language than the page's are marked"
    only = main_of(visitor.sees("/courses?language=uk"))
    assert "Чай" in only
    assert "A tiny course" not in only
    assert '<a class="btn" href="/courses?language=uk" lang="uk" dir="ltr" aria-current="page">Українська</a>' in only


def test_where_nothing_is_there_the_page_says_so_and_shows_a_way(visitor: Browser, cast: Cast) -> None:
    page = main_of(visitor.sees("/courses?language=ar"))
    assert "No course in this language yet" in page
    assert 'href="/courses">See all courses</a>' in page
    for nonsense in ("", "<script>", "x" * 3000, "ja,en"):
        assert "A tiny course" in visitor.sees(f"/courses?language={nonsense}"), nonsense


def test_an_empty_house_says_that_nothing_is_published_yet(visitor: Browser) -> None:
    page = main_of(visitor.sees("/courses"))
    assert "No course is published yet" in page
    assert "role=search" not in page
    welcome = main_of(visitor.sees("/"))
    assert "/learn/" not in welcome
    assert 'href="/courses"' in welcome


def test_a_course_page_says_what_it_is_for_and_what_comes_before(
    visitor: Browser, cast: Cast, publish: Publish
) -> None:
    publish(
        "letters",
        purposes={"en": "To write to <people>.", "ja": "手紙のために。"},
        unreviewed=("ja",),
        prerequisites=(
            Prerequisite("tiny", {"en": "so that you can greet", "ja": "あいさつのために"}),
            Prerequisite("", {"en": "You can type.", "ja": "字が打てる。"}),
            Prerequisite("nowhere"),
        ),
    )
    page = visitor.sees("/courses/letters")
    assert part(page, "What it is for", "What you will be able to do") == "To write to <people>."
    assert part(page, "What you will be able to do", "What you need") == "Say hello."
    before = part(page, "Before you begin", "Certificate of completion")
    assert before == "The course “A tiny course” ・ so that you can greet You can type."
    assert 'href="/courses/tiny"' in page
    assert "nowhere" not in page, "a course that is not published is not named"
    assert part(page, "Language of the text", "Device") == "English ・ 日本語 not checked yet"
    visitor.post("/language", {"language": "ja"})
    assert "手紙のために。" in visitor.sees("/courses/letters")


def test_a_course_for_beginners_says_so_and_one_without_certificate_too(
    visitor: Browser, cast: Cast, publish: Publish
) -> None:
    publish("plain", certificate=None, outcomes={}, hours="2.5")
    page = visitor.sees("/courses/plain")
    assert part(page, "Before you begin", "Certificate of completion") == "Nothing. You can begin here."
    assert part(page, "Certificate of completion", "What is in it") == "This course has none."
    assert "about 2.5 hours, in steps of about 3 min" in words(page)
    assert "What you will be able to do" not in page
    assert "60 percent of the points" in words(visitor.sees("/courses/tiny"))


def test_what_device_is_needed_is_told_before_anybody_begins(
    visitor: Browser, cast: Cast, publish: Publish, tiny_release: Release
) -> None:
    every = ("morning", "evening", "see-you")
    cases = {
        "some": ({"morning": "pc"}, "1 step of 3 needs a PC. The others work on a phone."),
        "windows": (
            {"morning": "pc", "evening": "windows"},
            "2 steps of 3 need a PC. The others work on a phone. For some",
        ),
        "all": (dict.fromkeys(every, "pc"), "You need a PC."),
        "all-windows": (dict.fromkeys(every, "windows"), "You need a PC with Windows."),
    }
    for course, (needs, sentence) in cases.items():
        publish(course, **with_needs(tiny_release, needs))
        said = part(visitor.sees(f"/courses/{course}"), "Device", "Before you begin")
        assert said.startswith(sentence)
        assert "A phone is enough for the certificate." not in said, "what counts needs a PC"
    assert "Needs Windows" in visitor.sees("/courses/all-windows")


def test_a_course_of_hundreds_of_lessons_is_folded_but_for_its_first_part(
    visitor: Browser, cast: Cast, publish: Publish, tiny_release: Release
) -> None:
    lesson = tiny_release.outline.lessons[0]
    modules = tuple(
        ModuleOutline(
            f"part-{number}", {"en": f"Part {number}"}, tuple(replace(lesson, id=f"l{number}-{n}") for n in range(50))
        )
        for number in range(8)
    )
    publish("long", modules=modules)
    page = main_of(visitor.sees("/courses/long"))
    assert page.count('<details class="part card"') == 8
    assert page.count('<details class="part card" open>') == 1
    assert "400 lessons" in words(page)
    assert page.count('href="/learn/long/') == 2, "the button and the first lesson's own line"
    assert "<details" not in main_of(visitor.sees("/courses/tiny")), "a short one is seen whole"


def test_the_first_lesson_is_one_press_away_for_whoever_has_no_place(
    visitor: Browser, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    for somebody in (visitor, signed_in(cast.dora)):
        page = main_of(somebody.sees("/courses/tiny"))
        assert "Read the first lesson (about 7 min)" in words(page)
        assert 'href="/join"' in page
    assert "needs no account" in visitor.sees("/courses/tiny")
    for somebody in (signed_in(cast.aya), signed_in(cast.instructor)):
        assert "Read the first lesson" not in somebody.sees("/courses/tiny")


def test_the_first_page_has_the_way_in_and_a_look_inside(visitor: Browser, cast: Cast) -> None:
    page = main_of(visitor.sees("/"))
    assert 'method="post" action="/join"' in page
    assert 'href="/login"' in page
    assert '<span lang="en" dir="ltr">Saying hello</span>' in page
    assert visitor.post("/join", {"code": cast.invitation}).location == f"/join/{cast.invitation}"
    visitor.post("/me/reading", {"text_language": "ja"})
    assert '<span lang="ja" dir="ltr">あいさつ</span>' in main_of(visitor.sees("/")), "in the language they read"


def test_the_look_inside_is_into_a_course_that_speaks_the_visitors_language(
    visitor: Browser, cast: Cast, publish: Publish, tiny_release: Release
) -> None:
    ours = replace(tiny_release.outline.lessons[0], languages=("uk",), titles={"uk": "Вітання"})
    publish("ukrainian", languages=("uk",), modules=(replace(tiny_release.outline.modules[0], lessons=(ours,)),))
    asked = {"Accept-Language": "uk-UA, uk;q=0.9"}
    assert "/learn/ukrainian/hello" in visitor.get("/", headers=asked).get_data(as_text=True)
    assert "/learn/tiny/hello" in visitor.get("/", headers={"Accept-Language": "fr"}).get_data(as_text=True)


def test_search_finds_a_course_by_what_it_is_for(visitor: Browser, cast: Cast, publish: Publish) -> None:
    publish("letters", titles={"en": "Letters"}, purposes={"en": "Office correspondence.", "ja": "手紙"})
    assert "/courses/letters" in visitor.sees("/search?q=correspondence")


def test_these_pages_ask_little_of_the_database(
    visitor: Browser, cast: Cast, publish: Publish, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    publish("letters", prerequisites=(Prerequisite("tiny"), Prerequisite("", {"en": "x", "ja": "x"})))
    for address, most in (("/", 1), ("/courses", 1), ("/courses/tiny", 1), ("/courses/letters", 2)):
        visitor.sees(address)
        assert count_queries(lambda address=address: visitor.sees(address)) <= most, address  # type: ignore[misc]
