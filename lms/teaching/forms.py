"""The shape of what an instructor sends."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from lms.cohorts.programmes import OwnTeam
from lms.kit.forms import Form, Ticks, choices, tidy
from lms.practice.given import can_be_shown


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


class ReviewForm(Form):
    """What is said of a work; points for each row of its rubric and words beside its paragraphs come as plain fields."""

    passed = RadioField(
        _("How far is it?"),
        choices=choices([("yes", _("Done")), ("nearly", _("Nearly there: to be handed in again"))]),
        validators=[InputRequired(_("Please choose one."))],
    )
    words = TextAreaField(
        _("What you want to say"),
        description=_("First what is good. Then one next step. Write as to a friend who works hard."),
        validators=[Length(max=4000, message=_("Please write 4000 characters or fewer."))],
    )

    def validate_words(self, field: TextAreaField) -> None:
        """Who is to hand in again must know what to change. What cannot be stored is said, wherever it stands."""
        if not all(can_be_shown(text) for text in request.form.values()):
            raise ValidationError(
                _("There is a sign in it that cannot be kept. Please write it again without that sign.")
            )
        if self.passed.data == "nearly" and not (field.data or "").strip():
            raise ValidationError(_("Please say what the next step is."))


class ExcuseForm(Form):
    """Excusing somebody from a requirement, with the reason."""

    requirement = HiddenField(validators=[InputRequired()])
    reason = TextAreaField(
        _("Why?"),
        description=_("This person reads it, too. Please write nothing about health or family."),
        filters=[tidy],
        validators=[
            DataRequired(_("Please write a few words.")),
            Length(max=500, message=_("Please write 500 characters or fewer.")),
        ],
    )


class AnnounceForm(Form):
    """A few words, and the teams they are for."""

    text = TextAreaField(
        _("What you want to say"),
        description=_("It stands on their home page until they have read it, and on the page of the team."),
        filters=[tidy],
        validators=[
            DataRequired(_("Please write a few words.")),
            Length(max=2000, message=_("Please write 2000 characters or fewer.")),
        ],
    )
    teams = Ticks(_("To which teams?"), choices=[], validators=[InputRequired(_("Please choose at least one team."))])

    def offer(self, teams: Iterable[OwnTeam]) -> None:
        """Put one's teams on the list; a single one is chosen already."""
        self.teams.choices = choices([(team.code, team.name) for team in teams])
        if not self.is_submitted() and len(self.teams.choices) == 1:
            self.teams.data = [self.teams.choices[0].value]

    def validate_text(self, field: TextAreaField) -> None:
        """Say what cannot be stored."""
        if field.data and not can_be_shown(field.data):
            raise ValidationError(
                _("There is a sign in it that cannot be kept. Please write it again without that sign.")
            )


class PressForm(Form):
    """A button and nothing else."""
