"""What the style guide shows and its templates do not hold: colours, signs, and a form with and without problems."""

from __future__ import annotations

import re
from functools import lru_cache

from flask import current_app
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from lms.administration.forms import SampleForm
from lms.kit import statics

THEMES = ("light", "dark")
_COLOUR = re.compile(r"--([a-z0-9-]+): #[0-9a-f]{6}")


@lru_cache(maxsize=1)
def colours() -> tuple[str, ...]:
    """The names of all colours, in the order of the tokens."""
    return tuple(dict.fromkeys(_COLOUR.findall((statics.ROOT / "css" / "tokens.css").read_text(encoding="utf-8"))))


def signs() -> list[str]:
    """The names of all signs."""
    return sorted(current_app.jinja_env.get_template("components/icons.html").module.ICONS)  # type: ignore[attr-defined]  # A name of the template.


def blank_form() -> SampleForm:
    """A form as it first stands there."""
    return SampleForm(MultiDict(), prefix="blank")


def refused_form() -> SampleForm:
    """The same after something in it needs another look."""
    form = SampleForm(MultiDict({"said-text": "x"}), prefix="said")
    for each in form:
        if each.short_name != "csrf_token":
            each.errors = (*each.errors, _("Please fill this in."))
    return form
