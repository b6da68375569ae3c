"""Addresses of ours that go out into messages and onto paper, so that they open in a real browser. Pure."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

MARK = "openExternalBrowser"
"""LINE opens an address with this mark in the browser of the phone, and not inside itself. To everybody else it says nothing."""


def outward(address: str) -> str:
    """The address with the mark. Promises: idempotent, and `inward(outward(address)) == address` for addresses of ours."""
    parts = urlsplit(inward(address))
    query = f"{parts.query}&{MARK}=1" if parts.query else f"{MARK}=1"
    return urlunsplit(parts._replace(query=query))


def inward(address: str) -> str:
    """The address without the mark: what our own pages lead to, and where somebody comes back to."""
    if MARK not in address:
        return address
    parts = urlsplit(address)
    rest = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != MARK]
    return urlunsplit(parts._replace(query=urlencode(rest)))
