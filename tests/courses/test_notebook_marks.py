"""Tags and metadata fold and hide cells, open steps and mark what learners change; languages are said and coloured."""

import re

import pytest

from courses.markup.clean import clean
from courses.notebooks.kernels import code_html, name_of
from tests.courses.notebook_course import bundle, printed


@pytest.mark.parametrize(
    ("tags", "metadata", "open_", "folded"),
    [
        ((), {}, "CODE RESULT", ""),
        (("hide-input",), {}, "RESULT", "CODE"),
        (("hide_input",), {}, "RESULT", "CODE"),
        (("remove-input",), {}, "RESULT", ""),
        (("hide-output",), {}, "CODE", "RESULT"),
        (("Remove_Output",), {}, "CODE", ""),
        (("remove-cell",), {}, "", ""),
        (("hide-cell",), {}, "", "CODE RESULT"),
        (("solution",), {}, "", "CODE RESULT"),
        (("remove-stdout",), {}, "CODE", ""),
        ((), {"jupyter": {"source_hidden": True}}, "RESULT", "CODE"),
        ((), {"jupyter": {"outputs_hidden": True}}, "CODE", "RESULT"),
        ((), {"collapsed": True}, "CODE", "RESULT"),
        ((), {"cellView": "form"}, "RESULT", "CODE"),
        ((), {"jupyter": 1, "gonin": "x", "collapsed": "yes"}, "CODE RESULT", ""),
    ],
)
def test_what_is_hidden_is_folded_and_what_is_removed_is_gone(shown, cells, tags, metadata, open_, folded):
    made = shown(cells.code("CODE", printed("RESULT"), tags=tags, **metadata))
    assert made.problems == []
    folds = re.findall("<details.*?</details>", made.html, re.DOTALL)
    outside = re.sub("<details.*?</details>", "", made.html, flags=re.DOTALL)
    for word in ("CODE", "RESULT"):
        assert (word in outside) == (word in open_)
        assert (word in "".join(folds)) == (word in folded)


def test_options_of_quarto_are_understood(shown, cells):
    made = shown(cells.code("#| echo: false\nCODE", printed("RESULT")))
    assert "CODE" not in made.html
    assert "RESULT" in made.html


def test_solutions_are_folded_in_text_cells_too(shown, cells):
    made = shown(cells.text("ANSWER", metadata={"tags": ["solution"]}))
    assert made.html.startswith('<details class="cell-fold"><summary>やり方の例を見る</summary><p>ANSWER</p></details>')


def test_tagged_cells_open_steps(shown, cells):
    given = {"step": {"id": "third", "title": "{三|さん}", "minutes": 4, "need": "pc"}}
    made = shown(
        cells.text("# 題\n\n始め", metadata={"tags": ["step:one"]}),
        cells.text("### 二\n\n続き", metadata={"tags": ["step"], "gonin": {"step": "two"}}),
        cells.code("CODE", gonin=given),
        cells.code("#@title 四\nCODE", tags=("step",)),
    )
    assert made.problems == []
    assert [(step.id, step.title) for step in made.steps] == [
        ("one", "題"),
        ("two", "二"),
        ("third", "三"),
        ("step-4", "四"),
    ]
    outline = made.compiled.release.outline.lessons[0].steps[2]
    assert (outline.minutes, outline.need) == (4, "pc")
    assert "<ruby>" in made.steps[2].title_html
    assert "CODE" in made.steps[2].parts[0].html


@pytest.mark.parametrize(
    ("metadata", "problem"),
    [
        ({"tags": ["step"]}, "notebook-step-title"),
        ({"gonin": {"step": {"title": "a", "id": "Ä"}}}, "id-form"),
        ({"gonin": {"step": {"title": "a", "need": "mac"}}}, "step-need"),
        ({"gonin": {"step": {"title": "a", "colour": 1}}}, "notebook-odd-cell"),
        ({"gonin": {"step": 5}, "tags": []}, "notebook-odd-cell"),
    ],
)
def test_odd_steps_are_told(shown, cells, metadata, problem):
    assert problem in shown(cells.text("text", metadata=metadata)).problems


