"""Markdown becomes the HTML that authors meant."""

import pytest

from courses.markup.dialect import Dialect, Fence, Heading, Html, render_markdown
from courses.markup.scene import OpenTargets, Scene


def pieces(text, language="ja"):
    told = []
    found = Dialect().pieces(text, Scene(language, "lesson.md", OpenTargets(), told.append))
    return found, [(one.code, one.line) for one in told]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("これは**「強調」**という", "<p>これは<strong>「強調」</strong>という</p>"),
        ("**重要。**次の文", "<p><strong>重要。</strong>次の文</p>"),
        ("文の*（中）*で", "<p>文の<em>（中）</em>で</p>"),
        ("~~no~~ `a|b`", "<p><del>no</del> <code>a|b</code></p>"),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("日本\n語", "<p>日本語</p>"),
        ("a \\$ b \\| c", "<p>a $ b | c</p>"),
        ("{{ 7*7 }} {% x %}", "<p>{{ 7*7 }} {% x %}</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n\n* b", "<ul><li>a</li></ul>\n<ul><li>b</li></ul>"),
        ("3. a", '<ol start="3"><li>a</li></ol>'),
        ("語\n: 説明", "<dl><dt>語</dt><dd>説明</dd></dl>"),
        ("> a\n> b", "<blockquote><p>a\nb</p></blockquote>"),
        ("&copy; &amp; <", "<p>© &amp; &lt;</p>"),
    ],
)
def test_text_is_read_as_meant(text, html):
    assert render_markdown(text, "ja") == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{漢字|かん|じ}", "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>"),
        ("{今日|きょう}", "<ruby>今日<rt>きょう</rt></ruby>"),
        ("{AI|エーアイ}", "<ruby>AI<rt>エーアイ</rt></ruby>"),
        ("{取り出|と||だ}す", "<ruby>取<rt>と</rt>り出<rt>だ</rt></ruby>す"),
        ("**{表|ひょう}**", "<strong><ruby>表<rt>ひょう</rt></ruby></strong>"),
    ],
)
def test_furigana_becomes_ruby(text, html):
    assert render_markdown(text, "ja") == f"<p>{html}</p>"


@pytest.mark.parametrize("text", ["{漢字|}", "{漢字||}", "{漢字| }"])
def test_furigana_without_a_reading_is_told_and_the_word_stays(text):
    found, told = pieces(text)
    assert (found[0].html, told) == ("<p><span>漢字</span></p>", [("furigana-count", 1)])


def test_furigana_stands_in_tables_headings_and_titles():
    found, _ = pieces("## {表|ひょう}を読む\n\n| {名|な} | b |\n|---|---|\n| x | {値|あたい} |\n")
    assert isinstance(found[0], Heading)
    assert found[0].text == "表を読む"
    assert found[0].html == "<ruby>表<rt>ひょう</rt></ruby>を読む"
    assert "<td><ruby>値<rt>あたい</rt></ruby></td>" in found[1].html


def test_braces_with_bars_stay_as_they_are_in_code_and_when_no_reading():
    assert render_markdown("`{漢字|かん|じ}` {a|b}", "ja") == "<p><code>{漢字|かん|じ}</code> {a|b}</p>"
    assert "{漢字|かん|じ}" in render_markdown("```\n{漢字|かん|じ}\n```", "ja")


def test_furigana_that_does_not_fit_is_told():
    _, told = pieces("\n{漢字表|かん|じ}")
    assert told == [("furigana-count", 2)]


@pytest.mark.parametrize(
    ("language", "word"), [("ja", "ヒント"), ("en", "Tip"), ("uk", "Порада"), ("ja-x-easy", "ヒント"), ("th", "Tip")]
)
def test_callouts_speak_the_language_of_the_reading(language, word):
    html = f'<aside class="note note-tip flow-s" role="note"><p class="label">{word}</p><p>a</p></aside>'
    assert render_markdown("> [!TIP]\n> a", language) == html
    assert render_markdown("!!! tip\n\n    a", language) == html


