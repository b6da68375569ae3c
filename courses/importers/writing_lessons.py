"""A lesson's readings as the bytes of our files, every address rewritten."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from courses.importers.addresses import Addresses
from courses.importers.items import Item
from courses.importers.lessons import Lesson
from courses.importers.lines import Line, joined
from courses.importers.mending import mended, with_formulas
from courses.importers.questions import UNNAMED
from courses.importers.rewriting import Place, Rewriter, Tally
from courses.importers.scanning import destination
from courses.importers.shelf import Shelf
from courses.importers.steps import Step
from courses.importers.yaml_files import text_of
from courses.markup.tokens import read_blocks

_DEFINITION = re.compile(r" {0,3}\[(?!\^)((?:\\.|[^\[\]\\])+)\]:[ \t]*\n?[ \t]*(?=\S)")
_NOTE = re.compile(r"^ {0,3}\[\^([^\s\]^]+)\]:", re.MULTILINE)
NEWLINE = "\n"
_CODE = {"fence", "code_block", "math_block"}


@dataclass(frozen=True)
class Room:
    """What is at hand for all lessons."""

    addresses: list[Addresses]
    tally: Tally


def reading_bytes(lesson: Lesson, language: str, room: Room, shelf: Shelf) -> bytes:
    """One reading's file."""
    made = _Reading(lesson, language, room, shelf)
    return made.notebook() if lesson.kind == "notebook" else made.markdown()


class _Reading:
    def __init__(self, lesson: Lesson, language: str, room: Room, shelf: Shelf) -> None:
        self.lesson, self.language, self.room, self.shelf = lesson, language, room, shelf
        self.single = len(lesson.cuts) == 1 and not lesson.cuts[0].heading
        self.quizzes = 0
        self.pages = {id(item.page): item.page for step in lesson.steps[language] for item in step.items}
        texts = [page.text for page in self.pages.values()]
        self.notes = frozenset(name for text in texts for name in _NOTE.findall(text))
        self.definitions = {id(page): _definitions(page.text) for page in self.pages.values()}

    def markdown(self) -> bytes:
        parts = [text for step in self.lesson.steps[self.language] for _, text in self._step(step)]
        front = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in self._front().items()]
        body = "\n\n".join(part.strip("\n") for part in parts if part.strip())
        return ("\n".join(["---", *front, "---", "", body]).rstrip() + "\n").encode("utf-8", "replace")

    def notebook(self) -> bytes:
        from courses.importers.notebooks import written  # see pages.open_page

        parts: list[tuple[dict[str, Any] | None, str]] = []
        for step in self.lesson.steps[self.language]:
            last: object = None
            for item, text in self._step(step):
                page = item.page if item else self.lesson.pages[self.language]
                chunk = page.chunks[item.chunk] if item else None
                cell = chunk.cell if chunk else None
                if parts and last is not None and chunk is last and not (cell and chunk and chunk.is_code):
                    parts[-1] = (parts[-1][0], f"{parts[-1][1].rstrip()}\n\n{text.strip(NEWLINE)}")
                elif (chunk and chunk.is_code) or text.strip():
                    parts.append((cell, text.strip("\n")))
                    last = chunk
        page = self.lesson.pages[self.language]
        return written(page, _merged(parts), self._front())

    def _front(self) -> dict[str, str]:
        front = {"id": self.lesson.id, "title": self.lesson.titles[self.language]}
        duration = re.match(
            r"\s*(\d{1,3})\s*(?:min|分)", text_of(self.lesson.pages[self.language].front, "lab", "duration")
        )
        return {**front, "minutes": duration.group(1)} if duration and int(duration.group(1)) else front

    def _step(self, step: Step) -> list[tuple[Item | None, str]]:
        """The heading and the items of a step, rewritten."""
        place = Place(
            self.lesson.key,
            step.id,
            self.language,
            self.room.addresses[0],
            self.shelf,
            self.room.tally,
            notes=self.notes,
        )
        place.heading = re.sub(r"[\[\]<>`*]", "", step.title) or self.lesson.titles[self.language]
        texts = [(item, self._item(item, place)) for item in step.items]
        marks = {anchor for _, anchor in place.marked}
        out: list[tuple[Item | None, str]] = []
        if not self.single:
            title = " ".join(self._inline(step.title, step, place).split())
            out.append((None, f"## {title} {{#{step.id}}}"))
        for item, text in texts:
            if item.kind == "heading" and item.own in marks:
                out.append((item, f"{text} {{#{item.own}}}"))
            else:
                out.append((item, text))
        return out

    def _inline(self, text: str, step: Step, place: Place) -> str:
        item = step.items[0] if step.items else None
        if item is None or not re.search(r"[\[\]{<$]", text):
            return text
        return self._formulas(Rewriter(item, self._at(item, place)).text(text, [item.line or 1]), item)

    def _formulas(self, text: str, item: Item) -> str:
        if "$" not in text:
            return text
        return with_formulas(text, item.page.desk, item.line or 1, self.language, inline=True)

    def _at(self, item: Item, place: Place) -> Place:
        addresses = self.room.addresses[item.page.realm]
        definitions = self.definitions.get(id(item.page), {})
        return replace(place, addresses=addresses, definitions=definitions)

    def _item(self, item: Item, place: Place) -> str:
        if item.kind == "cell":
            return joined(item.lines)
        here = self._at(item, place)
        if item.kind == "heading":
            words = self._formulas(Rewriter(item, here).text(item.text, [item.line or 1]), item)
            return f"{'#' * max(3, item.level)} {' '.join(words.split())}".rstrip() if item.text else ""
        if item.kind == "quiz":
            self.quizzes += 1
            self.room.tally.quizzes += 1
            name = f"quiz id={self.lesson.id[:56].strip('-')}-q{self.quizzes}"
            lines = [Line(line.number, line.text.replace(f"quiz {UNNAMED}", name)) for line in item.lines]
            return self._quiz(item, lines, here)
        return mended(_rewritten(item, item.lines, here), item.page.desk, item.lines[0].number, self.language)

    def _quiz(self, item: Item, lines: list[Line], place: Place) -> str:
        while lines and not lines[-1].text.strip():
            lines.pop()
        body = self._formulas(_rewritten(item, lines[1:-1], place), item)
        return "\n".join([lines[0].text, body, lines[-1].text])


