"""The shape of what is sent from a lesson's page."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField
from wtforms.validators import UUID, InputRequired, Optional, Regexp

from lms.kit.forms import Form


class StepForm(Form):
    """A button that concerns one step; the release is the one on the page."""

    step = HiddenField(validators=[InputRequired()])
    release = IntegerField(validators=[Optional()])


class AnswerForm(Form):
    """What surrounds an answer; the answer's own fields depend on the activity."""

    id = HiddenField(validators=[InputRequired(), UUID()])
    release = IntegerField(validators=[InputRequired()])
    language = HiddenField(validators=[Regexp(r"[A-Za-z0-9-]{1,35}\Z")])
