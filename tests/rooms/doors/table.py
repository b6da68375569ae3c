"""The table of doors: every route, who comes to it, and what they get.

How to add a door
-----------------
Each room has one file here, named like the room (`cohorts.py` for `lms.cohorts`; `kit.py` for health, statics and the like).
It holds data:

    WORDS = {"cohort": "{team}"}                  # what stands for <cohort> in rules
    SENT = {"five": {"steps": "5"}}               # forms, by a name of your own
    DOORS = '''
    #                                        nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
    GET  /team/<cohort>                      in     ok     ok     none   none   none   ok     none   none   none
    POST /team/<cohort>/week +five to:/      in     go     go     none   none   none   none   none   none   none
    GET  /me                                 in     ok
    GET  /courses                            ok
    '''

A line is: method, rule as Flask knows it, options, then ten cells in the order of ACTORS; or two, for nobody and for everybody
who is signed in; or one that holds for all ten. Options: `name=value` puts another value into the rule than WORDS does; `?a=b`
adds a query; `+name` sends that entry of SENT (with its CSRF token; a form is otherwise empty but for the token); `to:/x` says
where the cell `go` leads; `open` says that the door takes POSTs without CSRF.
SENT takes a form as a dict, or `{"json": …}`, which is sent as JSON.

Who they are: nobody is not signed in; aya sits in the team that `{team}` names, and the things of WORDS are hers unless their
name says otherwise; bilal is her team mate; chen sits in a team of another programme; inst and inst2 are instructors of different
courses; coord runs the programme of `{team}`, coord2 runs another; supp is a career supporter; admin an administrator.

A cell is one word:
    ok        200
    in        leads to signing in: GET 302 to /login?next=…, anything else 401
    none      404, and the page is the same as for a thing that does not exist
    bad       400
    go        302 or 303 to the address of `to:`; a `*` at its end stands for anything
    go:/x     302 or 303 to another address
    409       this status

`{braces}` name things of the cast: team, other_team, course, invitation, release, aya, bilal, chen (people by number), and what
the room's file itself adds: `def things(app, cast) -> dict[str, str]` is called inside an application context, puts into the
database what the addresses name, commits, and returns their names. It is the only code in such a file.

Several lines may be about one door: another thing, another form. Each cell starts from the same database: what one writes is
undone before the next. A route without a line, and a line without a route, fail the suite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote, unquote

ACTORS = ("nobody", "aya", "bilal", "chen", "inst", "inst2", "coord", "coord2", "supp", "admin")
WORD = re.compile(r"ok|in|none|bad|go(:/\S*)?|[1-5]\d\d")
OPTION = re.compile(r"\w+=\S|\?|\+|to:/|open$")
STATUS = {"ok": (200,), "none": (404,), "bad": (400,)}
HERE = Path(__file__).parent
ARGUMENT = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


class Unreadable(Exception):
    """A line of the table cannot be read; the message names its room and says what is wrong."""


@dataclass(frozen=True)
class Line:
    """One line: a door, what is sent to it, and a cell for each actor."""

    room: str
    method: str
    rule: str
    values: Mapping[str, str]
    query: str
    sent: Mapping[str, Any]
    is_open: bool
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        """The door as people read it in a failing test."""
        return f"{self.method} {self.rule}{self.query} ({self.room}.py)"

    def address(self, things: Mapping[str, str]) -> str:
        """Where the request goes."""
        return self._filled(self.named(things)) + self.query.format(**things)

    def named(self, things: Mapping[str, str]) -> dict[str, str]:
        """The things that stand in the address."""
        return {name: value.format(**things) for name, value in self.values.items()}

    def absent(self, things: Mapping[str, str]) -> str:
        """The same door with things that nobody has, or an address that leads nowhere when the rule names no thing."""
        if not ARGUMENT.search(self.rule):
            return "/nowhere"
        return self._filled(self.unnamed(things))

    def unnamed(self, things: Mapping[str, str]) -> dict[str, str]:
        """Things of the same shape that nobody has."""
        return {name: lookalike(value) for name, value in self.named(things).items()}

    def _filled(self, values: Mapping[str, str]) -> str:
        return ARGUMENT.sub(lambda found: quote(values[found[1]]), self.rule)


def lookalike(value: str) -> str:
    """A value of the same shape that names nothing."""
    return "9" * 9 if value.isdecimal() else re.sub(r"[A-Za-z0-9]", "0", value)


def rooms() -> list[str]:
    """The rooms that have a file here."""
    house = HERE.parents[2] / "lms"
    return sorted(path.stem for path in HERE.glob("*.py") if (house / path.stem).is_dir())


def file_of(room: str) -> ModuleType:
    """A room's file."""
    return import_module(f"tests.rooms.doors.{room}")


