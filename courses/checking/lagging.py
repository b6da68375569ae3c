"""Readings that lag behind their original, step by step."""

from __future__ import annotations

import posixpath
import tomllib
from collections.abc import Mapping

from courses.checking.since import words_digest
from courses.checking.view import CourseView, Page, Tell
from courses.files import CourseFiles, FileError
from courses.problems import problem

RECORD = "readings.toml"
_LARGEST = 1_000_000


def check(course: CourseView, tell: Tell) -> None:
    """Compare the original's steps with what translators recorded, else with the earlier release if there is one.

    A step that neither knows is not judged.
    """
    for pages in course.pages.values():
        if len(pages) < 2:
            continue
        path = posixpath.join(posixpath.dirname(pages[0].path), RECORD)
        record = read_record(course.files, path) if course.files.exists(path) else {}
        if record is None:
            tell(problem("readings-record", path))
        changed = _changed(course, pages[0])
        for page in pages[1:]:
            recorded = (record or {}).get(page.language, {})
            lagging = _behind_record(pages[0], recorded)
            if (page.lesson_id, page.language) in course.earlier:
                lagging |= changed - recorded.keys() - _changed(course, page)
            for step in page.draft.steps:
                if step.id in lagging:
                    tell(problem("reading-lags", page.path, step.line, word=step.title or step.id))


def _behind_record(original: Page, then: Mapping[str, str]) -> set[str]:
    """The steps that were translated from another text than there is now."""
    now = original.draft.sources
    return {step for step, digest in then.items() if step in now and now[step] != digest}


def _changed(course: CourseView, page: Page) -> set[str]:
    """The steps that say something else than in the earlier release, or were not in it."""
    then = course.earlier.get((page.lesson_id, page.language), {})
    return {step.id for step in page.draft.steps if then.get(step.id) != words_digest(step.reading())}


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
