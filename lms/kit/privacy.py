"""What rooms keep about people: each declares it in its `privacy.py`, so that all of it can be handed over and erased."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask, current_app

Wishes = Mapping[str, str]
"""What somebody chose when they asked to be erased, by the name of the room that understands it, in its own words.

It is kept in the ledger of those who were erased, so it holds codes and never a person's words.
"""


@dataclass(frozen=True)
class Said:
    """A code together with the words that a person reads for it: `Said("resting", _("Taking a break"))`."""

    code: str
    words: object


Value = str | int | float | bool | datetime | date | Said | Mapping[str, object] | Sequence[object] | None
Row = Mapping[str, Value]
File = tuple[str, bytes]
"""A name inside the folder that is handed over, and its content."""


def _no_files(person_id: int) -> Iterable[File]:
    return ()


@dataclass(frozen=True)
class Kept:
    """One kind of thing that is kept about a person.

    `name` is its key for programs. `title` and `reason` are lazy texts for the person: what it is, and why we keep it.
    `labels` gives each field of a row its lazy human name, in the order shown; what has no label is for programs only.
    `rows` reads them all for a person, one by one, with times in UTC. `files` are handed over beside them. What only staff can
    have (`for_staff`) is not mentioned to others.
    """

    name: str
    title: object
    reason: object
    labels: Mapping[str, object]
    rows: Callable[[int], Iterable[Row]]
    files: Callable[[int], Iterable[File]] = _no_files
    for_staff: bool = False


@dataclass(frozen=True)
class Privacy:
    """A room's declaration: `PRIVACY = Privacy(…)` in `lms/<room>/privacy.py`.

    `claims` names, by table, every column that names a person (each foreign key to people), and by hand those that hold a
    person's words, name, address or a digest of it without such a key. `impersonal` names the room's other tables.
    `kept` is what is handed over. `erase` lets go of everything claimed; it flushes and never commits, and running it for
    somebody who is gone changes nothing. Rooms are asked from the top floor down, so what refers to a lower room's rows
    is gone before those rows are.
    """

    claims: Mapping[str, Sequence[str]]
    erase: Callable[[int, Wishes, datetime], None]
    kept: Sequence[Kept] = ()
    impersonal: Sequence[str] = ()


def hand_down(app: Flask, declared: Sequence[Privacy]) -> None:
    """Keep the rooms' declarations, given from the lowest floor up."""
    app.extensions["gonin_privacy"] = tuple(declared)


def declared() -> Sequence[Privacy]:
    """The rooms' declarations, from the lowest floor up."""
    found: Sequence[Privacy] = current_app.extensions["gonin_privacy"]
    return found


def kept() -> Iterator[Kept]:
    """Everything that is kept about people, from the lowest floor up."""
    for room in declared():
        yield from room.kept


def erase_everywhere(person_id: int, wishes: Wishes, at: datetime) -> None:
    """Let every room erase a person, from the top floor down. Flushes."""
    for room in reversed(declared()):
        room.erase(person_id, wishes, at)


def gaps(tables: Mapping[str, Iterable[str]], naming: Mapping[str, Iterable[str]]) -> list[str]:
    """What no declaration, or more than one, answers for; empty when the house is whole.

    `tables` gives each table's columns, `naming` those of them that refer to people. A claim of something that is not there
    is told as well.
    """
    owners = Counter(table for room in declared() for table in (*room.claims, *room.impersonal))
    claimed = Counter(
        (table, column) for room in declared() for table, names in room.claims.items() for column in names
    )
    impersonal = {table for room in declared() for table in room.impersonal}
    found = [f"{table}: {owners[table]} rooms answer for it" for table in tables if owners[table] != 1]
    found += [f"{table}: claimed, but there is no such table" for table in owners if table not in tables]
    for table, columns in tables.items():
        named = set(naming.get(table, ()))
        found += [
            f"{table}.{column}: names a person and is claimed by nobody"
            for column in named
            if not claimed[table, column]
        ]
        found += [f"{table}: said to be impersonal, but names people" for _ in named if table in impersonal]
        known = set(columns)
        found += [
            f"{table}.{column}: no such column" for owner, column in claimed if owner == table and column not in known
        ]
    return found
