"""People, for administrators: finding an account, its roles, closing and opening it. What somebody does here is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from lms.accounts import access, appointing, auditing, directory, queries, rules
from lms.accounts.access import me
from lms.accounts.privacy import ROLES
from lms.accounts.roles import ADMIN
from lms.administration.forms import PeopleForm
from lms.administration.views.desk import blueprint
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.db import db

if TYPE_CHECKING:
    from lms.accounts.models import Person

LAST_PAGE = 10_000
REFUSALS = {
    "own": lazy_gettext("This would shut yourself out. Another administrator can do it."),
    "last": lazy_gettext("Nobody would be administrator any more. Give somebody else the role first."),
    "no-way-in": lazy_gettext(
        "This person has no confirmed way in yet. They first set an e-mail address and a password."
    ),
    "closed": lazy_gettext("This account is closed. Open it first."),
}

DEEDS = {
    "role.given": lazy_gettext("Task given"),
    "role.taken": lazy_gettext("Task taken away"),
    "person.closed": lazy_gettext("Account closed"),
    "person.opened": lazy_gettext("Account opened again"),
    "person.signed_out": lazy_gettext("Signed out on all devices"),
    "reach.looked": lazy_gettext("Somebody looked how to reach this person"),
    "person.code_made": lazy_gettext("A code to come back in was made"),
}


@blueprint.get("/admin/people")
@audience(ADMIN)
def people() -> ResponseReturnValue:
    """Everybody, the newest first; found by name or address."""
    form = PeopleForm(request.args)
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    rows, has_more = directory.find((form.q.data or "")[:254], page)
    return render_template(
        "administration/people.html", form=form, rows=rows, page=page, has_more=has_more, role_words=ROLES
    )


@blueprint.route("/admin/people/<int:number>", methods=["GET", "POST"])
@audience(ADMIN)
def person(number: int) -> ResponseReturnValue:
    """One account: roles, closing, opening, signing out. Asked for the password first."""
    found = access.person_or_404(number)
    if first := access.confirm_first():
        return first
    if request.method == "POST":
        return _do(found)
    return render_template(
        "administration/person.html",
        person=found,
        held=queries.roles_of(number),
        role_words=ROLES,
        deeds=DEEDS,
        entries=queries.entries_about(auditing.about(number)),
        is_me=number == me().id,
    )


def _do(person: Person) -> ResponseReturnValue:
    """Do what was pressed, and say it, or why not."""
    deed, role, at = request.form.get("deed", ""), request.form.get("role", ""), clock.now()
    plain = {"close": appointing.close, "open": appointing.open_again, "sign-out": appointing.sign_out}
    with_role = {"give": appointing.give, "take": appointing.take}
    known = next((each for each in rules.ROLES if each == role), None)
    try:
        if deed in plain:
            plain[deed](person, me().id, at)
        elif deed in with_role and known is not None:
            with_role[deed](person, known, me().id, at)
        else:
            abort(400)
    except appointing.Refused as refused:
        db.session.rollback()
        flash(str(REFUSALS[refused.reason]), "care")
        return redirect(url_for("administration.person", number=person.id))
    db.session.commit()
    flash(gettext("Saved."), "info")
    return redirect(url_for("administration.person", number=person.id))
