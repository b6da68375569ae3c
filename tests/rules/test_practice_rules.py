"""Grading: the same answer to the same key always gets the same verdict, however it was typed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import NumberKey, Quiz, QuizKey, Reply
from lms.practice.answers import quiz_state
from lms.practice.given import LONGEST_GAP, answer_from
from lms.practice.rules import (
    Answer,
    UnreadableAnswer,
    Verdict,
    chosen_exist,
    folded,
    grade,
    is_understood,
    replies,
)
from lms.progress.rules import ActivityStanding

ONE = QuizKey("q", "one", ("2",), (), {}, "", 3)
SEVERAL = QuizKey("q", "several", ("1", "3"), (), {}, "", 2)
GAPS = QuizKey("q", "gap", (), (("you", "ya"), ("明日", "あした")), {}, "", 4)
values = st.lists(st.sampled_from(["1", "2", "3", "4"]), min_size=1, unique=True)


def test_the_right_option_gets_every_point() -> None:
    assert grade(ONE, Answer(("2",))) == Verdict(True, 3)


@pytest.mark.parametrize("value", ["1", "3", "4"])
def test_another_option_gets_none(value: str) -> None:
    assert grade(ONE, Answer((value,))) == Verdict(False, 0)


@pytest.mark.parametrize(("chosen", "points"), [("13", 2), ("31", 2), ("1", 1), ("123", 1), ("24", 0), ("12", 0)])
def test_several_are_right_together_and_each_gives_its_share(chosen: str, points: int) -> None:
    assert grade(SEVERAL, Answer(tuple(chosen))) == Verdict(points == 2, points)
    whole = Verdict(points == 2, points if points == 2 else 0)
    assert grade(replace(SEVERAL, whole=True), Answer(tuple(chosen))) == whole, (
        "where the author gives points for all only"
    )


@given(values, st.randoms(use_true_random=False))
def test_the_order_of_chosen_options_does_not_matter(chosen: list[str], random: object) -> None:
    shuffled = list(chosen)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grade(SEVERAL, Answer(tuple(chosen))) == grade(SEVERAL, Answer(tuple(shuffled)))


@pytest.mark.parametrize(
    "given_gaps",
    [
        ("you", "明日"), ("YOU", "あした"), ("  ｙｏｕ ", "明日"), ("Ya", "\u3000あした\u3000"), ("ＹＡ", "あした"),
    ],
)  # fmt: skip
def test_width_case_and_blanks_around_a_gap_do_not_matter(given_gaps: tuple[str, ...]) -> None:
    assert grade(GAPS, Answer(gaps=given_gaps)) == Verdict(True, 4, (True, True))


@pytest.mark.parametrize(
    ("given_gaps", "each"),
    [
        (("you", "きのう"), (True, False)),
        (("youu", "明日"), (False, True)),
        (("明日", "you"), (False, False)),
        (("y ou", "明日"), (False, True)),
        (("", ""), (False, False)),
    ],
)
def test_each_gap_is_judged_and_gives_its_share(given_gaps: tuple[str, ...], each: tuple[bool, ...]) -> None:
    assert grade(GAPS, Answer(gaps=given_gaps)) == Verdict(False, 2 * sum(each), each)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (ONE, Answer()),
        (ONE, Answer(("1", "2"))),
        (SEVERAL, Answer()),
        (SEVERAL, Answer(gaps=("1", "3"))),
        (GAPS, Answer()),
        (GAPS, Answer(gaps=("you",))),
        (GAPS, Answer(gaps=("you", "明日", "x"))),
        (GAPS, Answer(chosen=("1",))),
    ],
)
def test_an_answer_of_another_shape_is_not_graded(key: QuizKey, answer: Answer) -> None:
    with pytest.raises(UnreadableAnswer):
        grade(key, answer)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_every_single_character_folds_once() -> None:
    assert [c for c in map(chr, range(0x30000)) if folded(folded(f"a{c}a")) != folded(f"a{c}a")] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ａ１", "a1"),
        ("ＡＢＣ株式会社", "abc株式会社"),
        ("ｶﾞｽ", "ガス"),
        ("a \t\n b", "a b"),
        ("STRASSE", "straße"),
        ("㈱", "(株)"),
        ("が", "か\u3099"),
    ],
)
def test_spellings_that_look_alike_fold_to_one(typed: str, meant: str) -> None:
    assert folded(typed) == folded(meant)


@pytest.mark.parametrize(("kana", "other"), [("は", "ば"), ("ー", "一"), ("っ", "つ"), ("あ", "い")])
def test_what_sounds_different_stays_different(kana: str, other: str) -> None:
    assert folded(kana) != folded(other)


@pytest.mark.parametrize(
    "detail",
    [
        {"chosen": "1"}, {"chosen": [1]}, {"chosen": None}, {"gaps": {"1": "x"}}, {"gaps": [None]}, {"gaps": [["x"]]},
        {"chosen": ["1"] * 51}, {"gaps": ["x" * (LONGEST_GAP + 1)]}, {"gaps": ["x\x00"]}, {"gaps": ["\ud800"]},
        {"chosen": ["\udfff"]},
    ],
)  # fmt: skip
def test_what_is_not_lists_of_short_texts_is_unreadable(detail: dict[str, object]) -> None:
    with pytest.raises(UnreadableAnswer):
        answer_from(detail)


def test_an_option_sent_twice_counts_once() -> None:
    assert answer_from({"chosen": ["3", "1", "3"]}).chosen == ("3", "1")


short_texts = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20), max_size=6
)


@given(st.lists(st.sampled_from("1234"), unique=True), short_texts)
def test_an_answer_is_kept_whole_in_its_fact(chosen: list[str], gaps: list[str]) -> None:
    answer = answer_from({"chosen": chosen} if chosen else {"gaps": gaps})
    assert answer_from(answer.as_detail()) == answer


@pytest.mark.parametrize(
    ("answer", "empty"),
    [(Answer(), True), (Answer(gaps=("", " \u3000")), True), (Answer(gaps=("", "x")), False), (Answer(("1",)), False)],
)
def test_blanks_alone_are_no_answer(answer: Answer, empty: bool) -> None:
    assert answer.is_empty is empty


def test_only_offered_options_can_be_chosen() -> None:
    assert chosen_exist(Answer(("1", "3")), ["1", "2", "3"])
    assert not chosen_exist(Answer(("1", "4")), ["1", "2", "3"])
    assert chosen_exist(Answer(), [])


@pytest.mark.parametrize(
    ("chosen", "attempts", "shown", "explained"),
    [(["1"], None, {"1"}, False), (["2"], None, {"2"}, True), (["1"], 1, {"1"}, True), (["3"], 2, set(), False)],
)
def test_feedback_is_for_what_was_chosen_and_the_explanation_for_the_end(
    chosen: list[str], attempts: int | None, shown: set[str], explained: bool
) -> None:
    quiz = Quiz("q", "one", "", (), (), 3, attempts, True)
    key = QuizKey("q", "one", ("2",), (), {"1": "no", "2": "yes"}, "because", 3)
    right = chosen == ["2"]
    state = quiz_state(quiz, key, ActivityStanding(1, right, 3 if right else 0, {"chosen": chosen}, right, 7), 7)
    assert state is not None
    assert set(state.feedback) == shown
    assert (state.explanation == "because") is explained
    assert quiz_state(quiz, key, ActivityStanding(), 7) is None


def number_key(*replies: str) -> QuizKey:
    number = NumberKey("1200", "10", "yen")
    said = tuple(Reply(reply, f"<p>{reply}</p>") for reply in replies)
    return QuizKey("q", "number", (), (), {}, "", 1, number=number, replies=said)


@pytest.mark.parametrize(
    ("typed", "understood"), [("1,200 yen", True), ("١٢٠٠", True), ("A  LOT", True), ("abc", False), ("12 cups", False)]
)
def test_a_number_or_a_text_with_a_reply_is_understood(typed: str, understood: bool) -> None:
    assert is_understood(number_key("a lot"), Answer(number=typed)) is understood


def test_a_text_with_a_reply_gets_it() -> None:
    assert replies(number_key("a lot", "120"), Answer(number="A lot")) == ("<p>a lot</p>",)


def test_what_was_taken_before_numbers_were_asked_for_is_still_graded() -> None:
    assert grade(number_key(), Answer(number="abc")) == Verdict(False, 0)
