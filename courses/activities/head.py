"""The first line of an activity's block: what kind it is, its permanent id, and its attributes."""

from __future__ import annotations

from dataclasses import dataclass

from courses.activities.names import LATER
from courses.identifiers import is_id
from courses.markup.attributes import fence_attributes
from courses.markup.dialect import Fence
from courses.markup.scene import Scene

_COMMON = ("id", "points", "attempts", "required")
_OWN = {
    "quiz": ("partial", "shuffle"),
    "exercise": ("hand-in", "shortest", "files", "review"),
    "check": ("cell", "language"),
    "prompt": (),
}
YES_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True)
class Head:
    """What the first line says; `line` is its place in the file."""

    kind: str
    id: str
    own: dict[str, str]
    points: int
    attempts: int | None
    required: bool
    line: int | None


def declared_id(fence: Fence) -> str:
    """The id that the block declares, whatever else is wrong with it; "" when there is none that could be an id."""
    name = fence_attributes(fence.info.partition(" ")[2])[0].get("id", "")
    return name if is_id(name) else ""


def read_head(fence: Fence, kind: str, scene: Scene) -> Head | None:
    """The head; None, with the problem told, when the block can have no activity."""
    line = None if fence.line is None else fence.line - (0 if scene.fixed else 1)
    if kind in LATER:
        scene.report("activity-later", line, word=kind)
        return None
    attributes, wrong = fence_attributes(" ".join(fence.info.split(None, 1)[1:]))
    known = (*_COMMON, *_OWN[kind])
    for name in [*sorted(set(attributes) - set(known)), *([wrong] if wrong else [])]:
        scene.report("activity-attribute", line, word=name, kind=kind, known=", ".join(known))
    if "id" not in attributes:
        scene.report("activity-id-missing", line, kind=kind)
        return None
    if not is_id(attributes["id"]):
        scene.report("id-form", line, word=attributes["id"])
        return None
    return _terms(attributes, kind, line, scene)


def _terms(attributes: dict[str, str], kind: str, line: int | None, scene: Scene) -> Head:
    points = whole_number(attributes.get("points", "1"), 0, 100)
    attempts = whole_number(attributes.get("attempts", "1"), 1, 100)
    required = YES_NO.get(attributes.get("required", "yes").lower())
    for name, value in (("points", points), ("attempts", attempts), ("required", required)):
        if value is None:
            scene.report("activity-value", line, word=attributes[name], name=name)
    own = {name: attributes[name] for name in ("points", *_OWN[kind]) if name in attributes}
    limit = attempts if "attempts" in attributes else None
    return Head(kind, attributes["id"], own, 1 if points is None else points, limit, required is not False, line)


def whole_number(text: str, least: int, most: int) -> int | None:
    """A number within bounds, written in plain digits; None when it is none."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    return number if least <= number <= most else None
