"""What is fed, and what it promises: each target takes bytes and raises when a promise is broken."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import courses.notebooks.pieces  # noqa: F401 - loading it takes seconds, which count for no input
from courses import Reading, from_data, key_from_data, to_data
from courses.activities.gift.blocks import blocks_from_gift
from courses.activities.shown import shown_html
from courses.archives import Limits, open_archive
from courses.assets import Assets
from courses.compiling.reading import digest_of_draft
from courses.drafts import Draft, draft, open_lesson_file
from courses.files import CourseFiles, FileError, normal
from courses.frontmatter import LessonError, read_front_matter
from courses.glossary import read_glossary
from courses.importers import import_course, write_course
from courses.manifest import read_manifest
from courses.markup.clean import clean
from courses.markup.dialect import Dialect
from courses.names import safe_name
from courses.notebooks.opening import read_notebook
from courses.outline import LessonKind
from courses.problems import Problem
from courses.reading import ActivityPart, HtmlPart
from courses.targets import CourseTargets
from courses.toml_lines import key_lines
from tests.fuzz.fragments import FRONT, GIFT, LESSON, TOML, text_from

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000b4944415478da636000020000050001e9fadcd80000000049454e44ae426082"
)
_MD = Dialect()


class HeldFiles(CourseFiles):
    """A course's files in memory."""

    def __init__(self, held: dict[str, bytes]) -> None:
        super().__init__(Path())
        self.held = held

    def names(self, folder: str) -> list[str]:
        """As in CourseFiles, without folders."""
        return sorted(self.held) if normal(folder) == "." else []

    def is_folder(self, path: str) -> bool:
        """There are none."""
        return normal(path) == "."

    def exists(self, path: str) -> bool:
        """As in CourseFiles."""
        return normal(path) in self.held

    def size(self, path: str) -> int:
        """As in CourseFiles."""
        return len(self.held.get(normal(path), b""))

    def read(self, path: str, limit: int) -> bytes:
        """As in CourseFiles."""
        name = normal(path)
        if name.startswith(("../", "/")):
            raise FileError("outside")
        if name not in self.held:
            raise FileError("missing")
        self.read_so_far[name] = hashlib.sha256(self.held[name]).hexdigest()
        return self.held[name]


def lesson(data: bytes) -> None:
    """A lesson in Markdown: drafted or refused, the same each time, clean, and kept without loss."""
    language = ("en", "ja", "ar", "ja-x-easy")[data[0] % 4 if data else 0]
    text = "---\nid: a\ntitle: b\n---\n" + text_from(data, LESSON)
    _reading({f"lesson.{language}.md": text.encode("utf-8", "replace"), "a.png": PICTURE}, language, "markdown")


def notebook(data: bytes) -> None:
    """A notebook: its JSON from bytes, or its cells from fragments."""
    if data and data[0] < 32:
        source = data[1:]
    else:
        parts = text_from(data, LESSON).split("\n\n")
        cells = [_cell(number, part) for number, part in enumerate(parts)]
        metadata = {"gonin": {"id": "a", "title": "b"}}
        source = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}).encode()
    try:
        read_notebook(source.decode("utf-8", "replace"))
    except LessonError:
        return
    _reading({"lesson.en.ipynb": source, "a.png": PICTURE}, "en", "notebook")


def _cell(number: int, part: str) -> dict[str, Any]:
    kind = ("markdown", "code", "raw", "code")[number % 4]
    cell: dict[str, Any] = {
        "cell_type": kind,
        "metadata": {"tags": part.split()[:2]},
        "source": part,
        "id": f"c{number}",
    }
    if kind == "code":
        forms: dict[str, Any] = {"text/plain": part, "text/html": part, "text/markdown": part, "text/latex": part}
        shown = {"output_type": "display_data", "metadata": {}, "data": dict(list(forms.items())[: len(part) % 5])}
        failed = {"output_type": "error", "ename": part, "evalue": part, "traceback": [part]}
        cell |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": part}, shown, failed]}
        cell |= {"execution_count": None}
    return cell


def _reading(held: dict[str, bytes], language: str, kind: LessonKind) -> None:
    made = _drafted(held, language, kind)
    again = _drafted(held, language, kind)
    assert (made is None) == (again is None)
    if made is None or again is None:
        return
    assert digest_of_draft(made) == digest_of_draft(again)
    reading = made.reading("a")
    assert from_data(Reading, json.loads(json.dumps(to_data(reading)))) == reading
    for name, key in made.keys().items():
        assert key_from_data(json.loads(json.dumps(to_data(key)))) == key, name
    for step in reading.steps:
        for part in step.parts:
            for html in [part.html] if isinstance(part, HtmlPart) else _shown(part):
                _harmless(html)


