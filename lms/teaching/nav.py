"""Links of this room in the layout."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from lms.accounts.roles import INSTRUCTOR
from lms.kit.nav import Link

LINKS = [Link("teaching.courses", _("Teaching"), "people", 34, INSTRUCTOR)]
