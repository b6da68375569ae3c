"""The notebook of RPA basics shows what its code really gives, and its data can be made again."""

import ast
import contextlib
import io
import json
import runpy
import shutil
from pathlib import Path

import nbformat
import pytest
from openpyxl import load_workbook

COURSE = Path(__file__).resolve().parents[2] / "content" / "rpa-basics"
LESSON = COURSE / "05-first-robot"
LANGUAGES = ("ja", "en")


def code_cells(language):
    notebook = json.loads((LESSON / f"lesson.{language}.ipynb").read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def source(cell):
    return "".join(cell["source"])


def stored_output(cell):
    assert all(output["output_type"] == "stream" for output in cell["outputs"])
    return "".join("".join(output["text"]) for output in cell["outputs"])


def run_anew(cells, folder):
    """Runs the cells one after another as a kernel would, and gives what each of them printed."""
    names = {"__name__": "__main__"}
    printed = []
    for cell in cells:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.chdir(folder):
            exec(compile(source(cell), cell["id"], "exec"), names)
        printed.append(out.getvalue())
    return printed


def values(path):
    return list(load_workbook(path).active.values)


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def workbook(language, tmp_path):
    return Path(shutil.copy(LESSON / f"invoices.{language}.xlsx", tmp_path))


def test_notebook_is_valid_and_names_its_lesson(language):
    notebook = nbformat.read(LESSON / f"lesson.{language}.ipynb", as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata["gonin"]["id"] == "first-robot"


def test_stored_outputs_are_what_the_code_prints_when_run_anew(language, workbook):
    cells = code_cells(language)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert run_anew(cells, workbook.parent) == [stored_output(cell) for cell in cells]


def test_program_changes_nothing_beside_itself(language, workbook):
    before = workbook.read_bytes()
    run_anew(code_cells(language), workbook.parent)
    assert workbook.read_bytes() == before
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]


def test_both_languages_run_the_same_program():
    def skeleton(language):
        tree = ast.parse("\n".join(source(cell) for cell in code_cells(language)))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = "…"
        return ast.dump(tree)

    assert skeleton("ja") == skeleton("en")


def test_lines_of_code_fit_a_phone(language):
    longest = max(len(line) for cell in code_cells(language) for line in source(cell).splitlines())
    assert longest <= 50


def test_workbook_is_what_its_script_makes(language, tmp_path, monkeypatch):
    script = COURSE / "tools" / "make_invoices.py"
    monkeypatch.setattr("sys.argv", [str(script), str(tmp_path)])
    runpy.run_path(str(script), run_name="__main__")
    name = f"invoices.{language}.xlsx"
    assert values(tmp_path / name) == values(LESSON / name)


def test_workbooks_differ_in_words_only():
    japanese, english = (values(LESSON / f"invoices.{language}.xlsx") for language in LANGUAGES)
    for ja_row, en_row in zip(japanese[1:], english[1:], strict=True):
        assert (ja_row[0], ja_row[2]) == (en_row[0], en_row[2])
        assert ja_row[3] == en_row[3] or (isinstance(ja_row[3], str) and isinstance(en_row[3], str))
