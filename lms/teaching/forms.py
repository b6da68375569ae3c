"""The shape of what an instructor sends."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from lms.kit.forms import Form, choices


class CorrectForm(Form):
    """Grading answers anew: for everybody, or only where it helps."""

    who = RadioField(
        _("Whose answers are graded anew?"),
        choices=choices(
            [
                ("gain", _("Only where somebody gains by it")),
                ("all", _("All of them, also where somebody loses points")),
            ]
        ),
        default="gain",
    )


class PressForm(Form):
    """A button and nothing else."""
