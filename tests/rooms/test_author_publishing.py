"""Publishing and going back: one press, told before, kept after; learners read the old course or the new one, whole."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path
from threading import Thread

from flask import Flask

from courses import Release
from lms.catalog.models import Course, Publication, SourceVersion
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.author_stage import bring, changed, own, publish_another, tiny_files, written
from tests.rooms.deeds import words
from tests.rooms.test_races import at_once, posts

Open = Callable[[int], Browser]
NOON = changed("before noon.", "until noon, in draft.")


def current(app: Flask) -> int:
    with app.app_context():
        course = db.session.get(Course, "tiny")
        assert course is not None
        return course.current_number


def test_publishing_says_what_changes_and_learners_then_read_it(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author, aya = signed_in(cast.instructor), signed_in(cast.aya)
    files = changed("{#evening minutes=4}", "{#night minutes=4}", changed("## Good evening", "## Good night", NOON))
    bring(app, author, {**files, ".DS_Store": b"x"})
    assert "in draft" not in aya.sees("/learn/tiny/hello")
    page = unescape(author.sees("/author/tiny/2/publish"))
    assert "People now read version 1." in page
    assert "Good night" in page
    assert "01-hello/lesson.en.md" in page
    first = author.post("/author/tiny/2/publish", {"current": "1"})
    assert "Please look at the report first" in words(first), "what was left out is a remark"
    answer = author.post("/author/tiny/2/publish", {"current": "1", "looked": "y"}, follow=True)
    assert "People now read version 2." in words(answer)
    assert "until noon, in draft" in aya.sees("/learn/tiny/hello")
    shown = author.sees("/author/tiny")
    assert "Version 2 was published" in shown
    assert "Instructor" in shown
    with app.app_context():
        done = db.session.query(Publication).filter_by(number=2).one()
        assert (done.before, done.made_by, done.deed) == (1, cast.instructor, "published")


def test_going_back_wants_a_reason_and_can_be_undone(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author, aya = signed_in(cast.instructor), signed_in(cast.aya)
    bring(app, author, NOON)
    author.post("/author/tiny/2/publish", {"current": "1", "looked": "y"})
    assert "Please write a few words." in words(author.post("/author/tiny/releases/1/back", {"current": "2"}))
    assert current(app) == 2
    author.post("/author/tiny/releases/1/back", {"current": "2", "reason": "A wrong picture"})
    assert "in draft" not in aya.sees("/learn/tiny/hello")
    assert "A wrong picture" in author.sees("/author/tiny")
    author.post("/author/tiny/releases/2/back", {"current": "1", "reason": "It was right"})
    assert "in draft" in aya.sees("/learn/tiny/hello")
    with app.app_context():
        deeds = [(one.deed, one.before, one.number) for one in db.session.query(Publication).order_by(Publication.id)]
    assert deeds[-3:] == [("published", 1, 2), ("rolled_back", 2, 1), ("rolled_back", 1, 2)]


def test_a_page_that_is_out_of_date_publishes_nothing(
    app: Flask, cast: Cast, signed_in: Open, tiny_release: Release
) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    bring(app, author, NOON)
    publish_another(app, tiny_release, "a" * 64)
    answer = author.post("/author/tiny/2/publish", {"current": "1", "looked": "y"})
    assert answer.status_code == 400
    assert "Somebody else changed what people read meanwhile." in words(answer)
    assert 'name="current" type="hidden" value="2"' in answer.get_data(as_text=True) or "version 2" in words(answer)
    assert current(app) == 2
    back = author.post("/author/tiny/releases/1/back", {"current": "1", "reason": "x"})
    assert "Somebody else changed what people read meanwhile." in words(back)


def test_of_many_presses_at_once_one_publishes(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    bring(app, author, NOON)
    browsers = [signed_in(cast.instructor) for _ in range(6)]
    form = {"current": "1", "looked": "y"}
    answers = at_once(posts(browsers, "/author/tiny/2/publish", [form] * 6))
    assert sorted(answer.status_code for answer in answers) == [302, 400, 400, 400, 400, 400]
    with app.app_context():
        assert db.session.query(Publication).filter_by(number=2).count() == 1
    assert current(app) == 2


def test_learners_who_read_meanwhile_see_old_or_new_and_never_half(app: Flask, cast: Cast, signed_in: Open) -> None:
    """Both lessons carry the same word; a page and the course's outline must always agree on it."""
    own(app, cast)
    author = signed_in(cast.instructor)
    titled = changed("Saying hello", "Saying hello in draft", changed("We say it before", "In draft we say it before"))
    bring(app, author, titled)
    stop, torn, seen = [], [], set()

    def read(browser: Browser) -> None:
        while not stop:
            page = browser.get("/learn/tiny/hello").get_data(as_text=True)
            found = ("Saying hello in draft</h1>" in page, "In draft we say" in page)
            seen.add(found)
            if found[0] != found[1]:
                torn.append(found)

    threads = [Thread(target=read, args=(signed_in(who),)) for who in (cast.aya, cast.bilal, cast.chen)]
    for thread in threads:
        thread.start()
    form = {"csrf_token": author.token(), "current": "1", "looked": "y"}
    assert author.client.post("/author/tiny/2/publish", data=form).status_code == 302
    for number in (1, 2, 1, 2):
        back = {**form, "current": str(3 - number), "reason": "again"}
        assert author.client.post(f"/author/tiny/releases/{number}/back", data=back).status_code == 302
    stop.append(True)
    for thread in threads:
        thread.join()
    assert torn == []
    assert seen <= {(False, False), (True, True)}
    assert "In draft we say" in signed_in(cast.aya).sees("/learn/tiny/hello")


def test_the_terminal_does_the_same(app: Flask, cast: Cast, signed_in: Open, tmp_path: Path) -> None:
    own(app, cast)
    runner = app.test_cli_runner()
    told = runner.invoke(args=["courses", "publish", str(written(tmp_path / "noon", NOON))])
    assert "tiny: published version 2" in told.output
    again = runner.invoke(args=["courses", "publish", str(tmp_path / "noon")])
    assert "tiny: version 2, unchanged" in again.output
    broken = written(tmp_path / "broken", changed("We say it before noon.", "[x](nowhere.md)"))
    refused = runner.invoke(args=["courses", "publish", str(broken)])
    assert (refused.exit_code, current(app)) == (1, 2)
    with app.app_context():
        version = db.session.query(SourceVersion).filter_by(course_id="tiny", number=2).one()
        assert (version.deed, version.made_by, set(version.files)) == ("sent", None, set(tiny_files()))
        done = db.session.query(Publication).filter_by(number=2).one()
        assert (done.version_id, done.made_by) == (version.id, None)
    assert "Sent from the terminal" in signed_in(cast.instructor).sees("/author/tiny")
