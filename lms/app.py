"""The application: the only place that knows every room."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import timedelta
from functools import cache
from importlib import import_module
from types import ModuleType

from flask import Flask, request, session
from flask_babel import gettext
from flask_wtf.csrf import CSRFProtect, generate_csrf

from config import Settings
from courses.outline import in_language
from lms.accounts import access, guests
from lms.certificates.issuer import keys_are_there
from lms.cli import add_commands
from lms.kit import (
    audience,
    db,
    errors,
    fragments,
    headers,
    health,
    hosts,
    i18n,
    jobs,
    limits,
    logs,
    mailing,
    metrics,
    nav,
    privacy,
    readiness,
    statics,
    uploads,
    watching,
)
from lms.kit.fragments_shelf import Shelf
from lms.kit.jobs import Schedule
from lms.kit.outward import inward
from lms.kit.storage import Storage
from lms.learning.sparing import without_pictures

ROOMS = (
    "accounts",
    "catalog",
    "cohorts",
    "progress",
    "practice",
    "margins",
    "circle",
    "certificates",
    "learning",
    "authoring",
    "teaching",
    "coordination",
    "administration",
    "backups",
)
"""From the lowest floor up."""

csrf = CSRFProtect()


def create_app(settings: Settings) -> Flask:
    """Build the application out of its rooms. Raises UnmarkedView when a route has no audience."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = Flask(__name__, static_folder=None)
    _configure(app, settings)
    _watch(app, settings)
    errors.refuse_latecomers(app)
    uploads.allow_files(app)
    hosts.answer_only_to(app, settings.public_url)
    db.connect(app, settings.database_url)
    access.login_manager.init_app(app)
    i18n.speak(app, _chosen_language, _chosen_zone, (settings.language, settings.time_zone))
    # Who may enter is asked before the form's token: a session that ended is told so, and leads to signing in.
    audience.guard(app, access.holds, access.ask_to_sign_in)
    csrf.init_app(app)
    app.before_request(access.stay_signed_in)
    limits.limit_visitors(app, _who)
    statics.serve_statics(app)
    app.register_blueprint(health.blueprint)
    for room in ROOMS:
        _open_room(app, room)
    privacy.hand_down(app, [part.PRIVACY for room in ROOMS if (part := _part(room, "privacy"))])
    app.extensions["gonin_named_files"] = [part.named for room in ROOMS if (part := _part(room, "files"))]
    errors.explain_errors(app)
    headers.protect(app, settings.is_secure)
    _fill_layout(app, settings)
    audience.refuse_unmarked(app)
    mailing.set_up(app, settings.mail_url, settings.mail_from)
    # Tests call jobs themselves; nothing of theirs waits in a queue.
    jobs.let_wake(app, "" if settings.env == "test" else settings.jobs_url, schedules())
    add_commands(app, schedules())
    hosts.believe_proxies(app, settings.trusted_proxies)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        PUBLIC_URL=settings.public_url,
        TESTING=settings.env == "test",
        # A browser takes a cookie of this prefix only from this very host, over TLS, for every path.
        SESSION_COOKIE_NAME="__Host-session" if settings.is_secure else "session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_secure,
        PERMANENT_SESSION_LIFETIME=timedelta(days=60),
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["gonin_settings"] = settings
    app.extensions["gonin_storage"] = Storage(settings.data / "files")
    app.jinja_env.filters["in_language"] = in_language
    app.jinja_env.filters["without_pictures"] = without_pictures
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _watch(app: Flask, settings: Settings) -> None:
    """Log, count and number every request; name the parts that /readyz asks."""
    watching.watch_requests(app, trusts_proxy=settings.trusted_proxies > 0)
    logs.name_no_address(app)
    metrics.connect(app, settings.data / "metrics", settings.metrics_token)
    metrics.gauge(app, "gonin_outbox_waiting", "Letters still to be sent.", readiness.letters_waiting)
    readiness.watch(app, {"keys": keys_are_there})


def _open_room(app: Flask, room: str) -> None:
    """Register a room's doors: its views, and its commands where it has some."""
    views = _part(room, "views")
    if views is not None:
        app.register_blueprint(views.blueprint)
    _part(room, "models")


