"""What is shown of a text that was found: a piece in one line around the first word, whole words where there are blanks."""

from hypothesis import given
from hypothesis import strategies as some

from lms.catalog.excerpts import AFTER, BEFORE, Excerpt, excerpt
from lms.kit import words


def shown(parts: Excerpt) -> str:
    return "".join(f"[{text}]" if is_mark else text for text, is_mark in parts)


def of(text: str, query: str) -> str:
    return shown(excerpt(text, words.terms(query)))


def test_a_short_text_is_shown_whole_in_one_line() -> None:
    assert of("A robot\ncopies.", "robot") == "A [robot] copies."


def test_words_are_not_cut_where_there_are_blanks() -> None:
    text = "repeated " * 30 + "robot " + "together " * 40
    found = of(text, "robot")
    assert found.startswith("…repeated ")
    assert found.endswith("together…")
    assert "[robot]" in found


def test_japanese_is_cut_between_signs() -> None:
    found = of("あ" * 200 + "業務" + "い" * 300, "業務")
    assert found == "…" + "あ" * BEFORE + "[業務]" + "い" * AFTER + "…"


def test_words_that_stand_in_the_title_alone_show_the_beginning() -> None:
    assert of("It begins here. " * 40, "robot").startswith("It begins here.")


@given(some.text(alphabet="ab業 \n務", max_size=400), some.text(alphabet="ab業務 ", max_size=5))
def test_an_excerpt_is_a_piece_of_the_text(text: str, query: str) -> None:
    line = " ".join(text.split())
    parts = excerpt(text, words.terms(query))
    piece = "".join(part for part, _ in parts).removeprefix("…").removesuffix("…")
    assert piece in line
    assert any(is_mark for _, is_mark in parts) == bool(words.places(line, words.terms(query)))
