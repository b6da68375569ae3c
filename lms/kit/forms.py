"""The base of every form: CSRF on, messages in the visitor's language, and text taken as people type it."""

from __future__ import annotations

import unicodedata

from flask_wtf import FlaskForm


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A form of ours. WTForms' own messages are translated by Flask-Babel's locale."""


def tidy(value: str | None) -> str | None:
    """Text without blanks around it and in the usual Unicode form (NFC), as a WTForms filter."""
    return unicodedata.normalize("NFC", value).strip() if value is not None else None


def folded(value: str | None) -> str | None:
    """Text for addresses and codes: full-width letters made plain (NFKC), blanks around it gone."""
    return unicodedata.normalize("NFKC", value).strip() if value is not None else None
