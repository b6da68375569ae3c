"""A step as a voice reads it: by paragraphs, without what only eyes can use."""

import pytest

from courses import heard_paragraphs
from courses.activities.quiz import Quiz
from courses.markup.dialect import render_markdown
from courses.markup.formulas import formula
from courses.markup.heard import heard
from courses.markup.words import plain
from courses.reading import ActivityPart, HtmlPart, StepReading
from tests.courses.test_words_kept import read


def said(text, language="en"):
    return heard(render_markdown(text, language), language)


def test_a_table_is_heard_row_by_row_with_its_headings():
    table = "| Name | Price |\n|---|---|\n| Tea | 120 |\n| Water | |\n"
    assert said(table) == ("Name, Price", "Name: Tea, Price: 120", "Name: Water")
    assert said(table, "ja")[1] == "Name：Tea、Price：120"


def test_cells_that_span_columns_are_heard_without_headings():
    table = (
        '<table><tr><th>A</th><th>B</th></tr><tr><td colspan="2">wide</td></tr><tr><td>1</td><td>2</td></tr></table>'
    )
    assert heard(table, "en") == ("A, B", "wide", "1, 2")


def test_short_code_is_heard_and_long_code_is_named():
    assert said("```\nprint(1)\n```") == ("Code: print(1)",)
    long = "```python\n" + "x = 1\n" * 12 + "```"
    assert said(long) == ("Code, 12 lines",)
    assert said(long, "ja") == ("コード、12行",)
    assert heard('<div class="out"><p>Result</p><pre><code>a\nb\nc\nd</code></pre></div>', "en") == (
        "Result",
        "4 lines",
    )


def test_a_long_table_made_by_code_is_only_counted():
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(11))
    assert heard(f'<div class="out"><table><tr><th>n</th></tr>{rows}</table></div>', "en") == ("n", "Table, 11 rows")


@pytest.mark.parametrize(
    ("tex", "found", "english", "japanese"),
    [
        ("x^2", "x^2", "x squared", "xの2乗"),
        (r"\frac{a+1}{b}", "(a + 1)/b", "(a plus 1) over b", "b分の(a 足す 1)"),
        (r"(a+b)^2", "(a + b)^2", "(a plus b) squared", "(a 足す b)の2乗"),
        (r"x_1 \le -2y", "x_1 ≤ -2y", "x sub 1 is at most minus 2y", "xの1 小なりイコール マイナス 2y"),
        (r"\sqrt[3]{x}", "√[3]x", "root 3 of x", "xの3乗根"),
        (r"\sum_{i}^{n} x_i", "∑_i^n x_i", "the sum from i to n of x sub i", "iからnまでのシグマ、 xのi"),
        (r"\bar{y} = \text{mean}", "ȳ = mean", "ȳ equals mean", "ȳ イコール mean"),
        (r"\log x f'(x)", "log x f′(x)", "log x f prime(x)", "log x f ダッシュ(x)"),
    ],
)
def test_a_formula_keeps_its_structure(tex, found, english, japanese):
    html = formula(tex, display=False)
    assert plain(html) == found
    assert heard(html, "en") == (english,)
    assert heard(html, "ja") == (japanese,)
    assert heard(html, "uk") == (found,)


def test_formulas_do_not_run_into_one_another_in_search():
    assert plain(render_markdown("| a | b |\n|---|---|\n| $x^2$ | $\\frac{1}{2}$ |")) == "a b\nx^2 1/2"


def test_notes_are_kept_and_their_marks_are_not():
    text = "Tea[^1] is hot.\n\n[^1]: Very hot.\n"
    assert plain(render_markdown(text)) == "Tea is hot.\nVery hot."
    assert said(text) == ("Tea is hot.", "Notes", "Very hot.")


def test_furigana_is_not_heard_also_in_alt_texts():
    assert said("{漢字|かん|じ}を読む ![{木|き}の絵](https://a.example/a.png)", "ja") == ("漢字を読む 木の絵",)


def test_what_a_sign_shows_is_said():
    assert said("- [x] Buy tea") == ("Done: Buy tea",)
    assert said("[![Tea](https://a.example/a.png)](https://youtu.be/abcdefg)") == ("Tea, Opens YouTube",)


def test_a_quiz_is_heard_without_its_answers():
    (step,) = read("```quiz id=a\nThe sky is [[blue]].\n```\n\n```quiz id=b\nWhich?\n- [x] One\n- [ ] Two\n```", "en")
    assert heard_paragraphs(step, "en") == ("The sky is blank .", "Which?", "One", "Two")


def test_elements_of_any_depth_are_heard():
    deep = "<div>" * 5000 + "word" + "</div>" * 5000
    math = "<math>" + "<mrow>" * 5000 + "<mi>x</mi>" + "</mrow>" * 5000 + "</math>"
    quiz = Quiz("q", "one", deep, (), (), 1, None, False)
    step = StepReading("s", "", "", (HtmlPart(deep + math), ActivityPart(quiz)))
    assert heard_paragraphs(step, "en") == ("word", "x", "word")
