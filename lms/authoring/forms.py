"""The shape of what an author sends: a ZIP, one file, a reason, a colleague."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, Field, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from courses.identifiers import is_id
from courses.languages import is_tag
from lms.authoring.adding import is_reading
from lms.kit.forms import Form, folded, tidy

CHOOSE = _("Please choose a file.")
NEW = "new"
"""The choice of a lesson that is not there yet."""


class ZipForm(Form):
    """A course as a ZIP."""

    file = FileField(
        _("ZIP file"),
        validators=[FileRequired(CHOOSE)],
        description=_("The course's folder with its course.toml, packed as a ZIP. Up to 64 MB."),
    )
    newest = HiddenField(default="")


class NewCourseForm(ZipForm):
    """A new course as a ZIP; what has no course.toml is brought over from its form, under this id."""

    import_id = StringField(
        _("Id of the course"),
        filters=[folded],
        description=_("Small letters, digits and hyphens, like rpa-basics. It stays for ever: progress follows it."),
    )
    import_title = StringField(
        _("Title of the course"), filters=[tidy], description=_("In its own language."), validators=[Length(max=200)]
    )
    import_language = StringField(
        _("Its language"), filters=[folded], description=_("A language tag, such as ja or en. Empty: we look for it.")
    )

    def validate_import_id(self, field: Field) -> None:
        """Refuse what is no id."""
        if field.data and not is_id(field.data):
            raise ValidationError(_("Please write an id of small letters, digits and hyphens."))

    def validate_import_language(self, field: Field) -> None:
        """Refuse what is no language tag."""
        if field.data and not is_tag(field.data):
            raise ValidationError(_("Please write a language tag, such as ja or en."))


class FileForm(Form):
    """One file for a course."""

    file = FileField(
        _("File"),
        validators=[FileRequired(CHOOSE)],
        description=_("A notebook, a Markdown file, or a picture or data file for a lesson. Up to 32 MB."),
    )
    lesson = SelectField(_("Lesson"), validate_choice=False)
    language = SelectField(_("Language of the text"), validate_choice=False)
    new_id = StringField(
        _("Id of the new lesson"),
        filters=[folded],
        description=_("Small letters, digits and hyphens, like first-robot. It stays for ever: progress follows it."),
    )
    new_title = StringField(_("Title of the new lesson"), filters=[tidy], validators=[Length(max=200)])
    module = SelectField(_("Part of the course"), validate_choice=False)
    newest = HiddenField(default="")

    def validate_lesson(self, field: Field) -> None:
        """Refuse lessons that are not there, and a new lesson that begins with a picture."""
        if field.data not in [option.data for option in self.lesson]:
            raise ValidationError(_("Please choose a lesson from the list."))
        if field.data == NEW and self.file.data and not is_reading(self.file.data.filename or ""):
            raise ValidationError(_("A new lesson begins with a notebook or a Markdown file."))

    def validate_language(self, field: Field) -> None:
        """Refuse languages that the course does not have."""
        if field.data not in [option.data for option in self.language]:
            raise ValidationError(_("Please choose a language from the list."))

    def validate_new_id(self, field: Field) -> None:
        """Refuse what is no id, where one is needed."""
        if self.lesson.data == NEW and not is_id(field.data or ""):
            raise ValidationError(_("Please write an id of small letters, digits and hyphens."))

    def validate_new_title(self, field: Field) -> None:
        """Refuse a new lesson without a title."""
        if self.lesson.data == NEW and not field.data:
            raise ValidationError(_("Please write a title."))

    def validate_module(self, field: Field) -> None:
        """Refuse parts that the course does not have."""
        if self.lesson.data == NEW and field.data not in [option.data for option in self.module]:
            raise ValidationError(_("Please choose a part from the list."))


class PressForm(Form):
    """A button and nothing else."""


class PublishForm(Form):
    """Publishing: which release people read when the page was made, and that the warnings were looked at."""

    current = IntegerField(validators=[InputRequired()])
    looked = BooleanField(_("I have looked at what stands in the report."))

    def __init__(self, has_warnings: bool, **given: Any) -> None:
        super().__init__(**given)
        self.has_warnings = has_warnings

    def validate_looked(self, field: Field) -> None:
        """Warnings are looked at first."""
        if self.has_warnings and not field.data:
            raise ValidationError(_("Please look at the report first, and tick this."))


class BackForm(Form):
    """Putting another release back: why, and which one people read when the page was made."""

    current = IntegerField(validators=[InputRequired()])
    reason = TextAreaField(
        _("Why?"),
        filters=[tidy],
        description=_("Other authors of the course see it. Please write nothing about people."),
        validators=[
            InputRequired(_("Please write a few words.")),
            Length(max=500, message=_("Please write 500 characters or fewer.")),
        ],
    )


class DeleteForm(Form):
    """Throwing a draft away."""

    sure = BooleanField(_("Yes, throw it away."))

    def validate_sure(self, field: Field) -> None:
        """Nothing is thrown away by one slip of the finger."""
        if not field.data:
            raise ValidationError(_("Please tick this, or go back."))


class AuthorForm(Form):
    """Another author, by address."""

    email = StringField(
        _("E-mail address"),
        filters=[folded],
        description=_("The one they sign in with here. They need the role of instructor already."),
        validators=[InputRequired(_("Please write an e-mail address."))],
    )


class RemoveForm(Form):
    """Taking an author off a course."""

    person = IntegerField(validators=[Optional()])
