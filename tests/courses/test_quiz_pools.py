"""Several questions in one quiz, of which one is asked; and choices that may be shuffled."""

import pytest

from courses import Quiz, QuizKey, compile_course, from_data, to_data
from courses.activities.gift.exporting import gift_of
from courses.activities.quizzes import compile_quiz
from courses.activities.terms import terms
from courses.markup.dialect import Dialect, Fence
from courses.markup.scene import OpenTargets, Scene


def made(body, info="quiz id=q points=2"):
    told = []
    scene = Scene("en", "lesson.md", OpenTargets(), lambda one: told.append((one.code, one.line)))
    return compile_quiz(Fence(info, body, 2), scene, Dialect()), told


POOL = """One?
- [x] a
- [ ] b
> why one

variant: Two?
- [ ] c
  > not c
- [x] d
> why two

VARIANT：
Three?
- [x] e
- [x] f
"""


def test_each_question_has_its_own_words_key_and_explanation():
    (quiz, key), told = made(POOL)
    assert told == []
    asked = [quiz.variant(number) for number in range(3)]
    assert [each.prompt_html for each in asked] == ["<p>One?</p>", "<p>Two?</p>", "<p>Three?</p>"]
    assert [[option.html for option in each.options] for each in asked] == [["a", "b"], ["c", "d"], ["e", "f"]]
    keys = [key.variant(number) for number in range(3)]
    assert [each.right for each in keys] == [("1",), ("2",), ("1", "2")]
    assert [each.explanation for each in keys] == ["<p>why one</p>", "<p>why two</p>", ""]
    assert keys[1].feedback == {"1": "<p>not c</p>"}


def test_all_questions_bring_the_same_points_under_the_same_id():
    (quiz, key), _ = made(POOL, "quiz id=q points=2 attempts=3")
    assert {(each.id, each.points, each.attempts, each.required) for each in (quiz, *quiz.others)} == {
        ("q", 2, 3, True)
    }
    assert {each.points for each in (key, *key.others)} == {2}


def test_a_number_that_there_is_not_asks_the_first_question():
    (quiz, key), _ = made(POOL)
    assert quiz.variant(7) is quiz
    assert key.variant(-1) is key


def test_the_word_inside_code_begins_nothing():
    (quiz, _), told = made("What does it print?\n```yaml\nvariant: b\n```\n- [x] a\n- [ ] b")
    assert told == []
    assert quiz.others == ()
    assert "variant" in quiz.prompt_html


def test_problems_of_a_later_question_are_told_at_its_own_line():
    made_of, told = made("One?\n- [x] a\n- [ ] b\n\nvariant:\nTwo?\n- [ ] c\n- [ ] d")
    assert made_of is None
    assert told == [("quiz-none-right", 8)]


@pytest.mark.parametrize("other", ["[[gap]]", "= 3", "a :: b\nc :: d", "1. a\n2. b\n3. c"])
def test_questions_are_answered_alike(other):
    made_of, told = made(f"One?\n- [x] a\n- [ ] b\n\nvariant: Two?\n{other}")
    assert made_of is None
    assert told == [("quiz-variant-forms", 1)]


def test_halves_go_to_data_and_back_and_a_plain_quiz_stays_as_small_as_it_was():
    (quiz, key), _ = made(POOL, "quiz id=q shuffle=yes")
    assert from_data(Quiz, to_data(quiz)) == quiz
    assert from_data(QuizKey, to_data(key)) == key
    (plain, of), _ = made("One?\n- [x] a\n- [ ] b")
    assert not {"others", "shuffle"} & (set(to_data(plain)) | set(to_data(of)))


def test_another_language_must_have_the_same_questions():
    one, _ = made(POOL)
    assert terms(*one) == terms(*made(POOL.replace("One", "Eins").replace("not c", "nicht c"))[0])
    assert terms(*one) != terms(*made(POOL.replace("- [ ] c", "- [x] c").replace("- [x] d", "- [ ] d"))[0])
    assert terms(*one) != terms(*made(POOL.partition("VARIANT")[0])[0])


@pytest.mark.parametrize(
    ("info", "body", "expected", "told"),
    [
        ("quiz id=q shuffle=yes", "Q\n- [x] a\n- [ ] b", True, []),
        ("quiz id=q shuffle=no", "Q\n- [x] a\n- [ ] b", False, []),
        ("quiz id=q", "Q\n- [x] a\n- [ ] b", False, []),
        ("quiz id=q shuffle=yes", "Q\n1. a\n2. b\n3. c", False, []),
        ("quiz id=q shuffle=yes", "Q [[a]]", False, [("activity-value", 1)]),
        ("quiz id=q shuffle=later", "Q\n- [x] a\n- [ ] b", False, [("activity-value", 1)]),
    ],
)
def test_choices_are_shuffled_where_the_author_says_so(info, body, expected, told):
    (quiz, _), said = made(body, info)
    assert (quiz.shuffle, said) == (expected, told)


def test_gift_gets_the_questions_one_by_one():
    (quiz, key), _ = made(POOL)
    text, told = gift_of([(quiz, key)], "q.gift")
    assert [line.split("::")[1] for line in text.splitlines() if line.startswith("::")] == ["q", "q-2", "q-3"]
    assert told == ()
    assert "why two" in text


def test_limited_tries_at_several_questions_can_bar_somebody(change):
    for language, options in (
        ("en", "100 degrees\n- [ ] 50 degrees"),
        ("ja", "100度\n  > そうです。\n- [ ] 50度\n  > もう少し。"),
    ):
        path = f"01-water/lesson.{language}.md"
        change(path, options, f"{options}\n\nvariant: Ice?\n- [x] 0\n- [ ] 1")
        folder = change(path, "attempts=3", "attempts=2")
    told = [one.code for one in compile_course(folder).problems if one.code.startswith("certificate")]
    assert told == ["certificate-tries-limited"]
