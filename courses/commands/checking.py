"""`python -m courses check PATH…`: name every problem of courses, for people, for machines, for pull requests."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from courses.checking.reports import FORMATS, LANGUAGES, Checked
from courses.checking.since import earlier_release
from courses.compiling import compile_course

NAME = "check"
HELP = "name every problem of courses with file, line and a plain sentence"
_FAILING = {"error": {"error"}, "warning": {"error", "warning"}, "never": set[str]()}
_NO_RELEASE = {"en": "{path} is not a release.json.", "ja": "{path} は release.json ではありません。"}


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `check`."""
    parser.add_argument("path", nargs="+", help="a course's folder: the one with course.toml in it")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the sentences")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="for people, machines or GitHub")
    parser.add_argument(
        "--fail-on", choices=sorted(_FAILING), default="error", help="what makes the exit status 1 (default: error)"
    )
    parser.add_argument(
        "--since", metavar="FILE", help="release.json of what people read now: tell what vanished or lags"
    )


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """0 when nothing is found that fails, 1 when something is, 2 when it cannot be done."""
    previous = None
    if options.since:
        previous = earlier_release(Path(options.since))
        if previous is None:
            say(_NO_RELEASE[options.lang].format(path=options.since))
            return 2
    checked = [Checked(path, compile_course(Path(path), previous)) for path in options.path]
    for line in FORMATS[options.format](checked, options.lang):
        say(line)
    severities = {one.severity for course in checked for one in course.compiled.problems}
    return 1 if severities & _FAILING[options.fail_on] else 0
