"""A preview is exactly what learners get after publishing, and leaves no trace."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from lms.kit.db import db
from lms.progress.models import Fact
from tests.app_fixtures import Browser, Cast
from tests.rooms.author_stage import bring, changed, own
from tests.rooms.deeds import words

Open = Callable[[int], Browser]
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)
WITH_PICTURE = {
    **changed("We say it before noon.", "We say it, in draft, before noon.\n\n![A dot](dot.png)"),
    "01-hello/dot.png": PICTURE,
}


def article(page: str) -> str:
    """The lesson itself, without what differs by itself: tokens, ids of answers, the release's number, where presses go, and
    without what a learner keeps beside it, which a preview lacks."""
    found = re.search(r"<article.*?</article>", page, re.DOTALL)
    assert found
    text = re.sub(r'(name="(?:csrf_token|id|release)" value=|data-release=|data-shelf=)"[^"]*"', r"\1", found.group())
    text = re.sub(
        r'<div class="margin row.*?\n</div>|<p class="small no-print"><a href="/me/notes">.*?</p>|<noscript>.*?</noscript>',
        "",
        text,
        flags=re.DOTALL,
    )
    return re.sub(r'(href|action)="(?:/learn/tiny|/author/tiny/\d+/preview)/', r'\1="…/', text)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_lesson_is_the_same_to_the_last_sign_once_it_is_published(
    app: Flask, cast: Cast, signed_in: Open, language: str
) -> None:
    own(app, cast)
    author, chen = signed_in(cast.instructor), signed_in(cast.chen)
    bring(app, author, WITH_PICTURE)
    previews = {
        name: article(author.sees(f"/author/tiny/2/preview/{name}?language={language}")) for name in ("hello", "bye")
    }
    author.post("/author/tiny/2/publish", {"current": "1", "looked": "y"})
    chen.post("/me/reading", {"text_language": language, "next": "/"})
    for name, shown in previews.items():
        assert article(chen.sees(f"/learn/tiny/{name}")) == shown
    assert ("/assets/" in previews["hello"]) == (language == "en")


def test_what_only_the_draft_has_is_shown_to_its_author_and_to_no_learner(
    app: Flask, cast: Cast, signed_in: Open
) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    bring(app, author, WITH_PICTURE)
    page = author.sees("/author/tiny/2/preview/hello")
    assert "Learners do not see this." in page
    picture = re.search(r'src="(/assets/[^"]+)"', page)
    assert picture
    assert author.get(picture.group(1)).data == PICTURE
    assert "in draft" not in signed_in(cast.aya).sees("/learn/tiny/hello")
    assert "lesson.js" not in page, "the script of learners sends what they do"


def test_a_quick_check_is_graded_and_nothing_is_kept(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    address = "/author/tiny/1/preview/hello"
    sent = {"id": "0b0bb2a3-6f4a-4b0e-8c39-0d9f6c1b7d10", "release": "0", "language": "en"}
    assert "Canary-explanation" not in author.sees(address)
    wrong = author.post(f"{address}/answer/when-morning", {**sent, "option": "1"})
    assert "Have another look" in words(wrong)
    assert "The night has a greeting of its own." in words(wrong)
    right = author.post(f"{address}/answer/when-morning", {**sent, "option": "2"})
    assert "That's right" in words(right)
    assert "Canary-explanation" in words(right)
    assert author.post(f"{address}/answer/nothing", {**sent, "option": "2"}).status_code == 404
    assert "Please choose an answer first." in words(author.post(f"{address}/answer/when-morning", sent, follow=True))
    twice = author.post(f"{address}/answer/when-morning", {**sent, "place": ["1", "1"], "option": ["1", "2"]})
    assert "Please give each a place of its own." in words(twice)
    assert twice.get_data(as_text=True).count(" checked") == 2
    finished = author.post(f"{address}/finish", {"step": "morning"}, follow=True)
    assert "Preview of draft 1" in words(finished)
    author.post(f"{address}/hard", {"step": "morning"})
    with app.app_context():
        assert db.session.query(Fact).count() == 0


def test_a_preview_can_be_as_narrow_as_a_phone_and_in_every_language(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    page = author.sees("/author/tiny/1/preview/hello?width=phone&language=ja")
    assert "as-phone" in page
    assert 'lang="ja" dir="ltr" data-course="tiny"' in page
    assert "小さなコース" in author.sees("/author/tiny/1/preview?language=ja")
    assert author.get("/author/tiny/1/preview/hello?language=xx").status_code == 200
