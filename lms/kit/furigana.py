"""Furigana in the words of pages: how catalogues write them, what becomes of them on pages, in letters, for programs. Pure.

A catalogue writes `{漢字|かん|じ}`, as lessons do. While a page is put together they are written with Unicode's own signs for
annotations (U+FFF9 to U+FFFB), which nobody types and no escaping touches. Only at the end is it known whether a word stands in
the text, where it becomes `<ruby>`, or in a title or an attribute, where there is room for the plain word only.
"""

from __future__ import annotations

import re

ANCHOR, SEPARATOR, END = "\ufff9", "\ufffa", "\ufffb"
"""Unicode 16, 23.8: interlinear annotation anchor, separator and terminator."""

_WRITTEN = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")
_MARKED = re.compile(f"{ANCHOR}([^<>&{ANCHOR}{SEPARATOR}{END}]+){SEPARATOR}([^<>&{ANCHOR}{SEPARATOR}{END}]+){END}")
_COUNTED = re.compile(f"([0-9]+)({ANCHOR}(分|人){SEPARATOR}[^{END}]+{END})")
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z]+)")
_PLAIN_INSIDE = frozenset({"title", "option", "textarea", "script", "style", "svg"})
"""Elements that hold text alone, or drawings."""
_DAYS = {
    1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか", 9: "ここのか",
    10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか",
}  # fmt: skip
_WEEK = (("月", "げつ"), ("火", "か"), ("水", "すい"), ("木", "もく"), ("金", "きん"), ("土", "ど"), ("日", "にち"))


def has_marks(text: str) -> bool:
    """Whether some word carries a reading."""
    return ANCHOR in text


def marked(text: str) -> str:
    """A catalogue's text with its readings in Unicode's signs.

    Promises: text without `{…|…}` stays as it is; one reading for each character gives each its own, any other number one
    reading for the whole word.
    """
    return _WRITTEN.sub(_mark_word, text)


def _mark_word(found: re.Match[str]) -> str:
    word, readings = found[1], found[2].split("|")
    return _mark_each(word, *readings) if len(readings) == len(word) else _mark(word, "".join(readings))


def _mark_each(word: str, *readings: str) -> str:
    return "".join(_mark(*pair) for pair in zip(word, readings, strict=True))


def _mark(word: str, reading: str) -> str:
    return f"{ANCHOR}{word}{SEPARATOR}{reading}{END}"


def plain(text: str) -> str:
    """The text without readings: for attributes, titles of windows, and programs."""
    return _MARKED.sub(r"\1", text)


def bracketed(text: str) -> str:
    """The text with each reading in brackets after its word, the characters of one word together: for letters."""
    # A part that begins with a number, such as the day of a date, is a word of its own.
    words = re.compile(f"{_MARKED.pattern}(?:(?!{ANCHOR}[0-9]){_MARKED.pattern})*")
    return words.sub(_in_brackets, _COUNTED.sub(_counted, text))


def _in_brackets(found: re.Match[str]) -> str:
    parts = _MARKED.findall(found[0])
    return f"{''.join(word for word, _ in parts)}（{''.join(reading for _, reading in parts)}）"


def with_ruby(html: str) -> str:
    """A page or a part of one, with readings as `<ruby>` in its text and without them in attributes, titles and choices.

    Promises: where no word carries a reading, text stays as it is, to the byte; readings hold no tags.
    """
    if ANCHOR not in html:
        return html
    pieces, inside = [], ""
    for piece in _TAG.split(html):
        name = _NAME.match(piece)
        if name is None:
            pieces.append(plain(piece) if inside else _ruby(piece))
            continue
        tag = name[1].lower()
        if inside:
            inside = "" if piece.startswith("</") and tag == inside else inside
        elif tag in _PLAIN_INSIDE and not piece.startswith("</") and not piece.endswith("/>"):
            inside = tag
        pieces.append(plain(piece))
    return "".join(pieces)


def _ruby(text: str) -> str:
    """Text with its readings. It stays one box: beside a sign in a button its words must not drift apart."""
    if ANCHOR not in text:
        return text
    words = text.strip()
    before, _, after = text.partition(words)
    marked_up = _MARKED.sub(r"<ruby>\1<rp>（</rp><rt>\2</rt><rp>）</rp></ruby>", _COUNTED.sub(_counted, words))
    return f"{before}<span>{marked_up}</span>{after}" if "<ruby>" in marked_up else text


def _counted(found: re.Match[str]) -> str:
    """A number with its counter: `4` and `分` are read ぷん, `5` and `分` ふん; `1` and `人` are read ひとり as one word."""
    number, counter = found[1], found[3]
    if counter == "人":
        whole = {"1": "ひとり", "2": "ふたり"}.get(number)
        return _mark(f"{number}人", whole) if whole else f"{number}{_mark('人', 'にん')}"
    return f"{number}{_mark('分', 'ふん' if number[-1] in '2579' else 'ぷん')}"


def date_in_words(year: int, month: int, day: int, weekday: int | None = None) -> str:
    """A date as easy Japanese writes it, with readings; with its weekday (0 is Monday) in brackets where that is given."""
    read = _DAYS.get(day)
    end = _mark(f"{day}日", read) if read else f"{day}{_mark('日', 'にち')}"
    week = (
        f"（{_mark_each(_WEEK[weekday][0] + '曜日', _WEEK[weekday][1], 'よう', 'び')}）" if weekday is not None else ""
    )
    return f"{year}{_mark('年', 'ねん')}{month}{_mark('月', 'がつ')}{end}{week}"


def time_in_words(hour: int, minute: int) -> str:
    """A time of the day as easy Japanese writes it: 午後8時, 午前9時5分."""
    half = _mark_each("午後", "ご", "ご") if hour >= 12 else _mark_each("午前", "ご", "ぜん")
    rest = f"{minute}{_mark('分', 'ふん')}" if minute else ""
    return f"{half}{hour % 12}{_mark('時', 'じ')}{rest}"
