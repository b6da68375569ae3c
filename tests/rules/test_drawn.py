"""What somebody is asked at a try: the same while it lasts, another question at the next, and nothing to reckon back."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from courses import Option, Quiz, QuizKey
from lms.practice.drawn import (
    Draw,
    Seed,
    as_shown,
    detail_as_released,
    draw,
    fields_as_released,
    is_drawn,
    turn_of,
)  # fmt: skip

WORDS = ["wake", "wash", "eat", "work"]


def quiz(form: str, shuffle: bool = False, others: int = 0) -> tuple[Quiz, QuizKey]:
    options = tuple(Option(str(number), word, word) for number, word in enumerate(WORDS, start=1))
    one = Quiz("q", form, "<p>?</p>", options, (), 1, None, True, shuffle=shuffle)  # type: ignore[arg-type]
    right = ("3", "1", "4", "2") if form == "order" else ("2",)
    key = QuizKey("q", form, right, (), {}, "", 1)  # type: ignore[arg-type]
    more = tuple(replace(one, prompt_html=f"<p>{number}</p>") for number in range(others))
    return replace(one, others=more), replace(key, others=(key,) * others)


def seed(person: int = 1, secret: bytes = b"secret") -> Seed:
    return Seed(secret, "course/q", str(person))


def test_plain_choices_and_gaps_are_not_drawn_at_all() -> None:
    for form in ("one", "several", "gap", "number"):
        assert not is_drawn(quiz(form)[0])
        assert draw(*quiz(form), seed(), 3) == Draw()


@given(st.integers(0, 50), st.integers(0, 9), st.sampled_from(["one", "several", "order", "pairs"]))
def test_one_try_is_the_same_as_often_as_one_looks(person: int, turn: int, form: str) -> None:
    one = draw(*quiz(form, shuffle=True, others=2), seed(person), turn)
    assert draw(*quiz(form, shuffle=True, others=2), seed(person), turn) == one
    assert turn_of(one.mark) == turn


def test_every_question_is_asked_before_one_comes_again() -> None:
    for person in range(30):
        asked = [draw(*quiz("one", others=3), seed(person), turn).variant for turn in range(8)]
        assert sorted(asked[:4]) == [0, 1, 2, 3]
        assert asked[4:] == asked[:4]
    first = {draw(*quiz("one", others=3), seed(person), 0).variant for person in range(60)}
    assert first == {0, 1, 2, 3}, "people begin with different ones"


def test_choices_are_mixed_again_at_each_try_and_an_order_stays() -> None:
    choices = {draw(*quiz("one", shuffle=True), seed(), turn).order for turn in range(40)}
    assert 2 <= len(choices) <= 8
    assert len({draw(*quiz("order"), seed(), turn).order for turn in range(40)}) == 1
    assert len({draw(*quiz("order"), seed(person), 0).order for person in range(200)}) > 1


def test_an_order_never_stands_as_it_is_right() -> None:
    for number in range(300):
        assert draw(*quiz("order"), seed(number, f"{number}".encode()), 0).order != ("3", "1", "4", "2")


def test_without_the_secret_nothing_can_be_reckoned() -> None:
    marks = {draw(*quiz("order"), seed(1, f"{number}".encode()), 0).mark for number in range(50)}
    assert len(marks) == 50


@given(st.integers(0, 200), st.permutations(WORDS))
def test_an_answer_means_the_words_that_were_seen(person: int, wanted: list[str]) -> None:
    asked, key = quiz("order")
    found = draw(asked, key, seed(person), 0)
    shown = as_shown(asked, found)
    assert [option.value for option in shown.options] == ["1", "2", "3", "4"]
    place = {word: str(number) for number, word in enumerate(wanted, start=1)}
    things = [option.value for option in shown.options]
    random.Random(person).shuffle(things)
    texts = {option.value: option.text for option in shown.options}
    sent = {"mix": [found.mark], "thing": things, "place": [place[texts[value]] for value in things]}
    assert fields_as_released(sent, found) == {"place": [place[word] for word in WORDS]}
    values = {option.text: option.value for option in shown.options}
    detail = detail_as_released({"order": [values[word] for word in wanted], "mix": found.mark}, found)
    assert detail == {"order": [str(WORDS.index(word) + 1) for word in wanted]}


def test_only_the_draw_says_which_question_was_asked() -> None:
    drawn = Draw(2, (), "0-0")
    assert fields_as_released({"option": ["1"], "variant": ["1"], "mix": ["x"]}, drawn) == {
        "option": ["1"],
        "variant": ["2"],
    }
    assert fields_as_released({"option": ["1"], "variant": ["1"]}, Draw()) == {"option": ["1"]}
    assert detail_as_released({"chosen": ["1"], "variant": 1}, Draw()) == {"chosen": ["1"]}


@given(
    st.dictionaries(
        st.sampled_from(["option", "pair", "place", "thing", "mix"]), st.lists(st.text(max_size=3), max_size=6)
    )
)
def test_whatever_is_sent_nothing_breaks(fields: dict[str, list[str]]) -> None:
    found = draw(*quiz("order"), seed(), 0)
    assert "mix" not in fields_as_released(fields, found)
    assert turn_of("".join(fields.get("mix", []))) is None
