"""Where fragments are kept: in memory, by what they depend on; what nobody used lately goes first when there is no more room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

ROOM = 32 * 1024 * 1024
"""Bytes for each process."""
OVERHEAD = 1000
"""Bytes that keys and bookkeeping of one fragment take, roughly."""

Thing = TypeVar("Thing")


@dataclass(slots=True)
class Place(Generic[Thing]):
    """A thing on the shelf, its bytes, and whether it was used since room was last made past it."""

    thing: Thing
    cost: int
    was_used: bool = False


class Shelf(Generic[Thing]):
    """A memory of limited size. Reading only marks what it finds (second chance), so it needs no lock and costs little."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self.taken = 0
        self._places: OrderedDict[Hashable, Place[Thing]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Thing | None:
        """What is kept under a key."""
        found = self._places.get(key)
        if found is None:
            return None
        found.was_used = True
        return found.thing

    def put(self, key: Hashable, thing: Thing, size: int) -> None:
        """Keep a thing of so many bytes. One that would take more than a tenth of the room is not kept."""
        cost = size + OVERHEAD
        if cost > self.room // 10:
            return
        with self._lock:
            before = self._places.pop(key, None)
            self.taken += cost - (before.cost if before else 0)
            self._places[key] = Place(thing, cost)
            while self.taken > self.room:
                self._make_room()

    def _make_room(self) -> None:
        """Look at what stands first: used since, it goes to the end and waits once more; else it goes."""
        key, oldest = self._places.popitem(last=False)
        if oldest.was_used:
            oldest.was_used = False
            self._places[key] = oldest
        else:
            self.taken -= oldest.cost

    def __len__(self) -> int:
        return len(self._places)
