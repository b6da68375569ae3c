"""Where I am signed in, and signing out elsewhere."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import access, queries, signing_in
from lms.accounts.views import blueprint
from lms.kit import clock
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.db import db


@blueprint.get("/me/devices")
@audience(SIGNED_IN)
def my_devices() -> ResponseReturnValue:
    """Every browser that is signed in as me: roughly what it is, since when, and when it was last used."""
    me = access.me()
    return render_template("accounts/devices.html", sign_ins=queries.sign_ins_of(me.id, me.token, clock.now()))


@blueprint.post("/me/devices/sign-out")
@audience(SIGNED_IN)
def sign_out_elsewhere() -> ResponseReturnValue:
    """Sign out one other browser, or all the others."""
    me, mark = access.me(), request.form.get("mark", "")
    here = next((each.mark for each in queries.sign_ins_of(me.id, me.token, clock.now()) if each.is_this), None)
    if mark == "others":
        signing_in.end_others(me.id, me.token)
    elif mark != here:
        signing_in.end_one(me.id, mark)
    db.session.commit()
    flash(gettext("Signed out there."), "info")
    return redirect(url_for("accounts.my_devices"))
