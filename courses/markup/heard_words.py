"""The words that listening needs: names for what cannot be read aloud, and formulas said in words."""

from __future__ import annotations

from collections.abc import Mapping

from courses.frozen import FrozenMap
from courses.languages import fallbacks

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "heard-code": "Code: {text}",
        "heard-code-lines": "Code, {number} lines",
        "heard-lines": "{number} lines",
        "heard-rows": "Table, {number} rows",
        "heard-gap": "blank",
    },
    "ja": {
        "heard-code": "コード：{text}",
        "heard-code-lines": "コード、{number}行",
        "heard-lines": "{number}行",
        "heard-rows": "表、{number}行",
        "heard-gap": "空欄",
    },
    "uk": {
        "heard-code": "Код: {text}",
        "heard-code-lines": "Код, рядків: {number}",
        "heard-lines": "Рядків: {number}",
        "heard-rows": "Таблиця, рядків: {number}",
        "heard-gap": "пропуск",
    },
    "fa": {
        "heard-code": "کد: {text}",
        "heard-code-lines": "کد، {number} خط",
        "heard-lines": "{number} خط",
        "heard-rows": "جدول، {number} ردیف",
        "heard-gap": "جای خالی",
    },
    "ar": {
        "heard-code": "الشيفرة: {text}",
        "heard-code-lines": "الشيفرة، عدد الأسطر: {number}",
        "heard-lines": "عدد الأسطر: {number}",
        "heard-rows": "جدول، عدد الصفوف: {number}",
        "heard-gap": "فراغ",
    },
}

# How a formula is written in one line, where nobody says its parts in words.
SIGNS: Mapping[str, str] = FrozenMap(
    {
        "square": "{0}^2",
        "cube": "{0}^3",
        "power": "{0}^{1}",
        "index": "{0}_{1}",
        "fraction": "{0}/{1}",
        "root": "√{0}",
        "nth-root": "√[{1}]{0}",
        "limits": "{0}_{1}^{2}",
        "below": "{0}_{1}",
    }
)
_FORMULAS: dict[str, Mapping[str, str]] = {
    "en": FrozenMap(
        {
            "square": "{0} squared",
            "cube": "{0} cubed",
            "power": "{0} to the power of {1}",
            "index": "{0} sub {1}",
            "fraction": "{0} over {1}",
            "root": "the square root of {0}",
            "nth-root": "root {1} of {0}",
            "limits": "{0} from {1} to {2} of",
            "below": "{0} for {1} of",
            "=": "equals",
            "+": "plus",
            "-": "minus",
            "×": "times",
            "÷": "divided by",
            "±": "plus or minus",
            "<": "is less than",
            ">": "is greater than",
            "≤": "is at most",
            "≥": "is at least",
            "≠": "is not equal to",
            "≈": "is about",
            "∈": "in",
            "→": "to",
            "∞": "infinity",
            "∑": "the sum",
            "∏": "the product",
            "∫": "the integral",
            "′": "prime",
        }
    ),
    "ja": FrozenMap(
        {
            "square": "{0}の2乗",
            "cube": "{0}の3乗",
            "power": "{0}の{1}乗",
            "index": "{0}の{1}",
            "fraction": "{1}分の{0}",
            "root": "ルート{0}",
            "nth-root": "{0}の{1}乗根",
            "limits": "{1}から{2}までの{0}、",
            "below": "{1}のときの{0}、",
            "=": "イコール",
            "+": "足す",
            "-": "マイナス",
            "×": "かける",
            "÷": "割る",
            "±": "プラスマイナス",
            "<": "小なり",
            ">": "大なり",
            "≤": "小なりイコール",
            "≥": "大なりイコール",
            "≠": "ノットイコール",
            "≈": "およそ",
            "∞": "無限大",
            "∑": "シグマ",
            "∏": "パイ",
            "∫": "インテグラル",
            "′": "ダッシュ",
        }
    ),
}


def formula_words(language: str) -> Mapping[str, str]:
    """How the parts of a formula are said in a language; one that we cannot say in words is left in signs."""
    return next((_FORMULAS[tag] for tag in fallbacks(language) if tag in _FORMULAS), SIGNS)
