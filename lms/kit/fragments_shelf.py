"""Where fragments are kept: in memory, by what they depend on, the least used going first when there is no more room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from threading import Lock
from typing import Generic, TypeVar

ROOM = 32 * 1024 * 1024
"""Bytes for each process."""
OVERHEAD = 1000
"""Bytes that keys and bookkeeping of one fragment take, roughly."""

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """A memory of limited size. Reading needs no lock: a fragment that goes meanwhile is made again."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self.taken = 0
        self._things: OrderedDict[Hashable, tuple[Thing, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Thing | None:
        """What is kept under a key."""
        found = self._things.get(key)
        if found is None:
            return None
        with suppress(KeyError):  # Another thread made room at this moment.
            self._things.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, thing: Thing, size: int) -> None:
        """Keep a thing of so many bytes. One that would take more than a tenth of the room is not kept."""
        cost = size + OVERHEAD
        if cost > self.room // 10:
            return
        with self._lock:
            before = self._things.pop(key, None)
            self.taken += cost - (before[1] if before else 0)
            self._things[key] = (thing, cost)
            while self.taken > self.room:
                _, (_, freed) = self._things.popitem(last=False)
                self.taken -= freed

    def __len__(self) -> int:
        return len(self._things)
