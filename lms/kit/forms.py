"""The base of every form: CSRF on, messages in the visitor's language, and text taken as people type it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectMultipleField, ValidationError  # type: ignore[attr-defined]  # The published types are older than WTForms 3.3.
from wtforms.form import BaseForm
from wtforms.widgets import CheckboxInput


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


class Ticks(SelectMultipleField):
    """A group of checkboxes."""

    option_widget = CheckboxInput()

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not offered."""
        offered = {str(option.data) for option in self}
        if not offered.issuperset(self.data or ()):
            raise ValidationError(_("Please choose from the list."))
