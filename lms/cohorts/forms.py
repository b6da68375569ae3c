"""The shape of what is typed to join a team and to plan a week."""

from __future__ import annotations

import secrets

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, IntegerField, RadioField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from lms.accounts.forms import NameForm, WithDevice
from lms.cohorts import rules
from lms.kit.forms import Form, choices, folded

UNITS: dict[rules.Unit, str] = {"steps": _("Steps"), "minutes": _("Minutes")}


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
    """My plan for the week: a number, and what it counts."""

    amount = IntegerField(_("My plan for a week"), validators=[InputRequired(_("Please write a number."))])
    unit = RadioField(_("Counted in"), choices=choices(UNITS.items()), default="steps", validate_choice=True)

    def validate_amount(self, field: Field) -> None:
        """The number fits what it counts."""
        plan = self.plan()
        if not rules.fits(plan):
            least, most = rules.SHORTEST_PLAN[plan.unit], rules.LONGEST_PLAN[plan.unit]
            field.errors = []  # What is no number at all needs the same sentence, once.
            raise ValidationError(gettext("Please write a number from %(least)d to %(most)d.", least=least, most=most))

    def plan(self) -> rules.Plan:
        """The plan that is written; 0 where there is no number."""
        return rules.Plan("minutes" if self.unit.data == "minutes" else "steps", int(self.amount.data or 0))
