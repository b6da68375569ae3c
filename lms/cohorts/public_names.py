"""Words that say whom a programme is for: they never stand in a name that everybody sees. Pure."""

from __future__ import annotations

import re
import unicodedata

JAPANESE = (
    "シングルマザー シングルファザー シングルファーザー シングルペアレント シングルの親 ひとり親 一人親 独り親 片親 ワンオペ "
    "母子 父子 未婚の母 離婚 死別 寡婦 ママ支援 難民 避難 亡命 被災 移民 外国人 外国籍 在留 要支援 支援対象 被支援 弱者 困窮 "
    "貧困 低所得 生活保護 障害者 障がい者 障碍者 ひきこもり 引きこもり ニート 無職 失業 被害者 刑余 出所者"
).split()
"""Looked for anywhere in a name, since Japanese sets no blanks between words."""

ENGLISH = (
    r"(?:single|lone|solo|unwed|unmarried)\W*(?:mother|mom|mum|mama|father|dad|parent)(?:s|ing|hood)?(?:'s)?",
    r"refugees?|displaced|evacuees?|asylum|exiles?|migrants?|immigrants?|foreigners?|stateless",
    r"vulnerable|disadvantaged|underprivileged|marginali[sz]ed|needy|(?:in|at)\W+(?:need|risk)|low\W*income|poor|poverty",
    r"welfare|homeless|disabled|disabilit(?:y|ies)|handicapped|unemployed|jobless|neets?|shut\W*ins?|hikikomori",
    r"victims?|survivors?|divorced|divorcees?|widows?|widowers?|widowed|ex\W*(?:offenders?|convicts?)",
)
"""Whole words only: "spoor" is no poverty."""

OTHERS = (
    r"біжен\w*|переселен\w*|одинок\w+\s+мат\w+|мат\w+\W+одиначк\w*|малозабезпечен\w*",
    r"\w*پناهند\w*|\w*پناه\W?جو\w*|\w*آواره\w*|\w*بی\W?سرپرست\w*",
    r"\w*لاجئ\w*|\w*نازح\w*|\w*مهاجر\w*",
)
"""Ukrainian, Persian, Arabic: words with what grows on them."""

_WORDS = re.compile(r"(?<!\w)(?:" + "|".join((*ENGLISH, *OTHERS)) + r")(?!\w)", re.IGNORECASE)
_GAPS = r"[\s・･\-‐－ー_/]*"
_KATAKANA = "ァ-ヴー"


def _japanese(word: str) -> str:
    """A pattern for a Japanese word with or without gaps and long vowels; one in katakana does not begin inside a longer one."""
    signs = _GAPS.join(re.escape(sign) for sign in word.replace("ー", ""))
    start = f"(?<![{_KATAKANA}])" if re.match(f"[{_KATAKANA}]", word) else ""
    return f"{start}{signs}ー?"


_PARTS = re.compile("|".join(_japanese(word) for word in JAPANESE))


def telling_word(name: str) -> str | None:
    """The first word in a name that says whom it is for, as it was written there; None when there is none.

    Promises: width, case, and blanks or dots inside a Japanese word do not matter; the word is a part of the name in its NFKC
    form.
    """
    plain = unicodedata.normalize("NFKC", name)
    found = [match for match in (_PARTS.search(plain), _WORDS.search(plain)) if match]
    return min(found, key=lambda match: match.start()).group() if found else None
