"""What is nearly an activity: no slip of an author's shows an answer, or takes the rest of a lesson away, without a word."""

import json
from time import process_time

import pytest

from courses import compile_course, to_data
from courses.activities.blocks import compile_activity
from courses.activities.lines import sorted_lines
from courses.activities.names import activity_within
from courses.activities.slips import first_slip
from courses.activities.typed import GAP
from courses.markup.dialect import Dialect, Fence
from courses.markup.scene import OpenTargets, Scene

MD = Dialect()
OPTIONS = "- [x] a\n- [ ] b\n"


def told_of(text):
    told = []
    MD.pieces(text, Scene("en", "a.md", OpenTargets(), told.append))
    return [(one.code, one.line) for one in told]


def told_of_block(body, info="quiz id=q"):
    told = []
    compile_activity(Fence(info, body, 2), Scene("en", "a.md", OpenTargets(), told.append), MD)
    return [(one.code, one.line) for one in told]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff```quiz id=q\n{}```", "\u200b```quiz id=q\n{}```", "｀｀｀quiz id=q\n{}｀｀｀", "``quiz id=q\n{}``",
        "<div>```quiz id=q\n{}```</div>", "## ```quiz id=q\n{}",
    ],
)  # fmt: skip
def test_what_begins_with_nearly_a_fence_is_told(text):
    assert ("activity-as-text", 1) in told_of(text.format(OPTIONS))


@pytest.mark.parametrize(
    "text", ["Write `` ```quiz id=q ``.", "``quiz id=q`` begins it.", "````md\n```quiz id=q\n```\n````"]
)
def test_what_explains_how_a_quiz_is_written_is_not(text):
    assert told_of(text) == []


@pytest.mark.parametrize(
    "text", [f"\n```quiz id=q\n{OPTIONS}", f"\n````quiz id=q\n{OPTIONS}```\nmore", f"\n> ```quiz id=q\n> {OPTIONS}"]
)
def test_an_activity_that_never_ends_is_told(text):
    assert ("activity-unclosed", 2) in told_of(text)


@pytest.mark.parametrize(
    "text", [f"```quiz id=q\n{OPTIONS}```", f"~~~~quiz id=q\n{OPTIONS}~~~~~\n", "```quiz id=q\n```"]
)
def test_an_activity_that_ends_is_not(text):
    assert told_of(text) == []


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("Q\n-[x] a\n- [x] b\n- [ ] c", "quiz-line-unread", 3),
        ("Q\n•　[x] a\n- [x] b\n- [ ] c", "quiz-line-unread", 3),
        ("Q\n- [ ] b\n      - [x] a\n- [x] c", "quiz-line-unread", 4),
        ("Q\n1. [x] a\n2. [ ] b\n3. [ ] c", "quiz-line-unread", 3),
        ("Q [[a]]\n~ 5 is wrong", "quiz-line-unread", 3),
        ("Q [[a]]\n**Explanation:** a", "quiz-line-unread", 3),
        ("Q [[a]]\n\n解説：a", "quiz-line-unread", 4),
        ("Q\n1. a\n   > why\n2. b\n3. c", "quiz-stray-text", 4),
        ("Q\na :: b\n  > why\nc :: d", "quiz-stray-text", 4),
        ("Q [[a]]\n~~~\ncode\nexplanation: a", "activity-unclosed", 3),
    ],
)
def test_a_line_that_would_be_read_with_the_answer_in_it_is_told(body, code, line):
    assert told_of_block(body) == [(code, line)]


def test_code_in_a_task_that_never_ends_is_told():
    assert ("activity-unclosed", 3) in told_of_block("Do.\n```\ncode\nmodel: a", "exercise id=q")
    assert told_of_block("Do.\n~~~\n```\n~~~\nmodel: a", "prompt id=q") == [("prompt-no-fields", 2)]


@pytest.mark.parametrize("line", ["~no: WHY", "～ no：WHY", "~ no: WHY"])
def test_a_reply_is_one_with_and_without_a_blank_and_with_a_wide_sign(line):
    told = []
    scene = Scene("ja", "a.md", OpenTargets(), told.append)
    quiz, key = compile_activity(Fence("quiz id=q", f"Q [[a]]\n{line}", 2), scene, MD)
    assert told == []
    assert [(reply.answer, reply.html) for reply in key.replies] == [("no", "<p>WHY</p>")]
    assert "WHY" not in json.dumps(to_data(quiz))


def test_code_with_other_fences_in_it_does_not_hide_where_the_explanation_begins():
    quiz, key = compile_activity(
        Fence("quiz id=q", "Q [[a]]\n~~~\n```\n~~~\nexplanation: WHY", 2), Scene("en", "a.md", OpenTargets(), print), MD
    )
    assert key.explanation == "<p>WHY</p>"
    assert "WHY" not in json.dumps(to_data(quiz))


def test_a_word_that_is_explained_in_an_answer_is_not_explained_in_the_lesson(change):
    folder = change("01-water/lesson.ja.md", "explanation: 水", "explanation: 水\n\n*[文]: WHY\n")
    made = compile_course(folder).draft
    assert "WHY" not in json.dumps(to_data(made.readings))
    assert "WHY" in made.keys["water", "ja"]["heat"].explanation


def test_a_quiz_in_a_cell_for_code_is_told(shown, cells):
    assert "activity-as-text" in shown(cells.code(f"```quiz id=q\n{OPTIONS}```")).problems
    assert "activity-as-text" in shown(cells.text(f"```quiz id=q\n{OPTIONS}```", cell_type="raw")).problems


def test_a_lesson_that_nobody_reads_yet_is_no_file_to_take_along(change, cells):
    folder = change("01-water/lesson.ja.md", "はじめの文。", "[次](../02-later/lesson.ja.ipynb)")
    (folder / "02-later").mkdir()
    notebook = cells.notebook(cells.text(f"```quiz id=q\n{OPTIONS}```"))
    (folder / "02-later" / "lesson.ja.ipynb").write_text(notebook, encoding="utf-8")
    made = compile_course(folder)
    assert ("asset-type", 6) in [(one.code, one.line) for one in made.problems]
    assert [name for name in made.draft.assets if name.endswith(".ipynb")] == []


@pytest.mark.parametrize("flood", [">", "\n", "~~~ ", "`` ", "\u200b"])
def test_looking_for_what_is_nearly_a_fence_takes_no_longer_for_a_flood(flood):
    start = process_time()
    activity_within("id=" + flood * 20_000 + "`")
    assert process_time() - start < 2


@pytest.mark.parametrize(
    "line", ["#" * 20_000, "* " * 20_000, "~" + " " * 20_000, "~ x" + " " * 20_000, "～" + "x" * 20_000]
)
def test_looking_for_what_is_nearly_a_line_takes_no_longer_for_a_flood(line):
    start = process_time()
    first_slip(sorted_lines(f"Q [[a]]\n{line}", GAP), has_gaps=True)
    assert process_time() - start < 2
