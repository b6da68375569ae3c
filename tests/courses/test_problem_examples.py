"""The examples on the pages of problems are true: what stands before raises the problem, what stands after does not."""

import re

import pytest

from courses.assets import Assets
from courses.checking.explanations import FOLDER
from courses.drafts import draft, open_lesson_file
from courses.markup.dialect import Dialect
from courses.targets import CourseTargets
from tests.fuzz.targets import PICTURE, HeldFiles

# Whose examples are pieces of a lesson. Others need a whole course, a file of another kind, or thousands of signs.
CODES = """
attribute-dropped callout-kind diagram-unread footnote-unknown formula furigana-count html-dropped image-alt-missing
image-missing image-outside image-remote link-broken link-missing link-outside link-scheme step-attribute step-minutes
step-need step-untitled
""".split()
BESIDE = ("table.png", "sheet.png", "still.png", "process.svg", "invoices.xlsx", "list.xlsx", "table.xlsx")
_EXAMPLE = re.compile(r"^````text\n(.*?)\n````$", re.MULTILINE | re.DOTALL)


def told(text):
    held = {name: PICTURE if name.endswith("png") else b"<svg xmlns='http://www.w3.org/2000/svg'/>" for name in BESIDE}
    files, problems = HeldFiles(held), []
    files.held["lesson.ja.md"] = f"---\nid: a\ntitle: b\n---\n\n{text}\n".encode()
    file = open_lesson_file(files, "lesson.ja.md", "ja", "markdown", problems.append)
    draft(file, CourseTargets(files, Assets(), "tea", {}, "lesson.ja.md", problems.append), Dialect())
    return {one.code for one in problems}


@pytest.mark.parametrize("code", CODES)
def test_the_problem_is_in_the_first_and_not_in_the_second(code):
    examples = _EXAMPLE.findall((FOLDER / f"{code}.md").read_text(encoding="utf-8"))
    assert examples
    for number, example in enumerate(examples):
        assert (code in told(example)) == (number % 2 == 0), example
