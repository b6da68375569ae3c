"""A lesson's page says who has checked its text, reads aloud what the engine says, and offers what the device in hand can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from secrets import token_hex

from flask import Flask

from courses import Outline, Release
from lms.catalog import publishing
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import lesson, words

PC = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"}


def test_a_step_is_heard_paragraph_by_paragraph_without_answers(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    said = aya.get(f"{lesson(cast)}/heard?step=morning&language=en").json["paragraphs"]
    assert said
    assert all(isinstance(text, str) and text.strip() for text in said)
    assert "<" not in "".join(said)


def test_listening_waits_for_a_press_and_names_where_its_words_are(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    page = signed_in(cast.aya).sees(lesson(cast))
    assert f'data-text="{lesson(cast)}/heard"' in page
    assert '<button type="button" data-listen hidden>' in page
    assert '/listen.js"></script>' not in page, "its script comes when somebody presses"


def publish(app: Flask, release: Release, outline: Outline) -> None:
    """Publish the tiny course with another outline."""
    with app.app_context():
        changed = replace(release, outline=outline, digest=token_hex(32))
        publishing.publish(changed, app.extensions["gonin_storage"], None, NOW)
        db.session.commit()


def test_a_text_that_nobody_has_checked_says_so_and_takes_reports(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], tiny_release: Release
) -> None:
    aya = signed_in(cast.aya)
    unchecked = "No native reader has checked this text yet."
    assert unchecked not in words(aya.sees(lesson(cast)))
    publish(app, tiny_release, replace(tiny_release.outline, unreviewed=("en",)))
    assert unchecked in words(aya.sees(lesson(cast)))
    aya.post("/me/reading", {"text_language": "ja"})
    assert unchecked not in words(aya.sees(lesson(cast)))


def with_pc_step(outline: Outline) -> Outline:
    """The tiny course, where its first step needs a PC."""
    module = outline.modules[0]
    first = module.lessons[0]
    steps = (replace(first.steps[0], need="pc"), *first.steps[1:])
    return replace(outline, modules=(replace(module, lessons=(replace(first, steps=steps), *module.lessons[1:])),))


def test_a_step_that_needs_a_pc_offers_the_next_one_for_the_phone(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], tiny_release: Release
) -> None:
    publish(app, tiny_release, with_pc_step(tiny_release.outline))
    aya = signed_in(cast.aya)
    page = aya.sees(f"{lesson(cast)}?step=morning")
    assert "This step needs a PC. Here is the next step for your phone (4 min)." in words(page)
    assert f'href="{lesson(cast)}?step=evening#step-evening"' in page
    at_pc = words(aya.get(f"{lesson(cast)}?step=morning", headers=PC).text)
    assert "This step needs a PC." in at_pc
    assert "Here is the next step" not in at_pc
    desk = words(aya.sees("/"))
    assert "Start (about 4 min)" in desk, "what the device cannot do is not offered"
    assert "Some steps need a PC." in desk
