"""Decisions about sources. Pure."""

from __future__ import annotations

import tomllib


def id_in_manifest(content: bytes) -> str:
    """The id that a manifest says; empty where it says none that can be read. Promises: never raises."""
    try:
        found = tomllib.loads(content.decode("utf-8-sig")).get("id")
    except (ValueError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""
