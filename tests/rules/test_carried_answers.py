"""An answer is carried to a corrected question only where it is certain what the person would have sent."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import GapField, GapText, Option, Quiz
from courses.activities.quiz import QuizForm
from lms.practice.carried import carried
from lms.practice.rules import Answer

WORDS = ["copying", "deciding", "greeting", "waiting"]


def options(words: list[str]) -> tuple[Option, ...]:
    return tuple(Option(str(number), f"<p>{word}</p>", word) for number, word in enumerate(words, start=1))


def quiz(form: QuizForm, words: list[str], lefts: tuple[str, ...] = (), gaps: int = 0) -> Quiz:
    pieces = tuple(part for number in range(gaps) for part in (GapText("a"), GapField(number + 1)))
    return Quiz("q", form, "<p>?</p>", options(words), pieces, 1, None, True, lefts=options(list(lefts)))


@given(st.permutations(WORDS), st.permutations(WORDS), st.lists(st.sampled_from("1234"), unique=True))
def test_there_and_back_is_the_same_answer(before: list[str], after: list[str], chosen: list[str]) -> None:
    one, other, answer = quiz("several", before), quiz("several", after), Answer(chosen=tuple(chosen))
    there = carried(answer, one, other)
    assert there is not None
    assert [after[int(value) - 1] for value in there.chosen] == [before[int(value) - 1] for value in chosen], "by words"
    assert carried(there, other, one) == answer
    assert carried(answer, one, one) == answer


@given(st.permutations(WORDS), st.permutations(WORDS), st.permutations("1234"))
def test_things_in_order_are_the_same_things(before: list[str], after: list[str], order: list[str]) -> None:
    there = carried(Answer(order=tuple(order)), quiz("order", before), quiz("order", after))
    assert there is not None
    assert [after[int(value) - 1] for value in there.order] == [before[int(value) - 1] for value in order]


@given(
    st.permutations(WORDS), st.permutations(["a", "b", "c"]), st.lists(st.sampled_from("1234"), min_size=3, max_size=3)
)
def test_pairs_stay_together(rights: list[str], lefts: list[str], given_pairs: list[str]) -> None:
    before, after = quiz("pairs", WORDS, ("a", "b", "c")), quiz("pairs", rights, tuple(lefts))
    there = carried(Answer(pairs=tuple(given_pairs)), before, after)
    assert there is not None
    said = {left: WORDS[int(value) - 1] for left, value in zip("abc", given_pairs, strict=True)}
    assert {left: rights[int(value) - 1] for left, value in zip(lefts, there.pairs, strict=True)} == said


def test_one_mended_option_is_the_one_left_over() -> None:
    after = quiz("one", ["waiting", "greeting people", "copying", "deciding"])
    assert carried(Answer(chosen=("3",)), quiz("one", WORDS), after) == Answer(chosen=("2",))


def test_several_mended_options_are_known_by_their_places_where_the_author_set_them() -> None:
    after = ["copying numbers", "deciding loans", "greeting", "waiting"]
    assert carried(Answer(chosen=("2",)), quiz("one", WORDS), quiz("one", after)) == Answer(chosen=("2",))
    assert carried(Answer(order=("2", "1")), quiz("order", WORDS), quiz("order", after)) is None, "mixed anew"


@pytest.mark.parametrize(
    "after",
    [
        quiz("one", WORDS[:3]), quiz("one", [*WORDS, "more"]), quiz("several", WORDS),
        quiz("one", ["deciding loans", "copying", "greeting all", "waiting"]),
        quiz("one", ["copying", "copying", "greeting", "waiting"]),
    ],
)  # fmt: skip
def test_another_question_is_another_question(after: Quiz) -> None:
    assert carried(Answer(chosen=("2",)), quiz("one", WORDS), after) is None


def test_what_was_typed_is_carried_while_there_are_as_many_gaps() -> None:
    answer = Answer(gaps=("a", "b"))
    two = quiz("gap", [], gaps=2)
    assert carried(answer, two, replace(two, prompt_html="<p>other words</p>")) == answer
    assert carried(answer, two, quiz("gap", [], gaps=3)) is None
    assert carried(Answer(number="3,5"), quiz("number", []), quiz("number", [])) == Answer(number="3,5")


def pool(*orders: list[str]) -> Quiz:
    first, *others = (replace(quiz("one", words), prompt_html=f"<p>{words[0]}?</p>") for words in orders)
    return replace(first, others=tuple(others))


A, B, C = ["copying", "x"], ["deciding", "y"], ["greeting", "z"]


@pytest.mark.parametrize(
    ("before", "after", "number", "expected"),
    [
        (pool(A, B), pool(A, B), 1, 1),
        (pool(A, B), pool(B, A), 1, 0),
        (pool(A, B), pool(C, A, B), 0, 1),
        (pool(A, B), pool(A, C), 1, 1),
        (pool(A, B), pool(A), 1, None),
        (pool(A), pool(B, C), 0, None),
        (pool(A), pool(B, A), 0, 1),
    ],
)
def test_a_question_of_several_goes_where_its_words_are_else_to_its_own_place(
    before: Quiz, after: Quiz, number: int, expected: int | None
) -> None:
    there = carried(Answer(chosen=("2",), variant=number), before, after)
    assert (there.variant if there else None) == expected
