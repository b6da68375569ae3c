"""A last look at a block as the engine will see it: what it would refuse is shown as plain text instead."""

from __future__ import annotations

import re
from functools import lru_cache

from courses.importers.lines import Desk
from courses.markup.dialect import Dialect
from courses.markup.scene import Scene
from courses.pictures.size import Size
from courses.problems import Problem

_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$(?![\s$])([^$]*?[^\s$\\])\$(?![\d$])", re.DOTALL)
_SUSPICIOUS = re.compile(r"\$|\\begin\{|^ *(?:(?:[-*+>]|\d+[.)]) *){20}", re.MULTILINE)
_LONGEST = 9_000
_REFUSED = {"formula", "nested-too-deep", "block-too-long"}


class _AnyTargets:
    """Takes every address for a good one: addresses were settled before."""

    def image(self, address: str, line: int | None) -> str | None:
        """Shown nowhere."""
        return "/assets/0000000000000000.png"

    def link(self, address: str, line: int | None) -> str | None:
        """Leads nowhere."""
        return "#x"

    def size(self, address: str) -> Size | None:
        """Of no size."""
        return None


_DIALECT: list[Dialect] = []


def refused(text: str, language: str) -> list[Problem]:
    """What the engine would refuse in this block."""
    if not _DIALECT:
        _DIALECT.append(Dialect())
    told: list[Problem] = []
    _DIALECT[0].block(text, Scene(language, "", _AnyTargets(), told.append))
    return [one for one in told if one.code in _REFUSED]


# A course says the same formula many times.
@lru_cache(maxsize=2_000)
def _is_refused(formula: str, language: str) -> bool:
    return bool(refused(formula, language))


def with_formulas(text: str, desk: Desk, line: int, language: str, inline: bool = False) -> str:
    """The text with formulas that nobody can read as code; `inline` keeps each within its line."""

    def formula(found: re.Match[str]) -> str:
        if not _is_refused(found.group(0), language):
            return found.group(0)
        desk.report("import-formula", line + text.count("\n", 0, found.start()), found.group(0))
        source = found.group(1) or found.group(2)
        if "\n" in source and not inline:
            return "\n\n```latex\n" + source.strip("\n") + "\n```\n\n"
        return f"`{' '.join(source.split()).replace('`', chr(39))}`"

    return _FORMULA.sub(formula, text)


def mended(text: str, desk: Desk, line: int, language: str) -> str:
    """The block as the engine accepts it: formulas that nobody can read as code, and what is too deep too."""
    if not (_SUSPICIOUS.search(text) or len(text) > _LONGEST):
        return text
    if not refused(text, language):
        return text

    made = with_formulas(text, desk, line, language)
    if not refused(made, language):
        return made
    desk.report("import-as-text", line, " ".join(text.split())[:200])
    mark = "`" * max(4, *(len(ticks) + 1 for ticks in re.findall(r"`{3,}", text)), 4)
    return f"{mark}text\n{text.strip(chr(10))}\n{mark}"
