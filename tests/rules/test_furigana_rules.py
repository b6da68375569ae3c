"""Readings above words: written in catalogues, shown where there is room, left out where there is none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lms.kit import furigana

WORD = furigana.marked("{練習|れん|しゅう}")


def test_each_character_gets_its_own_reading() -> None:
    page = furigana.with_ruby(f"<p>{WORD}</p>")
    assert (
        "<ruby>練<rp>（</rp><rt>れん</rt><rp>）</rp></ruby><ruby>習<rp>（</rp><rt>しゅう</rt><rp>）</rp></ruby>" in page
    )


def test_a_word_read_as_a_whole_keeps_one_reading() -> None:
    page = furigana.with_ruby(furigana.marked("{今日|きょう}"))
    assert page.startswith("<span><ruby>今日<rp>（</rp><rt>きょう")


def test_titles_attributes_and_choices_hold_the_word_alone() -> None:
    page = (
        f'<title>{WORD}</title><a aria-label="{WORD}" href="/x">x</a><option value="1">{WORD}</option>'
        f"<svg><title>{WORD}</title><text>{WORD}</text></svg>"
    )
    assert furigana.with_ruby(page) == page.replace(WORD, "練習")


def test_text_after_a_title_has_readings_again() -> None:
    assert "<rt>れん" in furigana.with_ruby(f"<title>x</title><p>{WORD}</p>")


def test_letters_say_the_reading_in_brackets() -> None:
    assert furigana.bracketed(f"これは {WORD} です。") == "これは 練習（れんしゅう） です。"


def test_counters_are_read_after_their_number() -> None:
    minutes = furigana.marked("{分|ふん}")
    people = furigana.marked("{人|にん}")
    assert [furigana.bracketed(f"{n}{minutes}") for n in (3, 4, 5, 10, 12)] == [
        "3分（ぷん）",
        "4分（ぷん）",
        "5分（ふん）",
        "10分（ぷん）",
        "12分（ふん）",
    ]
    assert [furigana.bracketed(f"{n}{people}") for n in (1, 2, 5)] == ["1人（ひとり）", "2人（ふたり）", "5人（にん）"]


def test_dates_and_times_are_written_out() -> None:
    assert furigana.plain(furigana.date_in_words(2026, 11, 22, 6)) == "2026年11月22日（日曜日）"
    assert furigana.bracketed(furigana.date_in_words(2026, 11, 20)) == "2026年（ねん）11月（がつ）20日（はつか）"
    assert furigana.plain(furigana.time_in_words(20, 0)) == "午後8時"
    assert furigana.plain(furigana.time_in_words(0, 5)) == "午前0時5分"


def test_what_somebody_typed_between_marks_cannot_hold_tags() -> None:
    typed = f"{furigana.ANCHOR}a</p><script>{furigana.SEPARATOR}b{furigana.END}"
    assert "<ruby>" not in furigana.with_ruby(typed)


@given(st.text(alphabet=st.characters(exclude_characters="\ufff9\ufffa\ufffb", exclude_categories=["Cs"])))
def test_text_without_readings_stays_to_the_byte(text: str) -> None:
    assert furigana.with_ruby(text) == furigana.plain(text) == furigana.bracketed(text) == text


def test_words_of_one_text_stay_one_box() -> None:
    assert furigana.with_ruby(f"<b> 5{furigana.marked('{分|ふん}')}くらい </b>") == (
        "<b> <span>5<ruby>分<rp>（</rp><rt>ふん</rt><rp>）</rp></ruby>くらい</span> </b>"
    )
