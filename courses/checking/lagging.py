"""Readings that lag behind their original, step by step."""

from __future__ import annotations

import posixpath
import tomllib
from collections.abc import Mapping

from courses.checking.view import CourseView, Page, Tell
from courses.files import CourseFiles, FileError
from courses.problems import problem

RECORD = "readings.toml"
_LARGEST = 1_000_000


def check(course: CourseView, tell: Tell) -> None:
    """Compare the original's steps with what translators recorded; a step without a record is not judged."""
    for pages in course.pages.values():
        path = posixpath.join(posixpath.dirname(pages[0].path), RECORD)
        if len(pages) < 2 or not course.files.exists(path):
            continue
        record = read_record(course.files, path)
        if record is None:
            tell(problem("readings-record", path))
            continue
        now = pages[0].draft.sources
        for page in pages[1:]:
            _check_page(page, now, record.get(page.language, {}), tell)


def _check_page(page: Page, now: Mapping[str, str], then: Mapping[str, str], tell: Tell) -> None:
    for step in page.draft.steps:
        if step.id in then and step.id in now and then[step.id] != now[step.id]:
            tell(problem("reading-lags", page.path, step.line, word=step.title or step.id))


def read_record(files: CourseFiles, path: str) -> dict[str, dict[str, str]] | None:
    """{language: {step id: digest}}; None when the file is no such record."""
    try:
        data = tomllib.loads(files.text(path, _LARGEST))
    except (FileError, ValueError, RecursionError):
        return None
    finally:
        # What translators did is no part of what people read: it does not change a release's digest.
        files.read_so_far.pop(path, None)
    if not all(isinstance(one, dict) and all(isinstance(word, str) for word in one.values()) for one in data.values()):
        return None
    return data


def written_record(record: Mapping[str, Mapping[str, str]]) -> str:
    """The record as TOML: a table for each language, a line for each step, so that changes merge well."""
    lines = ["# Which text of the original each step was translated from; written by: python -m courses translated"]
    for language in sorted(record):
        lines += ["", f"[{language}]", *(f'{step} = "{digest}"' for step, digest in record[language].items())]
    return "\n".join(lines) + "\n"
