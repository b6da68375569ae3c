"""What a manifest says cannot lead out of its course: not to other files, not to other courses, not to our passwords."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask

from courses import Compiled, compile_course
from courses.checking.since import Earlier
from courses.manifest_editing import shape
from lms.authoring import adding, checking, importing, jobs
from lms.authoring.adding import Brought, WrongFile
from lms.catalog import sending
from tests.app_fixtures import Browser, Cast
from tests.rooms.author_stage import changed, check, own, packed, send, tiny_files
from tests.rooms.deeds import words

Open = Callable[[int], Browser]
MODULE = '[[modules]]\nid = "m"\ntitle = {en = "M"}\nlessons = ["one"]\n'


def test_only_what_lies_in_the_course_is_offered_as_a_place() -> None:
    found = shape('languages = ["ja", "x/../../y", 5]\n' + MODULE.replace('"one"', '"one", "../../two", "/three", 4'))
    assert (found.languages, found.folders) == (("ja",), ("one",))


@pytest.mark.parametrize(("old", "new"), [('{en = "M"}', '"M"'), ('["one"]', "3"), ('{en = "M"}', "[1]")])
def test_a_manifest_of_another_shape_offers_what_it_has(old: str, new: str) -> None:
    assert shape('languages = ["ja"]\n' + MODULE.replace(old, new)).languages == ("ja",)


@pytest.mark.parametrize(("folder", "language"), [("../../far", "en"), ("/far", "en"), ("one", "x/../../../far")])
def test_a_text_is_never_put_outside_of_its_course(app: Flask, folder: str, language: str) -> None:
    with pytest.raises(WrongFile):
        adding.files_with({}, "", Brought("a.md", b"x", folder, language), app.extensions["gonin_storage"])


def test_a_name_that_climbs_is_never_written(app: Flask, tmp_path: Path) -> None:
    storage = app.extensions["gonin_storage"]
    kept, _ = adding.files_with({}, "", Brought("a.md", b"x", "one", "en"), storage)
    (file,) = kept.values()
    folder = tmp_path / "course"
    with pytest.raises(ValueError, match="leads out"):
        checking.lay_out({"../far.md": file}, storage, folder)
    assert not (tmp_path / "far.md").exists()


def test_a_lesson_that_would_lie_elsewhere_is_refused_on_the_page(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    author = signed_in(cast.instructor)
    files = changed('lessons = ["01-hello"', 'lessons = ["../../far", "01-hello"', tiny_files())
    send(author, "/author/tiny/upload", packed(files))
    check(app)
    page = author.sees("/author/tiny/file")
    assert "01-hello" in page
    assert "far" not in words(page)
    answer = send(author, "/author/tiny/file", b"text", "a.md", lesson="../../far", language="en")
    assert answer.status_code == 400


def test_half_a_sign_in_a_notebook_is_refused_in_words(app: Flask, cast: Cast, signed_in: Open) -> None:
    own(app, cast)
    new = {"lesson": "new", "language": "en", "new_id": "third", "new_title": "Third", "module": "all"}
    answer = send(signed_in(cast.instructor), "/author/tiny/file", b'{"a": "\\ud800"}', "a.ipynb", **new)
    assert answer.status_code == 400
    assert "not UTF-8" in answer.text


def test_what_compiles_to_another_course_is_no_draft_of_this_one(app: Flask, cast: Cast, signed_in: Open) -> None:
    def elsewhere(folder: Path, previous: Earlier | None, **_: object) -> Compiled:
        made = compile_course(folder, previous)
        assert made.release is not None
        outline = replace(made.release.outline, id="other")
        return replace(made, release=replace(made.release, outline=outline))

    own(app, cast)
    author = signed_in(cast.instructor)
    send(author, "/author/tiny/upload", packed(changed("before noon.", "until noon.")))
    with app.app_context(), patch.object(sending, "compile_confined", elsewhere):
        jobs.check_waiting()
    page = author.sees("/author/tiny/2")
    assert "other" in page
    assert "See it as learners do" not in page


def test_the_process_that_reads_foreign_folders_gets_none_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    given: list[dict[str, str]] = []

    def run(command: list[str], **how: Any) -> subprocess.CompletedProcess[bytes]:
        given.append(how["env"])
        return subprocess.CompletedProcess(command, 0, b"{}", b"")

    monkeypatch.setattr(subprocess, "run", run)
    importing._run(tmp_path, tmp_path, {})
    assert "canary" not in given[0].values()


def test_what_cannot_be_written_is_said_without_the_place_where_it_was_tried(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(source: Path, target: Path, wish: Any) -> Any:
        one = {"code": "import-dest-large", "path": str(target), "line": None, "params": {}, "severity": "error"}
        return {"files": [], "problems": [one]}

    monkeypatch.setattr(importing, "_run", refused)
    files, told = importing.bring_over({}, {}, app.extensions["gonin_storage"], checking.lay_out)
    assert (files, [(one.code, one.path) for one in told]) == ({}, [("import-dest-large", ".")])


def test_a_manifest_larger_than_any_is_never_read_for_a_page(app: Flask, cast: Cast, signed_in: Open) -> None:
    author = signed_in(cast.instructor)
    files = {**tiny_files(), "course.toml": b"#" * 500_001 + b"\n" + tiny_files()["course.toml"]}
    answer = send(author, "/author/new", packed(files), import_id="vast", import_title="Vast", import_language="en")
    assert answer.headers["Location"] == "/author/vast/1"
    check(app)
    page = author.client.get("/author/vast/file")
    assert (page.status_code, page.headers["Location"]) == (302, "/author/vast")
