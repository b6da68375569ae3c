"""`python -m courses shrink PATH`: make heavy pictures light enough for phones, and mend what refers to them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from courses.checking.shrinking import Plan, carry_out, plans

NAME = "shrink"
HELP = "make pictures over 200 kB light enough for phones, in place"
_WORDS = {
    "en": {
        "no-course": "There is no course.toml in {path}.",
        "mended": "  mended: {path}",
        "none": "No picture can be made lighter.",
        "done": "{number} pictures, {saved} kB saved.",
        "planned": "{number} pictures, {saved} kB to save. Nothing was changed; do it with --yes.",
        "line": "{path}: {before} kB → {after} kB",
    },
    "ja": {
        "no-course": "{path} に course.toml がありません。",
        "mended": "  直した文：{path}",
        "none": "軽くできる画像はありません。",
        "done": "画像{number}枚を、合わせて{saved} kB軽くしました。",
        "planned": "画像{number}枚を、合わせて{saved} kB軽くできます。まだ何も変えていません。--yes をつけると変えます。",
        "line": "{path}：{before} kB → {after} kB",
    },
}


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shrink`."""
    parser.add_argument("path", help="the course's folder: the one with course.toml in it")
    parser.add_argument("--yes", action="store_true", help="do it; without this, only what would be done is said")
    parser.add_argument("--lang", choices=sorted(_WORDS), default="en", help="language of the sentences")


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """0; 2 when there is no such course."""
    words, folder = _WORDS[options.lang], Path(options.path)
    if not (folder / "course.toml").is_file():
        say(words["no-course"].format(path=options.path))
        return 2
    found = plans(folder)
    for plan in found:
        say(_line(plan, words["line"]))
        if options.yes:
            for changed in carry_out(folder, plan):
                say(words["mended"].format(path=changed))
    saved = sum(plan.before - len(plan.content) for plan in found) // 1000
    outcome = "none" if not found else "done" if options.yes else "planned"
    say(words[outcome].format(number=len(found), saved=saved))
    return 0


def _line(plan: Plan, words: str) -> str:
    path = plan.path if plan.path == plan.target else f"{plan.path} → {plan.target}"
    return words.format(path=path, before=plan.before // 1000, after=len(plan.content) // 1000)
