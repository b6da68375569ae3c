"""Links in the layout: rooms declare theirs, the layout shows those the visitor may follow."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
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
    """A link as a page shows it: `current` when the page belongs to its place, `is_here` when it is the place itself."""

    url: str
    label: str
    icon: str
    current: bool
    is_here: bool


class Places:
    """The links of all rooms, in order. What one kind of visitor sees in one place and language is put together once."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.links = sorted(links, key=lambda link: link.order)
        self._addresses: dict[str, tuple[str, ...]] = {}
        self._shown: dict[tuple[object, ...], tuple[ShownLink, ...]] = {}

    def shown(self, holds: Callable[[Audience], bool], kind: Hashable, language: str) -> tuple[ShownLink, ...]:
        """The links this visitor may follow. `kind` decides which audiences they belong to, such as the roles they have."""
        root, path = request.root_path, request.path
        addresses = self._addresses.get(root)
        if addresses is None:
            addresses = self._addresses[root] = tuple(url_for(link.endpoint) for link in self.links)
        room = (request.endpoint or "").partition(".")[0]
        # So many kinds of visitors, rooms and languages there are, and no more.
        key = (root, kind, room, path if root + path in addresses else "", language)
        found = self._shown.get(key)
        if found is None:
            found = tuple(
                _shown(link, url, room, is_here=url == root + path)
                for link, url in zip(self.links, addresses, strict=True)
                if holds(link.audience)
            )
            self._shown[key] = found
        return found


def _shown(link: Link, url: str, room: str, is_here: bool) -> ShownLink:
    return ShownLink(url, str(link.label), link.icon, link.endpoint.partition(".")[0] == room, is_here)