def test_callouts_take_titles_and_hold_blocks():
    html = render_markdown('!!! warning "**題**"\n\n    - a\n\n    ```\n    x\n    ```\n', "ja")
    assert '<p class="label"><strong>題</strong></p><ul><li>a</li></ul><pre' in html
    assert 'class="note note-care flow-s"' in html


def test_fences_may_hold_fences():
    html = render_markdown("````md\n```python\nx\n```\n````")
    assert html.count("<pre") == 1
    assert "```python" in html


def test_code_is_coloured_in_four_classes():
    html = render_markdown("```python\ndef f(): return 'a', 1 # c\n```")
    for part in ('"k">def<', "\"s\">'a'<", '"n">1<', '"c"># c<'):
        assert part in html
    assert html.startswith('<pre tabindex="0"><code class="language-python">')


def test_tables_scroll_and_are_numbered_in_the_language():
    html = render_markdown("| a | b |\n|---|--:|\n| 1 | 2 |\n\nx\n\n| c |\n|---|\n", "ja")
    assert '<div aria-label="表1" class="scroll" role="region" tabindex="0"><table>' in html
    assert '<th class="num" scope="col">b</th>' in html
    assert 'aria-label="表2"' in html


def test_formulas_become_mathml_and_money_stays_money():
    assert "<math" in render_markdown("$x^2$")
    assert 'display="block"' in render_markdown("$$\n\\frac{1}{2}\n$$")
    assert "<math" not in render_markdown("costs $5 and $6, or $5–$6")
    assert "<math" in render_markdown("\\begin{align}a&=b\\end{align}")


def test_formula_that_cannot_be_read_is_told_and_shown():
    found, told = pieces("text\n\n$\\frac{$ here")
    assert told == [("formula", 3)]
    assert "<code>\\frac{</code>" in found[0].html


def test_footnotes_stand_at_the_end_of_their_step():
    found, told = pieces("## a\n\nx[^1] y[^zwei]\n\n## b\n\nz[^1]\n\n[^1]: eins\n[^zwei]: *zwei*\n", "en")
    texts = [piece.html for piece in found if isinstance(piece, Html)]
    assert "eins" in texts[0]
    assert "<em>zwei</em>" in texts[0]
    assert "eins" in texts[1]
    assert "zwei" not in texts[1]
    assert told == []


def test_unknown_footnote_is_told():
    assert pieces("x[^no]")[1] == [("footnote-unknown", 1)]


def test_addresses_in_the_text_are_linked_without_the_full_stop():
    html = render_markdown("見て https://a.example/b_c_d?e=1。終 (https://f.example).")
    assert 'href="https://a.example/b_c_d?e=1"' in html
    assert 'href="https://f.example"' in html


def test_link_references_work_anywhere():
    assert 'href="https://a.example"' in render_markdown("[x][Ref]\n\n[ref]: https://a.example 'T'")


def test_headings_of_level_two_and_quizzes_cut_the_text():
    found, _ = pieces("a\n\n## B {#bee minutes=4 need=pc}\n\nc\n\n```quiz id=q\nd\n```\n\ne")
    assert [type(piece) for piece in found] == [Html, Heading, Html, Fence, Html]
    assert found[1].own == {"id": "bee", "minutes": "4", "need": "pc"}
    assert (found[1].line, found[3].line) == (3, 8)


def test_quiz_inside_a_list_is_refused_and_shows_no_answer():
    found, told = pieces("- a\n\n  ```quiz id=q\n  - [x] secret\n  ```\n")
    assert told == [("activity-nested", 3)]
    assert "secret" not in found[0].html


def test_endless_paragraph_is_told_and_its_words_stay():
    found, told = pieces("*a* " * 4_000)
    assert told == [("block-too-long", 1)]
    assert found[0].html.startswith("<p>*a* *a*")


def test_deep_nesting_is_told_instead_of_dropped():
    assert pieces(">" * 300 + " a")[1] == [("nested-too-deep", 1)]
