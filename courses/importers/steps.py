"""Where lessons are cut into steps: at second-level headings, and within what takes longer than ten minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from courses.identifiers import is_id
from courses.importers.alignment import matched
from courses.importers.items import Item
from courses.importers.lines import joined
from courses.minutes import LONGEST

_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PICTURE = re.compile(r"!\[|<img\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\]\([^)\s]{0,2000}\)|data:[^\s)\"']+|<[^<>]+>")
_AIM = LONGEST - 2  # minutes; estimating on source text is a little less exact than on the page


@dataclass
class Cut:
    """Where a step begins: at the item of that place; `title` is Markdown."""

    place: int
    id: str
    title: str
    heading: bool
    part: int = 1


@dataclass
class Step:
    """A step of one reading: its heading's Markdown, and its items without that heading."""

    id: str
    title: str
    items: list[Item] = field(default_factory=list)
    foreign: bool = False
    head: Item | None = None


def minutes(items: list[Item]) -> float:
    """About how long these items take, by the engine's own measure."""
    total = 0.0
    for item in items:
        text = joined(item.lines)
        pictures = len(_PICTURE.findall(text))
        text = _ADDRESS.sub(" ", text)
        signs = len(_SIGN.findall(text))
        words = len(_SIGN.sub(" ", text).split())
        total += signs / 350 + words / 130 + 0.2 * pictures
        total += {"quiz": 1.0, "cell": 0.5}.get(item.kind, 0)
    return total


def levelled(items: list[Item]) -> list[Item]:
    """The same items with headings that begin at the second level: a lesson has one title, which stands apart."""
    levels = [item.level for item in items if item.kind == "heading"]
    shift = min(levels, default=2) - 2
    for item in items:
        if item.kind == "heading":
            item.level = max(2, item.level - max(0, shift))
    return items


def cuts_of(items: list[Item], title: str) -> list[Cut]:
    """The steps of an original, at least one."""
    starts = [place for place, item in enumerate(items) if item.kind == "heading" and item.level == 2 and item.words]
    cuts: list[Cut] = []
    if not starts or minutes(items[: starts[0]]) > 2:
        cuts += _section(items, 0, starts[0] if starts else len(items), Cut(0, "", title, False))
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(items)
        cuts += _section(items, start, end, Cut(start, items[start].own, items[start].text, True))
    if cuts[0].place and not cuts[0].heading:
        cuts[0].place = 0
    return _named(cuts)


def _section(items: list[Item], start: int, end: int, first: Cut) -> list[Cut]:
    """One cut, or several where the section takes too long."""
    if minutes(items[start:end]) <= LONGEST - 0.5:
        return [first]
    groups = [start] + [at for at in range(start + 1, end) if items[at].kind == "heading" and items[at].level == 3]
    cuts, spent, parts = [first], 0.0, 1
    for number, group in enumerate(groups):
        stop = groups[number + 1] if number + 1 < len(groups) else end
        cost = minutes(items[group:stop])
        if number and spent and spent + cost > _AIM:
            alone = number + 1 == len(groups) or cost + minutes(items[stop : _end(groups, number + 1, end)]) > _AIM
            parts += not alone
            item = items[group]
            cuts.append(
                Cut(group, item.own, item.text, True) if alone else Cut(group, "", first.title, False, part=parts)
            )
            spent = 0.0
        if cost > _AIM:
            inner, spent = _within(items, group, stop, (cuts[-1].title, cuts[-1].part))
            cuts += inner
            parts = max([parts, *(cut.part for cut in inner if cut.title == first.title)])
        else:
            spent += cost
    return cuts


def _end(groups: list[int], number: int, end: int) -> int:
    return groups[number + 1] if number + 1 < len(groups) else end


def _within(items: list[Item], start: int, end: int, title: tuple[str, int]) -> tuple[list[Cut], float]:
    """Cuts between blocks, never right behind a heading; and the minutes since the last one."""
    cuts: list[Cut] = []
    spent, part = 0.0, title[1]
    for place in range(start, end):
        cost = minutes([items[place]])
        if place > start and spent + cost > _AIM and items[place - 1].kind != "heading" and spent > 1:
            part += 1
            cuts.append(Cut(place, "", title[0], False, part=part))
            spent = 0.0
        spent += cost
    return cuts, spent