def test_exercises_are_marked_and_have_a_place(shown, cells):
    made = shown(
        cells.code("a = 1", tags=("exercise:add-up",)),
        cells.code("b = 1", gonin={"exercise": "other"}),
        cells.code("c = 1", tags=("exercise",)),
    )
    assert made.problems == []
    assert '<div class="cell cell-try" id="u-cell-add-up">' in made.html
    assert 'id="u-cell-other"' in made.html
    assert made.html.count('<span class="cell-do">やってみる') == 3


@pytest.mark.parametrize(("tag", "problem"), [("exercise:a", "exercise-id-twice"), ("exercise:ä", "id-form")])
def test_ids_of_exercises_are_unique_and_simple(shown, cells, tag, problem):
    made = shown(cells.code("a", tags=("exercise:a",)), cells.code("b", tags=(tag,)))
    assert made.problems == [problem]


def test_titles_of_colab_are_shown(shown, cells):
    made = shown(cells.code('#@title 準備 { display-mode: "form" }\nx = 1', cellView="form"))
    assert "<span>コード1</span> <span>準備</span>" in made.html
    assert '<details class="fold"><summary>コードを見る</summary>' in made.html


def kernel(name):
    return {"metadata": {"gonin": {"id": "water", "title": "W"}, "kernelspec": {"language": name}}}


@pytest.mark.parametrize(
    ("name", "label", "mark"),
    [
        ("C#", "C#", "language-csharp"),
        ("F#", "F#", "language-fsharp"),
        ("julia", "Julia", "language-julia"),
        ("R", "R", "language-r"),
        ("PowerShell", "PowerShell", "language-powershell"),
        ("sql", "SQL", "language-sql"),
        ("klingon", "klingon", "language-klingon"),
    ],
)
def test_language_of_the_kernel_is_said(shown, cells, name, label, mark):
    made = shown(cells.code("x = 1"), **kernel(name))
    assert f'<span class="cell-lang">{label}</span>' in made.html
    assert f'<code class="{mark}">' in made.html


def test_python_is_said_only_where_cells_mix(shown, cells):
    assert "cell-lang" not in shown(cells.code("x = 1")).html
    mixed = shown(cells.code("x = 1"), cells.code("%%bash\nls | sort"), cells.code("%%html\n<b>x</b>")).html
    assert [word in mixed for word in (">Python<", ">Bash<", ">HTML<", "<b>x")] == [True, True, True, False]


@pytest.mark.parametrize(
    ("source", "metadata", "label"),
    [
        ("#!fsharp\nlet a = 1", {}, "F#"),
        ("let a = 1", {"dotnet_interactive": {"language": "fsharp"}}, "F#"),
        ("let a = 1", {"polyglot_notebook": {"kernelName": "fsharp"}}, "F#"),
        ("a = 1", {"vscode": {"languageId": "python"}}, "Python"),
        ("#!time\nvar a = 1;", {}, "C#"),
    ],
)
def test_cells_may_have_a_language_of_their_own(shown, cells, source, metadata, label):
    made = shown(cells.code("var x = 1;"), cells.code(source, **metadata), **kernel("C#"))
    assert f'<span class="cell-lang">{label}</span>' in made.html


def test_magic_lines_do_not_disturb_the_colours():
    html = code_html('!echo don\'t\nx = "s"\n%timeit x\ny = x % 3', "python")
    assert '<span class="k">!echo</span> don\'t\n' in html
    assert 'x = <span class="s">"s"</span>\n' in html
    assert '<span class="k">%timeit</span> x\n' in html
    assert "x % " in html
    assert clean(html) == html


@pytest.mark.parametrize(
    "source",
    [
        "%%bash",
        "%%html\n<script>alert(1)</script>",
        "%%javascript\nalert(1)",
        "#!csharp\n",
        "!",
        "%",
        "ǀmagic0ǀ\n!ls",
        "",
    ],
)
def test_code_of_any_kind_is_shown_as_code_only(source):
    for language in ("python", "html", "bash"):
        html = code_html(source, language)
        assert clean(html) == html
        assert "<script" not in html
        assert html.count("<pre") == 1


def test_names_of_languages_are_harmless():
    assert name_of("x\x1b[31m") == "x[31m"
    assert name_of("") == "?"


def test_results_of_a_hidden_cell_need_no_running(shown, cells):
    made = shown(cells.code("x", bundle(application__javascript="1"), tags=("remove-cell",)))
    assert made.problems == []
