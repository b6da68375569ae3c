"""A diagram's source as a list in words; which reader reads which kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

# Longer sources are no diagram that people look at.
_LONGEST = 20_000
# The readers look for texts between arrows; so short a line keeps that quick.
_LONGEST_LINE = 1_000
_BLANKS = re.compile(r"(?<=\S)[ \t]+")
_FRONT = re.compile(r"\A\s*---\n.*?\n---[ \t]*\n", re.DOTALL)
_KIND = re.compile(r"[A-Za-z][\w-]*")


@dataclass(frozen=True)
class Item:
    """One line of the list, with what belongs below it."""

    text: str
    below: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Saying:
    """The few words that lists need, in the reading's language; `arrow` points the way people read."""

    words: Mapping[str, str]
    arrow: str

    def edge(self, start: str, end: str, text: str = "") -> str:
        """One arrow in words: `A → B (yes)`."""
        left, right = ("（", "）") if self.words["brackets"] == "wide" else (" (", ")")
        return f"{start} {self.arrow} {end}".strip() + (f"{left}{text}{right}" if text else "")


Reader = Callable[[list[str], Saying], list[Item]]


def outline(source: str, saying: Saying) -> tuple[Item, ...]:
    """What a diagram says, as a nested list; empty when its kind is unknown or nothing could be read.

    Promises: the same source and words give the same list; it never raises.
    """
    if len(source) > _LONGEST:
        return ()
    lines = [_BLANKS.sub(" ", line).rstrip()[:_LONGEST_LINE] for line in _FRONT.sub("", source).split("\n")]
    lines = [line for line in lines if line.strip() and not line.lstrip().startswith("%%")]
    kind = _KIND.match(lines[0].strip()) if lines else None
    reader = _readers().get(kind.group().lower()) if kind else None
    if reader is None:
        return ()
    first = lines[0].strip()
    # What stands behind a semicolon in the first line is the diagram's own already.
    rest = first.partition(";")[2]
    return tuple(reader([*([rest] if rest else []), *lines[1:]], saying))


def _readers() -> dict[str, Reader]:
    from courses.diagrams import charts, flowcharts, sequences  # they use the classes above

    return {
        "flowchart": flowcharts.flowchart,
        "graph": flowcharts.flowchart,
        "statediagram": flowcharts.states,
        "statediagram-v2": flowcharts.states,
        "classdiagram": flowcharts.relations,
        "erdiagram": flowcharts.relations,
        "sequencediagram": sequences.sequence,
        "pie": charts.pairs,
        "gantt": charts.sections,
        "journey": charts.sections,
        "timeline": charts.sections,
        "mindmap": charts.indented,
    }
