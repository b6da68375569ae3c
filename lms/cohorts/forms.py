"""The shape of what is typed to join a team and to plan a week."""

from __future__ import annotations

import secrets

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from lms.accounts.forms import NameForm, WithDevice
from lms.kit.forms import Form, folded


class CodeForm(Form):
    """An invitation code."""

    code = StringField(
        _("Invitation code"),
        filters=[folded],
        description=_("The 10 letters and digits on your invitation. Capital or small letters, both are fine."),
        validators=[InputRequired(_("Please write the code on your invitation."))],
    )


class JoinForm(NameForm, WithDevice):
    """A newcomer's name, whose device it is, and what tells one rendered form from another: pressing twice is one deed."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(24), validators=[Length(max=64)])


class ConfirmForm(Form):
    """A button and nothing else."""


class WeekForm(Form):
    """My plan for the week."""

    steps = IntegerField(
        _("Steps a week"),
        validators=[
            InputRequired(_("Please write a number from 1 to 50.")),
            NumberRange(1, 50, _("Please write a number from 1 to 50.")),
        ],
    )
