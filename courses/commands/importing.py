"""`python -m courses import SRC DEST`: a foreign course becomes one of ours, with a report of what could not come."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Callable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from courses.importers import DestinationError, Imported, check_apart, import_course, write_course
from courses.importers.tags import tag_of
from courses.problems import Problem, problem

NAME = "import"
HELP = "read a foreign course (Markdown, MDX, MyST, notebooks) and write it as one of ours"
_SHOWN = 3
_WORDS = {
    "en": (
        "{course} ({languages}). Lessons: {lessons}, readings: {readings}, steps: {steps}, quizzes: {quizzes}.",
        (
            "Pictures: {images}, of which {images_missing} are missing and {images_remote} lie on other sites. "
            "Links: {links}, of which {links_missing} lead nowhere."
        ),
        "  … and {more} more (--all shows them)",
        "Written to {path}. Next: python -m courses check {path}",
    ),
    "ja": (
        "{course}：レッスン{lessons}、ことば {languages}、文{readings}、ステップ{steps}、クイズ{quizzes}。",
        (
            "画像{images}（ないもの{images_missing}、ほかのサイトのもの{images_remote}）、"
            "リンク{links}（行き先のないもの{links_missing}）。"
        ),
        "  … ほか{more}件（--all ですべて出します）",
        "{path} に書きました。次は：python -m courses check {path}",
    ),
}


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `import`."""
    parser.add_argument("source", help="the foreign course's folder")
    parser.add_argument("target", help="a new or empty folder for the course")
    parser.add_argument("--language", default="", help="language of the original, such as ja")
    parser.add_argument(
        "--with", dest="others", action="append", default=[], metavar="TAG=FOLDER", help="its translation elsewhere"
    )
    parser.add_argument("--id", default="", help="the course's permanent id")
    parser.add_argument("--title", default="", help="the course's title")
    parser.add_argument("--replace", action="store_true", help="write over a course that lies in the target already")
    parser.add_argument("--all", action="store_true", help="show every line of the report")
    parser.add_argument("--lang", choices=sorted(_WORDS), default="en", help="language of the sentences")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people or for machines")


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Import; 0 when all came in, 1 when a file or the whole was refused, 2 when it was called wrongly."""
    source, others = Path(options.source), [one.partition("=") for one in options.others]
    wrong = _wrong(options, others)
    if wrong is not None:
        say(wrong.located(options.lang))
        return 2
    imported = import_course(
        source,
        translations=[(tag, Path(folder)) for tag, _, folder in others],
        language=options.language,
        course_id=options.id,
        title=options.title,
    )
    imported = _written(imported, Path(options.target), options.replace)
    for line in _json(imported, options) if options.format == "json" else report(imported, options.lang, options.all):
        say(line)
    if imported.files and options.format == "text":
        say(_WORDS[options.lang][3].format(path=shlex.quote(options.target)))
    return 1 if any(one.severity == "error" for one in imported.problems) else 0


def _wrong(options: argparse.Namespace, others: list[tuple[str, str, str]]) -> Problem | None:
    """The first thing that was named wrongly; nothing is read then."""
    for folder in (options.source, *(folder for _, _, folder in others)):
        if not folder or not Path(folder).is_dir():
            return problem("course-missing", folder or "--with")
    for option, tag in (("--language", options.language or "en"), *(("--with", tag) for tag, _, _ in others)):
        if not tag_of(tag):
            return problem("import-language", option, word=tag)
    try:
        check_apart(Path(options.source), Path(options.target))
    except DestinationError as error:
        return problem(error.code, options.target)
    return None


def _written(imported: Imported, target: Path, replace: bool) -> Imported:
    if not imported.files:
        return imported
    try:
        write_course(imported, target, replace=replace)
    except DestinationError as error:
        return Imported({}, (problem(error.code, str(target), None), *imported.problems), imported.sums)
    return imported


def report(imported: Imported, lang: str = "en", whole: bool = False) -> list[str]:
    """The report for people: problems by kind, the gravest and rarest first, then the sums."""
    lines: list[str] = []
    for code, group in _groups(imported.problems):
        lines.append(f"{code} ({len(group)})")
        shown = group if whole else group[:_SHOWN]
        lines += [f"  {one.located(lang)}" for one in shown]
        if len(shown) < len(group):
            lines.append(_WORDS[lang][2].format(more=len(group) - len(shown)))
    if imported.files:
        sums = asdict(imported.sums)
        lines.append(_WORDS[lang][0].format(course=imported.course_id, languages=", ".join(imported.languages), **sums))
        lines.append(_WORDS[lang][1].format(**sums))
    return lines


def _groups(problems: tuple[Problem, ...]) -> list[tuple[str, list[Problem]]]:
    by_code = sorted(problems, key=lambda one: one.code)
    groups = [(code, list(group)) for code, group in groupby(by_code, key=lambda one: one.code)]
    return sorted(groups, key=lambda pair: (pair[1][0].severity != "error", len(pair[1]), pair[0]))


def _json(imported: Imported, options: argparse.Namespace) -> list[str]:
    data = {
        "course": imported.course_id,
        "languages": list(imported.languages),
        "target": options.target if imported.files else None,
        "files": sorted(imported.files),
        "sums": asdict(imported.sums),
        "problems": [
            {
                "code": one.code,
                "severity": one.severity,
                "path": one.path,
                "line": one.line,
                "params": dict(one.params),
                "sentence": one.sentence(options.lang),
            }
            for one in imported.problems
        ],
    }
    return [json.dumps(data, ensure_ascii=False, indent=2)]
