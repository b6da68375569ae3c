"""An instructor brings a course; it is checked in the background, and everything wrong with it is named."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from lms.authoring.views import bringing
from lms.catalog.models import Course, SourceVersion
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.author_stage import bring, changed, check, own, packed, send, tiny_files
from tests.rooms.deeds import words

Open = Callable[[int], Browser]
NEW = changed('id = "tiny"', 'id = "mine"')


def test_a_new_course_is_checked_and_belongs_to_who_brought_it(app: Flask, cast: Cast, signed_in: Open) -> None:
    author = signed_in(cast.instructor)
    answer = send(author, "/author/new", packed(NEW, "my course/"))
    assert answer.headers["Location"] == "/author/mine/1"
    assert "Your course is being checked" in author.sees("/author/mine/1")
    check(app)
    page = author.sees("/author/mine/1")
    assert "See it as learners do" in page
    assert "A tiny course" in author.sees("/author")
    assert "Not published yet" in author.sees("/author/mine")
    assert signed_in(cast.other_instructor).get("/author/mine").status_code == 404
    assert signed_in(cast.aya).get("/learn/mine/hello").status_code == 404
    assert "mine" not in signed_in(cast.aya).sees("/courses")


def test_every_problem_is_named_with_file_line_and_the_line_itself(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    broken = changed("We say it before noon.", "See [there](nowhere.md) & <b>this</b>.")
    page = unescape(author.sees(bring(app, author, broken)))
    assert "1 error" in page
    assert "01-hello/lesson.en.md" in page
    assert "Line 8" in page
    assert "See [there](nowhere.md)" in page
    assert "See it as learners do" not in page
    assert author.get("/author/tiny/2/preview").status_code == 404
    assert "once the errors are mended" in author.sees("/author/tiny/2/publish")
    refused = author.post("/author/tiny/2/publish", {"current": "1", "looked": "y"})
    assert refused.status_code == 400
    assert "version 1" in author.sees("/author/tiny")


def test_translation_that_lags_behind_what_people_read_is_told_by_step(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    page = unescape(author.sees(bring(app, author, changed("before noon.", "until noon."))))
    assert "01-hello/lesson.ja.md" in page
    assert "“おはよう”" in page
    assert "reading-lags" in page
    both = changed("{昼|ひる}の前", "{昼|ひる}まで", changed("before noon.", "until noon."))
    assert "reading-lags" not in author.sees(bring(app, author, both))


def test_every_problem_leads_to_what_it_means_and_how_to_mend_it(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    found = bring(app, author, changed("We say it before noon.", "See ![](cup.png)."))
    assert f'href="{found}/problems/image-missing"' in author.sees(found)
    page = unescape(author.sees(f"{found}/problems/image-missing"))
    assert "<h1>A picture that the lesson shows is not there.</h1>" in page
    assert "How to mend it:" in page
    assert "01-hello/lesson.en.md" in page
    assert "Line 8" in page
    assert author.get(f"{found}/problems/image-mising").status_code == 404
    assert "Where it is in this draft" not in author.sees(f"{found}/problems/table-wide")
    author.post("/language", {"language": "ja"})
    assert "直し方：" in author.sees(f"{found}/problems/image-missing")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "This is no ZIP file"),
        (packed({"a.md": b"x"}), "There is no course.toml"),
        (packed({"course.toml": b"title = 1"}), "course.toml says no id"),
        (packed({"course.toml": b'id = "../x"'}), "course.toml says no id"),
        (packed({"../course.toml": b'id = "x"'}), "leads out of the course's folder"),
        (packed({"course.toml": b'id = "x"', **{f"{n}.txt": b"\0" * 1_000_000 for n in range(40)}}), "was not opened"),
        (packed({"course.toml": b'id = "tiny"'}), "There is a course “tiny” already"),
    ],
)
def test_what_is_no_course_is_refused_in_words(
    app: Flask, cast: Cast, signed_in: Open, content: bytes, said: str
) -> None:
    answer = send(signed_in(cast.instructor), "/author/new", content)
    assert answer.status_code == 400
    assert said in words(answer)
    with app.app_context():
        assert db.session.query(SourceVersion).count() == 0
        assert [course.id for course in db.session.query(Course)] == ["tiny"]


def test_without_a_file_and_with_too_large_a_one_the_form_says_so(
    app: Flask, cast: Cast, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = signed_in(cast.instructor)
    assert "Please choose a file." in words(author.post("/author/new"))
    monkeypatch.setattr(app.view_functions["authoring.new_course"], "largest_request", 1_000_000)
    answer = send(author, "/author/new", b"x" * 1_100_000)
    assert answer.status_code == 413
    assert "At most 1 MB can be uploaded here" in words(answer)
    assert app.config["MAX_CONTENT_LENGTH"] < bringing.LARGEST_ZIP


def test_a_zip_larger_than_other_forms_is_taken_here(app: Flask, cast: Cast, signed_in: Open) -> None:
    import random

    noise = {"data/noise.zip": b"PK" + random.Random(3).randbytes(app.config["MAX_CONTENT_LENGTH"] + 1_000)}
    assert send(signed_in(cast.instructor), "/author/new", packed({**NEW, **noise})).status_code == 302


def test_a_zip_of_another_course_does_not_replace_this_one(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    answer = send(signed_in(cast.instructor), "/author/tiny/upload", packed(NEW))
    assert answer.status_code == 400
    assert "This ZIP is of the course “mine”" in words(answer)


def test_progress_has_no_body_until_something_changes(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    send(author, "/author/tiny/upload", packed(changed("before noon", "at noon")))
    first = author.get("/author/tiny/2/progress")
    assert "Waiting for its turn" in first.get_data(as_text=True)
    again = author.get("/author/tiny/2/progress", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    check(app)
    done = author.get("/author/tiny/2/progress", headers={"If-None-Match": first.headers["ETag"]})
    assert "data-done" in done.get_data(as_text=True)


def test_pages_of_the_desk_cost_few_queries(
    app: Flask, cast: Cast, signed_in: Open, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    for _ in range(3):
        bring(app, author, tiny_files())
    assert count_queries(lambda: author.sees("/author")) <= 4
    assert count_queries(lambda: author.sees("/author/tiny")) <= 8
    assert count_queries(lambda: author.sees("/author/tiny/2")) <= 4
    assert count_queries(lambda: author.sees("/author/tiny/2/preview/hello")) <= 4


def test_a_folder_of_another_system_is_brought_over(app: Flask, cast: Cast, signed_in: Open) -> None:
    author = signed_in(cast.instructor)
    foreign = packed(
        {"docs/SUMMARY.md": b"# Summary\n\n- [One](one.md)\n", "docs/one.md": b"# One\n\n## First\n\nText.\n"}
    )
    named = {"import_id": "foreign", "import_title": "From elsewhere", "import_language": "en"}
    wrong = send(author, "/author/new", foreign, **{**named, "import_id": "Not An Id", "import_language": "english"})
    assert "Please write an id of small letters" in words(wrong)
    assert "Please write a language tag" in words(wrong)
    assert "From elsewhere" in wrong.get_data(as_text=True)
    answer = send(author, "/author/new", foreign, **named)
    assert answer.headers["Location"] == "/author/foreign/1"
    check(app)
    page = author.sees("/author/foreign/1")
    assert "Brought over from another form" in page
    assert "See it as learners do" in page
    assert "From elsewhere" in author.sees("/author/foreign/1/preview")
