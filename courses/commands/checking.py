"""`python -m courses check PATH`: name every problem of a course, for people or for machines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from courses.compiling import compile_course
from courses.problems import Problem
from courses.release import Compiled

_CLOSING = {
    "en": "{errors} errors, {warnings} warnings in {path}.",
    "ja": "{path}：誤り{errors}件、注意{warnings}件。",
}
_SIGNS = {"en": {"error": "", "warning": "warning: "}, "ja": {"error": "", "warning": "注意："}}


NAME = "check"
HELP = "name every problem of a course with file, line and a plain sentence"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `check`."""
    parser.add_argument("path", help="the course's folder: the one with course.toml in it")
    parser.add_argument("--lang", choices=sorted(_CLOSING), default="en", help="language of the sentences")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people or for machines")


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Check; 0 when there is no error, 1 when there is one."""
    compiled = compile_course(Path(options.path))
    report = _json if options.format == "json" else _text
    for line in report(compiled, options.path, options.lang):
        say(line)
    return 1 if _count(compiled.problems, "error") else 0


def _text(compiled: Compiled, path: str, lang: str) -> list[str]:
    lines = [_line(problem, lang) for problem in compiled.problems]
    errors, warnings = _count(compiled.problems, "error"), _count(compiled.problems, "warning")
    return [*lines, _CLOSING[lang].format(errors=errors, warnings=warnings, path=path)]


def _line(problem: Problem, lang: str) -> str:
    place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    return f"{place}: {_SIGNS[lang][problem.severity]}{problem.sentence(lang)}"


def _json(compiled: Compiled, path: str, lang: str) -> list[str]:
    found = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "path": problem.path,
            "line": problem.line,
            "params": dict(problem.params),
            "sentence": problem.sentence(lang),
        }
        for problem in compiled.problems
    ]
    release = compiled.release
    report = {
        "course": path,
        "errors": _count(compiled.problems, "error"),
        "warnings": _count(compiled.problems, "warning"),
        "digest": release.digest if release else None,
        "problems": found,
    }
    return [json.dumps(report, ensure_ascii=False, indent=2)]


def _count(problems: Sequence[Problem], severity: str) -> int:
    return sum(1 for problem in problems if problem.severity == severity)
