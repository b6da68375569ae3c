"""Foreign notebooks come along as notebooks: steps, addresses and questions mended, cells and results kept."""

import json


def notebook(*cells, version=4, minor=5, **more):
    return json.dumps(
        {
            "nbformat": version,
            "nbformat_minor": minor,
            "metadata": {"kernelspec": {"language": "python"}},
            "cells": list(cells),
            **more,
        }
    )


def text(*lines, **more):
    return {"cell_type": "markdown", "id": "x", "metadata": {}, "source": [f"{line}\n" for line in lines], **more}


def code(source, *outputs):
    return {
        "cell_type": "code",
        "id": "y",
        "metadata": {"tags": ["t"]},
        "execution_count": 1,
        "source": source,
        "outputs": list(outputs),
    }


PRINTED = {"output_type": "stream", "name": "stdout", "text": ["hello\n"]}


def written(brought, name):
    return json.loads(brought.text(name))


def test_cells_and_results_are_kept_and_steps_are_named(bring, png):
    source = notebook(
        text("# Tea", "", "intro"), text("## Water", "", "![w](w.png) [next](b.ipynb)"), code("print(1)", PRINTED)
    )
    made = bring({"a.ipynb": source, "b.ipynb": notebook(text("# B")), "w.png": png})
    data = written(made, "a/lesson.en.ipynb")
    assert data["metadata"]["gonin"] == {"id": "a", "title": "Tea"}
    assert data["metadata"]["kernelspec"] == {"language": "python"}
    sources = ["".join(cell["source"]) for cell in data["cells"]]
    assert "## Water {#water}" in sources[0]
    assert any("![w](w.png) [next](../b)" in one for one in sources)
    assert data["cells"][-1]["outputs"] == [PRINTED]
    assert data["cells"][-1]["metadata"] == {"tags": ["t"]}


def test_old_notebooks_are_brought_up_to_date(bring):
    sheet = {
        "cells": [
            {"cell_type": "heading", "level": 1, "source": "Old", "metadata": {}},
            {
                "cell_type": "code",
                "input": "1",
                "outputs": [],
                "language": "python",
                "collapsed": False,
                "metadata": {},
            },
        ]
    }
    old = json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "old"}, "worksheets": [sheet]})
    data = written(bring({"a.ipynb": old}), "a/lesson.en.ipynb")
    assert data["nbformat"] == 4
    assert data["metadata"]["gonin"]["title"] == "Old"


def test_stored_questions_become_quizzes(bring):
    questions = [
        {
            "question": "Which?",
            "type": "multiple_choice",
            "answers": [{"answer": "a", "correct": True, "feedback": "Yes."}, {"code": "b", "correct": False}],
        },
        {"question": "How many?", "type": "numeric", "answers": [{"type": "value", "value": 42, "correct": True}]},
        {"question": "Odd?", "type": "drawing", "answers": []},
    ]
    script = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"application/javascript": [f"var questionsX={json.dumps(questions)};\n", "go()"]},
    }
    made = bring({"a.ipynb": notebook(text("# Q"), code("display_quiz(x)", script))})
    keys = made.compiled.release.keys[("a", "en")]
    assert keys["a-q1"].right == ("1",)
    assert keys["a-q2"].gaps == (("42",),)
    assert made.told("import-quiz-unreadable")[0][2] == "Odd?"


def test_questions_in_a_file_beside_become_quizzes(bring):
    questions = [
        {"question": "Which?", "type": "many_choice", "answers": [{"answer": "a", "correct": True}, {"answer": "b"}]},
        {"question": "How many?", "type": "numeric", "answers": [{"type": "value", "value": 42, "correct": True}]},
    ]
    files = {"q/more.json": json.dumps(questions), "q/broken.json": "[", "secret.json": json.dumps(questions)}
    calls = ["display_quiz('more.json', 1)", 'display_quiz("broken.json")', 'display_quiz("../../secret.json")']
    made = bring({"q/a.ipynb": notebook(text("# Q"), *(code(call) for call in calls)), **files})
    keys = made.compiled.release.keys[("q-a", "en")]
    assert keys["q-a-q1"].right == ("1",)
    assert keys["q-a-q2"].gaps == (("42",),)
    assert made.told("import-quiz-unreadable") == [("q/a.ipynb", 1, "display_quiz")]  # once, of both others
    assert made.imported.sums.quizzes == 2


def test_questions_that_were_never_stored_are_told_of(bring):
    made = bring({"a.ipynb": notebook(text("# Q"), code('display_quiz("https://example.org/q.json")'))})
    assert made.imported.sums.quizzes == 0
    assert made.told("import-quiz-unreadable")[0][2] == "display_quiz"


def test_what_is_no_notebook_is_refused_by_name(bring):
    made = bring({"a.ipynb": "{", "b.ipynb": "[]", "c.ipynb": notebook(version=9), "d.md": "# D\n\nt"})
    assert sorted(path for path in (one.path for one in made.imported.problems if one.severity == "error")) == [
        "a.ipynb",
        "b.ipynb",
        "c.ipynb",
    ]


def test_odd_cells_are_shown_as_their_source(bring):
    made = bring({"a.ipynb": notebook(text("# A"), {"cell_type": "future", "words": "still here"})})
    assert "still here" in made.text("a/lesson.en.ipynb")
    assert "import-cell" in made.codes()


def test_translated_notebook_has_the_same_steps(bring):
    made = bring(
        {
            "a.ipynb": notebook(text("# A", "", "## One", "", "1", "", "## Two", "", "2")),
            "a.ja.ipynb": notebook(text("# ア"), text("## いち"), text("## に", "", "二")),
        }
    )
    readings = made.compiled.release.readings
    assert (
        [step.id for step in readings[("a", "en")].steps]
        == [step.id for step in readings[("a", "ja")].steps]
        == ["one", "two"]
    )


def test_attached_pictures_stay_attached(bring, png):
    import base64

    cell = text(
        "# A",
        "",
        "![p](attachment:p.png) ![q](attachment:q.png)",
        attachments={"p.png": {"image/png": base64.b64encode(png).decode()}},
    )
    made = bring({"a.ipynb": notebook(cell)})
    assert "attachment:p.png" in made.text("a/lesson.en.ipynb")
    assert made.told("import-image-missing")[0][2] == "attachment:q.png"
