"""A task is written in one's own time, handed in, taken back and handed in again; nothing that was typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask

from lms.progress.rules import task_state
from tests.app_fixtures import Browser
from tests.cast import Cast
from tests.rooms.correction_stage import stands
from tests.rooms.deeds import a_draft, answer, finish, kept, words
from tests.rooms.task_stage import hand_in, set_up, task, works

SignedIn = Callable[[int], Browser]
WAITS = "It waits for your instructor. You can go on with the course meanwhile."


@pytest.fixture
def cast(app: Flask, cast: Cast) -> Cast:
    """The cast, reading the release with a task. Others share the cast itself."""
    return replace(cast, release_id=set_up(app, cast))


@pytest.fixture
def aya(cast: Cast, signed_in: SignedIn) -> Browser:
    """Aya, in a course with a task."""
    return signed_in(cast.aya)


def test_the_rubric_is_seen_before_one_begins_and_the_model_is_not(cast: Cast, aya: Browser) -> None:
    page = aya.sees(task(cast))
    assert "Others can read it 2 points 2 Every line is clear 1 Some lines are clear" in words(page)
    assert "At least 10 characters." in words(page)
    assert "Canary" not in page
    in_lesson = aya.sees(f"/learn/{cast.course}/bye")
    assert f'href="{task(cast)}"' in in_lesson
    assert "Canary-model" not in in_lesson


def test_it_is_handed_in_and_waits(app: Flask, cast: Cast, aya: Browser) -> None:
    page = words(hand_in(aya, cast, "Paper\r\n\r\nand pens"))
    assert "It is handed in." in page
    assert WAITS in page
    assert "Your work" not in page, "the form is gone while it waits"
    (work,) = works(app, cast.aya)
    assert (work.text, work.state) == ("Paper\n\nand pens", "waiting")
    assert stands(app, cast, cast.aya, "a-list").waits
    assert "Handed in" in words(aya.sees(f"/learn/{cast.course}/bye"))


def test_the_lesson_goes_on_while_it_waits(app: Flask, cast: Cast, aya: Browser) -> None:
    answer(aya, cast, "fill-bye", name="bye", gap=["ya"])
    finish(aya, cast, "see-you", "bye")
    assert not kept(app, cast.aya, "completed_lesson")
    hand_in(aya, cast)
    assert [fact.lesson_id for fact in kept(app, cast.aya, "completed_lesson")] == ["bye"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "  "}, "Please write something first, or add a file."),
        ({"text": "Too short"}, "A little more, please: at least 10 characters."),
        ({"text": "x" * 10_001}, "Please write 10000 characters or fewer."),
        ({"text": "Paper and\x00 pens"}, "There is a sign in it that cannot be kept."),
        (
            {"text": "", "link": "javascript:alert(1)"},
            "Please write the whole address of a page, beginning with https://",
        ),
        ({"text": "", "link": "https://name@example.org/"}, "Please write the whole address of a page"),
        ({"text": "Paper", "link": "ftp://example.org/"}, "Please write the whole address of a page"),
        ({"text": "Paper and pens", "link": "example"}, "Please write the whole address of a page"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    app: Flask, cast: Cast, aya: Browser, fields: dict[str, str], sentence: str
) -> None:
    found = hand_in(aya, cast, **fields)
    assert found.status_code == 400
    assert sentence in words(found)
    assert not works(app, cast.aya)
    typed = fields["text"].strip()
    assert not typed or "\x00" in typed or typed in found.get_data(as_text=True)
    assert fields.get("link", "") in found.get_data(as_text=True)


def test_a_link_alone_is_enough(app: Flask, cast: Cast, aya: Browser) -> None:
    hand_in(aya, cast, "", link=" https://example.org/list ")
    assert [work.link for work in works(app, cast.aya)] == ["https://example.org/list"]
    assert 'rel="noopener noreferrer nofollow ugc"' in aya.sees(task(cast))


def test_pressing_twice_and_two_tabs_hand_in_once(app: Flask, cast: Cast, aya: Browser) -> None:
    name = str(uuid4())
    for _ in range(2):
        hand_in(aya, cast, id=name)
    other = words(hand_in(aya, cast, "From another tab"))
    assert "What you handed in waits already. To change it, take it back first." in other
    assert len(works(app, cast.aya)) == 1
    assert len(kept(app, cast.aya, "answered")) == 1


def test_it_can_be_taken_back_changed_and_handed_in_again(app: Flask, cast: Cast, aya: Browser) -> None:
    hand_in(aya, cast)
    form = {"id": str(uuid4()), "release": str(cast.release_id), "language": "en"}
    page = aya.post(f"{task(cast)}/back", form, follow=True).get_data(as_text=True)
    assert "You have it back." in words(page)
    assert ">\nPaper and pens</textarea>" in page, "one goes on from what one had"
    assert task_state(stands(app, cast, cast.aya, "a-list")) == "open"
    assert "There is nothing to take back" in words(aya.post(f"{task(cast)}/back", form, follow=True))
    assert WAITS in words(hand_in(aya, cast, "Paper, pens and glue"))
    assert [work.state for work in works(app, cast.aya)] == ["back", "waiting"]
    assert stands(app, cast, cast.aya, "a-list").tries == 0, "taking back is no try"


def test_what_is_half_written_is_kept_with_and_without_a_script(cast: Cast, aya: Browser) -> None:
    draft = a_draft(cast, "a-list", "bye", text=["Half a li"], link=["https://"])
    assert aya.send("/drafts", {"drafts": [draft]}).json == {"drafts": ["kept"]}
    page = aya.sees(task(cast))
    assert "Your half-written work is here." in words(page)
    assert ">\nHalf a li</textarea>" in page
    sent = {"id": str(uuid4()), "release": str(cast.release_id), "language": "en", "text": "<b>More</b>", "link": ""}
    assert "Kept. It is here when you come back." in words(aya.post(f"{task(cast)}/keep", sent, follow=True))
    assert ">\n&lt;b&gt;More&lt;/b&gt;</textarea>" in aya.sees(task(cast))
    hand_in(aya, cast)
    assert "half-written" not in aya.sees(task(cast))


def test_nobody_else_finds_it(app: Flask, cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    hand_in(aya, cast, "canary-of-aya, a list")
    for person in (cast.bilal, cast.chen, cast.coordinator, cast.admin):
        page = signed_in(person).get(task(cast)).get_data(as_text=True)
        assert "canary-of-aya" not in page
    assert signed_in(cast.dora).get(task(cast)).status_code == 404
    assert "Your work" not in words(signed_in(cast.coordinator).sees(task(cast))), "staff read, and keep nothing"
