"""Which question of a quiz somebody is asked, and in which order its parts stand on the page. Pure.

All of it follows from a secret of the site, from who is asked and from how many tries they have used: so it stays the same
while a try lasts, in every language and on every device, and nobody can reckon back where the right parts stand.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from courses import Option, Quiz, QuizKey
from lms.practice.given import places_by_thing

Fields = Mapping[str, list[str]]
ARRANGED = frozenset({"order", "pairs"})
"""Forms whose parts are always mixed. They stand the same at every try, since what was in place is told."""
ORDERS = 8
"""Different orders of one question among all people: few, so that pages are put together from what was rendered before."""
_MARK = re.compile(r"([0-9]{1,4})-[0-9a-f]{16}\Z")


@dataclass(frozen=True)
class Seed:
    """What a draw follows from: the site's secret, the activity, and the person in it."""

    secret: bytes
    activity: str
    person: str

    def weight(self, *name: object) -> bytes:
        """A number that nobody without the secret can know."""
        text = "\x00".join(map(str, (self.activity, *name)))
        return hmac.new(self.secret, text.encode(), sha256).digest()


@dataclass(frozen=True)
class Draw:
    """One draw. `order`: the release's values of what is mixed, in the order shown; empty where nothing is.

    `mark` is what the page sends back, so that an answer is read as its page showed it; empty where nothing was drawn.
    """

    variant: int = 0
    order: tuple[str, ...] = ()
    mark: str = ""


def is_drawn(quiz: Quiz) -> bool:
    """Whether anything of this quiz differs from person to person."""
    return bool(quiz.others) or any(_is_mixed(each) for each in (quiz, *quiz.others))


def _is_mixed(quiz: Quiz) -> bool:
    return quiz.shuffle or quiz.form in ARRANGED


def draw(quiz: Quiz, key: QuizKey, seed: Seed, turn: int, variant: int | None = None) -> Draw:
    """The draw at a try, from 0; `variant` where the question is known already.

    Promises: nobody is asked a question again before all were asked; things to put in order never stand in their right one;
    the same arguments give the same draw.
    """
    if not is_drawn(quiz):
        return Draw()
    if variant is None:
        turns = sorted(range(len(quiz.others) + 1), key=lambda each: seed.weight("variant", seed.person, each))
        variant = turns[turn % len(turns)]
    asked = quiz.variant(variant)
    order = _order(asked, key.variant(variant), seed, turn, variant) if _is_mixed(asked) else ()
    return Draw(variant, order, f"{turn}-{seed.weight('mark', seed.person, turn, variant, *order).hex()[:16]}")


def _order(asked: Quiz, key: QuizKey, seed: Seed, turn: int, variant: int) -> tuple[str, ...]:
    of = "all" if asked.form in ARRANGED else turn
    number = seed.weight("order", seed.person, variant, of)[0] % ORDERS
    values = [option.value for option in asked.options]
    for again in range(1000):
        name = ("mixed", variant, number, again)
        order = tuple(sorted(values, key=lambda value: seed.weight(*name, value)))
        if asked.form != "order" or order != key.right:
            return order
    raise AssertionError("a thousand orders, all of them right")


def turn_of(mark: str) -> int | None:
    """The try that a page was made for; None for what is no mark."""
    found = _MARK.match(mark)
    return int(found.group(1)) if found else None


def as_shown(quiz: Quiz, drawn: Draw) -> Quiz:
    """The question as a page shows it: each option's value is its place there."""
    asked = replace(quiz.variant(drawn.variant), others=())
    if not drawn.order:
        return asked
    options = {option.value: option for option in asked.options}
    mixed = (options[value] for value in drawn.order)
    return replace(asked, options=tuple(_at(option, place) for place, option in enumerate(mixed, start=1)))


def _at(option: Option, place: int) -> Option:
    return replace(option, value=str(place))


def fields_as_released(fields: Fields, drawn: Draw) -> dict[str, list[str]]:
    """What a page's form sent, with the release's values in the place of those it showed.

    Promises: what the page could not have sent stays what nobody can choose; only a draw says which question was asked.
    """
    values = _released(drawn.order)
    found = {name: list(texts) for name, texts in fields.items() if name not in ("mix", "variant")}
    for name in {"option", "pair"} & set(found):
        found[name] = [values.get(value, value) for value in found[name]]
    places = places_by_thing(found)
    if drawn.order and len(places) == len(drawn.order):
        things = dict(zip(drawn.order, places, strict=True))
        found["place"] = [things[value] for value in sorted(things, key=int)]
        found.pop("thing", None)
    return {**found, "variant": [str(drawn.variant)]} if drawn.variant else found


def detail_as_released(detail: Mapping[str, Any], drawn: Draw) -> dict[str, Any]:
    """The same for an answer as a device sends it."""
    values = _released(drawn.order)
    found = {name: value for name, value in detail.items() if name not in ("mix", "variant")}
    for name in {"chosen", "order", "pairs"} & set(found):
        if isinstance(found[name], list):
            found[name] = [values.get(value, value) if isinstance(value, str) else value for value in found[name]]
    return {**found, "variant": drawn.variant} if drawn.variant else found


def _released(order: Sequence[str]) -> dict[str, str]:
    return {str(place): value for place, value in enumerate(order, start=1)}


def shown_values(drawn: Draw) -> dict[str, str]:
    """From the release's value to the one the page shows; empty where both are the same."""
    return {value: str(place) for place, value in enumerate(drawn.order, start=1)}
