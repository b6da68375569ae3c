"""One lesson on its way: its readings, their steps, and how they come to agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from courses.importers.alignment import parallel
from courses.importers.items import Item, html_title, items_of
from courses.importers.lines import Line, joined
from courses.importers.pages import Page, front_title
from courses.importers.steps import Cut, Step, cuts_of, levelled, original_steps, translated_steps

_RIGHT = re.compile(r"- \[([ x])\] ")
_FEEDBACK = re.compile(r"  > ?(.*)\Z")
_HOLDS_MORE = re.compile(r"!\[|<img|\]\(")


@dataclass
class Lesson:
    """A lesson by its key; `pages` are in the course's languages, `named` is what the order calls it."""

    key: str
    id: str
    pages: dict[str, Page]
    named: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[Item]] = field(default_factory=dict)
    cuts: list[Cut] = field(default_factory=list)
    steps: dict[str, list[Step]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """`markdown` or `notebook`."""
        return next(iter(self.pages.values())).kind

    def read(self, language: str) -> None:
        """Items and title of one reading."""
        items = items_of(self.pages[language])
        self.titles[language], self.items[language] = _titled(
            items, self.pages[language], self.named.get(language, ""), self.id
        )


def _titled(items: list[Item], page: Page, named: str, fallback: str) -> tuple[str, list[Item]]:
    """The lesson's title, and its items without the heading that gave it."""
    first = next((place for place, item in enumerate(items) if item.kind == "heading"), None)
    title = front_title(page.front)
    if first is not None and items[first].level == 1 and items[first].words:
        head = items[first]
        title = head.words
        more = [head.as_block(head.text)] if _HOLDS_MORE.search(head.text) else []
        items = [*items[:first], *more, *items[first + 1 :]]
        if items and not more:
            items[min(first, len(items) - 1)].anchors |= head.anchors
            items[min(first, len(items) - 1)].labels |= head.labels
    heading = items[first].words if first is not None and first < len(items) and items[first].kind == "heading" else ""
    title = title or named or html_title(items) or heading
    return " ".join((title or fallback.replace("-", " ").capitalize()).split()), levelled(items)


def cut_original(lesson: Lesson, language: str) -> None:
    """The steps of the original."""
    items = lesson.items[language]
    lesson.cuts = cuts_of(items, lesson.titles[language])
    lesson.steps[language] = original_steps(items, lesson.cuts)
    for cut in lesson.cuts:
        if not cut.heading and cut.part > 1:
            page = lesson.pages[language]
            page.desk.report("import-step-cut", items[cut.place].line, cut.title)


def cut_translation(lesson: Lesson, original: str, language: str) -> None:
    """The same steps for a translation: what it lacks is shown in the original's words, and told of."""
    ours, theirs = lesson.items[original], lesson.items[language]
    steps = translated_steps(ours, lesson.cuts, theirs, lesson.titles[language])
    for mine, other in zip(lesson.steps[original], steps, strict=True):
        page = lesson.pages[language]
        if other.foreign and not other.items:
            page.desk.report("import-step-untranslated", None, mine.title)
            other.title, other.items = mine.title, list(mine.items)
        else:
            _agree(mine, other, page)
        for item in other.items:
            if item.kind == "heading" and item.level == 2:
                page.desk.report("import-heading-extra", item.line, item.words)
    lesson.steps[language] = steps


def is_translation(lesson: Lesson, original: str, language: str) -> bool:
    """Whether the two readings can be one text in two languages."""
    same_kind = lesson.pages[original].kind == lesson.pages[language].kind
    return same_kind and parallel(lesson.items[original], lesson.items[language])


def _agree(mine: Step, other: Step, page: Page) -> None:
    """Make the quizzes of a step the same in number, order and what is right."""
    ours = [item for item in mine.items if item.kind == "quiz"]
    theirs = [item for item in other.items if item.kind == "quiz"]
    if [_terms(item) for item in ours] == [_terms(item) for item in theirs]:
        return
    made: list[Item] = []
    place = 0
    for item in other.items:
        if item.kind != "quiz":
            made.append(item)
            continue
        partner = ours[place] if place < len(ours) else None
        place += 1
        if partner is not None and _terms(partner) == _terms(item):
            made.append(item)
            continue
        page.desk.report("import-quiz-differs", item.line, "")
        made += [_readable(item), *([partner] if partner else [])]
    for left in ours[place:]:
        page.desk.report("import-quiz-differs", left.line, "")
        made.append(left)
    other.items = made


def _terms(item: Item) -> tuple[object, ...]:
    text = joined(item.lines)
    return tuple(_RIGHT.findall(text)), text.count("\n[[")


def _readable(item: Item) -> Item:
    """A quiz as a list of its answers."""
    lines: list[Line] = []
    end = max(place for place, line in enumerate(item.lines) if line.text.strip())
    for line in item.lines[1:end]:
        text = _FEEDBACK.sub(r"  \1", _RIGHT.sub("- ", line.text))
        lines.append(Line(line.number, re.sub(r"\A\[\[(.*)\]\]\Z", r"\1", text)))
    return Item("block", item.page, [*lines, Line(item.line or 1, "")], item.chunk)
