"""Flowcharts, states, classes and entities: things, and arrows between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from courses.diagrams.labels import label_text
from courses.diagrams.outline import Item, Saying

_IGNORED = re.compile(r"(?:style|classDef|class|click|linkStyle|direction|hide|note|accTitle|accDescr)\b|%%|:::")
_SHAPES = [("([", "])"), ("[[", "]]"), ("[(", ")]"), ("(((", ")))"), ("((", "))"), ("{{", "}}"), ("[/", "/]")]
_SHAPES += [("[\\", "\\]"), ("[/", "\\]"), ("[", "]"), ("(", ")"), ("{", "}"), (">", "]")]
_NAME = re.compile(r"[\w.-]*\w|\[\*\]")
_LINK = re.compile(
    r"[ \t]*(?:"
    r"[<ox]?(?:--+|==+)[ \t]*(?P<in>[^-=|>\n]{1,200}?)[ \t]*(?:--+|==+)[>ox]?"
    r"|[<ox]?-\.[ \t]*(?P<dot>[^.|\n]{1,200}?)[ \t]*\.-+>?"
    r"|[<ox]?(?:--+|==+|-\.+-)[>ox]?"
    r"|~~~)[ \t]*(?:\|(?P<bar>[^|\n]*)\|)?[ \t]*"
)
_LABELLED = re.compile(r"@\{[^}\n]*?label:[ \t]*\"?([^\",}\n]*)[^}\n]*\}")
_STATE = re.compile(r"(\[\*\]|[\w.-]*\w)[ \t]*-->[ \t]*(\[\*\]|[\w.-]*\w)(?:[ \t]*:[ \t]*(.*))?\Z")
_RELATION = re.compile(r"""(\S+)(?:[ ]"[^"]*")?[ ]([-.<>|*o}{+]{2,12})(?:[ ]"[^"]*")?[ ](\S+)(?:[ ]?:[ ]?(.*))?\Z""")
# More arrows than anybody follows; a line may join many things with many others.
_MOST_EDGES = 500


@dataclass
class _Graph:
    """Things by name, arrows in order, and the groups that things stand in."""

    names: dict[str, str] = field(default_factory=dict)
    edges: list[tuple[str, str, str]] = field(default_factory=list)
    groups: list[tuple[str, list[str]]] = field(default_factory=list)

    def thing(self, name: str, text: str = "") -> str:
        """Know a thing; a text that is given later names it."""
        if text or name not in self.names:
            self.names[name] = text or name
        return name

    def join(self, starts: list[str], ends: list[str], text: str) -> None:
        """An arrow from each to each."""
        pairs = ((start, end, text) for start in starts for end in ends)
        self.edges += islice(pairs, max(0, _MOST_EDGES - len(self.edges)))

    def items(self, saying: Saying) -> list[Item]:
        """Each thing with its arrows, in the order in which they were met."""
        said: list[Item] = []
        for title, members in self.groups:
            inside = tuple(Item(self.names.get(name, name)) for name in dict.fromkeys(members))
            said += [Item(title, inside)] if inside else []
        for name in self.names:
            out = [(end, text) for start, end, text in self.edges if start == name]
            if len(out) == 1:
                said.append(Item(saying.edge(self.names[name], self.names[out[0][0]], out[0][1])))
            elif out:
                below = tuple(Item(saying.edge("", self.names[end], text)) for end, text in out)
                said.append(Item(self.names[name], below))
            elif not any(end == name for _, end, _ in self.edges):
                said.append(Item(self.names[name]))
        return said


def flowchart(lines: list[str], saying: Saying) -> list[Item]:
    """`A[Text] -->|yes| B`, subgraphs as groups."""
    graph = _Graph()
    opened: list[list[str]] = []
    for line in (part.strip() for whole in lines for part in _parts(whole)):
        if line.startswith("subgraph"):
            members: list[str] = []
            graph.groups.append((_group_title(line), members))
            opened.append(members)
        elif line == "end" and opened:
            opened.pop()
        elif line and not _IGNORED.match(line):
            met = _chain(line, graph)
            if opened:
                opened[-1].extend(met)
    return graph.items(saying)


def _parts(line: str) -> list[str]:
    return [line] if '"' in line else line.split(";")


def _group_title(line: str) -> str:
    rest = line.removeprefix("subgraph").strip()
    shaped = re.match(r"[\w.-]+[ \t]*\[(.*)\]\Z", rest)
    return label_text(shaped.group(1) if shaped else rest)


def _chain(line: str, graph: _Graph) -> list[str]:
    """`A & B --> C --> D`; the names that were met."""
    place, met = 0, []
    before, place = _things(line, place, graph)
    met += before
    while before and place < len(line) and (link := _LINK.match(line, place)) and link.group().strip():
        text = label_text(link["bar"] or link["in"] or link["dot"] or "")
        after, place = _things(line, link.end(), graph)
        if not after:
            break
        if "~~~" not in link.group():
            graph.join(before, after, text)
        met += after
        before = after
    return met


def _things(line: str, place: int, graph: _Graph) -> tuple[list[str], int]:
    found: list[str] = []
    while match := _NAME.match(line, place):
        name, place = match.group(), match.end()
        text, place = _shape(line, place)
        found.append(graph.thing(name, text))
        place = _behind_class(line, place)
        both = re.compile(r"[ \t]*&[ \t]*").match(line, place)
        if not both:
            break
        place = both.end()
    return found, place


def _shape(line: str, place: int) -> tuple[str, int]:
    """The text in a thing's brackets, and the place behind them."""
    if labelled := _LABELLED.match(line, place):
        return label_text(labelled.group(1)), labelled.end()
    for opening, closing in _SHAPES:
        if line.startswith(opening, place):
            quoted = line.startswith('"', place + len(opening))
            end = line.find('"' + closing if quoted else closing, place + len(opening) + quoted)
            if end >= 0:
                return label_text(line[place + len(opening) : end + quoted]), end + quoted + len(closing)
    return "", place


