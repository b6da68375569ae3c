"""Who saves data gets the words of a lesson at once and its pictures when they ask for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from secrets import token_hex

import pytest
from flask import Flask

from courses import Release
from courses.frozen import FrozenMap
from courses.reading import HtmlPart
from lms.catalog import publishing
from lms.kit.db import db
from lms.learning.sparing import without_pictures
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import lesson

PICTURE = (
    '<img alt="A &quot;robot&quot; > a desk" height="48" loading="lazy" src="/assets/0123456789abcdef.svg" width="36">'
)


@pytest.fixture
def with_picture(app: Flask, cast: Cast, tiny_release: Release) -> None:
    """The tiny course, where its first step shows a picture."""
    reading = tiny_release.readings["hello", "en"]
    first = replace(reading.steps[0], parts=(HtmlPart(f"<p>Words.</p><p>{PICTURE}</p>"), *reading.steps[0].parts))
    changed = replace(reading, steps=(first, *reading.steps[1:]))
    readings = FrozenMap({**dict(tiny_release.readings), ("hello", "en"): changed})
    with app.app_context():
        release = replace(tiny_release, readings=readings, digest=token_hex(32))
        publishing.publish(release, app.extensions["gonin_storage"], None, NOW)
        db.session.commit()


@pytest.mark.usefixtures("with_picture")
def test_pictures_wait_for_a_press_where_the_browser_saves_data(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    assert PICTURE in aya.sees(lesson(cast))
    assert "data-picture" not in aya.sees(lesson(cast))
    page = aya.get(lesson(cast), headers={"Save-Data": "on"}).text
    assert '<a class="picture-later" href="/assets/0123456789abcdef.svg" data-picture>' in page
    assert f"<template>{PICTURE}</template>" in page
    assert page.count("<img") == 1, "the tag waits in a template and nowhere else"


def test_a_picture_inside_a_link_becomes_its_words() -> None:
    card = f'<a class="video" href="https://example.org/v">{PICTURE}<span class="video-name">Film</span></a>'
    said = without_pictures(card, "Show the picture")
    assert "<img" not in said
    assert "A &#34;robot&#34; &gt; a desk" in said
    assert said.count("<a ") == 1


def test_text_without_pictures_stays_as_it_is() -> None:
    html = '<p>1 &lt; 2 <a href="/x">x</a></p>'
    assert without_pictures(html, "Show") == html
