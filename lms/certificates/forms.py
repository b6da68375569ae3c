"""The shape of what is typed to claim and to check a certificate."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import AnyOf

from lms.certificates import rules
from lms.kit.forms import Form

NAME_PROBLEMS: dict[rules.NameProblem, str] = {
    "empty": _("Please write the name for your certificate."),
    "long": _("Please write a name of 100 characters or fewer."),
    "control": _("This name has a character that cannot be shown. Please type it again."),
    "symbol": _("This name has a picture or a sign in it. Please use letters only."),
}


class ClaimForm(Form):
    """The name on the certificate. It is taken as written: no other spelling, no other order, no capitals."""

    name = StringField(_("Name on the certificate"))

    def validate_name(self, field: Field) -> None:
        """Refuse what paper cannot show."""
        problem = rules.name_problem(field.data or "")
        if problem:
            raise ValidationError(NAME_PROBLEMS[problem])


class ShowNameForm(Form):
    """Whether the public page shows the name."""

    shown = HiddenField(validators=[AnyOf(["yes", "no"])])


class VerifyForm(Form):
    """One of three: a number, a text, a file."""

    number = StringField(
        _("Certificate number"),
        description=_(
            "The 20 letters and digits on the certificate, or the link to its page. O and 0, I and 1 are read as the same."
        ),
    )
    file = FileField(_("Signed certificate file"), description=_("The file ends in .json."))
    text = TextAreaField(_("Or paste the text of the file"))
