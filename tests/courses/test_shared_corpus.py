"""Other people's lessons and notebooks are read without a fall."""

from pathlib import Path

import pytest

from courses.assets import Assets
from courses.drafts import draft, open_lesson_file
from courses.files import CourseFiles
from courses.frontmatter import LessonError, read_front_matter
from courses.markup.clean import clean
from courses.markup.dialect import render_markdown
from courses.targets import CourseTargets

from courses.markup.dialect import Dialect  # isort: skip

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder ../shared/corpus is not there"),
]


def sample(pattern, step):
    return sorted(CORPUS.rglob(pattern))[::step] if CORPUS.is_dir() else []


@pytest.mark.parametrize("part", range(4))
def test_markdown_files_render_cleanly(part):
    for path in sample("*.md", 4)[part::4]:
        text = path.read_text(encoding="utf-8")
        try:
            text = read_front_matter(text).body
        except LessonError:
            continue
        html = render_markdown(text, "ja")
        assert clean(html) == html, path
        assert html or not text.strip()


@pytest.mark.parametrize("part", range(3))
def test_notebooks_become_steps_or_a_problem(part):
    for path in sample("*.ipynb", 3)[part::3]:
        files, told = CourseFiles(path.parent), []
        file = open_lesson_file(files, path.name, "ja", "notebook", told.append)
        if file is None:
            assert told, path
            continue
        made = draft(file, CourseTargets(files, Assets(), "corpus", {}, path.name, told.append), Dialect())
        assert made.steps
        for step in made.steps:
            for part_made in step.parts:
                assert clean(part_made.html) == part_made.html, path


def test_injected_notebook_is_harmless():
    folder = CORPUS / "odd-notebooks/nbconvert/tests/exporters/files"
    files, name = CourseFiles(folder), "notebook_inject.ipynb"
    file = open_lesson_file(files, name, "en", "notebook", lambda problem: None)
    made = draft(file, CourseTargets(files, Assets(), "x", {}, name, lambda problem: None), Dialect())
    html = "".join(part.html for step in made.steps for part in step.parts)
    assert "<script" not in html
    assert "onerror" not in html
