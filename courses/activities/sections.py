"""The parts of a task's block: what is asked, then sections that begin with a word of ours and a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from courses.activities.bench import Bench
from courses.activities.fences import fence_behind
from courses.activities.lines import Text

_SECTION = re.compile(r"(rubric|model|hint|explanation|fields|check|tests)[:：][ \t]*(.*)", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_ROW = re.compile(r"[-*+][ \t]+(.*)")
_INNER = re.compile(r"[ \t]+[-*+][ \t]+(.*)")


@dataclass
class Row(Text):
    """An item of a list, with the items below it."""

    inner: list[Text] = field(default_factory=list)


@dataclass
class Sections:
    """What the block holds; offsets count from 0 inside it."""

    question: Text
    found: dict[str, list[Text]]

    def text(self, name: str) -> Text:
        """A section that stands once at most; empty where it is missing."""
        return self.found[name][0] if name in self.found else Text(0, [])


def read_sections(source: str, allowed: tuple[str, ...], bench: Bench) -> Sections:
    """Cut the block. A section that is not for this kind, or stands twice, is told of and left out of the question.

    `tests` goes to the block's end: code may hold any line. Fenced code never begins a section.
    """
    question = Text(0, [])
    found: dict[str, list[Text]] = {}
    current, fence, opened = question, "", 0
    for number, line in enumerate(source.split("\n")):
        is_code = current is found.get("tests", [None])[0]
        begins = None if fence or is_code else _SECTION.match(line)
        if begins:
            name = begins.group(1).lower()
            current = Text(number, [begins.group(2)])
            if name not in allowed:
                bench.report("activity-section", number, kind=bench.head.kind, name=name)
            elif name in found and name != "hint":
                bench.report("activity-section-twice", number, name=name)
            else:
                found.setdefault(name, []).append(current)
            continue
        opened = opened if fence else number
        fence = "" if is_code else fence_behind(fence, line)
        current.text.append(line)
    if fence:
        bench.report("activity-unclosed", opened)
    return Sections(question, found)


def rows(section: Text, bench: Bench) -> list[Row]:
    """The items of a section that is a list; of any other line is told."""
    made: list[Row] = []
    for offset, line in enumerate(section.text):
        number = section.line + offset
        if found := _ROW.match(line):
            made.append(Row(number, [found.group(1)]))
        elif made and (found := _INNER.match(line)):
            made[-1].inner.append(Text(number, [found.group(1)]))
        elif made and line.startswith((" ", "\t")) and line.strip():
            (made[-1].inner[-1] if made[-1].inner else made[-1]).text.append(line.strip())
        elif line.strip():
            bench.report("activity-row", number)
    return made


def code_of(section: Text) -> str:
    """The code of a section, without a fence around it."""
    lines = [*section.text]
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    if len(lines) > 1 and _FENCE.match(lines[0]) and (end := _FENCE.match(lines[-1])) and not end.group(2).strip():
        lines = lines[1:-1]
    return "\n".join(lines)
