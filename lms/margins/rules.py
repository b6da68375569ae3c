"""What becomes of a note that a page sends. Pure."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime, timedelta
from typing import Literal

LONGEST_NOTE = 4000
"""Characters of one note."""
PUT_BACK_WITHIN = timedelta(days=1)
"""How long a note that was taken away can be put back."""

Outcome = Literal["same", "keep", "remove", "too-long", "changed-elsewhere"]


def tidy(text: str) -> str:
    """A note as it is kept: line ends as one sign, the usual Unicode form, no blanks around it, nothing that cannot be stored."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(c for c in plain if c in "\n\t" or not ("\ud800" <= c <= "\udfff" or c < " "))
    return unicodedata.normalize("NFC", shown).strip()


def fingerprint(note: str) -> str:
    """A few letters by which a page says which text of the note it was made with; nothing for no note."""
    return hashlib.sha256(note.encode()).hexdigest()[:8] if note else ""


def outcome(kept: str, sent: str, was: str) -> Outcome:
    """What to do with a note that is sent from a page made with the note `was` (its fingerprint).

    Promises: what another device wrote since is never written over unseen; sending the same twice changes nothing.
    """
    if sent == kept or fingerprint(sent) == was:
        return "same"
    if len(sent) > LONGEST_NOTE:
        return "too-long"
    if was != fingerprint(kept):
        return "changed-elsewhere"
    return "keep" if sent else "remove"


def can_be_put_back(removed_at: datetime | None, at: datetime) -> bool:
    """Whether a note was taken away a short while ago."""
    return removed_at is not None and at - removed_at < PUT_BACK_WITHIN
