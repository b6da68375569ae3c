"""My certificates; the public page of each; checking one; and what programs fetch."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts.access import me, visitor_or_none
from lms.catalog import queries as catalog
from lms.certificates import checking, documents, issuing, queries, showing, statement
from lms.certificates.access import downloadable, own_certificate_or_404, own_course_or_404
from lms.certificates.credentials.presented import MAX_BYTES
from lms.certificates.forms import ClaimForm, ShowNameForm, VerifyForm
from lms.certificates.issuer import CannotCheck
from lms.certificates.mine import mine as own_page
from lms.certificates.numbers import read_number
from lms.certificates.public_page import public_page
from lms.cohorts import queries as cohorts
from lms.kit import clock
from lms.kit.audience import ANYONE, SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.errors import Refusal, answer, typed_fields
from lms.kit.i18n import INTERFACE, current_language, formal_language, speaking
from lms.kit.limits import limiter

blueprint = Blueprint("certificates", __name__)

LIMIT = limiter.shared_limit("120 per minute", scope="certificates")
"""One count for every door behind which numbers could be guessed."""


@blueprint.get("/me/certificates")
@audience(SIGNED_IN)
def mine() -> ResponseReturnValue:
    """What I have, what is ready for me, and what is left to do."""
    courses = [place.course for place in cohorts.places_of(me().id)]
    page = own_page(me().id, courses, current_language(), clock.now())
    public_url = current_app.config["PUBLIC_URL"]
    return render_template("certificates/mine.html", page=page, public_url=public_url, language=current_language())


@blueprint.route("/me/certificates/<course>/claim", methods=["GET", "POST"])
@audience(SIGNED_IN)
def claim(course: str) -> ResponseReturnValue:
    """Ask for the name on the certificate, and issue it."""
    reached = own_course_or_404(me(), course)
    if queries.current(me().id, course) or not reached.is_due:
        return redirect(url_for("certificates.mine"))
    form = ClaimForm()
    if form.validate_on_submit():
        return _issue(course, form.name.data or "")
    title = statement.title(reached.outline, current_language())
    page = render_template("certificates/claim.html", form=form, title=title, visitor=me(), language=current_language())
    return page, 400 if form.errors else 200


def _issue(course: str, name: str) -> ResponseReturnValue:
    try:
        certificate = issuing.claim(me().id, course, name, formal_language(current_language()), clock.now())
    except issuing.NotDue:
        return redirect(url_for("certificates.mine"))
    except issuing.CannotIssue:
        db.session.rollback()
        advice = gettext("This is our mistake, not yours. Please try again later, or contact us.")
        return answer(Refusal(503, gettext("We cannot make certificates at the moment"), advice, typed_fields()))
    db.session.commit()
    flash(gettext("Here is your certificate."), "success")
    return redirect(url_for("certificates.mine", _anchor=certificate.number))


@blueprint.post("/me/certificates/<number>/name")
@audience(SIGNED_IN)
def choose_name(number: str) -> ResponseReturnValue:
    """Show my name on the public page, or show it no longer."""
    certificate = own_certificate_or_404(me(), number)
    form = ShowNameForm()
    if not form.validate_on_submit():
        abort(400)
    if form.shown.data == "yes":
        showing.show_name(certificate, clock.now())
        flash(gettext("The page of your certificate now shows your name."), "info")
    else:
        showing.hide_name(certificate)
        flash(gettext("The page of your certificate no longer shows your name."), "info")
    db.session.commit()
    return redirect(url_for("certificates.mine", _anchor=certificate.number))


@blueprint.get("/certificates/<number>")
@audience(ANYONE)
@LIMIT
def show(number: str) -> ResponseReturnValue:
    """The public page: what was reached and whether it still holds; whose, only where its holder shows it."""
    proper = read_number(number)
    record = queries.public(proper) if proper else None
    with speaking(_page_language()):
        if record is None:
            return _discreet(make_response(render_template("certificates/unknown.html", number=number[:100]), 404))
        return _discreet(public_page(checking.certificate_page(record, clock.now())))


def _page_language() -> str:
    """The language a link asks for (`?lang=`), else the reader's."""
    asked = request.args.get("lang", "")
    return asked if asked in INTERFACE else current_language()


