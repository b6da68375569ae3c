"""A course changes while people are in it: what they did stays what it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from secrets import token_hex

from flask import Flask

from courses import Outline, QuizKey, Release
from courses.frozen import FrozenMap
from lms.catalog import publishing
from lms.cohorts.models import Programme
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import answer, finish, lesson, words


def publish(app: Flask, release: Release) -> None:
    """Publish another release of the tiny course."""
    with app.app_context():
        publishing.publish(replace(release, digest=token_hex(32)), app.extensions["gonin_storage"], None, NOW)
        db.session.commit()


def test_a_right_answer_stays_right_when_the_options_change_places(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], tiny_release: Release
) -> None:
    aya = signed_in(cast.aya)
    answer(aya, cast, "when-morning", "2")
    keys = dict(tiny_release.keys)
    turned = replace(
        keys["hello", "en"]["when-morning"], right=("1",), feedback=FrozenMap({"2": "<p>Canary of another option</p>"})
    )
    changed: dict[str, QuizKey] = {**keys["hello", "en"], "when-morning": turned}
    publish(app, replace(tiny_release, keys=FrozenMap({**keys, ("hello", "en"): FrozenMap(changed)})))
    page = aya.sees(f"{lesson(cast)}?step=morning")
    assert "That's right" in unescape(page)
    assert "Have another look" not in page
    assert "Canary of another option" not in page


def test_a_lesson_that_is_gone_leads_to_the_course_in_words(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], tiny_release: Release
) -> None:
    aya = signed_in(cast.aya)
    finish(aya, cast, "see-you", "bye")
    outline: Outline = tiny_release.outline
    module = outline.modules[0]
    shorter = replace(outline, modules=(replace(module, lessons=module.lessons[:1]),))
    publish(app, replace(tiny_release, outline=shorter))
    found = aya.get(lesson(cast, "bye"), follow_redirects=True)
    assert "What you did in it is kept." in words(found)
    assert aya.get("/learn/tiny/never-was").status_code == 404


def test_nobody_joins_a_programme_that_is_over(app: Flask, cast: Cast, visitor: Browser) -> None:
    with app.app_context():
        for programme in db.session.query(Programme):
            programme.ends_on = max(date(2026, 4, 7), programme.starts_on)
        db.session.commit()
    assert visitor.get(f"/join/{cast.invitation}").status_code == 404
    assert visitor.post(f"/join/{cast.invitation}/name", {"name": "Late"}).status_code == 404
