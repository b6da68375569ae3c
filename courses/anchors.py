"""Where `#name` leads in a lesson: to a step by its id or its title, or to a heading inside one, by GitHub's rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape, unescape
from urllib.parse import unquote

from courses.markup.clean import ID_PREFIX
from courses.reading import HtmlPart
from courses.steps import DraftStep

_ID = re.compile(r'<[a-z][a-z0-9]*\b[^>]*?\bid="' + ID_PREFIX + r'([^"]+)"')
_HERE = re.compile(r'href="#' + ID_PREFIX + r'([^"]+)"')
_LINKS = re.compile(r'href="(?:#|/learn/)')
_THERE = re.compile(r'href="(/learn/[a-z0-9-]+/([a-z0-9-]+))(?:\?step=([a-z0-9-]+)|#([^"]+))"')


def slug(title: str) -> str:
    """A heading's anchor by GitHub's rule: lower case, blanks to hyphens, most punctuation gone."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def places(steps: Sequence[DraftStep]) -> dict[str, str]:
    """For each name that a link may end in, what follows the lesson's address: `?step=…`, with an anchor or without.

    A step's own id wins over a heading's anchor, and the first of several headings over the later ones.
    """
    found: dict[str, str] = {}
    for step in steps:
        for part in step.parts:
            if isinstance(part, HtmlPart):
                for name in _ID.findall(part.html):
                    found.setdefault(unescape(name), f"?step={step.id}#{ID_PREFIX}{unescape(name)}")
    for step in reversed(steps):
        if step.line is not None:
            found[slug(step.title)] = f"?step={step.id}"
    return found | {step.id: f"?step={step.id}" for step in steps}


def settled(steps: list[DraftStep], lessons: Mapping[str, Mapping[str, str]]) -> list[DraftStep]:
    """The steps with their links led to the places meant, in this lesson and in the others (`lessons`, by id).

    Anchors inside a step stay as they are where they lead to the same step. The steps given are not changed.
    """
    if not any(_LINKS.search(part.html) for step in steps for part in step.parts if isinstance(part, HtmlPart)):
        return steps
    own = places(steps)

    def there(found: re.Match[str]) -> str:
        address, lesson_id, step_id, anchor = found.groups()
        place = lessons.get(lesson_id, {}).get(unquote(unescape(step_id or anchor)))
        return f'href="{address}{escape(place)}"' if place else found.group(0)

    made = []
    for step in steps:
        near = f"?step={step.id}#"

        def here(found: re.Match[str], near: str = near) -> str:
            place = own.get(unquote(unescape(found.group(1))))
            return found.group(0) if not place or place.startswith(near) else f'href="{escape(place)}"'

        parts = [
            HtmlPart(_THERE.sub(there, _HERE.sub(here, part.html))) if isinstance(part, HtmlPart) else part
            for part in step.parts
        ]
        made.append(replace(step, parts=parts))
    return made
