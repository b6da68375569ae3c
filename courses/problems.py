"""What is wrong with a course, said by code and parameters so that every language can say it plainly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from courses.frozen import FrozenMap
from courses.sentences import SENTENCES

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One thing to mend; `path` is relative to the course's folder, `line` counts from 1."""

    code: str
    path: str
    line: int | None
    params: Mapping[str, str | int]
    severity: Severity

    def sentence(self, lang: str = "en") -> str:
        """One plain sentence in English or Japanese (any tag that begins with `ja`)."""
        _, english, japanese = SENTENCES[self.code]
        template = japanese if lang.split("-")[0] == "ja" else english
        return template.format_map({name: _shown(value) for name, value in self.params.items()})

    def located(self, lang: str = "en") -> str:
        """`path:line: sentence`, the form that editors understand."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.sentence(lang)}"


def problem(code: str, path: str, line: int | None = None, **params: str | int) -> Problem:
    """A problem whose severity follows from its code."""
    severity: Severity = "warning" if SENTENCES[code][0] == "warning" else "error"
    return Problem(code, path, line, FrozenMap(params), severity)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by path and line, so that a report never depends on the order of work."""
    unique = {_key(one): one for one in problems}
    return tuple(unique[key] for key in sorted(unique))


def _key(one: Problem) -> tuple[str, int, str, str]:
    return one.path, one.line or 0, one.code, repr(sorted(one.params.items()))


def _shown(value: str | int) -> str:
    """Parameters come from authors' files: kept short, on one line, and without control characters."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


_LONGEST = 120
