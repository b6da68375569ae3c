"""Sequence diagrams: who says what to whom, in order."""

from __future__ import annotations

import re

from courses.diagrams.labels import label_text
from courses.diagrams.outline import Item, Saying

_NAMED = re.compile(r"(?:create[ \t]+)?(?:participant|actor)[ \t]+(\S+)(?:[ \t]+as[ \t]+(.+))?\Z")
_MESSAGE = re.compile(
    r"([^-:<>\n]+?)[ \t]*(?:<<)?(?:--?>>|--?>|--?x|--?\))[ \t]*[+-]?[ \t]*([^:\n]+?)[ \t]*:[ \t]*(.*)\Z"
)
_NOTE = re.compile(r"note[ \t]+(?:over|left of|right of)[ \t]+([^:\n]+):[ \t]*(.*)\Z", re.IGNORECASE)
_BLOCK = re.compile(r"(loop|alt|opt|par|critical|break|rect|else|and|option)\b[ \t]*(.*)\Z")
# Deeper choices within choices are said at this depth.
_DEEPEST = 20
_BRANCHES = {"else", "and", "option"}


def sequence(lines: list[str], saying: Saying) -> list[Item]:
    """Messages and notes as a list; loops, choices and the like hold lists of their own."""
    names: dict[str, str] = {}
    levels: list[tuple[str, list[Item]]] = [("", [])]
    for line in (whole.strip() for whole in lines):
        if named := _NAMED.match(line):
            names[named.group(1)] = label_text(named.group(2) or named.group(1))
        elif block := _BLOCK.match(line):
            if block.group(1) in _BRANCHES and len(levels) > 1:
                _shut(levels)
            title = saying.words.get("alt-block" if block.group(1) == "alt" else block.group(1), "")
            text = "" if block.group(1) == "rect" else label_text(block.group(2))
            colon = saying.words["colon"]
            if len(levels) < _DEEPEST:
                levels.append((f"{title}{colon if title and text else ''}{text}", []))
        elif line == "end" and len(levels) > 1:
            _shut(levels)
        elif said := _said(line, names, saying):
            levels[-1][1].append(said)
    while len(levels) > 1:
        _shut(levels)
    return levels[0][1]


def _shut(levels: list[tuple[str, list[Item]]]) -> None:
    title, items = levels.pop()
    levels[-1][1].extend([Item(title, tuple(items))] if title else items)


def _said(line: str, names: dict[str, str], saying: Saying) -> Item | None:
    colon = saying.words["colon"]
    if message := _MESSAGE.match(line):
        start, end = (names.get(name.strip(), name.strip()) for name in message.group(1, 2))
        text = label_text(message.group(3))
        return Item(f"{start} {saying.arrow} {end}" + (f"{colon}{text}" if text else ""))
    if note := _NOTE.match(line):
        who = saying.words["and-sign"].join(names.get(name.strip(), name.strip()) for name in note.group(1).split(","))
        return Item(f"{who}{colon}{label_text(note.group(2))}")
    return None
