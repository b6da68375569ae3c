"""Quiz blocks become questions without answers, and keys."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses import GapField, GapText, to_data
from courses.activities.quizzes import compile_quiz
from courses.markup.dialect import Dialect, Fence
from courses.markup.scene import OpenTargets, Scene


def made(body, info="quiz id=q", language="ja"):
    told = []
    scene = Scene(language, "lesson.md", OpenTargets(), told.append)
    return compile_quiz(Fence(info, body, 2), scene, Dialect()), [one.code for one in told]


def test_one_right_answer_is_a_choice_of_one():
    (quiz, key), told = made("**Q**\n- [ ] a\n- [x] b")
    assert (quiz.form, quiz.prompt_html) == ("one", "<p><strong>Q</strong></p>")
    assert [(option.value, option.html) for option in quiz.options] == [("1", "a"), ("2", "b")]
    assert key.right == ("2",)
    assert told == []


def test_several_right_answers_are_a_choice_of_several():
    (quiz, key), _ = made("Q\n- [x] a\n- [X] b\n- [ ] c")
    assert (quiz.form, key.right) == ("several", ("1", "2"))


def test_feedback_continued_options_and_both_kinds_of_explanation():
    body = "Q\n- [x] a\n  more\n  > f1\n  > f2\n\n- [ ] b\n"
    (quiz, key), _ = made(body + "\n> because\n> *so*\n")
    assert quiz.options[0].html == "a\nmore"
    assert key.feedback == {"1": "<p>f1\nf2</p>"}
    assert key.explanation == "<p>because\n<em>so</em></p>"
    (_, key), _ = made(body + "explanation: because\n\n- x\n")
    assert key.explanation == "<p>because</p>\n<ul><li>x</li></ul>"


def test_question_may_hold_code_that_looks_like_options():
    (quiz, _), told = made("Q\n```md\n- [x] no\n```\n- [x] a\n- [ ] b")
    assert len(quiz.options) == 2
    assert "<pre" in quiz.prompt_html
    assert told == []


def test_gaps_keep_their_places_and_spellings():
    (quiz, key), _ = made("AI は [[人工知能|{人工|じんこう}知能|AI]]、`x = [[1]]`。\n\n> なぜなら")
    assert quiz.form == "gap"
    assert [piece.number for piece in quiz.pieces if isinstance(piece, GapField)] == [1, 2]
    assert key.gaps == (("人工知能", "AI"), ("1",))
    assert key.explanation == "<p>なぜなら</p>"
    html = "".join(piece.html if isinstance(piece, GapText) else "<input>" for piece in quiz.pieces)
    assert html == "<p>AI は <input>、<code>x = <input></code>。</p>"


def test_signs_may_be_as_wide_as_a_japanese_keyboard_writes_them():
    (quiz, key), told = made("Q\n- ［ｘ］ a\n  ＞ f\n- ［　］ b\n\nexplanation：because")
    assert [option.html for option in quiz.options] == ["a", "b"]
    assert (key.right, key.feedback, key.explanation) == (("1",), {"1": "<p>f</p>"}, "<p>because</p>")
    (quiz, key), _ = made("今日は ［［月曜］］ です。\nhint：曜日")
    assert (key.gaps, quiz.hints) == ((("月曜",),), ("<p>曜日</p>",))
    (_, key), _ = made("いくつですか。\n＝ ３")
    assert key.number is not None
    assert key.number.value == "3"
    assert told == []


@pytest.mark.parametrize("text", ["a [[b\nc]] d [[e]]", "a [[b] c", "a b]] c", "a [[b[[c]]]]"])
def test_half_a_gap_is_told_and_not_shown(text):
    assert made(text) == (None, ["quiz-gap-open"])


def test_code_beside_a_gap_may_hold_brackets():
    (quiz, _), told = made("`x[[1]` is [[a]]\n\n```\ny = [[1,2],[3,4]]\n```")
    assert [piece.number for piece in quiz.pieces if isinstance(piece, GapField)] == [1]
    assert told == []


def test_gap_where_no_field_can_stand_is_refused():
    for body in ("$[[2]]$", "[x](https://a.example/[[b]])"):
        made_quiz, told = made(body)
        assert made_quiz is None, body
        assert told[-1] == "quiz-gap-place"


def test_gap_without_an_answer_is_refused():
    assert made("a [[ | ]]")[1] == ["quiz-gap-empty"]


def test_attributes_have_defaults_and_bounds():
    (quiz, _), _ = made("Q\n- [x] a\n- [ ] b")
    assert (quiz.points, quiz.attempts, quiz.required) == (1, None, True)
    (quiz, key), _ = made("Q\n- [x] a\n- [ ] b", "quiz id=q points=0 attempts=2 required=no")
    assert (quiz.points, quiz.attempts, quiz.required, key.points) == (0, 2, False, 0)
    (_, key), _ = made("Q\n- [x] a\n- [x] b\n- [ ] c", "quiz id=q points=2 partial=no")
    assert key.whole, "points for all parts together only"
    for wrong in ("points=-1", "points=101", "attempts=0", "required=maybe", "points=٣", "partial=some"):
        assert made("Q\n- [x] a\n- [ ] b", f"quiz id=q {wrong}")[1] == ["activity-value"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["", "fb"])), min_size=2, max_size=6), st.booleans())
def test_what_is_shown_never_tells_the_answer(options, explained):
    lines = ["Q"]
    for number, (right, feedback) in enumerate(options):
        lines.append(f"- [{'x' if right else ' '}] option {number}")
        lines += [f"  > SECRET{number}"] if feedback else []
    lines += ["explanation: SECRET"] if explained else []
    made_quiz, _ = made("\n".join(lines))
    if not any(right for right, _ in options):
        assert made_quiz is None
        return
    shown = json.loads(json.dumps(to_data(made_quiz[0])))
    assert "SECRET" not in json.dumps(shown)
    swapped = "\n".join(lines).replace("[x]", "[?]").replace("[ ]", "[x]").replace("[?]", "[ ]")
    other, _ = made(swapped)
    if other is not None:
        # With every answer turned round, the options that people see are the same.
        assert to_data(other[0])["options"] == shown["options"]
