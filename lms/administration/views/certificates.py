"""Certificates that were issued, withdrawing one, and letting its holder get a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import queries as accounts
from lms.accounts.access import me
from lms.accounts.roles import ADMIN
from lms.administration.forms import REASONS, RevokeForm, SearchForm
from lms.administration.views.desk import blueprint
from lms.administration.withdrawing import allow_again, withdraw
from lms.certificates import queries as certificates_queries
from lms.certificates.checking import state_now
from lms.certificates.numbers import read_number
from lms.certificates.revoking import Revocation
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.db import db

if TYPE_CHECKING:
    from lms.certificates.models import Certificate

LAST_PAGE = 10_000


@blueprint.get("/admin/certificates")
@audience(ADMIN)
def certificates() -> ResponseReturnValue:
    """Every certificate, the newest first; found by number or name."""
    form = SearchForm(request.args)
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    rows, has_more = certificates_queries.found((form.q.data or "")[:500], page)
    states = {row.number: state_now(row, clock.now()) for row in rows}
    return render_template(
        "administration/certificates.html", form=form, rows=rows, states=states, page=page, has_more=has_more
    )


@blueprint.route("/admin/certificates/<number>", methods=["GET", "POST"])
@audience(ADMIN)
def certificate(number: str) -> ResponseReturnValue:
    """One certificate: what it is, what was done to it, withdrawing it, and letting its holder get a new one."""
    found = _certificate_or_404(number)
    if "again" in request.form:
        return _allow_again(found)
    form = RevokeForm()
    if not form.validate_on_submit():
        return _page(found, form), 400 if form.errors else 200
    revocation = Revocation(form.reason.data, bool(form.may_claim_again.data))
    is_new = withdraw(found, revocation, form.note.data or "", me().id, clock.now())
    db.session.commit()
    flash(gettext("This certificate is withdrawn.") if is_new else gettext("It was withdrawn before."), "info")
    return redirect(url_for("administration.certificate", number=found.number))


def _allow_again(certificate: Certificate) -> ResponseReturnValue:
    if allow_again(certificate, me().id, clock.now()):
        db.session.commit()
        flash(gettext("This person may get a new certificate now."), "info")
    return redirect(url_for("administration.certificate", number=certificate.number))


def _certificate_or_404(number: str) -> Certificate:
    found = certificates_queries.by_number(read_number(number) or "")
    if found is None:
        abort(404)
    return found


def _page(certificate: Certificate, form: RevokeForm) -> str:
    return render_template(
        "administration/certificate.html",
        certificate=certificate,
        state=state_now(certificate, clock.now()),
        reasons=REASONS,
        entries=accounts.entries_about(certificate.number),
        form=form,
    )
