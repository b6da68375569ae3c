"""Notebooks become lessons: text as in Markdown lessons, code with its stored results, and nothing of them is run."""

import json

import pytest

from courses import ActivityPart, HtmlPart
from tests.courses.notebook_course import PNG_TEXT, bundle, printed, shown_notebook


def test_text_cells_are_read_like_lessons(shown, cells):
    made = shown(cells.text("{水|みず}"), cells.text("## 二 {#two need=pc}\n\n> [!TIP]\n> b"))
    assert made.problems == ["certificate-needs-pc"]
    first = made.steps[0]
    assert (first.id, first.title) == ("two", "二")
    assert "<ruby>水<rt>みず</rt></ruby>" in first.parts[0].html
    assert "note-tip" in first.parts[0].html
    assert isinstance(first.parts[1], ActivityPart)
    assert made.compiled.release.outline.lessons[0].kind == "notebook"


def test_code_and_printed_text_are_shown(shown, cells):
    stream = printed(["red <b>\n", "10%\r100%\n"])
    made = shown(cells.code("print(1)", stream, stream))
    assert made.problems == []
    assert "<span>コード1</span>" in made.html
    assert '<pre class="code" tabindex="0"><code class="language-python">' in made.html
    assert "red &lt;b&gt;\n100%\nred" in made.html
    assert made.html.count('class="out flow-s"') == 1


def test_templates_marks_in_cells_mean_nothing(shown, cells):
    made = shown(
        cells.text("{{ 7*7 }} \ue0200\ue021"),
        cells.code(
            "'{{ 7*7 }} {% raw %} \ue0201\ue021'", printed("\ue0200\ue021"), vscode={"languageId": "\ue0209\ue021"}
        ),
    )
    assert "{{ 7*7 }}" in made.html
    assert "49" not in made.html
    assert made.html.count("{{ 7*7 }}") == 2


def test_nothing_is_run(shown, cells, tmp_path):
    mark = tmp_path / "ran"
    shown(cells.code(f"open({str(mark)!r}, 'w')"), cells.code(f"!touch {mark}"), cells.code(f"%%bash\ntouch {mark}"))
    assert not mark.exists()


def test_problem_in_a_cell_is_named_at_the_cells_line(shown, cells, course):
    # The words "cell_type" in a result must not be taken for another cell.
    made = shown(cells.code("x", bundle(text__plain='"cell_type": 1')), cells.text("![x](gone.png)"))
    (one,) = made.compiled.problems
    lines = (course / one.path).read_text(encoding="utf-8").splitlines()
    assert lines[one.line - 1].strip() == "{"
    assert "gone.png" in "".join(lines[one.line : one.line + 5])


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a b.png", "attachment:a%20b.png"),
        ("a b.png", "attachment:a b.png"),
        ("図 (1).png", "attachment:図 (1).png"),
        ("100%.png", "attachment:100%.png"),
        ("50%25.png", "attachment:50%25.png"),
        ("[x].png", 'attachment:[x].png "題"'),
    ],
)
def test_attachments_are_shown_whatever_their_names(shown, cells, name, written):
    made = shown(cells.text(f"![猫の絵]({written})", attachments={name: {"image/png": PNG_TEXT}}))
    assert made.problems == []
    assert '<img alt="猫の絵" height="1" loading="lazy" src="/assets/' in made.html


def test_attachments_are_found_in_html_too(shown, cells):
    made = shown(
        cells.text('<img src="attachment:a.png" alt="猫の絵">', attachments={"a.png": {"image/png": PNG_TEXT}})
    )
    assert made.problems == []
    assert 'alt="猫の絵"' in made.html


def test_attachments_unused_missing_or_no_pictures_are_told(shown, cells):
    files = {"a.png": {"image/png": PNG_TEXT}, "b.pdf": {"application/pdf": "JVBERg=="}, "c.png": {"image/png": "?"}}
    made = shown(cells.text("![猫の絵](attachment:d.png)", attachments=files))
    assert sorted(made.problems) == ["attachment-kind", "attachment-kind", "attachment-unused", "image-missing"]


