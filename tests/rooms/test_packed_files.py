"""Static files and files of lessons go out packed, once and rightly named; parts and repeated visits get what they ask for."""

from __future__ import annotations

import gzip
import hashlib

import brotli
import pytest
from flask import Flask

from lms.catalog.models import ReleaseAsset
from lms.kit import packing
from lms.kit.db import db
from lms.kit.statics import bundle, digest_of
from tests.app_fixtures import Browser, Cast

SHEET = f"/static/gonin-{bundle().digest}.css"
SCRIPT = f"/static/{digest_of('js/lesson.js')}/js/lesson.js"


@pytest.mark.parametrize("address", [SHEET, SCRIPT])
def test_every_browser_gets_the_smallest_form_it_reads(app: Flask, visitor: Browser, address: str) -> None:
    plain = visitor.get(address)
    tight = visitor.get(address, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    loose = visitor.get(address, headers={"Accept-Encoding": "gzip, br;q=0"})
    assert (tight.headers["Content-Encoding"], loose.headers["Content-Encoding"]) == ("br", "gzip")
    assert brotli.decompress(tight.data) == gzip.decompress(loose.data) == plain.data
    assert len(tight.data) < len(loose.data) < len(plain.data)
    assert "Content-Encoding" not in plain.headers
    assert {each.headers["Vary"] for each in (plain, tight, loose)} <= {"Accept-Encoding", "Accept-Encoding, Cookie"}
    assert len({each.headers["ETag"] for each in (plain, tight, loose)}) == 3


def test_a_visit_with_the_etag_gets_304_and_no_bytes(app: Flask, visitor: Browser) -> None:
    wants = {"Accept-Encoding": "br"}
    etag = visitor.get(SCRIPT, headers=wants).headers["ETag"]
    again = visitor.get(SCRIPT, headers=wants | {"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    assert "immutable" in again.headers["Cache-Control"]


def test_a_head_tells_the_length_of_what_a_get_sends(app: Flask, visitor: Browser) -> None:
    wants = {"Accept-Encoding": "br"}
    head = visitor.client.head(SHEET, headers=wants)
    assert (head.data, head.headers["Content-Length"]) == (b"", str(len(visitor.get(SHEET, headers=wants).data)))


def test_a_part_is_cut_from_the_plain_bytes(app: Flask, visitor: Browser) -> None:
    part = visitor.get(SCRIPT, headers={"Accept-Encoding": "br", "Range": "bytes=10-19"})
    plain = visitor.get(SCRIPT).data
    assert (part.status_code, part.data) == (206, plain[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(plain)}"
    assert "Content-Encoding" not in part.headers
    beyond = visitor.get(SCRIPT, headers={"Range": f"bytes={len(plain)}-"})
    assert beyond.status_code == 416


def test_nothing_is_packed_twice(app: Flask, visitor: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.get(SCRIPT)

    def refuse(*_: object) -> None:
        pytest.fail("It was packed before.")

    monkeypatch.setattr(packing, "packed", refuse)
    assert visitor.get(SCRIPT).status_code == visitor.get(SHEET).status_code == 200


def test_a_script_is_named_as_one_whatever_the_system_thinks(app: Flask, visitor: Browser) -> None:
    assert visitor.get(SCRIPT).headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.fixture
def picture(app: Flask, cast: Cast) -> str:
    """The address of a small drawing in the tiny course."""
    content = b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g/>" * 100 + b"</svg>"
    digest = hashlib.sha256(content).hexdigest()
    with app.app_context():
        app.extensions["gonin_storage"].keep(digest, content)
        db.session.add(
            ReleaseAsset(
                release_id=cast.release_id, name=f"{digest[:16]}.svg", sha256=digest, media_type="image/svg+xml"
            )
        )
        db.session.commit()
    return f"/assets/{digest[:16]}.svg"


def test_a_picture_of_a_lesson_goes_out_packed_and_runs_nothing(app: Flask, visitor: Browser, picture: str) -> None:
    wants = {"Accept-Encoding": "br"}
    shown = visitor.get(picture, headers=wants)
    assert brotli.decompress(shown.data).startswith(b"<svg")
    assert (shown.headers["Content-Type"], shown.headers["Content-Encoding"]) == ("image/svg+xml", "br")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert "immutable" in shown.headers["Cache-Control"]
    assert visitor.get(picture, headers=wants | {"If-None-Match": shown.headers["ETag"]}).status_code == 304


def test_a_file_that_storage_has_lost_is_not_there(app: Flask, visitor: Browser, picture: str) -> None:
    storage = app.extensions["gonin_storage"]
    for path in storage.folder.glob("*/*"):
        path.unlink()
    assert visitor.get(picture).status_code == 404


def test_what_does_not_shrink_goes_out_as_it_is() -> None:
    assert list(packing.packed(b"\x89PNG" * 100, "image/png").by_encoding) == [""]
    assert list(packing.packed(b"a", "text/plain").by_encoding) == [""]
