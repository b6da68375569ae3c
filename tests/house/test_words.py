"""Every visible text exists in Japanese, says what its original says, and keeps to the words agreed on."""

from __future__ import annotations

import re

import pytest
from babel.messages import Message

from lms.cli.translations import PLACEHOLDER, collect, problems
from lms.kit.catalogues import read

JAPANESE = [message for message in read("ja") if message.id]
ENGLISH = [message for message in collect() if message.id]

NEVER_IN_JAPANESE = """
    コホート サークル シート ファクト クレデンシャル アリーナ モジュール アクティビティ リーディング スタンディング
    マイルストーン ダッシュボード マイページ ランキング スコア チェックイン オフライン キャッシュ 同期 パスポート
    五人組 5人組 ５人組 正解 残念 頑張 がんば ノルマ 未達 遅れ 未着手 未完了 合格 差し戻し 再提出
    つまずき 行き詰まり 脱落 リタイア 退会 除名 休学 休会 終了 生徒 対象者 ユーザー 受講者 先生 先輩 様
    シングルマザー ひとり親 母子 難民 避難民 支援対象 弱者 検証 偽造 不正 本物 偽物 いただけ 幸いです
""".split()
"""Code words in katakana, words that judge or rank, words for the people we serve, and words for which another was chosen."""

NEVER_IN_ENGLISH = """
    just simply cohort cohorts circle seat seats fact facts standing credential credentials arena verdict verify payload
    dashboard ranking rank score leaderboard module modules user users student students wrong incorrect failed invalid
    behind late overdue dropout refugee refugees mother mothers
""".split()
"""Code words, words that judge or rank, and words that make the hard look easy."""

LONGEST_SENTENCE = 24
"""Words. Most sentences stay under 15; these are pages read in a second language."""


def texts(message: Message) -> list[str]:
    """Every form of a message's original."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def translations(message: Message) -> list[str]:
    """Every form of a message's translation."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def name(message: Message) -> str:
    """What a test's report calls a message."""
    return texts(message)[0][:60]


def test_nothing_visible_lacks_japanese() -> None:
    assert problems("ja") == []


def test_the_catalogue_holds_nothing_that_no_page_says() -> None:
    assert {name(message) for message in JAPANESE} <= {name(message) for message in ENGLISH}


def test_translations_have_the_placeholders_of_their_originals() -> None:
    for message in JAPANESE:
        asked = set(PLACEHOLDER.findall(texts(message)[-1]))
        for text in translations(message):
            assert set(PLACEHOLDER.findall(text)) == asked, name(message)
            # A lone percent sign would break the page when the words are put in.
            assert not asked or "%" not in PLACEHOLDER.sub("", text).replace("%%", ""), name(message)


@pytest.mark.parametrize("word", NEVER_IN_JAPANESE)
def test_japanese_pages_avoid(word: str) -> None:
    assert [text for message in JAPANESE for text in translations(message) if word in text] == []


@pytest.mark.parametrize("word", NEVER_IN_ENGLISH)
def test_english_pages_avoid(word: str) -> None:
    whole = re.compile(rf"\b{word}\b", re.IGNORECASE)
    said = [text for message in ENGLISH for text in texts(message)]
    # "Just now" is a time, as plain as any.
    assert [text for text in said if whole.search(text.replace("just now", ""))] == []


def test_a_person_is_addressed_with_san() -> None:
    addressed = [text for message in JAPANESE for text in translations(message) if "%(name)s" in text]
    assert addressed
    # A name in brackets is quoted, not addressed.
    assert [text for text in addressed if "%(name)sさん" not in text and "「%(name)s」" not in text] == []


def test_japanese_is_polite_without_ladders_or_shouting() -> None:
    said = [text for message in JAPANESE for text in translations(message)]
    assert [text for text in said if re.search(r"[!！]|いたします|くださいませ|致します|頂き|じゃん|だよ", text)] == []


def test_english_sentences_stay_short() -> None:
    sentences = [part for message in ENGLISH for text in texts(message) for part in re.split(r"[.?:] ", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []
