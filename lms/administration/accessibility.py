"""Where we stand on accessibility: the success criteria of WCAG 2.2 A and AA, and what is known about each."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from flask_babel import lazy_gettext as _

DECLARED = Path(__file__).with_name("criteria.toml")
STATES: Mapping[str, object] = {
    "tested": _("Tested"),
    "partly": _("Partly tested"),
    "hand": _("Looked at by hand"),
    "open": _("Not looked at yet"),
    "none": _("Does not occur here"),
}
"""What may be known about a criterion, from most to least."""


@dataclass(frozen=True)
class Criterion:
    """One success criterion. `since` is the WCAG that brought it in; those of 2.0 are in JIS X 8341-3:2016 too."""

    number: str
    level: str
    since: str
    en: str
    ja: str
    state: str
    tests: tuple[str, ...] = ()
    looked: date | None = None
    note_en: str = ""
    note_ja: str = ""

    def title(self, language: str) -> str:
        """Its name, in Japanese for who reads that, else in English."""
        return self.ja if language.startswith("ja") else self.en

    def note(self, language: str) -> str:
        """What is to be said about it."""
        return self.note_ja if language.startswith("ja") else self.note_en


@dataclass(frozen=True)
class Statement:
    """Everything that is declared, and on which day."""

    said: date
    criteria: Sequence[Criterion]

    def count(self, state: str) -> int:
        """How many criteria are in a state."""
        return Counter(each.state for each in self.criteria)[state]


@cache
def statement() -> Statement:
    """What is declared."""
    told = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    criteria = [Criterion(**{**each, "tests": tuple(each.get("tests", ()))}) for each in told["criterion"]]
    return Statement(told["said"], criteria)
