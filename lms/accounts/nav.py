"""Links of this room in the layout."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from lms.kit.audience import SIGNED_IN
from lms.kit.nav import Link

LINKS = [Link("accounts.profile", _("Me"), "person", 90, SIGNED_IN)]
