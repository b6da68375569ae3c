"""Notebooks are shown with their stored results, and nothing of them is run."""

import base64
import json

import pytest

from courses import ActivityPart, HtmlPart, compile_course
from courses.frontmatter import LessonError
from courses.notebooks.opening import read_notebook
from courses.notebooks.results import terminal_text

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


@pytest.fixture
def shown(course, cells):
    """Compile the course with one notebook as its lesson; give its HTML and the codes of problems."""

    def compile_cells(*given):
        for name in ("lesson.ja.md", "lesson.en.md"):
            (course / "01-water" / name).unlink(missing_ok=True)
        quiz = cells.text("```quiz id=q\nQ\n- [x] a\n- [ ] b\n```")
        (course / "01-water" / "lesson.ja.ipynb").write_text(cells.notebook(*given, quiz), encoding="utf-8")
        compiled = compile_course(course)
        parts = [part for step in _steps(compiled) for part in step.parts]
        html = "\n".join(part.html for part in parts if isinstance(part, HtmlPart))
        return html, [one.code for one in compiled.problems], compiled

    return compile_cells


def _steps(compiled):
    return compiled.release.readings["water", "ja"].steps if compiled.release else ()


def result(kind, **data):
    return {"output_type": kind, "metadata": {}, "execution_count": 1, "data": data}


def test_text_cells_are_read_like_lessons(shown, cells):
    _, problems, compiled = shown(cells.text("{水|みず}"), cells.text("## 二 {#two need=pc}\n\n> [!TIP]\n> b"))
    assert problems == ["certificate-needs-pc"]
    first = _steps(compiled)[0]
    assert (first.id, first.title) == ("two", "二")
    assert "<ruby>水<rt>みず</rt></ruby>" in first.parts[0].html
    assert "note-tip" in first.parts[0].html
    assert isinstance(first.parts[1], ActivityPart)
    assert compiled.release.outline.lessons[0].kind == "notebook"


def test_code_and_printed_text_are_shown(shown, cells):
    stream = {"output_type": "stream", "name": "stdout", "text": ["\x1b[31mred\x1b[0m <b>\n", "10%\r100%\n"]}
    html, problems, _ = shown(cells.code("print(1)", stream, stream))
    assert problems == []
    assert "<span>コード1</span>" in html
    assert '<pre class="code" tabindex="0"><code class="language-python">' in html
    assert "red &lt;b&gt;\n100%\nred" in html
    assert html.count('class="out flow-s"') == 1


def test_tables_are_framed_and_cleaned(shown, cells):
    table = "<style scoped>x</style><table onclick='x'><tr><th>a</th></tr></table>"
    html, _, _ = shown(cells.code("df", result("execute_result", **{"text/html": table, "text/plain": "a"})))
    assert '<div class="scroll" tabindex="0" role="region" aria-label="表1"><table>' in html
    assert "onclick" not in html
    assert "scoped" not in html


def test_pictures_become_assets_with_a_description(shown, cells):
    png = base64.b64encode(PNG).decode()
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'
    html, problems, compiled = shown(
        cells.code("plot()", result("display_data", **{"image/png": png, "text/plain": "<Figure>"})),
        cells.code("draw()", result("display_data", **{"image/svg+xml": svg})),
    )
    assert problems == []
    assert 'alt="コード1が作った図"' in html
    assert sorted(asset.media_type for asset in compiled.release.assets.values()) == ["image/png", "image/svg+xml"]
    assert "<svg" not in html


@pytest.mark.parametrize(
    "data",
    [
        {"application/javascript": "alert(1)", "text/plain": "<IPython>"},
        {"application/vnd.jupyter.widget-view+json": "{}", "text/plain": "IntSlider()"},
        {"text/html": "<script>alert(1)</script>", "text/plain": "<plot>"},
        {"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"},
    ],
)
def test_what_would_have_to_run_becomes_a_quiet_note(shown, cells, data):
    html, problems, _ = shown(cells.code("x", result("display_data", **data)))
    assert problems == ["notebook-output"]
    assert "ここには出ていません" in html
    assert "script" not in html
    assert "IntSlider" not in html


def test_errors_are_shown_without_colours(shown, cells):
    error = {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "no",
        "traceback": ["\x1b[0;31mValueError\x1b[0m: no"],
    }
    html, _, _ = shown(cells.code("x", error))
    assert "<code>ValueError: no</code>" in html


def test_tags_hide_code_results_and_cells(shown, cells):
    stream = {"output_type": "stream", "name": "stdout", "text": "RESULT"}
    html, _, _ = shown(
        cells.code("ONE", stream, tags=("hide-input",)),
        cells.code("TWO", stream, tags=("remove-output",)),
        cells.code("THREE", stream, tags=("remove-cell",)),
    )
    assert "ONE" not in html
    assert html.count("RESULT") == 1
    assert "TWO" in html
    assert "THREE" not in html


def test_attachments_are_shown(shown, cells):
    files = {"a b.png": {"image/png": base64.b64encode(PNG).decode()}}
    html, problems, _ = shown(cells.text("![絵](attachment:a%20b.png)", attachments=files))
    assert problems == []
    assert '<img src="/assets/' in html.replace('alt="絵" ', "").replace('loading="lazy" ', "")


def test_templates_marks_in_cells_mean_nothing(shown, cells):
    html, _, _ = shown(cells.text("{{ 7*7 }} \ue0200\ue021"), cells.code("'{{ 7*7 }} {% raw %}'"))
    assert "{{ 7*7 }}" in html
    assert "49" not in html


def test_nothing_is_run(shown, cells, tmp_path):
    mark = tmp_path / "ran"
    shown(cells.code(f"open({str(mark)!r}, 'w')"))
    assert not mark.exists()


def test_problem_in_a_cell_is_named_at_the_cells_line(shown, cells, course):
    _, _, compiled = shown(cells.text("a"), cells.text("![x](gone.png)"))
    (one,) = compiled.problems
    line = (course / one.path).read_text(encoding="utf-8").splitlines()[one.line - 1]
    assert '"cell_type"' in line
    assert "gone.png" in "".join((course / one.path).read_text(encoding="utf-8").splitlines()[one.line : one.line + 3])


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "notebook-json"),
        ("{", "notebook-json"),
        ("[" * 100_000, "notebook-json"),
        ("[]", "notebook-shape"),
        ("{}", "notebook-shape"),
        ('{"nbformat": 5}', "notebook-version"),
        ('{"nbformat": 3}', "notebook-shape"),
        ('{"nbformat": true, "cells": []}', "notebook-shape"),
        ('{"nbformat": 4, "cells": {}}', "notebook-shape"),
        ('{"nbformat": 4, "cells": [1]}', "notebook-shape"),
        ('{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": 1}]}', "notebook-shape"),
        ('{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [1]}]}', "notebook-shape"),
        ('{"nbformat": 4, "cells": [], "metadata": {"gonin": 1}}', "notebook-shape"),
    ],
)
def test_what_is_no_notebook_is_refused(source, code):
    with pytest.raises(LessonError) as caught:
        read_notebook(source)
    assert caught.value.code == code


def test_older_notebooks_are_read():
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["a\n", "b"]}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": [cell]}]}
    assert [one.source for one in read_notebook(json.dumps(old)).cells] == ["a\nb"]


def test_terminal_text_keeps_what_a_terminal_shows():
    assert terminal_text("a\rb\n\x1b]0;t\x07c\x08\r\n") == "b\nc"
