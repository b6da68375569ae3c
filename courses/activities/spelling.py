"""What somebody typed, as it is compared: however their keyboard writes it. Pure."""

from __future__ import annotations

import re
import unicodedata

from courses.folding import fold

_APOSTROPHE = "\ue000"
"""Stands for an apostrophe while the search's folding, which leaves them out, is at work: here they are letters and code."""
_ALIKE = str.maketrans(
    dict.fromkeys("'’‘‛ʼ`´′＇", _APOSTROPHE) | dict.fromkeys("“”„‟″＂", '"') | dict.fromkeys("‐‑‒–—−－", "-")
)  # fmt: skip
_DENSE = (
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Japanese, Chinese
    "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"  # Letters of Arabic, Persian and their neighbours
)
"""Japanese and Chinese have no blanks between words; Persian and Arabic keyboards differ on where they put (half) ones."""
_BLANK_BESIDE = re.compile(rf"(?<=[{_DENSE}]) | (?=[{_DENSE}])")
_QUOTES = "\"'«»‹›「」『』 "
_STOPS = ".。｡!?؟。 "
_EASTERN = re.compile("[\u0660-\u0669\u06f0-\u06f9]")


def folded(text: str) -> str:
    """A typed text as it is compared.

    Promises: idempotent; width, case, hiragana and katakana, digits of any script, forms of Arabic and Persian letters, vowel
    marks, kinds of quotation marks, apostrophes and dashes, and blanks that nobody sees make no difference. Between Latin or
    Cyrillic words a blank is a blank, however long; next to signs of scripts that are written densely it is none.
    """
    plain = fold(_visible(unicodedata.normalize("NFKC", text)).translate(_ALIKE)).replace(_APOSTROPHE, "'")
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)
    return _BLANK_BESIDE.sub("", " ".join(digits.split()))


def _visible(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def readings(text: str) -> frozenset[str]:
    """What a typed answer can be taken for: as it stands, or without the quotation marks around it or the full stop behind it.

    Promises: holds the folded text, unless that is empty; nothing empty. Only what was typed is read so, never what an author
    asks for: who asks for a point gets none but a point.
    """
    whole = folded(text)
    unquoted, unstopped = whole.strip(_QUOTES), whole.rstrip(_STOPS)
    return frozenset({whole, unquoted, unstopped, unstopped.strip(_QUOTES), unquoted.rstrip(_STOPS)} - {""})


def number_text(text: str) -> str:
    """A typed number for the engine's reader: plain letters and digits.

    A stroke between Persian or Arabic digits is their decimal sign (momayyez), as many keyboards have no other.
    """
    return folded(text.replace("/", "٫") if _EASTERN.search(text) else text)
