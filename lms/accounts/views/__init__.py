"""The doors of accounts: ways in, and the pages about oneself."""

from flask import Blueprint, current_app, request

from lms.accounts.inside import inside_app
from lms.kit.outward import inward, outward

blueprint = Blueprint("accounts", __name__)


@blueprint.app_template_global()
def browser_inside() -> str:
    """The app in whose own browser this page stands; empty in a real browser. For pages that are not kept as fragments."""
    return inside_app(request.headers.get("User-Agent", ""))


@blueprint.app_template_global()
def outward_address() -> str:
    """This page's address, for opening it elsewhere."""
    return outward(f"{current_app.config['PUBLIC_URL']}{inward(request.full_path.rstrip('?'))}")


from lms.accounts.views import (  # noqa: E402  # Each adds its doors to the blueprint, which has to be there first.
    confirming,
    devices,
    forgotten,
    mailed_code,
    me,
    reach,
    sign_in,
    spoken_code,
    way_in,
)

__all__ = [
    "blueprint",
    "confirming",
    "devices",
    "forgotten",
    "mailed_code",
    "me",
    "reach",
    "sign_in",
    "spoken_code",
    "way_in",
]
