"""Callouts, folded boxes and tabs are shown alike, in whichever dialect their author grew up."""

import pytest

from courses.markup.dialect import Dialect, render_markdown
from courses.markup.scene import OpenTargets, Scene

TIP = '<aside class="note note-tip flow-s" role="note"><p class="label">{}</p><p>a</p></aside>'


def told(text, language="ja"):
    found = []
    html = Dialect().block(text, Scene(language, "lesson.md", OpenTargets(), found.append))
    return html, [(one.code, one.line) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "> [!TIP]\n> a",
        "> [!ヒント]\n> a",
        "!!! tip\n    a",
        "!!! ヒント\n    a",
        ":::tip\na\n:::",
        "::: tip\na\n:::",
        ":::{tip}\na\n:::",
        ":::{hint}\n:name: here\na\n:::",
        "::: {.callout-tip}\na\n:::",
        "```{tip}\na\n```",
        "~~~{tip}\na\n~~~",
        "```{admonition}\n:class: tip\na\n```",
        "> [!порада]\n> a",
    ],
)
def test_one_callout_has_many_spellings(text):
    assert told(text) == (TIP.format("ヒント"), [])


@pytest.mark.parametrize(
    "text",
    ["> [!TIP] 題\n> a", '!!! tip "題"\n    a', ":::tip[題]\na\n:::", ":::{tip} 題\na\n:::", "```{tip} 題\na\n```"],
)
def test_each_spelling_takes_a_title(text):
    assert told(text) == (TIP.format("題"), [])


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        (":::{note}\na\n:::", "en", "Note"),
        (":::{note}\na\n:::", "fa", "یادداشت"),
        (":::{note}\na\n:::", "ar", "ملاحظة"),
        (":::{warning}\na\n:::", "ja-x-easy", "注意（ちゅうい）"),
        (":::{注意}\na\n:::", "uk", "Увага"),
    ],
)
def test_boxes_speak_the_language_of_the_reading(text, language, word):
    assert f'<p class="label">{word}</p>' in render_markdown(text, language)


@pytest.mark.parametrize("text", ["??? tip\n    a", "> [!TIP]-\n> a", ":::{tip}\n:class: dropdown\na\n:::"])
def test_folded_callout_is_shut_until_pressed_and_needs_no_script(text):
    assert render_markdown(text, "en") == (
        '<details class="note note-tip flow-s"><summary class="label">Tip</summary><p>a</p></details>'
    )


@pytest.mark.parametrize("text", ["???+ tip\n    a", "> [!TIP]+\n> a", ":::{dropdown} Tip\n:open:\na\n:::"])
def test_folded_callout_can_begin_open(text):
    html = render_markdown(text, "en")
    assert html.startswith("<details class=")
    assert 'open=""' in html
    assert "<p>a</p>" in html


def test_more_colons_outside_hold_fewer_inside():
    html, problems = told("::::{note} 外\nb\n:::{tip}\na\n:::\nc\n::::\n\nd")
    assert html == (
        '<aside class="note flow-s" role="note"><p class="label">外</p><p>b</p>'
        + TIP.format("ヒント")
        + "<p>c</p></aside>\n<p>d</p>"
    )
    assert problems == []


def test_boxes_of_as_many_colons_nest_too():
    html = render_markdown(":::note\n:::tip\na\n:::\nb\n:::\n\nc", "ja")
    assert html.endswith("<p>b</p></aside>\n<p>c</p>")


def test_colons_in_code_shut_no_box():
    html = render_markdown(":::note\n```\n:::\n```\nb\n:::\n\nc", "ja")
    assert html.endswith("<p>b</p></aside>\n<p>c</p>")


@pytest.mark.parametrize("text", ["> [!FOO] 題\n> a", "!!! foo 題\n    a", ":::foo 題\na\n:::", ":::{foo} 題\na\n:::"])
def test_unknown_kind_is_a_note_with_its_title_and_is_told(text):
    html, problems = told(text)
    assert html == '<aside class="note flow-s" role="note"><p class="label">題</p><p>a</p></aside>'
    assert problems == [("callout-kind", 1)]


def test_language_in_braces_is_code_and_no_box():
    assert "<pre" in render_markdown("```{python}\nx\n```", "en")


@pytest.mark.parametrize("text", ["- b\n\n  :::tip\n  a\n  :::\n\n- c", "> b\n>\n> :::tip\n> a\n> :::\n>\n> c"])
def test_boxes_stand_in_lists_and_quotes(text):
    html, problems = told(text)
    assert TIP.format("ヒント") in html
    assert html.count("<p>") == 3
    assert problems == []


def test_activity_in_a_box_is_told_and_shows_no_answer():
    html, problems = told(":::note\n```quiz id=a\nb\n- [x] secret\n```\n:::")
    assert "secret" not in html
    assert [code for code, _ in problems] == ["activity-nested"]


@pytest.mark.parametrize(
    "text",
    [
        '=== "Windows"\n\n    a\n\n=== "Mac"\n\n    b\n\nc',
        "::::{tab-set}\n:::{tab-item} Windows\na\n:::\n:::{tab-item} Mac\n:sync: mac\nb\n:::\n::::\n\nc",
        "````{tab-set}\n```{tab-item} Windows\na\n```\n```{tab-item} Mac\nb\n```\n````\n\nc",
    ],
)
def test_tabs_are_folded_texts_of_which_the_first_is_open(text):
    assert told(text, "en") == (
        (
            '<div aria-label="Choose what fits you" class="tabs" role="group">'
            '<details class="tab flow-s" open=""><summary>Windows</summary><p>a</p></details>'
            '<details class="tab flow-s"><summary>Mac</summary><p>b</p></details></div>\n<p>c</p>'
        ),
        [],
    )


def test_tab_holds_code_and_lists():
    html = render_markdown('=== "A"\n    1. x\n\n       ```python\n       y\n       ```\n', "en")
    assert "<ol><li>" in html
    assert '<pre tabindex="0"><code class="language-python">y' in html


def test_box_that_is_never_shut_ends_with_the_text():
    assert render_markdown(":::tip\na", "ja") == TIP.format("ヒント")


def test_many_opened_boxes_end_in_time_and_keep_their_words():
    html = render_markdown(":::note\n" * 2000 + "word", "en")
    assert "word" in html
    assert html.count("<aside") < 30


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "```{figure} a b.png\n:alt: A [cat]\n:name: cat\n:width: 50%\n\nThe *cat*.\n```",
            (
                '<figure id="u-cat"><span>A [cat]</span><figcaption class="small flow-s">'
                "<p>The <em>cat</em>.</p></figcaption></figure>"
            ),
        ),
        (":::{figure} a.png\n---\nalt: A\nwidth: 60%\n---\n:::", "<figure><span>A</span></figure>"),
        (":::{figure} a.png\n:alt: A\n:::", "<figure><span>A</span></figure>"),
        ("```{image} a.png\n:alt: A\n```", "<p><span>A</span></p>"),
        (
            ":::{image} a.png\n:alt: A\n:target: https://a.example\n:::",
            '<p><a href="https://a.example" rel="noopener noreferrer"><span>A</span></a></p>',
        ),
    ],
)
def test_directives_of_pictures_become_pictures_with_their_caption(text, html):
    assert told(text) == (html, [])


def test_a_picture_directive_without_alt_text_is_told_of_and_one_without_address_is_shown():
    assert told("text\n\n:::{figure} a.png\nOnly a caption\n:::")[1] == [("image-alt-missing", 3)]
    assert "<pre" in told("```{figure}\nx\n```")[0]