def _shown(part: ActivityPart) -> list[str]:
    return list(shown_html(part.activity))


def _drafted(held: dict[str, bytes], language: str, kind: LessonKind) -> Draft | None:
    files, told = HeldFiles(held), list[Problem]()
    path = next(name for name in held if name.startswith("lesson."))
    file = open_lesson_file(files, path, language, kind, told.append)
    made = None
    if file is not None:
        try:
            made = draft(file, CourseTargets(files, Assets(), "course", {}, path, told.append), _MD)
        except LessonError:
            made = None
    for one in told:
        assert one.sentence("en")
        assert one.sentence("ja")
    return made


def sanitiser(data: bytes) -> None:
    """The sanitiser: what comes out is harmless, and stays as it is."""
    html = text_from(data, LESSON)
    once = clean(html, "en")
    assert clean(once, "en") == once
    _harmless(once)


def _harmless(html: str) -> None:
    low = html.lower()
    for wrong in (
        "<script",
        "<style",
        "<svg",
        "<iframe",
        "<form",
        "<input",
        "<object",
        "<embed",
        "<link",
        "<meta",
        "<base",
    ):
        assert wrong not in low, wrong


def front_matter(data: bytes) -> None:
    """Front matter: a value is text, or the lesson is refused in words."""
    try:
        front = read_front_matter("---\n" + text_from(data, FRONT) + "\n---\n")
    except LessonError:
        return
    assert all(isinstance(value, str) for value in front.values.values())


def tables(data: bytes) -> None:
    """course.toml and glossary.toml: told of, whatever is in them."""
    text = text_from(data, TOML)
    assert all(line >= 1 for line in key_lines(text).values())
    told: list[Problem] = []
    files = HeldFiles(
        {"course.toml": text.encode("utf-8", "replace"), "glossary.toml": text.encode("utf-8", "replace")}
    )
    if read_manifest(files, told.append) is None:
        assert told
    read_glossary(files, told.append).explained("ja")
    for one in told:
        assert one.sentence("en")
        assert one.sentence("ja")


def gift(data: bytes) -> None:
    """GIFT: every question becomes a block that compiles, or is told of."""
    text, told = blocks_from_gift(text_from(data, GIFT), "a.gift")
    for one in told:
        assert one.sentence("en")
        assert one.sentence("ja")
    source = b"---\nid: a\ntitle: b\n---\n" + text.encode("utf-8", "replace")
    _reading({"lesson.en.md": source}, "en", "markdown")


def archive(data: bytes) -> None:
    """A ZIP: nothing raises, no name climbs out, nothing is larger than the limits."""
    limits = Limits(files=20, total=100_000, one=50_000, free=10_000)
    opened = open_archive(io.BytesIO(data), limits)
    total = 0
    for path, content in opened.contents():
        assert safe_name(path) == path
        total += len(content)
    assert total <= limits.total


def release_data(data: bytes) -> None:
    """Stored parts of a release: what does not fit is a ValueError."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return
    for read in (lambda: from_data(Reading, found), lambda: key_from_data(found)):
        try:
            read()
        except ValueError:
            continue


def importing(data: bytes) -> None:
    """A folder of somebody's: it comes in, and what comes in is compiled or told of; nothing raises."""
    names = (
        "README.md",
        "01-a/README.md",
        "SUMMARY.md",
        "_toc.yml",
        "mkdocs.yml",
        "01-a/b.md",
        "02-c/d.ipynb",
        "_toctree.yml",
    )
    folder = Path(tempfile.mkdtemp(prefix="gonin-fuzz-"))
    try:
        for name, part in zip(names, data.split(b"\xfe"), strict=False):
            path = folder / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            fragments = [
                *LESSON,
                *(f"{one}\n" for one in names),
                "- file: 01-a/b\n",
                "nav:\n",
                "  - a: 01-a/b.md\n",
                "* [a](01-a/b.md)\n",
            ]
            path.write_bytes(text_from(part, fragments).encode("utf-8", "replace"))
        if (folder / "in").is_dir():
            made = import_course(folder / "in")
            for one in made.problems:
                assert one.sentence("en")
                assert one.sentence("ja")
            write_course(made, folder / "out")
    finally:
        shutil.rmtree(folder)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (lesson, notebook, sanitiser, front_matter, tables, gift, archive, release_data, importing)
}
