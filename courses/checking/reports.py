"""What was found in courses, as lines: for people, as JSON, and as annotations for GitHub's pull requests."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from courses.problems import Problem
from courses.release import Compiled

LANGUAGES = ("en", "ja")
_CLOSING = {
    "en": "{errors} error{e}, {warnings} warning{w} in {path}.",
    "ja": "{path}：誤り{errors}件、注意{warnings}件。",
}
_QUIET = {"en": " Silenced with a reason: {quiet}.", "ja": "理由を書いてだまらせたもの：{quiet}件。"}
_EXPLAIN = {
    "en": "More about one of them: python -m courses explain CODE",
    "ja": "くわしい説明：python -m courses explain コード --lang ja",
}
_SIGNS = {"en": {"error": "", "warning": "warning: "}, "ja": {"error": "", "warning": "注意："}}


@dataclass(frozen=True)
class Checked:
    """A course by the path it was asked for, with what was found."""

    path: str
    compiled: Compiled

    def place(self, problem: Problem) -> str:
        """The problem's file, as one can open it from the current folder."""
        return posixpath.normpath(posixpath.join(self.path.replace("\\", "/"), problem.path))

    def count(self, severity: str) -> int:
        """How many problems have that severity."""
        return sum(1 for one in self.compiled.problems if one.severity == severity)


def text(checked: Sequence[Checked], lang: str) -> list[str]:
    """One line per problem with its code, and a closing line for each course."""
    lines: list[str] = []
    for course in checked:
        for one in course.compiled.problems:
            place = course.place(one) if one.line is None else f"{course.place(one)}:{one.line}"
            lines.append(f"{place}: {_SIGNS[lang][one.severity]}{one.sentence(lang)} [{one.code}]")
        errors, warnings = course.count("error"), course.count("warning")
        many = {"e": _ending(errors), "w": _ending(warnings)}
        closing = _CLOSING[lang].format(errors=errors, warnings=warnings, path=course.path, **many)
        quiet = len(course.compiled.silenced)
        lines.append(closing + (_QUIET[lang].format(quiet=quiet) if quiet else ""))
    return lines + ([_EXPLAIN[lang]] if any(course.compiled.problems for course in checked) else [])


def _ending(count: int) -> str:
    return "" if count == 1 else "s"


def as_json(checked: Sequence[Checked], lang: str) -> list[str]:
    """One object for one course; for several, an object with the list of theirs."""
    reports = [_report(course, lang) for course in checked]
    whole: dict[str, Any] = reports[0] if len(reports) == 1 else {"courses": reports}
    return [json.dumps(whole, ensure_ascii=False, indent=2)]


def _report(course: Checked, lang: str) -> dict[str, Any]:
    release = course.compiled.release
    return {
        "course": course.path,
        "errors": course.count("error"),
        "warnings": course.count("warning"),
        "silenced": len(course.compiled.silenced),
        "digest": release.digest if release else None,
        "problems": [_problem(course, one, lang) for one in course.compiled.problems],
    }


def _problem(course: Checked, one: Problem, lang: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "path": one.path,
        "file": course.place(one),
        "line": one.line,
        "params": dict(one.params),
        "sentence": one.sentence(lang),
    }


def github(checked: Sequence[Checked], lang: str) -> list[str]:
    """Workflow commands, escaped as GitHub's runner reads them."""
    lines = []
    for course in checked:
        for one in course.compiled.problems:
            line = "" if one.line is None else f",line={one.line}"
            place = f"file={_property(course.place(one))}{line},title={_property(one.code)}"
            lines.append(f"::{one.severity} {place}::{_message(one.sentence(lang))}")
    return lines


def _message(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Checked], str], list[str]]] = {"text": text, "json": as_json, "github": github}
