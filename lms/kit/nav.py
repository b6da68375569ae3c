"""Links in the layout: rooms declare theirs, the layout shows those the visitor may follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import request, url_for

from lms.kit.audience import Audience


@dataclass(frozen=True)
class Link:
    """A place in the layout. Lower `order` stands first."""

    endpoint: str
    label: object
    icon: str
    order: int
    audience: Audience


@dataclass(frozen=True)
class ShownLink:
    """A link as a page shows it."""

    url: str
    label: object
    icon: str
    current: bool


def links_for(links: Iterable[Link], holds: Callable[[Audience], bool]) -> list[ShownLink]:
    """The links this visitor may follow, in order."""
    room = (request.endpoint or "").partition(".")[0]
    return [
        ShownLink(url_for(link.endpoint), link.label, link.icon, link.endpoint.partition(".")[0] == room)
        for link in sorted(links, key=lambda link: link.order)
        if holds(link.audience)
    ]
