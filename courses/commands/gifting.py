"""`python -m courses gift-import FILE` and `gift-export PATH`: questions from and for Moodle and its kin."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from courses.activities.gift.blocks import blocks_from_gift
from courses.activities.gift.exporting import gift_of
from courses.compiling import compile_course
from courses.problems import Problem
from courses.reading import ActivityPart
from courses.release import Release

Say = Callable[[str], None]
_UNREADABLE = {
    "en": "{path} cannot be read; it must be a file of text in UTF-8, of 5 MB at most.",
    "ja": "{path} を読めません。UTF-8の文のファイルで、5MBまでにしてください。",
}
_NOTHING = {"en": "There is no question in {path}.", "ja": "{path} に問題がありません。"}
_BROKEN = {"en": "Mend the errors that “check” names first.", "ja": "先に「check」が示す誤りを直してください。"}
LARGEST = 5_000_000  # bytes of a GIFT file


class Importing:
    """Prints our Markdown, or writes it into a file."""

    NAME = "gift-import"
    HELP = "turn a file of questions in GIFT into quiz blocks"

    def add(self, parser: argparse.ArgumentParser) -> None:
        """The arguments."""
        parser.add_argument("path", help="the GIFT file")
        _add_common(parser)

    def run(self, options: argparse.Namespace, say: Say) -> int:
        """0 when all was carried over, 1 when something is in the report, 2 when the file cannot be read."""
        text = _text_of(Path(options.path))
        if text is None:
            say(_UNREADABLE[options.lang].format(path=options.path))
            return 2
        made, told = blocks_from_gift(text, Path(options.path).name, options.lang)
        return _deliver(made, told, options, say)


class Exporting:
    """Prints GIFT for the quizzes of a course, or of one lesson."""

    NAME = "gift-export"
    HELP = "turn the quizzes of a course into GIFT"

    def add(self, parser: argparse.ArgumentParser) -> None:
        """The arguments."""
        parser.add_argument("path", help="the course's folder")
        parser.add_argument("--lesson", help="only the lesson of this id")
        parser.add_argument("--reading", help="language of the questions; the course's first if not given")
        _add_common(parser)

    def run(self, options: argparse.Namespace, say: Say) -> int:
        """0 when all was carried over, 1 when something is in the report, 2 when the course has errors."""
        release = compile_course(Path(options.path)).release
        if release is None:
            say(_BROKEN[options.lang])
            return 2
        made, told = export(release, options.reading or release.outline.languages[0], options.lesson)
        return _deliver(made, told, options, say)


COMMANDS = (Importing(), Exporting())


def export(release: Release, language: str, lesson: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """GIFT for all activities in a language, or for those of one lesson."""
    found = []
    for outline in release.outline.lessons:
        reading = release.readings.get((outline.id, language))
        if reading is None or (lesson and outline.id != lesson):
            continue
        keys = release.keys[outline.id, language]
        parts = [part.activity for step in reading.steps for part in step.parts if isinstance(part, ActivityPart)]
        found += [(activity, keys[activity.id]) for activity in parts]
    return gift_of(found, "course.toml")


def _text_of(path: Path) -> str | None:
    """What a file says; None where it cannot be read as text, or is larger than any list of questions."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        return content.decode("utf-8-sig") if len(content) <= LARGEST else None
    except (OSError, ValueError):
        return None


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", help="the file to write; printed if not given")
    parser.add_argument("--lang", choices=["en", "ja"], default="en", help="language of the report")


def _deliver(made: str, told: tuple[Problem, ...], options: argparse.Namespace, say: Say) -> int:
    if not made.strip() and not told:
        say(_NOTHING[options.lang].format(path=options.path))
        return 2
    if options.to:
        Path(options.to).write_text(made, encoding="utf-8")
    else:
        say(made.rstrip("\n"))
    for one in told:
        say(one.located(options.lang))
    return 1 if told else 0
