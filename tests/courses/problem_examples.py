"""The examples on the pages of problems, and what a lesson is told that has one of them as its text."""

import re

from courses.assets import Assets
from courses.checking.explanations import FOLDER
from courses.drafts import draft, open_lesson_file
from courses.markup.dialect import Dialect
from courses.targets import CourseTargets
from tests.fuzz.targets import PICTURE, HeldFiles

BESIDE = ("table.png", "sheet.png", "still.png", "process.svg", "invoices.xlsx", "list.xlsx", "table.xlsx")
_EXAMPLE = re.compile(r"^````text\n(.*?)\n````$", re.MULTILINE | re.DOTALL)


def examples_of(code):
    """(what has the problem, what has it no more), in English and in Japanese."""
    found = _EXAMPLE.findall((FOLDER / f"{code}.md").read_text(encoding="utf-8"))
    assert len(found) == 4, code
    return [(found[0], found[1]), (found[2], found[3])]


def told_of_lesson(text):
    """The codes of all problems of a lesson with that text."""
    return told_of_file(f"---\nid: a\ntitle: b\n---\n\n{text}\n")


def told_of_file(source):
    """The codes of all problems of a lesson's whole file."""
    held = {name: PICTURE if name.endswith("png") else b"<svg xmlns='http://www.w3.org/2000/svg'/>" for name in BESIDE}
    files, problems = HeldFiles(held), []
    files.held["lesson.ja.md"] = source.encode()
    file = open_lesson_file(files, "lesson.ja.md", "ja", "markdown", problems.append)
    if file is not None:
        draft(file, CourseTargets(files, Assets(), "tea", {}, "lesson.ja.md", problems.append), Dialect())
    return {one.code for one in problems}
