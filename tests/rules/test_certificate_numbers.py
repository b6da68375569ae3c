"""Certificate numbers cannot be guessed, and survive paper, telephones and thumbs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.numbers import ALPHABET, LENGTH, RANDOM_CHARACTERS, new_number, read_number


def number_of(values):
    source = iter(values)
    return new_number(lambda below: next(source) % below)


numbers = st.lists(st.integers(0, 31), min_size=RANDOM_CHARACTERS, max_size=RANDOM_CHARACTERS).map(number_of)
PLAIN = number_of(range(1, 20))


def bare(number):
    return number.replace("-", "")


def test_number_holds_at_least_80_random_bits():
    asked = []
    new_number(lambda below: asked.append(below) or 0)
    assert len(asked) * 5 >= 80
    assert set(asked) == {32}
    assert len({new_number() for _ in range(200)}) == 200


@given(numbers)
def test_number_is_printed_in_groups_and_read_back(number):
    assert [len(group) for group in number.split("-")] == [4, 4, 4, 4, 4]
    assert set(bare(number)) <= set(ALPHABET)
    assert read_number(number) == number


@given(numbers, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(number, place, other):
    text = bare(number)
    changed = text[:place] + other + text[place + 1 :]
    assert read_number(changed) == (number if changed == text else None)


@given(numbers, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_characters_that_changed_places_are_noticed(number, one, two):
    text = list(bare(number))
    text[one], text[two] = text[two], text[one]
    assert read_number("".join(text)) == (number if "".join(text) == bare(number) else None)


@given(numbers, st.data())
def test_case_width_blanks_and_look_alikes_are_forgiven(number, data):
    spellings = {"0": "0OoＯ０", "1": "1IiLlＩｌ１"}
    wide = {character: chr(ord(character) + 0xFEE0) for character in ALPHABET}
    between = st.sampled_from(
        ["", " ", "-", "–", "－", "ー", "‐", "−", "　", "\u00a0", "\n", "·".replace("·", "."), "--"]
    )
    typed = "".join(
        data.draw(st.sampled_from(spellings.get(character, character + character.lower() + wide[character])))
        + data.draw(between)
        for character in bare(number)
    )
    assert read_number(f" {typed} ") == number


@pytest.mark.parametrize("ending", ["", "/", "?lang=en", "#top", "/file"])
def test_address_of_the_page_is_read_as_its_number(ending):
    assert read_number(f"https://learn.example/certificates/{PLAIN.lower()}{ending}") == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "hello",
        PLAIN[:-1],
        PLAIN + "0",
        PLAIN.replace("-", "*"),
        "U" * 20,
        "ß" * 20,
        "五" * 20,
        "0" * 19,
        "9" * 10_000,
    ],
)
def test_what_is_no_number_is_none(text):
    assert read_number(text) is None


@given(st.text())
def test_no_text_makes_reading_fail(text):
    found = read_number(text)
    assert found is None or read_number(found) == found
