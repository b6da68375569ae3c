"""Whether a text holds anything that readers of lines look for: most cells, items and links hold words alone."""

from __future__ import annotations

import re

# Every pattern of inline.py, literals.py and links.py, and of the library's that we keep, needs one of these.
_SIGN = re.compile(r"[\\`$\[{<&*_~\x02]")
_WORDS = ("://", "www.", "  \n")


def holds_marks(text: str) -> bool:
    """Whether any reader of lines could find something in a text. Promises: never False for a text that one would change."""
    return bool(_SIGN.search(text)) or any(word in text for word in _WORDS)