def lines_of(room: str) -> list[Line]:
    """The lines of one room. Raises Unreadable."""
    return list(_read(room, file_of(room)))


def _read(room: str, file: ModuleType) -> Iterator[Line]:
    for text in file.DOORS.splitlines():
        words = text.split()
        if not words or words[0].startswith("#"):
            continue
        method, rule, *rest = words
        cells = [word for word in rest if WORD.fullmatch(word)]
        options = rest[: len(rest) - len(cells)]
        if len(cells) not in (1, 2, len(ACTORS)) or rest[len(options) :] != cells:
            raise Unreadable(
                f"{room}.py: “{text.strip()}” has {len(cells)} cells; write 1, 2 or {len(ACTORS)}, at its end"
            )
        cells = cells if len(cells) == len(ACTORS) else [cells[0], *[cells[-1]] * (len(ACTORS) - 1)]
        yield _line(room, file, (method, rule), options, cells)


def _line(room: str, file: ModuleType, door: tuple[str, str], options: list[str], cells: list[str]) -> Line:
    method, rule = door
    given = dict(option.split("=", 1) for option in options if re.match(r"\w+=", option))
    values = {name: given.pop(name, file.WORDS.get(name, "")) for name in ARGUMENT.findall(rule)}
    sent = [option[1:] for option in options if option.startswith("+")]
    onward = next((option[2:] for option in options if option.startswith("to:")), "")
    wrong = [f"{name}=?" for name, value in values.items() if not value] + list(given)
    wrong += [option for option in options if not OPTION.match(option)] + [
        name for name in sent if name not in file.SENT
    ]
    wrong += ["to:?"] if "go" in cells and not onward else []
    if wrong:
        raise Unreadable(f"{room}.py: {method} {rule} lacks or does not know: {', '.join(wrong)}")
    query = "".join(option for option in options if option.startswith("?"))
    words = tuple(cell + onward if cell == "go" else cell for cell in cells)
    return Line(room, method, rule, values, query, file.SENT[sent[0]] if sent else {}, "open" in options, words)


def misses(line: Line, cell: str, answer: Any, things: Mapping[str, str]) -> str | None:
    """What is wrong with an answer, in one line; None when it is what the cell says."""
    status, location = answer.status_code, answer.headers.get("Location", "")
    if cell == "in":
        onward = f"/login?next={quote(line.address(things), safe='')}"
        fits = status == 401 if line.method != "GET" else status == 302 and quote_alike(location) == quote_alike(onward)
    elif cell.startswith("go:"):
        wanted = cell[3:].format(**things)
        fits = status in (302, 303) and (
            location.startswith(wanted[:-1]) if wanted.endswith("*") else location == wanted
        )
    else:
        fits = status in STATUS.get(cell, (int(cell) if cell.isdecimal() else 0,))
    return None if fits else f"expected {cell}, got {status} {location}".rstrip()


def quote_alike(address: str) -> str:
    """An address with its percent signs resolved, so that two spellings of one address compare equal."""
    return unquote(address)
