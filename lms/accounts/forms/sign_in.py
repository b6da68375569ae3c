"""What is typed at the doors: address and password, an address alone, a code; and whose device it is."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import Field, PasswordField, RadioField, StringField, ValidationError
from wtforms.validators import InputRequired

from lms.accounts import rules
from lms.kit.forms import Form, choices, folded


class WithDevice(Form):
    """Whose device it is. Asked where a sign-in begins."""

    device = RadioField(
        _("This phone or computer"),
        choices=choices([("mine", _("It is mine")), ("borrowed", _("Borrowed, or others use it too"))]),
        default="mine",
        description=_(
            "On a borrowed one you are signed out after 2 hours without use, and nothing of you stays on it."
        ),
    )

    def is_borrowed(self) -> bool:
        """Whether the sign-in is to be short, and to leave nothing behind."""
        return bool(self.device.data == "borrowed")


class SignInForm(WithDevice):
    """E-mail address and password."""

    email = StringField(
        _("E-mail address"), filters=[folded], validators=[InputRequired(_("Please write your e-mail address."))]
    )
    password = PasswordField(_("Password"), validators=[InputRequired(_("Please write your password."))])


class AddressForm(WithDevice):
    """An address alone, to get a letter."""

    email = StringField(
        _("E-mail address"), filters=[folded], validators=[InputRequired(_("Please write your e-mail address."))]
    )

    def validate_email(self, field: Field) -> None:
        """Refuse what no letter can be addressed to, whether or not somebody has it."""
        if not rules.email_fits(field.data or "") or not rules.is_one_line(field.data or ""):
            raise ValidationError(_("This e-mail address is not complete. It looks like name@example.com."))


class MailedCodeForm(Form):
    """The digits out of a letter."""

    code = StringField(
        _("Code"),
        filters=[folded],
        description=_("8 digits"),
        validators=[InputRequired(_("Please write the code from the letter."))],
    )


class SpokenCodeForm(WithDevice):
    """The letters and digits that a coordinator said or wrote."""

    code = StringField(
        _("Code"),
        filters=[folded],
        description=_("8 letters and digits. Capital or small letters, both are fine."),
        validators=[InputRequired(_("Please write the code from your coordinator."))],
    )