def _behind_class(line: str, place: int) -> int:
    found = re.compile(r":::[\w-]+").match(line, place)
    return found.end() if found else place


def states(lines: list[str], saying: Saying) -> list[Item]:
    """`[*] --> A : label`, with names given by `state "Text" as A` and `A : Text`."""
    graph = _Graph()
    for line in (whole.strip().rstrip("{").strip() for whole in lines):
        if found := _STATE.match(line):
            start = graph.thing(*(("[start]", saying.words["start"]) if found[1] == "[*]" else (found[1], "")))
            end = graph.thing(*(("[end]", saying.words["end"]) if found[2] == "[*]" else (found[2], "")))
            graph.edges.append((start, end, label_text(found[3] or "")))
        elif named := re.match(r'state[ \t]+"([^"]*)"[ \t]+as[ \t]+(\S+)', line):
            graph.thing(named.group(2), label_text(named.group(1)))
        elif named := re.match(r"([\w.-]+)[ \t]*:[ \t]*(.+)", line):
            graph.thing(named.group(1), label_text(named.group(2)))
    return graph.items(saying)


def relations(lines: list[str], saying: Saying) -> list[Item]:
    """`A <|-- B : text` between classes, `A ||--o{ B : text` between entities; their members below them."""
    things: dict[str, list[Item]] = {}
    edges: list[Item] = []
    inside = ""
    for line in (whole.strip() for whole in lines):
        if line == "}":
            inside = ""
        elif inside:
            things[inside].append(Item(label_text(line)))
        elif opened := re.match(r"(?:class[ \t]+)?([\w~.-]+)[ \t]*\{\Z", line):
            inside = opened.group(1)
            things.setdefault(inside, [])
        elif found := _RELATION.match(line):
            start, end = (found[3], found[1]) if "<" in found[2] else (found[1], found[3])
            edges.append(Item(saying.edge(start, end, label_text(found[4] or ""))))
        elif member := re.match(r"([\w~.-]+)[ \t]*:[ \t]*(.+)", line):
            things.setdefault(member.group(1), []).append(Item(label_text(member.group(2))))
    return [*(Item(name, tuple(members)) for name, members in things.items()), *edges]
