"""Links of this room in the layout."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from lms.accounts.roles import INSTRUCTOR
from lms.kit.nav import Link

LINKS = [Link("authoring.courses", _("Writing"), "edit", 35, INSTRUCTOR)]
