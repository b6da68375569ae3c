"""Numbers, orders and pairs: what is shown, what is kept back, and what is told to authors."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses import to_data
from courses.activities.blocks import compile_activity
from courses.activities.mixing import mixed
from courses.activities.numbers import declared_number, is_within, read_numbers
from courses.markup.dialect import Dialect, Fence, render_markdown
from courses.markup.scene import OpenTargets, Scene

MD = Dialect()


def made(body, info="quiz id=q", language="en"):
    told = []
    scene = Scene(language, "lesson.md", OpenTargets(), told.append)
    return compile_activity(Fence(info, body, 2), scene, MD), [(one.code, one.line) for one in told]


def test_number_has_a_unit_a_tolerance_and_replies():
    (quiz, key), told = made("How far?\n= 3.14 ± 0.01 km\n~ 3.41: Two digits changed places.\nhint: Measure.\n\n> Pi")
    assert told == []
    assert (quiz.form, quiz.unit, quiz.hints) == ("number", "km", ("<p>Measure.</p>",))
    assert (key.number.value, key.number.tolerance, key.number.unit) == ("3.14", "0.01", "km")
    assert [(one.answer, one.html) for one in key.replies] == [("3.41", "<p>Two digits changed places.</p>")]
    assert key.explanation == "<p>Pi</p>"
    assert "3.1" not in json.dumps(to_data(quiz))


def test_unit_keeps_its_furigana():
    (quiz, key), told = made("いくら\n= 1200 ± 10 {円|えん}", language="ja")
    assert (quiz.unit, key.number.unit, told) == ("<ruby>円<rt>えん</rt></ruby>", "円", [])


def test_order_is_shown_mixed_and_its_key_speaks_of_what_is_shown():
    (quiz, key), told = made("Put in order.\n1. one\n2. two\n3. three\n   and more\n4. four\n\n> why")
    shown = {option.value: option.html.split("\n")[0] for option in quiz.options}
    assert told == []
    assert [shown[value] for value in key.right] == ["one", "two", "three", "four"]
    assert list(shown.values()) != ["one", "two", "three", "four"]
    assert [option.value for option in quiz.options] == ["1", "2", "3", "4"]


def test_pairs_have_fixed_left_sides_shared_right_sides_and_leftovers():
    (quiz, key), told = made("Match.\na :: red\nb :: blue\nc :: red\n:: green")
    words = {option.value: option.text for option in quiz.options}
    assert told == []
    assert [left.html for left in quiz.lefts] == ["a", "b", "c"]
    assert sorted(words.values()) == ["blue", "green", "red"]
    assert [words[value] for value in key.right] == ["red", "blue", "red"]


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("Q\n= 3\n= 4", "quiz-number-twice", 4),
        ("Q\n= 1,234", "quiz-number-form", 3),
        ("Q [[a]]\n= 4", "quiz-two-forms", 2),
        ("= 4", "quiz-no-question", 2),
        ("Q\n\n1. a\n3. b\n2. c", "quiz-order-numbers", 4),
        ("Q\n1. a\n2. b", "quiz-rows", 3),
        ("Q\n1. a\n2. b\n3. a", "quiz-row-twice", 5),
        ("Q\n1. a\n2. b\nloose\n3. c", "quiz-stray-text", 5),
        ("Q\na :: x\nb :: x", "quiz-pairs-alike", 3),
        ("Q\na :: x\n:: y", "quiz-rows", 3),
        ("Q\n- [x] a\n- [ ] b\n~ c: no", "quiz-reply-place", 5),
        ("Q\nhint:\n- [x] a\n- [ ] b", "activity-hint-empty", 3),
        ("Q\n\n````quiz id=z\n- [x] SECRET\n````\n\n- [x] a\n- [ ] b", "activity-nested", 5),
    ],
)
def test_what_is_wrong_is_told_at_its_line(body, code, line):
    assert (code, line) in made(body)[1]


@pytest.mark.parametrize("kind", ["arena", "flow"])
def test_kinds_that_come_later_are_refused_and_never_shown(kind):
    told = []
    scene = Scene("en", "lesson.md", OpenTargets(), told.append)
    pieces = MD.pieces(f"a\n\n```{kind} id=x\nSECRET\n```\n", scene)
    fences = [piece for piece in pieces if isinstance(piece, Fence)]
    assert "SECRET" not in "".join(piece.html for piece in pieces if not isinstance(piece, Fence))
    assert compile_activity(fences[0], scene, MD) is None
    assert [one.code for one in told] == ["activity-later"]


def test_code_that_is_called_like_an_activity_stays_code():
    pieces = MD.pieces("```prompt\nYou are a cook.\n```\n", Scene("en", "a.md", OpenTargets(), print))
    assert "You are a cook." in pieces[0].html


@pytest.mark.parametrize(
    "source",
    [
        "``` {{quiz}}\n{0}```",
        "```Quizz id=a\n{0}```",
        "```\u200bquiz id=a\n{0}```",
        ":::{{quiz}}\n{0}:::",
        "<details>\n```quiz id=a\n{0}```\n</details>",
        "    ```quiz id=a\n    b\n    ```",
    ],
)
def test_what_was_meant_as_a_quiz_and_reads_as_text_is_told(source):
    told = []
    render_markdown(source.format("b\n- [x] c\n- [ ] d\n"), "en", Scene("en", "a.md", OpenTargets(), told.append))
    assert [one.code for one in told] == ["activity-as-text"]


@pytest.mark.parametrize(
    "source", ["```quit\na\n```", "```python\n# quiz id=a\n```", "````md\n```quiz id=a\n```\n````"]
)
def test_other_code_is_not_taken_for_a_quiz(source):
    told = []
    render_markdown(source, "en", Scene("en", "a.md", OpenTargets(), told.append))
    assert told == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3.14", ["3.14"]), ("3,14", ["3.14"]), ("３．１４", ["3.14"]), ("٣٫١٤", ["3.14"]), ("۳٫۱۴", ["3.14"]),
        ("1,234", ["1.234", "1234"]), ("0,123", ["0.123"]), ("1.234", ["1.234"]), ("1.234.567", ["1234567"]),
        ("1 234,5", ["1234.5"]), ("1,234.5", ["1234.5"]), ("1.234,5", ["1234.5"]), ("1’234", ["1234"]),
        ("−5", ["-5"]), ("－５", ["-5"]), ("+5", ["5"]), ("1e3", ["1000"]), (".5", ["0.5"]), ("5.", ["5"]),
        ("5 km", ["5"]), ("５ｋｍ", ["5"]), ("", []), ("five", []), ("1 2", []), ("1,2,3", []), ("--5", []), ("5m", []),
        ("nan", []), ("inf", []), ("1e9999", []), ("9" * 61, []),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_typed_anywhere(typed, meant):
    assert sorted(read_numbers(typed, "km")) == sorted(Decimal(one) for one in meant)


@pytest.mark.parametrize(("typed", "right"), [("3.13", True), ("3.15", True), ("3.129999", False), ("3.151", False)])
def test_tolerance_is_exact_and_holds_its_bounds(typed, right):
    assert is_within(declared_number("3.14 +- 0.01"), read_numbers(typed)) is right


@given(st.text(alphabet="0123456789,.' -+e٣五²", max_size=70))
def test_no_typed_text_is_too_much(typed):
    assert all(number.is_finite() for number in read_numbers(typed))


@given(st.text(alphabet="abcdef-0123456789", min_size=1, max_size=20), st.integers(3, 20))
def test_mixing_never_shows_the_right_order_and_follows_from_the_name(name, count):
    order = mixed(name, count, apart=True)
    assert sorted(order) == list(range(count)) != list(order)
    assert order == mixed(name, count, apart=True)


WORDS = st.lists(st.text("abcdefghij", min_size=3, max_size=8), min_size=3, max_size=7, unique=True)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.permutations(range(7)))
def test_shown_half_is_the_same_for_every_right_order_of_as_many_things(words, order):
    """Values, ids and lengths tell nothing: only the words move."""
    turned = [words[place] for place in order if place < len(words)]
    bodies = ["Q\n" + "\n".join(f"{n}. {word}" for n, word in enumerate(each, start=1)) for each in (words, turned)]
    (one, _), (two, _) = made(bodies[0])[0], made(bodies[1])[0]
    assert [option.value for option in one.options] == [option.value for option in two.options]
    assert {option.html for option in one.options} == {option.html for option in two.options}
    assert [option.html for option in one.options] != words


@settings(max_examples=60, deadline=None)
@given(st.integers(100_000, 999_999), st.integers(0, 999), st.sampled_from(["gap", "number"]))
def test_typed_answers_replies_and_explanations_are_never_shown(number, off, form):
    answer = f"[[{number}]]" if form == "gap" else f"\n= {number} ± {off}"
    both, _ = made(f"Q {answer}\n~ {number + 1}: SECRET\n\nexplanation: SECRET {number}")
    shown = json.dumps(to_data(both[0]))
    assert str(number) not in shown
    assert "SECRET" not in shown
    assert json.dumps(to_data(both[1])).count("SECRET") == 2
