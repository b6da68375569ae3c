"""Learners' pages offer pictures in several widths, and each of them can be fetched."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from courses import Release, compile_course
from courses.frozen import FrozenMap
from lms.catalog import drafting, drafts, publishing, queries
from lms.catalog.models import ReleaseAsset
from lms.catalog.publishing import Whose
from lms.catalog.queries import ReleaseRef
from lms.kit.db import db
from tests.app_fixtures import NOW, TINY, Browser, Cast
from tests.rooms.deeds import lesson

PAIR = re.compile(r"/assets/([0-9a-f]{16}\.[a-z]+) ([0-9]+)w")


@pytest.fixture(scope="session")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The tiny course with a picture in its first lesson and in one of its questions."""
    folder = tmp_path_factory.mktemp("pictured") / "tiny"
    shutil.copytree(TINY, folder)
    Image.radial_gradient("L").resize((1500, 900)).save(folder / "01-hello" / "sun.png", compress_level=0)
    path = folder / "01-hello" / "lesson.en.md"
    text = path.read_text(encoding="utf-8").replace("We say it before noon.", "![The sun](sun.png)")
    text = text.replace("> Yes, until about ten.", "> ![Ten suns](sun.png)")
    path.write_text(text, encoding="utf-8")
    release = compile_course(folder).release
    assert release is not None
    return release


def publish(app: Flask, release: Release) -> None:
    with app.app_context():
        publishing.publish(release, app.extensions["gonin_storage"], None, NOW)
        db.session.commit()


def test_a_lesson_offers_each_width_and_each_can_be_fetched(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser, pictured: Release
) -> None:
    publish(app, pictured)
    page = signed_in(cast.aya).sees(f"{lesson(cast)}?step=morning")
    (shown,) = re.findall(r"<img [^>]*srcset=[^>]*>", page)
    assert 'width="1500"' in shown
    assert 'loading="lazy"' in shown
    offered = PAIR.findall(shown)
    assert [int(width) for _, width in offered] == [720, 1080, 1440, 1500]
    for name, width in offered:
        with visitor.get(f"/assets/{name}") as answer:
            assert answer.status_code == 200
            assert "immutable" in answer.headers["Cache-Control"]
            assert Image.open(BytesIO(answer.data)).width == int(width)


def test_feedback_offers_each_width_too(app: Flask, cast: Cast, pictured: Release) -> None:
    publish(app, pictured)
    with app.app_context():
        ref = queries.current_release("tiny")
        assert ref is not None
        assert "srcset=" in queries.keys(ref, "hello", "en")["when-morning"].feedback["2"]


def test_the_digest_stays_and_new_pictures_are_offered_when_another_machine_made_them(
    app: Flask, cast: Cast, pictured: Release
) -> None:
    bare = replace(pictured, derivatives=FrozenMap())
    publish(app, bare)
    with app.app_context():
        before = queries.current_release("tiny")
    publish(app, pictured)
    with app.app_context():
        after = queries.current_release("tiny")
        assert after is not None
        assert before == after
        offers = db.session.execute(select(queries.Release.offers).where(queries.Release.id == after.id)).scalar_one()
        (several,) = offers.values()
        stored = set(db.session.scalars(select(ReleaseAsset.name).where(ReleaseAsset.release_id == after.id)))
        assert {name for name, _, _ in several} <= stored
    publish(app, bare)
    with app.app_context():
        kept = db.session.execute(select(queries.Release.offers).where(queries.Release.id == after.id)).scalar_one()
        assert kept == offers


def test_a_draft_offers_what_its_release_will(app: Flask, cast: Cast, pictured: Release) -> None:
    renamed = replace(pictured, digest="d" * 64)
    with app.app_context():
        name = drafting.store(renamed, app.extensions["gonin_storage"])
        shown = queries.reading(ReleaseRef(0, "tiny", 0, "draft" + renamed.digest, name), "hello", "en")
        assert "srcset=" in str(shown)
        publishing.publish_draft(drafts.load(name), Whose(None, NOW))
        db.session.commit()
        ref = queries.current_release("tiny")
        assert ref is not None
        assert queries.reading(ref, "hello", "en") == shown


def test_what_was_published_before_pictures_had_widths_is_shown_as_it_was(app: Flask, cast: Cast) -> None:
    with app.app_context():
        ref = queries.current_release("tiny")
        assert ref is not None
        offers = db.session.execute(select(queries.Release.offers).where(queries.Release.id == ref.id)).scalar_one()
        assert offers == {}
        assert "srcset" not in str(queries.reading(ref, "hello", "en"))
