"""Diagrams are drawn where a browser is at hand, harmlessly, and the release is the same without."""

import hashlib
import json
import lzma
import shutil
import sys

import pytest

from courses import compile_course, draw_diagrams, drawings_in, with_drawings
from courses.diagrams import drawing
from courses.markup.words import plain

FENCE = "First words.\n\n```mermaid\ngraph LR\nA[Open] -->|yes| B(Read)\n```"
SVG = '<svg width="100%" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20.4">{}</svg>'


@pytest.fixture
def release(change):
    return compile_course(change("01-water/lesson.en.md", "First words.", FENCE)).release


def test_library_is_what_its_manifest_says():
    manifest = json.loads((drawing._VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))
    packed = (drawing._VENDOR / "mermaid.min.js.xz").read_bytes()
    assert manifest["version"] == drawing.VERSION
    assert hashlib.sha256(packed).hexdigest() == manifest["files"]["mermaid.min.js.xz"]
    assert hashlib.sha256(lzma.decompress(packed)).hexdigest() == manifest["files"]["mermaid.min.js"]


def test_without_a_browser_diagrams_stay_words(release, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "")
    assert len(release.diagrams) == 1
    assert draw_diagrams(release) is release
    assert "A → B" not in release.readings["water", "en"].text
    assert "Open → Read (yes)" in release.readings["water", "en"].text


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in browser is a shell script")
def test_browser_that_hangs_is_ended_and_nothing_is_drawn(release, monkeypatch, tmp_path):
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(slow))
    assert draw_diagrams(release, seconds=0.3) is release


def test_drawing_carries_its_size():
    assert b'width="40" height="20"' in drawing._safe(SVG.format("<path d='M0 0'/>"))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        "<foreignObject><p>a</p></foreignObject>",
        "<style>@import 'https://a.jp/b.css';</style>",
        "<style>a{fill:url(https://a.jp/b)}</style>",
        '<image href="https://a.jp/b.png"/>',
        '<a href="javascript:x()"><path/></a>',
        '<path onload="x()"/>',
        "<path>",
    ],
)
def test_drawing_that_reaches_out_or_acts_is_refused(inside):
    assert drawing._safe(SVG.format(inside)) is None


def test_reading_shows_the_drawing_and_keeps_its_words(release):
    reading = release.readings["water", "en"]
    (name,) = drawings_in(reading)
    assert set(release.diagrams) == {name}
    shown = with_drawings(reading, {name: f"/assets/{name}.svg"}).steps[0].parts[0].html
    assert f'<img src="/assets/{name}.svg"' in shown
    assert "Open → Read (yes)" in plain(shown)


@pytest.mark.browser
@pytest.mark.skipif(drawing._browser() is None, reason="needs an installed Chromium")
def test_installed_browser_draws_in_plain_svg(release):
    drawn = draw_diagrams(release)
    assert drawn.digest == release.digest
    ((name, (made,)),) = [(key, value) for key, value in drawn.derivatives.items() if key in release.diagrams]
    assert made.name == f"{name}.svg"
    assert made.content.startswith(b"<svg")
    assert b"Open" in made.content
    assert b"foreignObject" not in made.content
    assert shutil.which("chromium") is None or made.width > 50