def _merged(parts: list[tuple[dict[str, Any] | None, str]]) -> list[tuple[dict[str, Any] | None, str]]:
    """A step's heading goes into the text cell that follows it."""
    made: list[tuple[dict[str, Any] | None, str]] = []
    for cell, text in parts:
        joins = made and made[-1][0] is None and made[-1][1].startswith("## ") and "\n" not in made[-1][1]
        if joins and cell is not None and cell["cell_type"] == "markdown":
            made[-1] = (cell, f"{made[-1][1]}\n\n{text}")
        else:
            made.append((cell, text))
    return made


def _definitions(text: str) -> dict[str, tuple[str, str]]:
    found = read_blocks(text, {})[1].items()
    return {" ".join(name.split()).lower(): (address, _quoted(title)) for name, (address, title) in found}


def _quoted(title: str) -> str:
    return '"' + title.replace('"', "'") + '"' if title else ""


def _rewritten(item: Item, lines: list[Line], place: Place) -> str:
    """The text with everything but code rewritten, paragraph by paragraph."""
    text = joined(lines)
    code, html = _ranges(text)
    writer, out = Rewriter(item, place), []
    run: list[Line] = []
    kind = ""
    for number, line in enumerate([*lines, Line(0, "")]):
        last = number == len(lines)
        mine = "code" if number in code else "html" if number in html else "text"
        if run and (last or mine != kind or (mine == "text" and not line.text.strip())):
            out.append(_paragraph(run, kind, writer, place))
            run = []
        kind = mine
        if not last:
            run.append(line)
    return "\n".join(part for part in out if part is not None)


def _paragraph(run: list[Line], kind: str, writer: Rewriter, place: Place) -> str | None:
    if kind == "code":
        return joined(run)
    kept = _without_definitions(run, place) if kind == "text" else run
    if not kept:
        return None
    return writer.text(joined(kept), [line.number for line in kept], kind == "text")


def _without_definitions(run: list[Line], place: Place) -> list[Line]:
    """Links by name were written out where they are used; their list goes."""
    kept = []
    for line in run:
        found = _DEFINITION.match(line.text)
        known = found and " ".join(found.group(1).split()).lower() in place.definitions
        if not (found and known and destination(f"{line.text[found.end() :]})", 0)):
            kept.append(line)
    return kept


def _ranges(text: str) -> tuple[set[int], set[int]]:
    """The numbers of lines that are code, and of those that are HTML."""
    code: set[int] = set()
    html: set[int] = set()
    for token in read_blocks(text, {})[0]:
        if token.map and token.type in _CODE:
            code |= set(range(*token.map))
        elif token.map and token.type == "html_block":
            html |= set(range(*token.map))
    return code, html
