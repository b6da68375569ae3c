"""Pages offer a picture in several widths, and each browser takes the one that its screen needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from courses.release import Release

Offers = Mapping[str, Sequence[Sequence[Any]]]
"""By the name of what something was made from: [name, width, height] of all there is of it, narrow ones first. A
picture that no made one is as wide as is the last of its own."""
COLUMN = "100vw - 2rem, 40rem"
"""The column of a lesson's text, in CSS: a phone's width without the page's edges, or as wide as is easy to read."""
# The sanitiser writes every tag in one way, and a "<" of the text as "&lt;": this finds pictures, and nothing else.
_PICTURE = re.compile(
    r'<img (?P<before>(?:[a-z-]+="[^"]*" )*)src="/assets/(?P<name>[0-9a-f]{16}\.[a-z0-9]{1,5})"'
    r'(?P<after>(?: [a-z-]+="[^"]*")*)>'
)
_WIDTH = re.compile(r'(?:^| )width="([0-9]{1,5})"')


def offers_of(release: Release) -> dict[str, list[list[Any]]]:
    """What pages can offer of a release's pictures and diagrams, as data that JSON can hold."""
    offers: dict[str, list[list[Any]]] = {}
    for name, made in sorted(release.derivatives.items()):
        found = [[one.name, one.width, one.height] for one in made]
        original = release.assets.get(name)
        if original is not None and original.width not in {one.width for one in made}:
            found.append([original.name, original.width, original.height])
        offers[name] = found
    return offers


def with_offers(data: Any, offers: Offers) -> Any:
    """The same data, its pictures offered in every width there is.

    `data` are a reading or the key of an activity, as `to_data` gives them: final, sanitised HTML among other texts.
    Promises: without `srcset` and `sizes` the outcome is what was given.
    """
    if not offers:
        return data
    if isinstance(data, str):
        return _PICTURE.sub(lambda found: _offered(found, offers), data) if "<img " in data else data
    if isinstance(data, Mapping):
        return {name: with_offers(value, offers) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [with_offers(value, offers) for value in data]
    return data


def _offered(found: re.Match[str], offers: Offers) -> str:
    before, name, after = found["before"], found["name"], found["after"]
    several = [(other, width) for other, width, _ in offers.get(name, ()) if width]
    if not several:
        return found.group(0)
    srcset = ", ".join(f"/assets/{other} {width}w" for other, width in several)
    shown = _WIDTH.search(f"{before}{after}")
    # A browser that cannot reckon here takes the width of its window, which is right on a phone.
    sizes = f"min({COLUMN}, {shown.group(1)}px)" if shown else f"min({COLUMN})"
    return f'<img {before}src="/assets/{name}" srcset="{srcset}" sizes="{sizes}"{after}>'
