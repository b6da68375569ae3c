"""Links of this room in the layout."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from lms.accounts.roles import LEARNER
from lms.kit.nav import Link

LINKS = [Link("circle.my_team", _("Team"), "people", 30, LEARNER)]
