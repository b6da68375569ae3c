"""Links must say where they lead: many people hear or see them without the sentence around them."""

from __future__ import annotations

import re

from courses.checking.view import Sheet, Tell
from courses.problems import problem

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_SAYING_NOTHING = {
    "here", "click here", "click", "this", "this link", "this page", "link", "more", "read more", "see here", "page",
    "go", "press here", "tap here", "the link",
    "こちら", "こちらから", "こちらへ", "ここ", "ここから", "ここをクリック", "クリック", "リンク", "このリンク",
    "このページ", "詳細", "詳しくはこちら", "くわしくはこちら", "続き", "続きを読む", "もっと見る", "参照",
}  # fmt: skip


def check(sheet: Sheet, tell: Tell) -> None:
    """Tell of links without words, with words that say nothing, and with their address in place of words."""
    for sight in sheet.of("link"):
        words = sight.words.strip(" .。、!！?？>»→「」()（）[]").casefold()
        if not words:
            tell(problem("link-empty", sheet.path, sight.line, word=sight.target))
        elif words in _SAYING_NOTHING:
            tell(problem("link-words", sheet.path, sight.line, word=sight.words))
        elif _ADDRESS.match(sight.words):
            tell(problem("link-bare", sheet.path, sight.line, word=sight.words))
