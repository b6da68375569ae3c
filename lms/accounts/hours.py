"""Hours of a week in which something suits somebody: seven days of four parts, packed into one number. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PARTS = ("morning", "afternoon", "evening", "night")
"""From 6 to 12, to 18, to 22, and from then on to 6 in the morning; the night belongs to the day on which it begins."""
DAYS = range(7)
"""From Monday on."""
SPANS = {"week": range(5), "weekend": range(5, 7)}
"""Days that are told together where telling each of them would be too long."""
MOST = 2 ** (len(DAYS) * len(PARTS)) - 1


def packed(slots: Iterable[str]) -> int:
    """One number for slots like `0-morning`; a slot of a span stands for each of its days. Raises ValueError.

    Promises: `set(unpacked(packed(slots))) == set(slots)` for slots of single days, in any order, named twice or once.
    """
    number = 0
    for slot in slots:
        when, _, part = slot.partition("-")
        days = SPANS[when] if when in SPANS else (int(when),)
        for day in days:
            if day not in DAYS:
                raise ValueError(slot)
            number |= 1 << (day * len(PARTS) + PARTS.index(part))
    return number


def unpacked(number: int) -> Iterator[str]:
    """The slots of a number, from Monday morning on."""
    for day in DAYS:
        for part in parts_of(number, day):
            yield f"{day}-{part}"


def in_spans(number: int) -> Iterator[str]:
    """The same in spans; a part that holds on some day of a span counts for the span."""
    for span, days in SPANS.items():
        for part in PARTS:
            if any(part in parts_of(number, day) for day in days):
                yield f"{span}-{part}"


def parts_of(number: int, day: int) -> tuple[str, ...]:
    """The parts of one day that a number holds."""
    return tuple(part for at, part in enumerate(PARTS) if number >> (day * len(PARTS) + at) & 1)