def _named(cuts: list[Cut]) -> list[Cut]:
    """Give each step an id made from its title, unique within the lesson."""
    seen: set[str] = set()
    latest: dict[str, int] = {}
    for number, cut in enumerate(cuts, start=1):
        wish = cut.id.lower() if is_id(cut.id.lower()) else ascii_id(cut.title)
        base = (wish or f"step-{number}")[:56].strip("-")
        if cut.part > 1:
            base = f"{base}-{cut.part}"
        name, again = base, latest.get(base, 2)
        while name in seen:
            name, again = f"{base}-{again}", again + 1
        seen.add(name)
        latest[base] = again
        cut.id = name
    return cuts


def ascii_id(text: str) -> str:
    """Letters and digits that every keyboard has, joined by hyphens; may be empty."""
    text = re.sub(r"\]\([^)]{0,2000}\)|<[^<>]*>", " ", text)
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:56].strip("-")


def original_steps(items: list[Item], cuts: list[Cut]) -> list[Step]:
    """The original's items, dealt out to its steps."""
    steps: list[Step] = []
    for number, cut in enumerate(cuts):
        end = cuts[number + 1].place if number + 1 < len(cuts) else len(items)
        start = 0 if number == 0 else cut.place
        part = [item for place, item in enumerate(items[start:end], start) if not (cut.heading and place == cut.place)]
        head = items[cut.place] if cut.heading else None
        steps.append(Step(cut.id, part_title(cut.title, cut.part), part, head=head))
    return steps


def part_title(title: str, part: int) -> str:
    """The title of a step that continues another one's section."""
    return title if part == 1 else f"{title} ({part})"


def translated_steps(ours: list[Item], cuts: list[Cut], theirs: list[Item], title: str) -> list[Step]:
    """A translation's items, dealt out to the same steps; one that has no text of its own is `foreign`."""
    pairs = matched(ours, theirs)
    places = _places(ours, cuts, theirs, pairs)
    steps: list[Step] = []
    base = title
    for number, cut in enumerate(cuts):
        start = 0 if number == 0 else places[number]
        end = places[number + 1] if number + 1 < len(cuts) else len(theirs)
        own = pairs.get(cut.place) if cut.heading else None
        if own is not None:
            base = theirs[own].text or cut.title
        foreign = cut.heading and own is None
        if foreign:
            base = cut.title
        part = [item for place, item in enumerate(theirs[start:end], start) if place != own]
        steps.append(
            Step(
                cut.id,
                part_title(base, cut.part),
                part,
                foreign and (number > 0 or not part),
                theirs[own] if own is not None else None,
            )
        )
    return steps


def _places(ours: list[Item], cuts: list[Cut], theirs: list[Item], pairs: dict[int, int]) -> list[int]:
    """Where each step begins in the translation; they never fall."""
    known = {number: pairs[cut.place] for number, cut in enumerate(cuts) if cut.heading and cut.place in pairs}
    places: list[int] = []
    for number, cut in enumerate(cuts):
        if number in known:
            places.append(known[number])
        elif cut.heading:
            places.append(next((known[later] for later in range(number, len(cuts)) if later in known), len(theirs)))
        else:
            places.append(_between(ours, theirs, pairs, cut.place))
        if len(places) > 1:
            places[-1] = max(places[-1], places[-2])
    for number in range(len(places) - 2, -1, -1):
        places[number] = min(places[number], places[number + 1])
    return places


def _between(ours: list[Item], theirs: list[Item], pairs: dict[int, int], place: int) -> int:
    """The place in the translation that stands as far between two pairs as `place` does in the original."""
    if place in pairs:
        return pairs[place]
    before = max((one for one in pairs if one < place), default=-1)
    after = min((one for one in pairs if one > place), default=len(ours))
    first, last = pairs.get(before, -1), pairs.get(after, len(theirs))
    span = after - before
    return min(last, max(first + 1, first + round((place - before) * (last - first) / span)))
