"""Links of this room in the layout."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from lms.accounts.roles import ADMIN
from lms.kit.nav import Link

LINKS = [
    Link("administration.certificates", _("Certificates"), "certificate", 50, ADMIN),
    Link("administration.people", _("People"), "people", 52, ADMIN),
]
