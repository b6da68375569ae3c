"""Braces behind a text set what authors may set, and everything else in them is told."""

import pytest

from courses.markup.dialect import Dialect, render_markdown
from courses.markup.scene import OpenTargets, Scene


def told(text):
    found = []
    html = Dialect().block(text, Scene("en", "lesson.md", OpenTargets(), found.append))
    return html, [(one.code, one.line, one.params["word"]) for one in found]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\n{: .small #b dir=rtl }", '<p class="small" dir="rtl" id="u-b">a</p>'),
        ("a\n\n{: .small }", '<p class="small">a</p>'),
        ("a\n{.small}", '<p class="small">a</p>'),
        ("*a*{dir=rtl} b", '<p><em dir="rtl">a</em> b</p>'),
        ("`a`{#c}", '<p><code id="u-c">a</code></p>'),
        ("[a](https://a.jp){.soft}", '<p><a class="soft" href="https://a.jp" rel="noopener noreferrer">a</a></p>'),
        ("*a*{lang=uk}", '<p><em lang="uk">a</em></p>'),
        ("### a {: .soft dir=rtl }", '<h3 class="soft" dir="rtl" id="u-a">a</h3>'),
    ],
)
def test_ids_looks_and_direction_are_set(text, html):
    assert told(text) == (html, [])


@pytest.mark.parametrize("text", ["*a*{漢字}", "*a*{% b %}", "*a*{{ b }}", "`{#a}`", "a {b} c", "*a*\\{#b}", "*{a}*"])
def test_other_braces_stay_text(text):
    assert told(text)[1] == []
    assert "{" in render_markdown(text, "en")


def test_what_is_not_carried_over_is_told_once():
    html, problems = told('[a](https://a.jp){target=_blank}\n[b](https://b.jp){target=_blank}\n{: .btn style="x" }')
    assert "target" not in html
    assert "btn" not in html
    assert sorted(word for _, _, word in problems) == [".btn", "style=x", "target=_blank"]
    assert {code for code, _, _ in problems} == {"attribute-dropped"}


def test_classes_of_the_page_cannot_be_borrowed():
    html, _ = told('*a*{.video}\n\n<div class="video term small">b</div>')
    assert "video" not in html
    assert "term" not in html
    assert '<div class="small">' in html


def test_cells_of_tables_take_braces_too():
    assert '<td class="num">1</td>' in render_markdown("| a |\n|---|\n| 1 {.num} |", "en")


@pytest.mark.parametrize(
    "info",
    ['python title="a.py" hl_lines="2 3"', '{.python title="a.py"}', "{code-block} python title='a.py'"],
)
def test_code_carries_its_title_and_drops_the_rest_quietly(info):
    html, problems = told(f"```{info}\nx\n```")
    assert html.startswith('<figure class="listing"><figcaption class="small">a.py</figcaption><pre')
    assert 'class="language-python"' in html
    assert problems == []


@pytest.mark.parametrize("info", ["{.python linenums=1}", 'python linenums="1"', "python {1,3}", "{python}"])
def test_language_is_found_among_the_attributes(info):
    html, problems = told(f"~~~{info}\nx\n~~~")
    assert html.startswith('<pre tabindex="0"><code class="language-python">')
    assert problems == []


@pytest.mark.parametrize("text", ["- [x] a **b**\n- [ ] c", "- [x] a **b**\n\n- [ ] c"])
def test_marks_of_tasks_have_words(text):
    html = render_markdown(text, "ja")
    assert '<span aria-label="できた" class="task-mark" role="img">☑</span> a <strong>b</strong>' in html
    assert '<span aria-label="まだ" class="task-mark" role="img">☐</span> c' in html


def test_brackets_later_in_an_item_are_no_task():
    assert "task-mark" not in render_markdown("- a\n\n  [x] b", "en")
