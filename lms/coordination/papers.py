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

from lms.kit.catalogues import babel_name, spoken
from lms.kit.furigana import bracketed, date_in_words, marked

_SLOT = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Words:
    """One language's sentences. `<team>` and the like are filled in; `{漢字|かんじ}` carries its reading."""

    language: str
    texts: Mapping[str, str]

    def html(self, which: str, /, **filled: object) -> Markup:
        """A sentence for a page; what is filled in is set apart by its own direction."""
        apart = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in filled.items()}
        # The slots keep their brackets, so that they can be filled.
        safe = str(escape(marked(self.texts[which]))).replace("&lt;", "<").replace("&gt;", ">")
        return Markup(_SLOT.sub(lambda slot: apart.get(slot[1], Markup(slot[0])), safe))  # noqa: S704  # Our own sentences; what is filled in was escaped.

    def plain(self, which: str, /, **filled: object) -> str:
        """A sentence for a letter; a reading stands in brackets behind its word."""
        return _SLOT.sub(lambda slot: str(filled[slot[1]]), bracketed(marked(self.texts[which])))

    def button(self) -> str:
        """What the button to join says on the pages in this language."""
        return spoken(self.language).gettext("Join the team")

    def day(self, day: date) -> str:
        """A day as this language writes it, with its readings."""
        if self.language == "ja-x-easy":
            return date_in_words(day.year, day.month, day.day, day.weekday())
        return str(format_date(day, "long", locale=babel_name(self.language)))

    def day_plain(self, day: date) -> str:
        """A day for a letter."""
        return bracketed(self.day(day))


def _read(path: Path) -> Words:
    return Words(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


ORDER = ("ja", "ja-x-easy", "en", "uk", "fa", "ar")
WORDS = {language: _read(Path(__file__).with_name("words") / f"{language}.toml") for language in ORDER}
"""By language, in the order in which they are offered."""
