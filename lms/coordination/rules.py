"""Decisions of the coordinator's desk. Pure."""

from __future__ import annotations

LONGEST_SHOWN = 60
"""Signs of an address that a message shows: ten messages must find room in a cookie."""


def short(address: str) -> str:
    """An address as a message names it, its end left out where it is long."""
    return address if len(address) <= LONGEST_SHOWN else address[: LONGEST_SHOWN - 1] + "…"
