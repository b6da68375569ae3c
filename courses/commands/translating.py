"""`python -m courses translated PATH --lang en`: write down which text of the original a reading was made from."""

from __future__ import annotations

import argparse
import posixpath
from collections.abc import Callable
from pathlib import Path

from courses.checking.lagging import RECORD, read_record, written_record
from courses.compiling import compile_course
from courses.compiling.lookups import RecordingFiles
from courses.compiling.reading import ReadingFile, Setting, draft_reading
from courses.files import CourseFiles
from courses.frozen import FrozenMap
from courses.markup.dialect import Dialect
from courses.release import Release

NAME = "translated"
HELP = "write down that a language's readings are up to date with the original"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `translated`."""
    parser.add_argument("path", help="the course's folder: the one with course.toml in it")
    parser.add_argument("--lang", required=True, metavar="TAG", help="the language that was translated, like en")
    parser.add_argument("--lesson", metavar="ID", help="only this lesson; else all that have a reading in the language")


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """0 when something was written down, 2 when there was nothing of that name."""
    folder = Path(options.path)
    compiled = compile_course(folder)
    course = compiled.draft
    if course is None:
        for one in compiled.problems:
            say(one.located())
        return 1
    original = course.outline.languages[0]
    done = 0
    for lesson in course.outline.lessons:
        wanted = options.lesson in {None, lesson.id} and options.lang in lesson.languages
        if wanted and options.lang != original:
            say(_write(folder, compiled.sources[lesson.id, original], options.lang, course))
            done += 1
    if not done:
        say(f"There is no lesson to record: {options.lesson or 'none'} in {options.lang}.")
    return 0 if done else 2


def _write(folder: Path, source: str, language: str, course: Release) -> str:
    """Add the language's record beside the lesson; the path written to."""
    path = posixpath.join(posixpath.dirname(source), RECORD)
    files = CourseFiles(folder)
    record = (read_record(files, path) if files.exists(path) else None) or {}
    file = ReadingFile(source, course.outline.languages[0], "notebook" if source.endswith(".ipynb") else "markdown")
    made = draft_reading(RecordingFiles(folder), file, Setting(course.outline.id, FrozenMap({})), Dialect()).draft
    record[language] = dict(made.sources) if made else {}
    (folder / path).write_text(written_record(record), encoding="utf-8")
    return path
