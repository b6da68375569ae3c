"""The stage of an author's tests: the tiny course in the instructor's hands, and ways to bring and check files."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from courses import Compiled, Release, compile_course
from courses.checking.since import Earlier
from lms.authoring import jobs
from lms.catalog import publishing, sending, sourcing
from lms.kit.db import db
from tests.app_fixtures import NOW, TINY, Browser, Cast

COURSE = "tiny"


def tiny_files() -> dict[str, bytes]:
    """The tiny course's files by name."""
    return {path.relative_to(TINY).as_posix(): path.read_bytes() for path in TINY.rglob("*") if path.is_file()}


def packed(files: dict[str, bytes], folder: str = "") -> bytes:
    """A ZIP of these files, in a folder where one is given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(folder + name, content)
    return stream.getvalue()


def changed(old: str, new: str, files: dict[str, bytes] | None = None) -> dict[str, bytes]:
    """The tiny course with a text replaced wherever it stands."""
    given = files or tiny_files()
    found = {name: content.replace(old.encode(), new.encode()) for name, content in given.items()}
    assert found != given, old
    return found


def own(app: Flask, cast: Cast) -> None:
    """Put the tiny course, as it was published, into the instructor's hands; its files are version 1."""
    with app.app_context():
        sourcing.add_author(cast.course, cast.instructor, NOW)
        sent = sending.send_folder(TINY, app.extensions["gonin_storage"], None, NOW)
        assert (sent.number, sent.is_new) == (1, False)
        db.session.commit()


def publish_another(app: Flask, release: Release, digest: str) -> int:
    """Publish the same content as a release of another digest; its number."""
    with app.app_context():
        number, _ = publishing.publish(replace(release, digest=digest), app.extensions["gonin_storage"], None, NOW)
        db.session.commit()
        return number


def send(browser: Browser, address: str, content: bytes, name: str = "course.zip", **more: Any) -> TestResponse:
    """Send a file with the form at an address. The body is made here: the test client would leave a temporary file open."""
    fields = {"csrf_token": browser.token(), "file": FileStorage(io.BytesIO(content), filename=name), **more}
    boundary, body = encode_multipart(fields)
    return browser.client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def check(app: Flask) -> None:
    """Do what the worker does, compiling in this process: starting others takes long, and one test does it."""
    with app.app_context(), patch.object(sending, "compile_confined", _compiled_here):
        jobs.check_waiting()


def _compiled_here(folder: Path, previous: Earlier | None, **_: object) -> Compiled:
    return compile_course(folder, previous)


def bring(app: Flask, browser: Browser, files: dict[str, bytes], address: str = "/author/tiny/upload") -> str:
    """Upload a ZIP and have it checked; the address of the version."""
    answer = send(browser, address, packed(files))
    assert answer.status_code == 302, answer.get_data(as_text=True)
    check(app)
    return str(answer.headers["Location"])


def written(folder: Path, files: dict[str, bytes]) -> Path:
    """Files in a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
