"""`python -m courses explain CODE`: what a problem means, why it matters, and how to mend it."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable

from courses.checking.explanations import explanation
from courses.checking.reports import LANGUAGES
from courses.sentences import SENTENCES

NAME = "explain"
HELP = "say what a problem means, why it matters to learners, and how to mend it"
_UNKNOWN = {"en": "There is no problem with the code “{code}”.", "ja": "「{code}」という問題のコードはありません。"}
_NEAR = {"en": "Did you mean: {near}?", "ja": "もしかして：{near}"}


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `explain`."""
    parser.add_argument("code", help="the code that stands behind a problem's sentence, like image-missing")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the explanation")


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """0, or 2 when there is no such code."""
    found = explanation(options.code, options.lang)
    if found is None:
        say(_UNKNOWN[options.lang].format(code=options.code))
        if near := difflib.get_close_matches(options.code, SENTENCES, 3):
            say(_NEAR[options.lang].format(near=", ".join(near)))
        return 2
    say(found)
    return 0
