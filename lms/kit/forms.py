"""The base of every form: CSRF on, messages in the visitor's language, and text taken as people type it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectChoice  # type: ignore[attr-defined]  # The published types are older than WTForms 3.3.


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A form of ours. WTForms' own messages are translated by Flask-Babel's locale."""


def tidy(value: str | None) -> str | None:
    """Text without blanks around it and in the usual Unicode form (NFC), as a WTForms filter."""
    return unicodedata.normalize("NFC", value).strip() if value is not None else None


def folded(value: str | None) -> str | None:
    """Text for addresses and codes: full-width letters made plain (NFKC), blanks around it and NUL gone."""
    return unicodedata.normalize("NFKC", value).replace("\x00", "").strip() if value is not None else None


def choices(pairs: Iterable[tuple[str, object]]) -> list[Any]:
    """Options of a choice field, from values and the words people see."""
    return [SelectChoice(value, label) for value, label in pairs]
