"""Mixing what is shown: the same on every machine and in every language, and never in the right order."""

from __future__ import annotations

import hashlib


def mixed(name: str, count: int, apart: bool) -> tuple[int, ...]:
    """The numbers from 0 below `count` in an order that follows from the name alone.

    `apart`: never in rising order. The texts play no part, so that all languages show the same order.
    """
    for turn in range(1000):
        order = tuple(sorted(range(count), key=lambda number: _weight(f"{name}/{turn}/{number}")))
        if not apart or count < 2 or order != tuple(range(count)):
            return order
    raise AssertionError("a thousand orders, all of them rising")


def _weight(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8")).digest()
