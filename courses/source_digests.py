"""A digest of each step's source, by which translators and the checker see what changed."""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from courses.frozen import FrozenMap
from courses.lesson_file import LessonFile
from courses.markup.attributes import heading_attributes
from courses.markup.furigana import without_furigana
from courses.steps import DraftStep


def source_digests(file: LessonFile, steps: Sequence[DraftStep]) -> FrozenMap[str, str]:
    """A digest of each step's source, for comparing; furigana, blank lines and what braces say do not count."""
    return FrozenMap({step.id: _digest(source) for step, source in zip(steps, _sources(file, steps), strict=True)})


def _sources(file: LessonFile, steps: Sequence[DraftStep]) -> list[str]:
    starts = [step.line or 0 for step in steps]
    gathered: list[list[str]] = [[] for _ in starts]
    # The least of all starts from each step on: in order, so that the last step at or before a line is found at once.
    least = list(accumulate(reversed(starts), min))[::-1]
    for line, text in _lines(file):
        gathered[max(0, bisect_right(least, line) - 1)].append(text)
    return ["\n".join(lines) for lines in gathered]


def _lines(file: LessonFile) -> list[tuple[int, str]]:
    if file.kind == "notebook":
        from courses.notebooks.opening import read_notebook  # only courses with notebooks pay for it

        return [(cell.line or 0, line) for cell in read_notebook(file.source).cells for line in cell.source.split("\n")]
    return list(enumerate(file.front.body.split("\n"), start=file.front.body_line))


def _digest(source: str) -> str:
    text = unicodedata.normalize("NFC", without_furigana(source))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [heading_attributes(line)[0] if line.startswith("#") else line for line in lines]
    return hashlib.sha256("\n".join(line for line in lines if line).encode()).hexdigest()[:16]
