"""GIFT in and out: every kind of question, its odd corners, and back again without a change in what is right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.activities.blocks import compile_activity
from courses.activities.gift.blocks import blocks_from_gift
from courses.activities.gift.exporting import gift_of
from courses.activities.gift.parsing import number_line, read_gift
from courses.commands import main
from courses.markup.dialect import Dialect, Fence
from courses.markup.scene import OpenTargets, Scene

MD = Dialect()
SAMPLE = r"""// a comment
$CATEGORY: tea/hot

::Water boils::Water boils at 100 degrees.{TRUE#No, it does.#Yes.####So it is.}

::Capital::[html]<b>Where</b> is it? {=here#yes ~there#no ~nowhere}

Pick two {~%50%one ~%50%two ~%-100%three}

Uneven {~%70%one ~%30%two ~%-100%three}

Two plus two is {=four =4} as we know.

Pi {#3.14:0.01}

Range {#1..5}

Match {=a -> one =b -> two =c -> three}

Write about tea. {}

Only words, 1 \= 1.

- [x] looks like ours {=a\=b ~c\{d\}}
"""


def compiled(markdown):
    told = []
    scene = Scene("en", "a.md", OpenTargets(), told.append)
    made = [compile_activity(piece, scene, MD) for piece in MD.pieces(markdown, scene) if isinstance(piece, Fence)]
    return made, [one.code for one in told if one.severity == "error"]


def test_every_kind_of_question_becomes_a_block():
    markdown, told = blocks_from_gift(SAMPLE, "tea.gift")
    made, errors = compiled(markdown)
    assert errors == []
    assert [getattr(one, "form", "task") for one, _ in made] == [
        "one", "one", "several", "several", "gap", "number", "number", "pairs", "task", "one",
    ]  # fmt: skip
    assert [(one.code, one.line) for one in told] == [("gift-weights", 10)]
    assert made[0][0].id == "water-boils"
    assert made[0][1].feedback == {"1": "<p>Yes.</p>", "2": "<p>No, it does.</p>"}
    assert made[0][1].explanation == "<p>So it is.</p>"
    assert made[4][1].gaps == (("four", "4"),)
    assert (made[6][1].number.value, made[6][1].number.tolerance) == ("3", "2")
    assert "Only words, 1 = 1." in markdown
    assert made[9][0].options[0].html == "a=b"


def test_ids_are_the_same_again_and_unique():
    text = "::Tea::a {=b}\n\n::Tea::c {=d}\n\nno title {=e}"
    first, again = (compiled(blocks_from_gift(text, "a.gift")[0])[0] for _ in range(2))
    names = [one.id for one, _ in first]
    assert names == [one.id for one, _ in again]
    assert names[:2] == ["tea", "tea-2"]
    assert len(set(names)) == 3


def test_numbers_and_ranges_are_exact():
    assert [number_line(text) for text in ("0.1..0.3", "5", "-2:0.5", "x", "nan")] == [
        "0.2 ± 0.1",
        "5 ± 0",
        "-2 ± 0.5",
        "",
        "",
    ]


@given(st.text(alphabet="ab{}=~#:\\%>-\n/$ 1.", max_size=80))
def test_no_text_is_too_much(text):
    read_gift(text)
    blocks_from_gift(text, "a.gift")


WORD = st.text(alphabet="abc ~=#{}:xyz", min_size=1, max_size=12).map(lambda text: f"w{text.strip()}w")


@settings(max_examples=40, deadline=None)
@given(st.lists(WORD, min_size=3, max_size=6, unique=True), st.sets(st.integers(0, 5), min_size=1))
def test_quiz_out_and_in_again_has_the_same_options_and_right_ones(words, right):
    lines = [f"- [{'x' if place in right else ' '}] `{word}`" for place, word in enumerate(words)]
    if not any("[x]" in line for line in lines):
        lines[0] = lines[0].replace("[ ]", "[x]")
    (before,), errors = compiled("\n".join(["```quiz id=q", "Q", *lines, "", "> why", "```"]))
    assert errors == []
    text, told = gift_of([before], "a")
    (after,), errors = compiled(blocks_from_gift(text, "a.gift")[0])
    assert (told, errors) == ((), [])
    assert [option.html for option in after[0].options] == [option.html for option in before[0].options]
    assert (after[0].id, after[0].form, after[1].right) == (before[0].id, before[0].form, before[1].right)


def test_numbers_pairs_and_gaps_come_back_and_an_order_is_reported():
    body = (
        "```quiz id=n\nQ\n= 3.14 ± 0.01\n```\n\n```quiz id=p\nQ\na :: one\nb :: two\n```\n\n"
        "```quiz id=g\nIt is [[tea|chai]] here.\n```\n\n```quiz id=o\nQ\n1. a\n2. b\n3. c\n```\n"
    )
    before, _ = compiled(body)
    text, told = gift_of(before, "a")
    after, errors = compiled(blocks_from_gift(text, "a.gift")[0])
    assert [(one.code, one.params["word"]) for one in told] == [("gift-no-form", "o")]
    assert errors == []
    assert after[0][1].number == before[0][1].number
    assert [left.text or left.html for left in after[1][0].lefts] == ["a", "b"]
    assert after[2][1].gaps == (("tea", "chai"),)


@pytest.mark.parametrize("more", ["rubric:\n- Clear (2)", "model: Like this.", "hint: Think."])
def test_what_an_exercise_has_more_than_gift_can_hold_is_told(more):
    (with_more,), errors = compiled(f"```exercise id=e\nWrite.\n{more}\n```\n")
    assert errors == []
    text, told = gift_of([with_more], "a")
    assert "::e::[html]<p>Write.</p>{" in text
    assert [(one.code, one.params["word"]) for one in told] == [("gift-less", "e")]


def test_commands_print_and_report(tmp_path, course):
    file = tmp_path / "tea.gift"
    file.write_text(SAMPLE, encoding="utf-8")
    said = []
    assert main(["gift-import", str(file)], said.append) == 1
    assert "````quiz id=water-boils" in said[0]
    assert said[1].startswith("tea.gift:10: ")
    said.clear()
    assert main(["gift-export", str(course), "--reading", "en"], said.append) == 0
    assert "::heat::[html]<p>How hot?</p>{\n=100 degrees\n~50 degrees\n}" in said[0]
    assert main(["gift-import", str(tmp_path / "none")], said.append) == 2


def test_commands_say_what_is_missing_and_where_they_may_not_write(tmp_path, course):
    said = []
    empty, large = tmp_path / "empty.gift", tmp_path / "large.gift"
    empty.write_text("\n")
    assert main(["gift-import", str(empty)], said.append) == 2
    assert said.pop() == f"There is no question in {empty}."
    large.write_text("::a:: b {=c}\n\n" * 400_000)
    assert main(["gift-import", str(large), "--lang", "ja"], said.append) == 2
    assert "5MBまで" in said.pop()
    assert main(["gift-export", str(course), "--lesson", "nowhere"], said.append) == 2
    assert said.pop() == f"There is no question in {course}."
    assert main(["gift-export", str(course), "--reading", "en", "--to", str(tmp_path)], said.append) == 2
    assert said == [
        f"{tmp_path} cannot be read or written (Is a directory). Look whether you may, and whether the disk has room."
    ]