def test_attachments_belong_to_their_cell(shown, cells):
    made = shown(
        cells.text("![猫の絵](attachment:a.png)", attachments={"a.png": {"image/png": PNG_TEXT}}),
        cells.text("![猫の絵](attachment:a.png)"),
    )
    assert made.problems == ["image-missing"]


def test_bare_environments_are_formulas_and_code_stays(shown, cells):
    made = shown(
        cells.text("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n\n```\n\\begin{align}\nx\n\\end{align}\n```")
    )
    assert made.problems == []
    assert made.html.count("<math") == 1
    assert "<code>\\begin{align}" in made.html


def test_front_matter_may_stand_in_a_first_raw_cell(course, cells):
    raw = {"cell_type": "raw", "metadata": {}, "source": "---\nid: water\ntitle: 水の話\nminutes: 7\n---"}
    data = json.loads(cells.notebook(raw, cells.text("文")))
    data["metadata"] = {}
    made = shown_notebook(course, json.dumps(data))
    assert made.problems == ["certificate-without-activity"]


def test_first_heading_is_the_title(course, cells):
    quiz = cells.text("```quiz id=q\nQ\n- [x] a\n- [ ] b\n```")
    data = json.loads(cells.notebook(cells.code("1"), cells.text("## 水の話 {#two}"), quiz))
    data["metadata"] = {"gonin": {"id": "water"}}
    assert shown_notebook(course, json.dumps(data)).title == "水の話"


@pytest.mark.parametrize(
    ("mime", "found", "problems"),
    [
        ("", "<code>&lt;i&gt;*a*&lt;/i&gt;</code>", []),
        ("text/html", "<i>*a*</i>", []),
        ("text/markdown", "<em>a</em>", []),
        ("text/restructuredtext", "&lt;i&gt;*a*", []),
        ("text/latex", "印刷のため", ["notebook-raw"]),
    ],
)
def test_raw_cells_are_shown_as_what_they_say_they_are(shown, cells, mime, found, problems):
    raw = {"cell_type": "raw", "metadata": {"raw_mimetype": mime}, "source": "<i>*a*</i>"}
    made = shown(cells.text("文"), raw)
    assert found in made.html
    assert made.problems == problems


def test_raw_html_is_cleaned(shown, cells):
    raw = {"cell_type": "raw", "metadata": {"format": "text/html"}, "source": "<b onclick='x'>a</b><script>1</script>"}
    made = shown(raw)
    assert "<b>a</b>" in made.html
    assert set(made.problems) == {"html-dropped"}


def test_cells_that_were_run_out_of_order_are_told(shown, cells):
    late, early = cells.code("a"), cells.code("b")
    late["execution_count"], early["execution_count"] = 2, 1
    assert shown(late, early).problems == ["notebook-order"]
    assert shown(early, late).problems == []


@pytest.mark.parametrize("language", ["en", "ja", "ja-x-easy", "uk", "fa", "ar"])
def test_words_around_results_are_in_the_readings_language(language):
    from courses.markup.labels import label
    from courses.markup.notebook_words import WORDS

    for key in WORDS["en"]:
        said = label(key, language, number=3)
        assert ("3" in said) == ("{number}" in WORDS["en"][key])
        assert language == "en" or said != label(key, "en", number=3)


def test_words_do_not_stay_from_the_notebook_before(shown, cells):
    for language, word in (("en", "Result"), ("ja", "結果"), ("fa", "نتیجه")):
        assert f'<p class="tiny soft">{word}</p>' in shown(cells.code("1", printed("x")), language=language).html


def test_parts_are_html_only_where_nothing_is_asked(shown, cells):
    made = shown(cells.text("a"), cells.code("b"))
    assert [type(part) for part in made.steps[0].parts] == [HtmlPart, ActivityPart]
