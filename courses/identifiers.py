"""Permanent ids: what people's progress follows."""

from __future__ import annotations

import re

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\Z")


def is_id(text: str) -> bool:
    """1 to 64 small letters, digits and hyphens, beginning and ending with a letter or digit."""
    return bool(_ID.match(text))
