"""Links of this room in the layout."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from lms.kit.audience import ANYONE
from lms.kit.nav import Link

LINKS = [Link("catalog.courses", _("Courses"), "book", 20, ANYONE)]
