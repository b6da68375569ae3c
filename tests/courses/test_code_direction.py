"""In lessons written from the right, code, keys and formulas stay written from the left."""

import re

import pytest

from courses.markup.clean import clean
from courses.markup.dialect import render_markdown
from tests.courses.test_words_kept import read

LESSON = """\
## درس `x = 1`

اكتب `print("a")` ثم <kbd>Ctrl</kbd> و <samp>ok</samp> و $x^2 + 1$.

$$\\frac{1}{2}$$

```python title="a.py"
print(1)
```

    indented

| `a` | $b$ |
|---|---|
| <code dir="rtl" class="x">c</code> | <KBD>d</KBD> |
"""
PARTS = re.compile(r"<(?:code|pre|kbd|samp|math)\b[^>]*>")


@pytest.mark.parametrize("language", ["ar", "fa", "fa-AF", "ur", "he", "ckb"])
def test_code_says_that_it_is_written_from_the_left(language):
    (step,) = read(LESSON, language)
    html = step.title_html + "".join(part.html for part in step.parts)
    found = PARTS.findall(html)
    assert len(found) == 14
    assert [tag for tag in found if 'dir="ltr"' not in tag] == []
    assert 'dir="rtl"' not in html
    assert clean(html) == html
    assert clean(html, language) == html


def test_keys_pressed_together_stand_in_the_order_in_which_they_are_pressed():
    html = render_markdown("<kbd>Ctrl</kbd>+<kbd>Shift</kbd> + <kbd>C</kbd>، <kbd>F5</kbd>", "ar")
    keys = '<kbd dir="ltr">{}</kbd>'.format
    assert html == f'<p><span dir="ltr">{keys("Ctrl")}+{keys("Shift")} + {keys("C")}</span>، {keys("F5")}</p>'
    assert clean(html, "ar") == html
    assert "<span" not in render_markdown("<kbd>Ctrl</kbd>+<kbd>C</kbd>", "en")


def test_options_and_feedback_hold_code_from_the_left_too():
    (step,) = read("```quiz id=a\n`q`?\n- [x] `a`\n- [ ] `b`\n```", "ar")
    quiz = step.parts[0].activity
    assert [option.html for option in quiz.options] == ['<code dir="ltr">a</code>', '<code dir="ltr">b</code>']
    assert quiz.prompt_html == '<p><code dir="ltr">q</code>?</p>'


def test_other_languages_need_no_word_of_it():
    assert 'dir="ltr"' not in render_markdown(LESSON, "ja")
