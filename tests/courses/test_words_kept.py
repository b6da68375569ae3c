"""Whatever a lesson shows can be found by search, and heard."""

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses import HtmlPart, compile_course, heard_paragraphs, step_text
from courses.activities.shown import shown_html
from courses.markup.dialect import Dialect
from courses.markup.scene import OpenTargets, Scene
from courses.steps import Placed, build_steps

ROOT = Path(__file__).resolve().parents[2]
# Every construct that shows words; each @ stands for a word that is nowhere else.
CONSTRUCTS = [
    "@ **@** *@* ~~@~~ `@` <kbd>@</kbd>@ [@](https://a.example) <sub>@</sub>",
    "### @\n\n@  \n@",
    "{@|よみ}と{@|よみ}",
    "$\\text{@} + \\frac{\\text{@}}{\\sqrt{\\text{@}}}$ @",
    "$$\\sum_{\\text{@}}^{n} \\text{@}^2 \\le \\max_{x} \\text{@}$$",
    "- @\n- [x] @\n  1. @\n\n     @\n- [ ] @",
    "> @\n> > @",
    "> [!TIP]\n> @",
    '!!! note "@"\n    @',
    '??? note "@"\n    @',
    ":::{warning} @\n@\n:::",
    '=== "@"\n    @\n=== "@"\n    @',
    "| @ | {@\\|か} |\n|---|---|\n| @ | @ |\n| | @ |",
    '<table><caption>@</caption><tr><th rowspan="2">@</th><td>@</td></tr><tr><td>@</td></tr></table>',
    "@\n: @",
    "```\n@\n@ @\n```",
    '```python title="@"\nprint("@")\n```',
    "![@ {@|か}](https://a.example/a.png)",
    "[![@](https://a.example/a.png)](https://www.youtube.com/watch?v=abcdefg)",
    '[![](https://a.example/a.png)](https://youtu.be/abcdefg "@")',
    "@[^@n@]\n\n[^@n@]: @",
    "<details><summary>@</summary>\n\n@\n\n</details>",
    "```mermaid\nflowchart TD\n A[@] -->|@| B[@]\n```",
    "```mermaid\nunknown @\n```",
    "<p>@<br>@ <span>@</span></p>",
    "```quiz id=q-@@\n@?\n- [x] @\n- [ ] `@`\n```",
    "```quiz id=g-@@\n@ [[secret]] @.\n```",
    "```quiz id=p-@@\n@\n@ :: @\n@ :: @\n```",
    "```exercise id=e-@@\n@\nrubric:\n- @ (2)\nmodel: secret\n```",
]
_PLACE = re.compile("@n@|@@|@")


def filled(templates):
    """The text, and the words in it that a reader sees."""
    words, parts = [], []
    for number, template in enumerate(templates):

        def word(found, number=number):
            if found.group(0) != "@":
                return f"n{number}"
            words.append(f"語{len(words)}w")
            return words[-1]

        parts.append(_PLACE.sub(word, template))
    return "\n\n".join(parts) + "\n", words


def read(text, language):
    md = Dialect()
    scene = Scene(language, "lesson.md", OpenTargets(), lambda problem: None)
    steps = build_steps([Placed(piece, scene) for piece in md.pieces(text, scene)], "Title", md)
    return [step.reading() for step in steps]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(CONSTRUCTS), min_size=1, max_size=8), st.sampled_from(["ja", "en", "ar"]))
def test_no_visible_word_is_lost(templates, language):
    text, words = filled(templates)
    steps = read(text, language)
    found = "\n".join(step_text(step) for step in steps)
    said = "\n".join(line for step in steps for line in heard_paragraphs(step, language))
    assert [word for word in words if not re.search(rf"{word}", found)] == []
    assert [word for word in words if word not in said] == []
    assert "secret" not in found + said
    assert "よみ" not in found + said


@pytest.mark.parametrize("template", CONSTRUCTS)
def test_each_construct_is_found_and_heard(template):
    text, words = filled([template])
    (step,) = read(text, "ja")
    found, said = step_text(step), heard_paragraphs(step, "ja")
    assert words
    assert [word for word in words if word not in found or word not in "\n".join(said)] == []
    assert all(said)


FURIGANA = re.compile(r"<r[tp]>.*?</r[tp]>")
SIGNPOST = re.compile(r'<a [^>]*role="doc-(?:noteref|backlink)"[^>]*>.*?</a>')


def shown_words(html):
    """What stands between the tags, without formulas, which are one line of their own."""
    text = re.sub(r"<math.*?</math>", " ", SIGNPOST.sub("", FURIGANA.sub("", html)), flags=re.DOTALL)
    return unescape(re.sub(r"</?(?:ruby|rb|em|strong|code|span|a|abbr|del|kbd|sup|sub)\b[^>]*>", "", text))


@pytest.mark.parametrize("folder", ["content/rpa-basics", "tests/data/tiny"])
def test_no_word_of_our_own_courses_is_lost(folder):
    release = compile_course(ROOT / folder).release
    for reading in release.readings.values():
        for step in reading.steps:
            text = step_text(step)
            for part in step.parts:
                blocks = [part.html] if isinstance(part, HtmlPart) else shown_html(part.activity)
                for html in blocks:
                    assert [one for one in re.sub(r"<[^>]*>", " ", shown_words(html)).split() if one not in text] == []
