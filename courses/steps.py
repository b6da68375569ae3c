"""From pieces of text to steps: what stands between two second-level headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import cast

from courses.activities.blocks import compile_activity
from courses.activities.head import declared_id
from courses.activities.kinds import ActivityKey
from courses.identifiers import is_id
from courses.markup.clean import ID_PREFIX
from courses.markup.dialect import Dialect, Fence, Heading, Html, Piece
from courses.markup.scene import Scene
from courses.markup.terms import Words
from courses.minutes import LONGEST, needed_minutes
from courses.outline import Need
from courses.reading import ActivityPart, HtmlPart, StepReading

_NEEDS = {"phone", "pc", "windows"}
_HERE = re.compile(f'href="#{ID_PREFIX}([a-z0-9-]+)"')
_HEADING_WORDS = {"id", "minutes", "need", "class", "dir"}


@dataclass
class DraftStep:
    """A step while its reading is put together; `minutes` is what its author declared.

    `activities` names all with their lines, also those that could not be made and have no key.
    """

    line: int | None
    id: str = ""
    title: str = ""
    title_html: str = ""
    minutes: int | None = None
    need: Need = "phone"
    parts: list[HtmlPart | ActivityPart] = field(default_factory=list)
    keys: dict[str, ActivityKey] = field(default_factory=dict)
    activities: list[tuple[str, int | None]] = field(default_factory=list)
    estimate: int = 0

    def add_html(self, html: str) -> None:
        """Add text, in one part with the text before it: parts end at activities only."""
        last = self.parts[-1] if self.parts else None
        if isinstance(last, HtmlPart):
            self.parts[-1] = HtmlPart(f"{last.html}\n{html}")
        else:
            self.parts.append(HtmlPart(html))

    def reading(self) -> StepReading:
        """The step as people read it."""
        return StepReading(self.id, self.title, self.title_html, tuple(self.parts))

    def needed(self) -> int:
        """Minutes, declared or reckoned; may be more than a step should take."""
        if self.minutes is None and not self.estimate:
            self.estimate = needed_minutes(self.reading())
        return self.minutes if self.minutes is not None else self.estimate


@dataclass(frozen=True)
class Placed:
    """A piece with the scene it came from: a notebook's cells have each their own."""

    piece: Piece
    scene: Scene


def build_steps(pieces: list[Placed], title: str, md: Dialect) -> list[DraftStep]:
    """The steps of a reading, at least one; text before the first heading belongs to the first."""
    steps: list[DraftStep] = []
    current = DraftStep(line=None)
    for placed in pieces:
        piece = placed.piece
        if isinstance(piece, Heading) and piece.level == 2:
            opening = None if steps else current
            current = _begin(piece, placed.scene)
            if opening is not None:
                current.parts, current.keys, current.activities = opening.parts, opening.keys, opening.activities
            steps.append(current)
        else:
            _add(current, piece, placed.scene, md)
    if not steps:
        current.title, current.title_html = title, escape(title, quote=False)
        steps.append(current)
    _name(steps, pieces[0].scene if pieces else None)
    return steps


def explain(
    steps: list[DraftStep], abbreviations: Mapping[str, str], terms: Mapping[str, tuple[str, str]], language: str
) -> None:
    """Mark abbreviations and hard words in the text of each step, and list the words' explanations at its end."""
    if not abbreviations and not terms:
        return
    for number, step in enumerate(steps, start=1):
        words = Words(language, abbreviations, terms, f"{number}-")
        step.parts = [
            replace(one, html=words.mark(one.html)) if isinstance(one, HtmlPart) else one for one in step.parts
        ]
        if section := words.section():
            step.add_html(section)


def _begin(heading: Heading, scene: Scene) -> DraftStep:
    step = DraftStep(heading.line, title=heading.text, title_html=heading.html)
    if not heading.text:
        scene.report("step-untitled", heading.line)
    for name in sorted(set(heading.own) - _HEADING_WORDS):
        scene.report("step-attribute", heading.line, word=name)
    if "id" in heading.own:
        step.id = heading.own["id"]
        if not is_id(step.id):
            scene.report("id-form", heading.line, word=step.id)
    if "minutes" in heading.own:
        step.minutes = read_minutes(heading.own["minutes"])
        if step.minutes is None:
            scene.report("step-minutes", heading.line, word=heading.own["minutes"])
    if "need" in heading.own:
        if heading.own["need"] in _NEEDS:
            step.need = cast(Need, heading.own["need"])
        else:
            scene.report("step-need", heading.line, word=heading.own["need"])
    return step


def read_minutes(text: str) -> int | None:
    """A number of minutes from 1 to 999; None when it is no such number."""
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 999 else None


def _add(step: DraftStep, piece: Piece, scene: Scene, md: Dialect) -> None:
    if isinstance(piece, Html):
        step.add_html(piece.html)
    elif isinstance(piece, Heading):
        # A second title inside a lesson: shown one level below the step's.
        scene.report("heading-first-level", piece.line, word=piece.text)
        step.add_html(f"<h3>{piece.html}</h3>")
    elif isinstance(piece, Fence):
        made = compile_activity(piece, scene, md)
        if name := declared_id(piece):
            step.activities.append((name, piece.line))
        if made is not None:
            activity, key = made
            step.parts.append(ActivityPart(activity))
            step.keys[activity.id] = key


def _name(steps: list[DraftStep], scene: Scene | None) -> None:
    """Give default ids, and tell of ids used twice and of steps that are too long."""
    seen: set[str] = set()
    for number, step in enumerate(steps, start=1):
        step.id = step.id or f"step-{number}"
        if scene and step.id in seen:
            scene.report("step-id-twice", step.line, word=step.id)
        seen.add(step.id)
        if scene and step.needed() > LONGEST:
            scene.report("step-too-long", step.line, word=step.title, minutes=step.needed(), most=LONGEST)
    for step in steps:
        step.parts = [_link_steps(part, seen) for part in step.parts]


def _link_steps(part: HtmlPart | ActivityPart, ids: set[str]) -> HtmlPart | ActivityPart:
    """A link to a step of this lesson opens that step; the sanitiser wrote it as a place in the text."""
    if isinstance(part, ActivityPart):
        return part

    def opened(found: re.Match[str]) -> str:
        return f'href="?step={found.group(1)}"' if found.group(1) in ids else found.group(0)

    return replace(part, html=_HERE.sub(opened, part.html))
