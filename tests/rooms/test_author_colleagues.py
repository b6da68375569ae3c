"""Who works on a course: its authors, whom they add, and administrators; for all others there is nothing."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from lms.catalog.models import CourseAuthor
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.author_stage import own
from tests.rooms.deeds import words

Open = Callable[[int], Browser]


def test_an_author_adds_another_who_then_works_on_the_course(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author, second = signed_in(cast.instructor), signed_in(cast.other_instructor)
    assert second.get("/author/tiny").status_code == 404
    assert "No course yet" in second.sees("/author")
    answer = author.post("/author/tiny/authors", {"email": "SECOND@people.test "}, follow=True)
    assert "Second works on this course too." in words(answer)
    assert second.get("/author/tiny").status_code == 200
    author.post("/author/tiny/authors/remove", {"person": str(cast.other_instructor)})
    assert second.get("/author/tiny").status_code == 404


def test_learners_and_strangers_are_refused_in_the_same_words(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    pages = {
        mail: words(author.post("/author/tiny/authors", {"email": mail})).replace(mail, "…")
        for mail in ("aya@people.test", "nobody@people.test")
    }
    assert len(set(pages.values())) == 1
    assert "We know no instructor with this address." in pages["aya@people.test"]


def test_the_last_author_stays(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    answer = author.post("/author/tiny/authors/remove", {"person": str(cast.instructor)}, follow=True)
    assert "A course needs an author." in words(answer)
    with app.app_context():
        assert db.session.query(CourseAuthor).count() == 1


def test_an_administrator_gives_a_course_from_the_terminal_its_author(app: Flask, cast: Cast, signed_in: Open) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.instructor)
    assert author.get("/author/tiny").status_code == 404
    assert "This course has no author yet." in admin.sees("/author/tiny")
    assert "published without keeping its files" in admin.sees("/author/tiny")
    admin.post("/author/tiny/authors", {"email": "instructor@people.test"})
    assert author.get("/author/tiny").status_code == 200


def test_who_is_asked_too_often_waits(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    answers = [author.post("/author/tiny/authors", {"email": f"{n}@people.test"}).status_code for n in range(21)]
    assert answers == [400] * 20 + [429]
