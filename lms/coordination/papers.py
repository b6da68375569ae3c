"""What the sheet to print and the letter of an invitation say, in each language they are written in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from babel.dates import format_date
from markupsafe import Markup, escape

READING_OF_DAY = {
    1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか", 9: "ここのか",
    10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか",
}  # fmt: skip
WEEKDAYS = "月 火 水 木 金 土 日".split()
READING_OF_WEEKDAY = "げつ か すい もく きん ど にち".split()
_RUBY = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_SLOT = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Words:
    """One language's sentences. `<team>` and the like are filled in; `{漢字|かんじ}` carries its reading."""

    language: str
    texts: Mapping[str, str]

    def html(self, which: str, /, **filled: object) -> Markup:
        """A sentence for a page, with ruby; what is filled in is set apart by its own direction."""
        apart = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in filled.items()}
        return _fill(str(_ruby(self.texts[which])), apart)

    def plain(self, which: str, /, **filled: object) -> str:
        """A sentence for a letter; a reading stands in brackets behind its word."""
        text = _RUBY.sub(r"\1（\2）", self.texts[which])
        return _SLOT.sub(lambda slot: str(filled[slot[1]]), text)

    def day(self, day: date) -> str:
        """A day as this language writes it, still with its readings."""
        if self.language != "ja-x-easy":
            return str(format_date(day, "long", locale=self.language.partition("-")[0]))
        reading = READING_OF_DAY.get(day.day)
        number = f"{{{day.day}日|{reading}}}" if reading else f"{day.day}{{日|にち}}"
        weekday = f"{{{WEEKDAYS[day.weekday()]}曜日|{READING_OF_WEEKDAY[day.weekday()]}ようび}}"
        return f"{day.year}{{年|ねん}}{day.month}{{月|がつ}}{number}（{weekday}）"

    def day_html(self, day: date) -> Markup:
        """A day for a page."""
        return _ruby(self.day(day))

    def day_plain(self, day: date) -> str:
        """A day for a letter."""
        return _RUBY.sub(r"\1（\2）", self.day(day))


def _ruby(text: str) -> Markup:
    """Text with its readings above. The slots keep their brackets, so that they can be filled."""
    safe = str(escape(text)).replace("&lt;", "<").replace("&gt;", ">")
    return Markup(_RUBY.sub(r"<ruby>\1<rp>（</rp><rt>\2</rt><rp>）</rp></ruby>", safe))  # noqa: S704  # Our own sentences, and escaped.


def _fill(html: str, filled: Mapping[str, Markup]) -> Markup:
    return Markup(_SLOT.sub(lambda slot: filled.get(slot[1], Markup(slot[0])), html))  # noqa: S704  # As above; what is filled in was escaped.


def _read(path: Path) -> Words:
    return Words(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


ORDER = ("ja", "ja-x-easy", "en", "uk", "fa", "ar")
WORDS = {language: _read(Path(__file__).with_name("words") / f"{language}.toml") for language in ORDER}
"""By language, in the order in which they are offered."""
