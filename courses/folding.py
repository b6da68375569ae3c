"""Text in which spellings that mean the same are the same, whatever script they are in. Pure."""

from __future__ import annotations

import re
import unicodedata

MOST_SIGNS = 20_000

_SAME = str.maketrans("يىكأإآ", "ییکااا", "\u0640\u200c\u200d\u00ad'’ʼ´`")  # Signs that look alike are the point.
_LEFT_OUT = re.compile("[\u064b-\u065f\u0670\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Arabic vowel marks, frames around signs, and what only chooses between two drawings of the same sign."""


def fold(text: str) -> str:
    """Text in which spellings that mean the same are the same.

    Promises: idempotent; width, case, hiragana and katakana, Arabic and Persian forms of letters, vowel marks, joiners and
    apostrophes make no difference.
    """
    return unicodedata.normalize("NFKC", text).translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each sign becomes, worked out when it is first met. Many are met; all there are would be too many to keep."""

    def __missing__(self, sign: int) -> str:
        plain = _fold_sign(chr(sign))
        if len(self) < MOST_SIGNS:
            self[sign] = plain
        return plain


_FOLDED = _Folded()


def _fold_sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sign).casefold()).translate(_SAME)
    # The capital İ of Turkish leaves a dot behind that nobody types.
    plain = plain.replace("i\u0307", "i")
    return "".join(_to_hiragana(c) for c in _LEFT_OUT.sub("", plain))


def _to_hiragana(sign: str) -> str:
    return chr(ord(sign) - 0x60) if "\u30a1" <= sign <= "\u30f6" else sign
