"""What people tell about themselves, and how pages look to them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, StringField, ValidationError

from lms.accounts import rules
from lms.kit.forms import Form, choices, tidy
from lms.kit.i18n import INTERFACE, READINGS

NAME_PROBLEMS = {
    "empty": _("Please write a name. A nickname is fine."),
    "long": _("Please write a name of 100 characters or fewer."),
    "control": _("This name has a character that cannot be shown. Please type it again."),
}


class NameForm(Form):
    """A name on the screen."""

    name = StringField(
        _("Name on screen"),
        filters=[tidy],
        description=_("It need not be your legal name. A nickname is fine. Your team sees it."),
    )

    def validate_name(self, field: Field) -> None:
        """Refuse what cannot be shown."""
        problem = rules.name_problem(field.data or "")
        if problem:
            raise ValidationError(NAME_PROBLEMS[problem])


class LookForm(Form):
    """Languages, and how pages look."""

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
    data_saving = BooleanField(
        _("Save data"),
        description=_("Pictures and videos wait until you press them. The text comes at once."),
    )


class QuietForm(Form):
    """What keeps others from seeing what somebody does here."""

    quick_exit = BooleanField(
        _("Show the button “Close quickly”"),
        description=_(
            "It stands at the top of every page and shows an empty page at once. Pressing Esc twice does the same. "
            "You stay signed in, and earlier pages stay in the history of your browser."
        ),
    )
    neutral_title = BooleanField(
        _("Neutral page titles"),
        description=_("Tabs and history then show the word “Notes” instead of what the page is about."),
    )
