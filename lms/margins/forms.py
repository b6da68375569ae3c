"""The shape of what is written beside the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, SearchField
from wtforms.validators import AnyOf, Length, Optional

from lms.kit.forms import Form, tidy

DEEDS = ("save", "drop", "back", "mark", "unmark")


class MarginForm(Form):
    """What one press sends: each step's note with the note it was (`note-<step>`, `was-<step>`), and the press (`do`)."""

    release = IntegerField(validators=[Optional()])
    do = HiddenField()
    back_to = HiddenField(validators=[Optional(), AnyOf(["notes"])])

    def pressed(self, steps: Iterable[str]) -> tuple[str, str]:
        """What was pressed, and at which of these steps: without a button that is known, saving at the first of them."""
        deed, _, step = (self.do.data or "").partition(":")
        known = tuple(steps)
        return (deed, step) if deed in DEEDS and step in known else ("save", known[0])


def sent_notes(fields: Mapping[str, str], steps: Iterable[str]) -> dict[str, tuple[str, str]]:
    """By step: the note a page sends, and the fingerprint of the note it was made with."""
    return {step: (fields[f"note-{step}"], fields.get(f"was-{step}", "")) for step in steps if f"note-{step}" in fields}


class FindForm(Form):
    """Words to look for in one's notes."""

    class Meta:
        """Nothing is changed by searching."""

        csrf = False

    q = SearchField(_("Words to look for"), filters=[tidy], validators=[Length(max=100)])
