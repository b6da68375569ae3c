"""The history of a source: one file more, an old state brought back, a draft thrown away, and the same bytes to take along."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from lms.authoring import checking, jobs
from lms.catalog import examining, sweeping
from lms.catalog.models import SourceVersion
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.author_stage import bring, changed, check, own, packed, send, tiny_files
from tests.rooms.deeds import words

Open = Callable[[int], Browser]
NEW_LESSON = {"lesson": "new", "language": "en", "new_id": "third", "new_title": 'A "third" one', "module": "all"}


def files_of(app: Flask, number: int) -> dict[str, bytes]:
    with app.app_context():
        version = db.session.query(SourceVersion).filter_by(course_id="tiny", number=number).one()
        storage = app.extensions["gonin_storage"]
        return {path: storage.path(sha).read_bytes() for path, (sha, _) in version.files.items()}


def test_one_text_takes_the_place_of_the_old_one(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    content = changed("before noon.", "until noon.")["01-hello/lesson.en.md"]
    answer = send(author, "/author/tiny/file", content, "my file.md", lesson="01-hello", language="en")
    assert answer.headers["Location"] == "/author/tiny/2"
    check(app)
    assert "See it as learners do" in author.sees("/author/tiny/2")
    assert files_of(app, 2) == {**tiny_files(), "01-hello/lesson.en.md": content}
    picture = send(author, "/author/tiny/file", b"a,b\n", "Table 1.csv", lesson="01-hello", language="en")
    assert picture.status_code == 302
    assert files_of(app, 3)["01-hello/Table 1.csv"] == b"a,b\n"


def test_a_new_lesson_is_written_into_the_manifest_and_nothing_else_there_changes(
    app: Flask, cast: Cast, signed_in: Open
) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    send(author, "/author/tiny/file", b"## First {#first}\n\nText.\n", "x.md", **NEW_LESSON)
    check(app)
    found = files_of(app, 2)
    before, after = tiny_files()["course.toml"].decode(), found["course.toml"].decode()
    assert after == before.replace('"02-bye"]', '"02-bye", "03-third"]')
    assert found["03-third/lesson.en.md"].startswith(b'---\nid: third\ntitle: "A \\"third\\" one"\n---\n')
    assert "A &#34;third&#34; one" in author.sees("/author/tiny/2/preview")


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("x.exe", {}, "Courses cannot hold files of this kind."),
        ("x.md", {"lesson": "99-no"}, "Please choose a lesson from the list."),
        ("x.md", {"language": "xx"}, "Please choose a language from the list."),
        ("x.png", NEW_LESSON, "A new lesson begins with a notebook or a Markdown file."),
        ("x.md", {**NEW_LESSON, "new_id": "Not An Id"}, "Please write an id of small letters"),
        ("x.md", {**NEW_LESSON, "new_title": ""}, "Please write a title."),
        ("x.md", {**NEW_LESSON, "module": "none"}, "Please choose a part from the list."),
        ("x.md", {"newest": "7"}, "Somebody else changed this course meanwhile."),
    ],
)
def test_a_field_that_is_wrong_is_said_and_what_was_typed_stays(
    app: Flask, cast: Cast, signed_in: Open, name: str, more: dict[str, str], said: str
) -> None:
    own(app, cast)
    given = {"lesson": "01-hello", "language": "en", "new_title": "Typed by hand", **more}
    answer = send(signed_in(cast.instructor), "/author/tiny/file", b"# x", name, **given)
    assert answer.status_code == 400
    assert said in words(answer)
    assert given["new_title"].replace('"', "&#34;") in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.query(SourceVersion).count() == 1


def test_text_that_is_not_utf_8_is_refused(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    content = "こんにちは".encode("cp932")
    answer = send(signed_in(cast.instructor), "/author/tiny/file", content, "x.md", lesson="01-hello", language="en")
    assert "This file is not UTF-8 text." in words(answer)


def test_an_old_state_comes_back_as_a_new_one(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    bring(app, author, changed("before noon.", "until noon."))
    offered = "Make this the newest draft"
    assert offered in author.sees("/author/tiny/1")
    assert offered not in author.sees("/author/tiny/2")
    answer = author.post("/author/tiny/1/restore", follow=True)
    assert "Draft 1 is the newest one again, as draft 3." in words(answer)
    assert files_of(app, 3) == tiny_files()
    assert files_of(app, 2) != tiny_files()


def test_a_draft_is_thrown_away_with_its_files_and_what_was_published_stays(
    app: Flask, cast: Cast, signed_in: Open
) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    secret = changed("before noon.", "A sentence that must go.")
    bring(app, author, secret)
    published = author.post("/author/tiny/1/delete", {"sure": "y"})
    assert "This draft was published, so it stays." in words(published)
    assert "Please tick this, or go back." in words(author.post("/author/tiny/2/delete"))
    author.post("/author/tiny/2/delete", {"sure": "y"})
    assert author.get("/author/tiny/2").status_code == 404
    folder = Path(app.extensions["gonin_storage"].folder)
    old = time.time() - 3 * 24 * 60 * 60
    for path in folder.rglob("*"):
        os.utime(path, (old, old))
    with app.app_context():
        assert sweeping.sweep(app.extensions["gonin_storage"]) >= 2
        db.session.rollback()
    assert not [path for path in folder.rglob("*") if path.is_file() and b"that must go" in path.read_bytes()]
    assert files_of(app, 1) == tiny_files()
    author.sees("/author/tiny/1/preview/hello")


def test_what_was_just_stored_is_not_swept_away(app: Flask, cast: Cast) -> None:
    storage = app.extensions["gonin_storage"]
    storage.keep("a" * 64, b"x")
    with app.app_context():
        assert sweeping.sweep(storage) == 0
        db.session.rollback()
    assert storage.path("a" * 64).exists()


def test_the_zip_holds_the_files_and_is_the_same_each_time(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    first, second = (author.get("/author/tiny/1/zip", buffered=True).data for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as found:
        assert {name.removeprefix("tiny/"): found.read(name) for name in found.namelist()} == tiny_files()
    send(author, "/author/tiny/upload", first)
    check(app)
    assert files_of(app, 2) == tiny_files()


def test_a_worker_that_dies_loses_nothing_and_two_do_no_harm(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    send(author, "/author/tiny/upload", packed(tiny_files()))
    with app.app_context():
        dead = examining.take(NOW)
        assert dead is not None
        db.session.commit()
        assert examining.take(NOW + timedelta(seconds=5)) is None, "one version has one worker"
        db.session.rollback()
        again = examining.take(NOW + examining.LEASE + timedelta(seconds=1))
        assert again is not None
        db.session.commit()
        told: list[tuple[int, int]] = []
        finding = checking.check(again, app.extensions["gonin_storage"], None, lambda *far: told.append(far))
        assert told[-1] == (4, 4), "two lessons in two languages, read in processes of their own"
        assert not examining.finish(dead, examining.GAVE_UP), "who was given up writes nothing"
        assert examining.finish(again, finding)
        db.session.commit()
    assert "See it as learners do" in author.sees("/author/tiny/2")


def test_what_kills_three_workers_is_given_up_in_words(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    send(author, "/author/tiny/upload", packed(tiny_files()))
    with app.app_context():
        for number in range(examining.TRIES):
            assert examining.take(NOW + number * 2 * examining.LEASE) is not None
            db.session.commit()
        db.session.query(SourceVersion).update({"taken_until": NOW - timedelta(minutes=1)})
        db.session.commit()
        jobs.check_waiting()
    assert "took too long or too much memory" in author.sees("/author/tiny/2")


def test_progress_is_written_down_by_whichever_thread_tells_it(
    app: Flask, cast: Cast, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    send(author, "/author/tiny/upload", packed(tiny_files()))
    monkeypatch.setattr(jobs, "PAUSE", 0.0)
    with app.app_context():
        task = examining.take(NOW)
        assert task is not None
        db.session.commit()
        teller = Thread(target=jobs._Noting(task), args=(3, 7))
        teller.start()
        teller.join()
    assert "3 of 7 texts" in author.sees("/author/tiny/2")