@blueprint.errorhandler(CannotCheck)
def _cannot_check(_: CannotCheck) -> ResponseReturnValue:
    """Our keys cannot be read: that says nothing about anybody's certificate, and the page says so."""
    with speaking(_page_language()):
        return _discreet(make_response(render_template("certificates/unavailable.html"), 503))


@blueprint.get("/certificates/<number>.json")
@audience(ANYONE)
@LIMIT
def download(number: str) -> ResponseReturnValue:
    """The signed file: for everybody while its holder shows the name, else for the holder alone."""
    certificate = downloadable(visitor_or_none(), number, clock.now())
    if certificate is None:
        return _discreet(make_response(render_template("certificates/unknown.html", number=number[:100]), 404))
    response = Response(certificate.credential, content_type="application/vc")
    response.headers["Content-Disposition"] = f'attachment; filename="certificate-{certificate.number}.json"'
    return _discreet(response)


def _discreet(response: Response) -> Response:
    """No search engine lists the page, and no site that it leads to learns its address."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@blueprint.route("/verify", methods=["GET", "POST"])
@audience(ANYONE)
@LIMIT
def verify() -> ResponseReturnValue:
    """Check a certificate by its number, its file or its text."""
    form = VerifyForm(data={"number": request.args.get("number", "")[:500]})
    document, typed = _presented(form), form.number.data or ""
    if not (document or typed.strip()):
        if form.is_submitted():
            form.number.errors = [gettext("Please write a number, choose a file, or paste a text.")]
        return render_template("certificates/verify.html", form=form), 400 if form.is_submitted() else 200
    found = checking.answer(typed, document, clock.now())
    if found.was_number and found.number:
        return redirect(url_for("certificates.show", number=found.number), 303)
    return render_template("certificates/verify.html", form=form, found=found)


def _presented(form: VerifyForm) -> bytes:
    """What was handed in, the file first, then the text; of a file no more than one byte above the limit is read."""
    if form.file.data:
        with closing(form.file.data) as upload:
            content: bytes = upload.stream.read(MAX_BYTES + 1)
        return content
    return str(form.text.data or "").strip().encode("utf-8", "surrogatepass")


def _for_programs(make: Callable[[], str | None], content_type: str) -> ResponseReturnValue:
    """A public document that any page may fetch; a withdrawal shows within five minutes."""
    text = make()
    if text is None:
        abort(404)
    response = Response(text, content_type=content_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=300"
    response.add_etag()
    return response.make_conditional(request)


@blueprint.get("/.well-known/did.json")
@audience(ANYONE)
def did_document() -> ResponseReturnValue:
    """Who we are and which keys sign in our name."""
    return _for_programs(documents.own_did_document, "application/did+json")


@blueprint.get("/credentials/status/<int:number>")
@audience(ANYONE)
def status_list(number: int) -> ResponseReturnValue:
    """A signed list of who is withdrawn."""
    return _for_programs(lambda: documents.status_list(number), "application/vc")


@blueprint.get("/credentials/achievements/<course>/<version>")
@audience(ANYONE)
def achievement(course: str, version: str) -> ResponseReturnValue:
    """What one version of a course certifies."""
    return _for_programs(lambda: documents.achievement(course, version), "application/ld+json")


@blueprint.get("/skills/<path:code>")
@audience(ANYONE)
def skill(code: str) -> ResponseReturnValue:
    """A skill that certificates name, and the courses that teach it."""
    outlines = [catalog.outline(ref) for ref in catalog.current_releases()]
    teaching = [outline for outline in outlines if code in [each.code for each in outline.skills]]
    if not teaching:
        abort(404)
    name = next(each.name for each in statement.skills(teaching[0], current_language()) if each.code == code)
    return render_template(
        "certificates/skill.html", code=code, name=name, outlines=teaching, language=current_language()
    )
