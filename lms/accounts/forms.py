"""The shape of what people tell about themselves."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, PasswordField, RadioField, StringField, ValidationError
from wtforms.validators import InputRequired

from lms.accounts import rules
from lms.kit.forms import Form, choices, folded, tidy
from lms.kit.i18n import INTERFACE, READINGS

NAME_PROBLEMS = {
    "empty": _("Please write a name. A nickname is fine."),
    "long": _("Please write a name of 100 characters or fewer."),
    "control": _("This name has a character that cannot be shown. Please type it again."),
}
PASSWORD_PROBLEMS = {
    "long": _("Please write 256 characters or fewer."),
    "common": _("Many people use this password. Please choose another one."),
}


class SignInForm(Form):
    """E-mail address and password."""

    email = StringField(
        _("E-mail address"), filters=[folded], validators=[InputRequired(_("Please write your e-mail address."))]
    )
    password = PasswordField(_("Password"), validators=[InputRequired(_("Please write your password."))])


class NameForm(Form):
    """A name on the screen."""

    name = StringField(_("Name on screen"), filters=[tidy], description=_("A nickname is fine. Your team sees it."))

    def validate_name(self, field: Field) -> None:
        """Refuse what cannot be shown."""
        problem = rules.name_problem(field.data or "")
        if problem:
            raise ValidationError(NAME_PROBLEMS[problem])


class ProfileForm(NameForm):
    """How Gonin speaks to a person."""

    interface_language = RadioField(_("Language of the pages"), choices=choices(INTERFACE.items()))
    text_language = RadioField(_("Language of the text"), choices=choices(READINGS.items()))
    furigana = BooleanField(_("Furigana (reading aids above kanji)"))
    text_size = RadioField(
        _("Text size"),
        choices=choices([("small", _("Small")), ("", _("Normal")), ("large", _("Large")), ("largest", _("Largest"))]),
    )
    theme = RadioField(
        _("Colours"), choices=choices([("", _("Like my device")), ("light", _("Light")), ("dark", _("Dark"))])
    )


class WayInForm(Form):
    """An e-mail address and a password, so that somebody can come back on any device."""

    email = StringField(_("E-mail address"), filters=[folded])
    current_password = PasswordField(_("Current password"))
    new_password = PasswordField(_("New password"))

    is_staff = False
    """Set by the view: staff need longer passwords."""

    def validate_email(self, field: Field) -> None:
        """Refuse what no mail can reach."""
        if not rules.email_fits(field.data or ""):
            raise ValidationError(_("This address is too long. Please use another one."))
        try:
            validate_email(field.data or "", check_deliverability=False)
        except EmailNotValidError as error:
            raise ValidationError(_("This e-mail address is not complete. It looks like name@example.com.")) from error

    def validate_new_password(self, field: Field) -> None:
        """Refuse passwords that are guessed first."""
        problem = rules.password_problem(field.data or "", self.is_staff)
        if problem == "short":
            shortest = rules.SHORTEST_STAFF_PASSWORD if self.is_staff else rules.SHORTEST_PASSWORD
            raise ValidationError(_("Please write %(number)d characters or more.", number=shortest))
        if problem:
            raise ValidationError(PASSWORD_PROBLEMS[problem])
