"""What was answered: its shape in facts, and how it is read from what a page or a device sends. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lms.practice.rules import Answer, UnreadableAnswer

LONGEST_GAP = 200
MOST = 50
"""Parts of one answer."""


def answer_from(detail: Mapping[str, Any]) -> Answer:
    """An answer from what a client sent. Raises UnreadableAnswer unless it is short texts and lists of them.

    Whoever says that they are not sure gives no other answer with it.
    """
    if detail.get("unsure") is True:
        return Answer(unsure=True)
    number = detail.get("number", "")
    lists = {name: detail.get(name, []) for name in ("chosen", "gaps", "order", "pairs")}
    for texts in (*lists.values(), [number]):
        if not isinstance(texts, list) or len(texts) > MOST or not all(_is_short(text) for text in texts):
            raise UnreadableAnswer
    variant = detail.get("variant", 0)
    if type(variant) is not int or not 0 <= variant < MOST:
        raise UnreadableAnswer
    chosen = tuple(dict.fromkeys(lists["chosen"]))
    return Answer(chosen, tuple(lists["gaps"]), number, tuple(lists["order"]), tuple(lists["pairs"]), variant=variant)


def answer_of_form(fields: Mapping[str, list[str]]) -> Answer:
    """An answer from a page's form. Raises UnreadableAnswer where places in an order are missing or given twice."""
    if fields.get("unsure"):
        return Answer(unsure=True)
    places = places_by_thing(fields)
    detail = {
        "variant": variant_of(fields),
        "chosen": fields.get("option", []),
        "gaps": fields.get("gap", []),
        "number": fields.get("number", [""])[0],
        "pairs": fields.get("pair", []),
    }
    return answer_from({**detail, "order": _in_order(places)} if fields.get("place") else detail)


def variant_of(fields: Mapping[str, list[str]]) -> int:
    """Which of a quiz's questions a form answers; the first where it does not say."""
    said = fields.get("variant", [""])[0] if fields.get("variant") else ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 0


def places_by_thing(fields: Mapping[str, list[str]]) -> list[str]:
    """Places, that of the thing first shown first. A page whose things were moved says which is which (`thing`)."""
    places = fields.get("place", [])
    things = fields.get("thing", [str(number) for number in range(1, len(places) + 1)])
    if len(things) != len(places) or sorted(things) != sorted(str(number) for number in range(1, len(places) + 1)):
        return []
    return [place for _, place in sorted(zip(map(int, things), places, strict=True))]


def _in_order(places: list[str]) -> list[str]:
    """Things, by the places given to them: the first place belongs to the thing shown first."""
    wanted = [str(place) for place in range(1, len(places) + 1)]
    if sorted(places) != sorted(wanted):
        raise UnreadableAnswer
    return [str(places.index(place) + 1) for place in wanted]


def places_of(order: tuple[str, ...]) -> tuple[str, ...]:
    """The places of things in the order shown, for an order that was answered. Promises: undoes what a form's places became."""
    wanted = [str(value) for value in range(1, len(order) + 1)]
    return tuple(str(order.index(value) + 1) for value in wanted) if sorted(order) == sorted(wanted) else ()


def _is_short(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST_GAP and can_be_shown(text)


def can_be_shown(text: str) -> bool:
    """Whether a text can be stored and sent back: no NUL, no half of a surrogate pair, both of which JSON can carry."""
    return not any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in text)
