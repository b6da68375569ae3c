"""What holds for any lesson: compiled twice it is the same, cleaned twice it is the same, and no question tells its answer."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses import Quiz, compile_course, to_data
from courses.activities.blocks import compile_activity
from courses.markup.clean import clean
from courses.markup.dialect import Dialect, Fence
from courses.markup.scene import OpenTargets, Scene
from tests.fuzz.fragments import LESSON

MD = Dialect()
SECRET = "secretword"
texts = st.lists(st.sampled_from(LESSON), max_size=60).map("".join)
some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
few = settings(some, max_examples=12)


@few
@given(body=texts)
def test_compiling_twice_gives_the_same_digest(course, body):
    path = course / "01-water" / "lesson.en.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n\n{body}", encoding="utf-8")
    try:
        one, other = compile_course(course), compile_course(course)
        assert one.problems == other.problems
        assert (one.draft and one.draft.digest) == (other.draft and other.draft.digest)
    finally:
        path.write_text(before, encoding="utf-8")


@some
@given(html=texts, language=st.sampled_from(["en", "ar"]))
def test_cleaning_twice_changes_nothing(html, language):
    once = clean(html, language)
    assert clean(once, language) == once


# Words that stand in the key alone: replies, explanation, what a gap, a number and the order of a list accept.
FORMS = [
    "Which?\n- [x] a\n  > {s}0 {t}\n- [ ] b\n  > {s}1\n\n> {s}2 {t}",
    "There are [[{s}|{s}3]] of them.\n\n> {t} {s}",
    "How far?\n= 31415 ± 0.5 km\n\n~ 27182: {s}\n> {s} {t}",
    "In order.\n1. c\n2. d\n3. e\n\n> {s} {t}",
    "Pairs.\nf :: g\nh :: i\n\n> {s}",
]


@some
@given(
    form=st.sampled_from(FORMS),
    text=st.sampled_from(["", "**bold**", "`code`", "<b>x</b>", "$x$", "{漢|かん}", "[a](#b)"]),
)
def test_a_question_as_it_is_shown_holds_no_answer(form, text):
    told = []
    scene = Scene("en", "lesson.en.md", OpenTargets(), told.append)
    made = compile_activity(Fence("quiz id=q", form.format(s=SECRET, t=text), 1), scene, MD)
    assert made is not None, told
    shown, key = made
    assert isinstance(shown, Quiz)
    kept = json.dumps(to_data(key))
    assert SECRET in kept
    for word in (SECRET, "31415", "27182"):
        assert word not in json.dumps(to_data(shown))
