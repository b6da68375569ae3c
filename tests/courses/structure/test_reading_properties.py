"""Whatever the text: reading it never fails, reading it again gives the same, and nothing of it stays for the next."""

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.markup.clean import clean
from courses.markup.dialect import Dialect, render_markdown
from tests.courses.structure.shapes import scene

MARKS = """\
* ** _ ` `` ``` ~~ [ ] ( ) [^a] [^a]: [b] [b]: ![ < > <b> <!-- --> <? $ $$ \\ | - # > & &amp; {漢|か} 「 」 。 a あ : !!!
"""
SPACED = ["\n", "\n\n", "    ", "\n: ", "1. ", "|---|\n", "https://a.example "]
PARTS = st.sampled_from([*MARKS.split(), *SPACED])
TEXTS = st.lists(st.one_of(PARTS, st.text(max_size=4)), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_reading_never_fails_and_is_clean(text):
    html = render_markdown(text, "ja")
    assert clean(html) == html


@settings(max_examples=120, deadline=None)
@given(TEXTS, TEXTS)
def test_nothing_of_one_text_stays_for_the_next(first, second):
    used = Dialect()
    used.block(first, scene("ja"))
    assert used.block(second, scene("ja")) == Dialect().block(second, scene("ja"))