def _part(room: str, name: str) -> ModuleType | None:
    """A module of a room, or None where the room has none of this kind."""
    target = f"lms.{room}.{name}"
    try:
        return import_module(target)
    except ModuleNotFoundError as error:
        if error.name == target:
            return None
        raise


def schedules() -> list[Schedule]:
    """What every room wants done by the clock."""
    rooms = [schedule for room in ROOMS if (part := _part(room, "jobs")) for schedule in part.SCHEDULES]
    return [*mailing.SCHEDULES, *rooms]


def _fill_layout(app: Flask, settings: Settings) -> None:
    """What frames every page: what its text depends on, and what is each reader's own."""
    places = nav.Places(link for room in ROOMS if (part := _part(room, "nav")) for link in part.LINKS)
    languages = tuple(i18n.INTERFACE.items())

    def shared() -> dict[str, Hashable]:
        visitor, language = access.visitor_or_none(), i18n.current_language()
        return {
            "is_signed_in": visitor is not None,
            "is_borrowed": visitor is not None and access.is_borrowed(),
            "exits_quickly": visitor is not None and visitor.quick_exit,
            "title_is_neutral": visitor is not None and visitor.neutral_title,
            "nav_links": places.shown(access.holds, visitor.roles if visitor else None, language),
            "page_lang": language,
            "page_dir": i18n.direction(language),
            "interface_languages": languages,
            "is_unreviewed": language in i18n.UNREVIEWED,
            "instead_of": _instead_of(),
            "contact": settings.contact,
        }

    def own() -> dict[str, object]:
        return {"me": access.visitor_or_none(), "here": _address_to_come_back_to()}

    fragments.set_up(
        app, shared, own, {"csrf_token": _token_of_forms(), "page_path": lambda: request.path, **_looks(app)}
    )


def _instead_of() -> tuple[str, str] | None:
    """Where a page is in another language than its reader asked for: theirs, and why, in it."""
    wanted = i18n.replaced_language()
    if wanted is None:
        return None
    with i18n.speaking(wanted):
        return wanted, gettext("This page is in English, so that every word of it is sure.")


def _token_of_forms() -> Callable[[], str]:
    """The token for forms. Signing one takes long for a page; a session's secret may keep the one that was signed for it."""
    signed: Shelf[str] = Shelf(2 * 1024 * 1024)

    def token() -> str:
        secret = session.get("csrf_token")
        found = signed.get(secret) if secret else None
        if found is None:
            found = str(generate_csrf())
            signed.put(session["csrf_token"], found, len(found))
        return found

    return token


def _looks(app: Flask) -> dict[str, Callable[[], object]]:
    """How the reader wants pages to look, and what the last press did. The templates say how that is written."""

    @cache
    def written(name: str, *wishes: object) -> object:
        return getattr(app.jinja_env.get_template("components/look.html").module, name)(*wishes)

    def wish(name: str) -> object:
        return getattr(access.visitor_or_none() or guests.guest(), name, "")

    def flashes() -> object:
        if "_flashes" not in session:
            return ""
        return app.jinja_env.get_template("components/messages.html").module.messages()  # type: ignore[attr-defined]  # The macro.

    return {
        "page_look": lambda: written("page_look", wish("theme"), wish("text_size")),
        "head_look": lambda: written("head_look", wish("theme")),
        "text_look": lambda: written("text_look", wish("furigana") is False),
        "flashes": flashes,
    }


def _address_to_come_back_to() -> str:
    """This page's address, or the desk where the page has none of its own, being the answer to a form."""
    methods = request.url_rule.methods if request.url_rule else None
    return inward(request.full_path.rstrip("?")) if methods is None or "GET" in methods else "/"


def _chosen_language() -> str | None:
    visitor = access.visitor_or_none()
    return visitor.interface_language if visitor else None


def _chosen_zone() -> str | None:
    visitor = access.visitor_or_none()
    return visitor.time_zone if visitor else None


def _who() -> str:
    """Who is counted by limits: the signed-in person, else the address they come from."""
    visitor = access.visitor_or_none()
    return f"person-{visitor.id}" if visitor else f"address-{request.remote_addr}"
