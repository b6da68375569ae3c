"""The page about oneself, and the languages of pages and texts."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import access, guests
from lms.accounts.forms.profile import LookForm, NameForm, QuietForm
from lms.accounts.views import blueprint
from lms.kit.audience import ANYONE, SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.i18n import INTERFACE, READINGS, speaking


@blueprint.post("/language")
@audience(ANYONE)
def choose_language() -> ResponseReturnValue:
    """Show the pages in another language from now on."""
    language = request.form.get("language", "")
    if language in INTERFACE:
        session["language"] = language
        if access.visitor_or_none() is not None:
            access.my_account().interface_language = language
            db.session.commit()
    return redirect(access.own_address(request.form.get("next")))


@blueprint.post("/me/reading")
@audience(ANYONE)
def choose_reading() -> ResponseReturnValue:
    """Change how texts are shown, from the page being read: language of the text, furigana, text size."""
    if access.visitor_or_none() is None:
        guests.choose(request.form.to_dict())
        return redirect(access.own_address(request.form.get("next")))
    person = access.my_account()
    if request.form.get("text_language") in READINGS:
        person.text_language = request.form["text_language"]
    if request.form.get("furigana") in ("on", "off"):
        person.furigana = request.form["furigana"] == "on"
    if request.form.get("text_size") in ("", "small", "large", "largest"):
        person.text_size = request.form["text_size"]
    db.session.commit()
    return redirect(access.own_address(request.form.get("next")))


@blueprint.route("/me", methods=["GET", "POST"])
@audience(SIGNED_IN)
def profile() -> ResponseReturnValue:
    """My name on the screen, and where everything about me is."""
    me = access.me()
    form = NameForm(data={"name": me.display_name})
    if form.validate_on_submit():
        access.my_account().name = form.name.data or ""
        db.session.commit()
        flash(gettext("Saved."), "info")
        return redirect(url_for("accounts.profile"))
    return render_template("accounts/profile.html", form=form, visitor=me), 400 if form.errors else 200


@blueprint.route("/me/look", methods=["GET", "POST"])
@audience(SIGNED_IN)
def look() -> ResponseReturnValue:
    """My languages, and how pages look to me."""
    form = LookForm(data=vars(access.me()))
    if form.validate_on_submit():
        form.populate_obj(access.my_account())
        db.session.commit()
        session["language"] = form.interface_language.data
        with speaking(form.interface_language.data):  # The next page may be in another language than this request.
            flash(gettext("Saved."), "info")
        return redirect(url_for("accounts.look"))
    return render_template("accounts/look.html", form=form), 400 if form.errors else 200


@blueprint.route("/me/quiet", methods=["GET", "POST"])
@audience(SIGNED_IN)
def quiet() -> ResponseReturnValue:
    """What others near me may not see."""
    form = QuietForm(data=vars(access.me()))
    if form.validate_on_submit():
        form.populate_obj(access.my_account())
        db.session.commit()
        flash(gettext("Saved."), "info")
        return redirect(url_for("accounts.quiet"))
    return render_template("accounts/quiet.html", form=form), 400 if form.errors else 200


@blueprint.get("/blank")
@audience(ANYONE)
def blank() -> str:
    """A page that says nothing, for somebody who has to hide the one before at once."""
    return render_template("accounts/blank.html")
