"""`python -m courses shrink PATH`: make heavy pictures light enough for phones, and mend what refers to them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from courses.checking.shrinking import Plan, carry_out, plans

NAME = "shrink"
HELP = "make pictures over 200 kB light enough for phones, in place"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shrink`."""
    parser.add_argument("path", help="the course's folder: the one with course.toml in it")
    parser.add_argument("--yes", action="store_true", help="do it; without this, only what would be done is said")


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """0; 2 when there is no such course."""
    folder = Path(options.path)
    if not (folder / "course.toml").is_file():
        say(f"There is no course.toml in {options.path}.")
        return 2
    found = plans(folder)
    for plan in found:
        say(_line(plan))
        if options.yes:
            for changed in carry_out(folder, plan):
                say(f"  mended: {changed}")
    saved = sum(plan.before - len(plan.content) for plan in found)
    if not found:
        say("No picture can be made lighter.")
    elif options.yes:
        say(f"{len(found)} pictures, {saved // 1000} kB saved.")
    else:
        say(f"{len(found)} pictures, {saved // 1000} kB to save. Nothing was changed; do it with --yes.")
    return 0


def _line(plan: Plan) -> str:
    arrow = plan.path if plan.path == plan.target else f"{plan.path} → {plan.target}"
    return f"{arrow}: {plan.before // 1000} kB → {len(plan.content) // 1000} kB"
