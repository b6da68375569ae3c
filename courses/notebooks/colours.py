"""Terminal colours mapped to the few that a lesson has, all of them legible on light and on dark ground."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass, replace
from typing import Any

# In the order of the terminal's eight colours. Black and white would vanish on one of the grounds: they are the text's
# own colour in front, and a soft ground behind.
_NAMES = ("", "red", "green", "yellow", "blue", "plum", "cyan", "")
_SOFT = "soft"
# Upper ends of hue, in degrees, of each name on the colour wheel.
_WHEEL = ((20, "red"), (75, "yellow"), (165, "green"), (200, "cyan"), (265, "blue"), (330, "plum"), (361, "red"))
COLOURS = (*_NAMES[1:7], _SOFT)


@dataclass(frozen=True)
class Look:
    """How signs look; colours by name, empty for the text's own."""

    front: str = ""
    back: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    inverse: bool = False

    def tags(self) -> tuple[str, str]:
        """HTML before and after signs of this look. On a coloured ground letters are the text's own colour."""
        name = "inv" if self.inverse else f"b-{self.back}" if self.back else f"f-{self.front}" if self.front else ""
        pairs = [(f'<span class="{name}">', "</span>")] if name else []
        marks = (("b", self.bold), ("i", self.italic), ("u", self.underlined), ("s", self.struck))
        pairs += [(f"<{tag}>", f"</{tag}>") for tag, worn in marks if worn]
        return "".join(pair[0] for pair in pairs), "".join(pair[1] for pair in reversed(pairs))


PLAIN = Look()


def changed(look: Look, numbers: list[int]) -> Look:
    """The look after a terminal's "select graphic rendition" with these numbers (ECMA-48, and xterm's colours)."""
    rest = numbers or [0]
    while rest:
        number, rest = rest[0], rest[1:]
        if number in (38, 48):
            name, rest = _extended(rest, behind=number == 48)
            look = replace(look, front=name) if number == 38 else replace(look, back=name)
        else:
            look = _simple(look, number)
    return look


def _simple(look: Look, number: int) -> Look:
    if number == 0:
        return PLAIN
    if number in _SWITCHES:
        return replace(look, **_SWITCHES[number])
    behind = number // 10 in (4, 10)
    digit = number % 10
    if number // 10 in (3, 4) and (digit < 8 or digit == 9):
        colour = "" if digit == 9 else _named(digit, behind)
    elif number // 10 in (9, 10) and digit < 8:
        colour = _SOFT if digit == 0 else _named(digit, behind)
    else:
        return look
    return replace(look, back=colour) if behind else replace(look, front=colour)


_SWITCHES: dict[int, dict[str, Any]] = {
    1: {"bold": True},
    2: {"front": _SOFT},
    3: {"italic": True},
    4: {"underlined": True},
    7: {"inverse": True},
    9: {"struck": True},
    21: {"underlined": True},
    22: {"bold": False},
    23: {"italic": False},
    24: {"underlined": False},
    27: {"inverse": False},
    29: {"struck": False},
}


def _named(digit: int, behind: bool) -> str:
    return _NAMES[digit] or (_SOFT if behind else "")


def _extended(rest: list[int], behind: bool) -> tuple[str, list[int]]:
    """The colour of `5;n` or `2;r;g;b`, and the numbers after it."""
    if rest[:1] == [5] and len(rest) > 1:
        return _of_256(rest[1], behind), rest[2:]
    if rest[:1] == [2] and len(rest) > 3:
        return _of_rgb(rest[1], rest[2], rest[3], behind), rest[4:]
    return "", []


def _of_256(number: int, behind: bool) -> str:
    if number < 16:
        return _SOFT if number == 8 else _named(number % 8, behind)
    if number < 232:
        steps = (0, 95, 135, 175, 215, 255)
        place = number - 16
        return _of_rgb(steps[place // 36], steps[place // 6 % 6], steps[place % 6], behind)
    return _SOFT if behind or number < 250 else ""


def _of_rgb(red: int, green: int, blue: int, behind: bool) -> str:
    parts = [min(part, 255) / 255 for part in (red, green, blue)]
    if max(parts) - min(parts) < 0.2:
        return _SOFT if behind or 0.2 < max(parts) < 0.8 else ""
    hue = colorsys.rgb_to_hsv(*parts)[0] * 360
    return next(name for end, name in _WHEEL if hue < end)
