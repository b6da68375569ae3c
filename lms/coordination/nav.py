"""Links of this room in the layout."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from lms.accounts.roles import COORDINATOR
from lms.kit.nav import Link

LINKS = [Link("coordination.teams", _("Teams"), "people", 40, COORDINATOR)]
