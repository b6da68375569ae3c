"""Lines full of marks, and formulas beyond number, are read as far as it takes no time; the rest is shown and told."""

import pytest

from courses.markup.dialect import render_markdown
from courses.markup.inline import Struck
from courses.markup.lengths import MOST_MARKS, MOST_SIGNS, Effort
from courses.markup.scene import OpenTargets, Scene
from courses.markup.words import plain

# Each with how many marks one counts for, and the element that it becomes.
MARKS = {
    "[a](https://b.example) ": (2, "<a "),
    "**a** ": (1, "<strong>"),
    "`a` `b` ": (1, "<code>"),
    "{漢|かん} ": (1, "<ruby>"),
    "<b>a</b> ": (1, "<b>"),
    "https://a.example ": (1, "<a "),
    "www.a.example ": (1, "<a "),
    "[^a] ": (1, "<sup>"),
    "<https://a.example> ": (2, "<a "),
}


def read(text):
    told = []
    html = render_markdown(text, "en", Scene("en", "a.md", OpenTargets(), told.append))
    return html, [(one.line, int(one.params["word"])) for one in told if one.code == "text-too-long"]


@pytest.mark.parametrize("mark", MARKS)
def test_marks_beyond_the_most_are_shown_as_written_and_told_once_where_they_begin(mark, monkeypatch):
    monkeypatch.setattr("courses.markup.lengths.MOST_MARKS", 60)
    weight, element = MARKS[mark]
    paragraph = mark * (20 // weight) + "\n\n"
    html, told = read(paragraph * 5 + "[^a]: b\n")
    assert html.count(element) >= 3 * 20 // weight
    assert html.split("</p>")[3].count(element) == 0
    assert plain(html).count(mark.strip().split("[^")[0]) >= 2 * 20 // weight - 2
    assert told == [(7, MOST_MARKS)]


def test_tags_beyond_the_most_in_blocks_of_html_are_shown_as_written(monkeypatch):
    monkeypatch.setattr("courses.markup.lengths.MOST_MARKS", 60)
    html, told = read(("<div>" * 20 + "word" + "</div>" * 20 + "\n\n") * 5)
    assert html.count("<div>") == 60
    assert plain(html).count("word") == 5
    assert "&lt;div&gt;" in html
    assert told == [(7, MOST_MARKS)]


def test_code_counts_for_no_marks(monkeypatch):
    monkeypatch.setattr("courses.markup.lengths.MOST_MARKS", 60)
    html, told = read("```\n" + "[a](b) **c**\n" * 100 + "```\n\n**end**\n")
    assert "<strong>end</strong>" in html
    assert told == []


@pytest.mark.parametrize("formula", ["${}$ ", "$$\n{}\n$$\n\n", "\\begin{{align}}{}\\end{{align}}\n\n"])
def test_formulas_beyond_the_most_are_shown_as_their_source_and_told_once(formula, monkeypatch):
    monkeypatch.setattr("courses.markup.lengths.MOST_SIGNS", 600)
    html, told = read("".join(formula.format(f"a_{{{number}}}" + "+b" * 20) for number in range(40)))
    assert 5 <= html.count("<math") <= 14
    assert html.count("<code>") == 40 - html.count("<math")
    assert "a_{39}+b" in html
    assert [word for _, word in told] == [MOST_SIGNS]


def test_a_strike_that_never_ends_is_looked_for_once(monkeypatch):
    looked = []
    stock = Struck.handleMatch
    monkeypatch.setattr(Struck, "handleMatch", lambda *words: looked.append(1) or stock(*words))
    assert "<del>" not in render_markdown("~~a " * 2_000, "en")
    assert len(looked) == 1
    assert "<del>b</del>" in render_markdown("a ~~b~~ ~~c", "en")


def test_the_texts_of_one_file_share_what_they_may_cost():
    effort = Effort(lines=10, marks=10, signs=10)
    assert [effort.divide("a\n" * 4)[1] for _ in range(3)] == ["", "", "a\na\n"]
    assert [effort.has_marks_for("[[[[") for _ in range(4)] == [True, True, False, False]
    assert [effort.has_signs_for("aaaa") for _ in range(4)] == [True, True, False, False]


def test_cells_that_short_rows_leave_out_cost_as_much_as_written_ones():
    head, rows = "|a" * 40 + "|\n" + "|-" * 40 + "|\n", "|b|\n" * 50
    effort = Effort(lines=1_000)
    assert effort.divide(head + rows)[1] == ""
    assert 1_000 - effort.lines >= 50 * 40 // 4
    before = effort.lines
    assert effort.divide("\n" + rows)[1] == ""
    assert before - effort.lines == 50, "a table ends with a blank line, and so does its width"


def test_the_fullest_known_lesson_is_far_below_the_most():
    assert MOST_MARKS > 10 * 553
    assert MOST_SIGNS > 7 * 13_962
