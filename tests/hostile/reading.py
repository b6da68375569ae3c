"""A file as the engine shows it: all HTML that any page may hold of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from courses.activities.quiz import NumberKey
from courses.assets import Assets
from courses.drafts import draft, open_lesson_file
from courses.files import CourseFiles
from courses.frontmatter import LessonError
from courses.markup.dialect import Dialect
from courses.outline import LessonKind
from courses.problems import Problem
from courses.targets import CourseTargets

PAGE = "<!doctype html><meta charset=utf-8><title>t</title><body><main id=main><article>{}</article></main>"


def page_of(
    folder: Path, source: str, kind: LessonKind, md: Dialect | None = None
) -> tuple[str, list[Problem], Assets]:
    """The HTML of a lesson with that source, what was told, and the files it shows."""
    name = "lesson.ja.md" if kind == "markdown" else "lesson.ja.ipynb"
    (folder / name).write_bytes(source.encode("utf-8", "surrogatepass"))
    files, told, assets = CourseFiles(folder), list[Problem](), Assets()
    file = open_lesson_file(files, name, "ja", kind, told.append)
    if file is None:
        return "", told, assets
    try:
        made = draft(file, CourseTargets(files, assets, "x", {}, name, told.append), md or Dialect())
    except LessonError:
        return "", told, assets
    html = [text for step in made.steps for text in (step.title_html, *_html((step.parts, step.keys), False))]
    return "\n<hr>\n".join(html), told, assets


# What pages print as it is; every other text they escape.
HTML_FIELDS = {"explanation", "feedback", "hints", "model", "unit", "checks"}


def _html(thing: Any, is_html: bool) -> Iterator[str]:
    if isinstance(thing, str):
        if is_html:
            yield thing
    elif isinstance(thing, Mapping):
        for inner in thing.values():
            yield from _html(inner, is_html)
    elif isinstance(thing, tuple | list):
        for inner in thing:
            yield from _html(inner, is_html)
    elif isinstance(thing, NumberKey):
        return  # Its unit is what may be typed: no page prints it.
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from _html(getattr(thing, field.name), field.name in HTML_FIELDS or field.name.endswith("html"))
