"""Other people's notebooks, all of them: shown whole and in time, or refused with a sentence."""

import collections
import json
import time
from pathlib import Path

import pytest

from courses.assets import Assets
from courses.drafts import draft, open_lesson_file
from courses.files import CourseFiles
from courses.frontmatter import LessonError
from courses.markup.clean import clean
from courses.markup.dialect import Dialect
from courses.notebooks.marks import marks_of
from courses.notebooks.opening import read_notebook
from courses.targets import CourseTargets

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder ../shared/corpus is not there"),
]
# What differs from EXPECTED.json, and why.
DIFFERENCES = {
    # invalid.ipynb and test4plus.ipynb have a cell without any text each: nothing of it can be shown, which is told.
    ("odd-notebooks/nbformat", "markdown"): -2,
    # invalid.ipynb has a cell of an unknown kind, which is shown as the text that it is.
    ("odd-notebooks/nbformat", "raw"): +1,
}
REFUSED = {"test3_no_worksheets.ipynb": "notebook-shape"}  # format 3 without any place for cells


def folders():
    expected = json.loads((CORPUS / "EXPECTED.json").read_text(encoding="utf-8")) if CORPUS.is_dir() else {}
    return [(name, counts) for name, counts in expected.items() if counts["ipynb"]]


def notebooks(folder=""):
    return sorted((CORPUS / folder).rglob("*.ipynb"))


def compiled(path):
    files, told = CourseFiles(path.parent), []
    file = open_lesson_file(files, path.name, "ja", "notebook", told.append)
    if file is None:
        return None, told
    return draft(file, CourseTargets(files, Assets(), "corpus", {}, path.name, told.append), Dialect()), told


@pytest.mark.parametrize(("folder", "expected"), folders(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_cell_result_and_attachment_is_found(folder, expected):
    found, refused = collections.Counter(files=len(notebooks(folder))), {}
    for path in notebooks(folder):
        try:
            notebook = read_notebook(path.read_text(encoding="utf-8-sig"))
        except LessonError as error:
            refused[path.name] = error.code
            continue
        for cell in notebook.cells:
            found[cell.kind] += 1
            found["outputs"] += len(cell.results)
            found["attachments"] += len(cell.attachments)
    assert refused.items() <= REFUSED.items()
    wanted = {
        "files": expected["ipynb"],
        "code": expected["code_cells"],
        "markdown": expected["markdown_cells"] + expected["heading_cells_v3"],
        "raw": expected["raw_cells"],
        "outputs": expected["outputs"],
        "attachments": expected["attachments"],
    }
    assert {name: found[name] - DIFFERENCES.get((folder, name), 0) for name in wanted} == wanted


@pytest.mark.parametrize("part", range(6))
def test_notebooks_become_clean_steps_in_time(part):
    for path in notebooks()[part::6]:
        start = time.process_time()
        made, told = compiled(path)
        assert time.process_time() - start < 5, path
        if made is None:
            assert [one.code for one in told] == [REFUSED[path.name]]
            continue
        html = [part.html for step in made.steps for part in step.parts]
        assert all(clean(one) == one for one in html), path
        assert "".join(html).count('class="cell-bar"') == shown_code_cells(path)


def shown_code_cells(path):
    """Code cells with anything in them, and without a tag that takes them away."""
    cells = read_notebook(path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")).cells
    code = [(cell, marks_of(cell)) for cell in cells if cell.kind == "code"]
    return sum(
        (bool(cell.source.strip()) and marks.code != "gone") or (has_words(cell) and marks.results != "gone")
        for cell, marks in code
        if marks.whole != "gone"
    )


def has_words(cell):
    return any(result.kind != "stream" or result.text.strip() for result in cell.results)


def test_injected_notebook_is_harmless():
    made, told = compiled(CORPUS / "odd-notebooks/nbconvert/tests/exporters/files/notebook_inject.ipynb")
    html = "".join(part.html for step in made.steps for part in step.parts)
    for word in ("<script", "onerror", "onload", "javascript:", "<svg", "<style"):
        assert word not in html.lower()
    assert "notebook-result" in {one.code for one in told}
