"""The shape of what is sent from a lesson's page."""

from __future__ import annotations

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, IntegerField, SearchField, TextAreaField
from wtforms.validators import UUID, DataRequired, InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from lms.kit import words
from lms.kit.forms import Form, tidy
from lms.practice.given import can_be_shown
from lms.practice.opined import LONGEST_WORDS


class StepForm(Form):
    """A button that concerns one step; the release is the one on the page."""

    step = HiddenField(validators=[InputRequired()])
    release = IntegerField(validators=[Optional()])


class AnswerForm(Form):
    """What surrounds an answer; the answer's own fields depend on the activity."""

    id = HiddenField(validators=[InputRequired(), UUID()])
    release = IntegerField(validators=[InputRequired()])
    language = HiddenField(validators=[Regexp(r"[A-Za-z0-9-]{1,35}\Z")])


class MateForm(Form):
    """What is said to a mate; points for each row of the rubric and words beside paragraphs come as plain fields."""

    words = TextAreaField(
        _("What you want to say"),
        description=_("First what you like. Then one thing to try. Write as you would like to be written to."),
        filters=[tidy],
        validators=[
            DataRequired(_("Please write a few words.")),
            Length(max=LONGEST_WORDS, message=_("Please write 4000 characters or fewer.")),
        ],
    )

    def validate_words(self, field: TextAreaField) -> None:
        """What cannot be stored is said, wherever it stands."""
        if not all(can_be_shown(text) for text in request.form.values()):
            raise ValidationError(
                _("There is a sign in it that cannot be kept. Please write it again without that sign.")
            )


class TimeForm(Form):
    """How many minutes there are now."""

    class Meta:
        """Nothing is changed by asking."""

        csrf = False

    minutes = IntegerField(
        _("Minutes"), validators=[Optional(), NumberRange(1, 240, _("Please write a number from 1 to 240."))]
    )

    def validate_minutes(self, field: Field) -> None:
        """What is no number needs the same sentence."""
        if field.process_errors:
            field.errors = []
            raise ValidationError(gettext("Please write a number from 1 to 240."))


class SearchForm(Form):
    """Words to look for."""

    class Meta:
        """Nothing is changed by searching."""

        csrf = False

    q = SearchField(
        _("Words to look for"),
        filters=[tidy],
        validators=[Length(max=100, message=_("Please write 100 characters or fewer."))],
        description=_("In any language. What is found holds all the words you write."),
    )

    def validate_q(self, field: SearchField) -> None:
        """Signs alone find nothing; that is said, and not that nothing was found."""
        if field.data and not words.terms(field.data):
            raise ValidationError(_("Please write at least one letter or number."))
