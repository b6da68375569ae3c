"""Notebooks of every format are read, invalid ones as far as they can be, and what is none is refused plainly."""

import json

import pytest

from courses.frontmatter import LessonError
from courses.notebooks.opening import read_notebook


def text(source="a", **more):
    return {"cell_type": "markdown", "metadata": {}, "source": source, **more}


def four(*cells, minor=5, **more):
    return json.dumps({"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": list(cells), **more}, indent=1)


def three(*sheets, version=3, **more):
    worksheets = [{"metadata": {}, "cells": list(cells)} for cells in sheets]
    return json.dumps({"nbformat": version, "nbformat_minor": 0, "metadata": {}, "worksheets": worksheets, **more})


def told(source):
    return [(remark.code, remark.params.get("number")) for remark in read_notebook(source).remarks]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "notebook-json"),
        ("{", "notebook-json"),
        ('{"cells": [', "notebook-json"),
        ('{"cells": [1 2]}', "notebook-json"),
        ('{"nbformat": 4, "cells": []} x', "notebook-json"),
        ("{1: 2}", "notebook-json"),
        ("[" * 100_000, "notebook-json"),
        ('{"a": ' + "[" * 100_000, "notebook-json"),
        ("[]", "notebook-shape"),
        ("{}", "notebook-shape"),
        ('{"nbformat": 5}', "notebook-version"),
        ('{"nbformat": 1}', "notebook-version"),
        ('{"nbformat": 3}', "notebook-shape"),
        ('{"nbformat": 3, "worksheets": {}}', "notebook-shape"),
        ('{"nbformat": "4", "cells": []}', "notebook-shape"),
        ('{"nbformat": true, "cells": []}', "notebook-shape"),
        ('{"nbformat": 4, "cells": {}}', "notebook-shape"),
        ('{"nbformat": 4, "cells": [], "metadata": {"gonin": 1}}', "notebook-shape"),
        (four(*[text()] * 2001), "notebook-long"),
        (four({"cell_type": "raw", "metadata": {}, "source": "---\nid: *a\n---"}), "front-alias"),
    ],
)
def test_what_is_no_notebook_is_refused(source, code):
    with pytest.raises(LessonError) as caught:
        read_notebook(source)
    assert caught.value.code == code


@pytest.mark.parametrize("minor", range(6))
def test_all_minor_versions_of_format_four_are_read(minor):
    assert told(four(text(), minor=minor)) == []


def test_newer_minor_version_is_read_with_a_warning():
    source = four(text("neu"), minor=99)
    assert told(source) == [("notebook-newer", None)]
    assert read_notebook(source).cells[0].source == "neu"


def test_all_worksheets_and_headings_of_format_three_are_read():
    heading = {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["Zwei\n", "drei"]}
    notebook = read_notebook(three([text(["a\n", "b"]), heading], [text("c")]))
    assert [(cell.kind, cell.source) for cell in notebook.cells] == [
        ("markdown", "a\nb"),
        ("markdown", "## Zwei drei"),
        ("markdown", "c"),
    ]


@pytest.mark.parametrize(("version", "before"), [(2, "output_"), (3, "")])
def test_results_of_older_formats_are_read(version, before):
    forms = {"text": "t", "html": "<b>", "png": "p", "svg": "<svg/>", "latex": "$x$", "javascript": "1", "jpeg": "j"}
    outputs = [
        {"output_type": "stream", "stream": "stderr", "text": "s"},
        {"output_type": "pyout", "prompt_number": 1, **{f"{before}{name}": value for name, value in forms.items()}},
        {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": ["x"]},
    ]
    cell = {"cell_type": "code", "input": ["1\n", "2"], "prompt_number": 4, "collapsed": True, "outputs": outputs}
    (made,) = read_notebook(three([{**cell, "language": "python"}], version=version)).cells
    assert (made.source, made.count, made.metadata["collapsed"]) == ("1\n2", 4, True)
    stream, whole, error = made.results
    assert (stream.name, stream.text) == ("stderr", "s")
    assert whole.kinds == tuple(
        sorted(
            [
                "text/plain",
                "text/html",
                "image/png",
                "image/svg+xml",
                "text/latex",
                "application/javascript",
                "image/jpeg",
            ]
        )
    )
    assert (error.kind, error.name, error.text) == ("error", "E: v", "x")


@pytest.mark.parametrize(
    "odd",
    [
        text(extra=1),
        text(metadata=[]),
        {"cell_type": "markdown", "source": "a"},
        {"cell_type": "code", "metadata": {}, "source": "a"},
        {"cell_type": "code", "metadata": {}, "source": "a", "execution_count": 1, "outputs": {}},
        {"cell_type": "code", "metadata": {}, "source": "a", "execution_count": 1, "outputs": [1]},
        {"cell_type": "code", "metadata": {}, "source": "a", "execution_count": 1, "outputs": [{"output_type": "x"}]},
        {"cell_type": "future", "metadata": {}, "source": "a"},
        {"metadata": {}, "source": "a"},
        text(id="?"),
        text(attachments=[]),
    ],
)
def test_odd_cell_is_shown_and_named_with_its_number_and_line(odd):
    source = four(text("first"), odd)
    notebook = read_notebook(source)
    assert [cell.source for cell in notebook.cells] == ["first", "a"]
    (remark,) = notebook.remarks
    assert (remark.code, remark.params["number"]) == ("notebook-odd-cell", 2)
    assert source.splitlines()[remark.line - 1].strip() == "{"
    assert remark.line == notebook.cells[1].line


@pytest.mark.parametrize("lost", [1, None, [], {"cell_type": "markdown"}, text(1), text([1]), text({})])
def test_cell_of_which_nothing_can_be_shown_is_named_and_the_others_stay(lost):
    notebook = read_notebook(four(text("first"), lost, text("last")))
    assert [cell.source for cell in notebook.cells] == ["first", "last"]
    assert [(one.code, one.params["number"]) for one in notebook.remarks] == [("notebook-cell", 2)]


def test_id_used_twice_is_told():
    assert told(four(text(id="a"), text(id="b"), text(id="a"))) == [("notebook-id-twice", 3)]


def test_lines_are_those_of_the_file():
    source = four(text("a"), text("b"))
    first, second = read_notebook(source).cells
    lines = source.splitlines()
    assert '"source": "a"' in "".join(lines[first.line - 1 : second.line - 1])
    assert '"source": "b"' in "".join(lines[second.line - 1 :])


def test_strange_values_are_taken_as_they_are():
    outputs = (
        '[{"output_type": "display_data", "metadata": {"n": NaN}, '
        '"data": {"application/json": [NaN, -Infinity, ' + "9" * 5000 + ', "\\ud800"], "text/plain": "\\ud800"}}]'
    )
    cell = '{"cell_type": "code", "metadata": {}, "source": "x", "execution_count": 1, "outputs": ' + outputs + "}"
    source = '{"nbformat": 3, "nbformat": 4, "metadata": {}, "cells": [1, 2], "cells": [' + cell + "]}"
    notebook = read_notebook(source)
    assert notebook.remarks == ()
    data = notebook.cells[0].results[0].data
    assert data["text/plain"] == "\ufffd"
    assert "NaN" in data["application/json"]
    data["application/json"].encode("utf-8")


def test_language_is_that_of_the_kernel():
    def language(**metadata):
        return read_notebook(four(metadata=metadata)).language

    assert language() == "python"
    assert language(language_info={"name": "R"}) == "r"
    assert language(kernelspec={"language": "julia"}) == "julia"
    assert language(kernelspec=[], language_info={"name": 3}) == "python"
