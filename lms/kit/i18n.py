"""Languages of the interface: which one a visitor sees, its direction, dates and times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from babel import Locale, UnknownLocaleError
from babel.support import NullTranslations
from flask import Flask, current_app, has_request_context, request, session
from flask_babel import Babel, Domain, force_locale, format_date, format_datetime, get_locale, to_user_timezone
from jinja2 import Template
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from courses import languages
from lms.kit import catalogues, furigana

INTERFACE = {
    "ja": "日本語",
    "ja-x-easy": "やさしい日本語",
    "en": "English",
    "uk": "Українська",
    "fa": "فارسی",
    "fa-AF": "دری",
    "ar": "العربية",
}
"""Languages that pages speak, each under its own name."""

UNREVIEWED = frozenset({"uk", "fa", "fa-AF", "ar"})
"""Languages that no native reader has checked yet. What binds somebody is not said in them: see `only_reviewed`."""

FORMAL = ("ja", "en")
"""Languages of certificates and of what else is signed."""

READINGS = INTERFACE
"""Languages lessons may be written in, each under its own name."""

View = TypeVar("View", bound=Callable[..., Any])


class Spoken(Domain):  # type: ignore[misc]  # Flask-Babel ships no types.
    """Where Flask-Babel finds the words."""

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        return catalogues.spoken(catalogues.tag_of(locale)) if locale else NullTranslations()


class Page(Template):
    """A template whose words may carry furigana."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page, with readings above their words."""
        return furigana.with_ruby(super().render(*args, **kwargs))

    def generate(self, *args: Any, **kwargs: Any) -> Iterator[str]:
        """The page piece by piece, for files. A piece alone does not tell where it stands, so there are no readings."""
        return map(furigana.plain, super().generate(*args, **kwargs))


def direction(language: str) -> str:
    """`rtl` or `ltr`: the engine's rule, so that a reading and the page around it never disagree."""
    return languages.direction(language)


def apart(words: str) -> Markup:
    """Words inside a sentence that may be of another script: a question mark at their end stays at their end."""
    return Markup("<bdi>{}</bdi>").format(words)


def own_name(language: str) -> str:
    """A language under its own name, in its own script."""
    if language in READINGS:
        return READINGS[language]
    try:
        return Locale.parse(language.replace("-", "_")).get_display_name() or language
    except (ValueError, UnknownLocaleError):
        # Babel knows fewer languages than people speak.
        return language


def only_reviewed(view: View) -> View:
    """Mark a view whose words bind somebody, such as consent and privacy: it speaks reviewed languages only."""
    view.only_reviewed = True  # type: ignore[attr-defined]  # A mark, as `audience` makes one.
    return view


def speak(
    app: Flask, chosen: Callable[[], str | None], zone: Callable[[], str | None], default: tuple[str, str]
) -> None:
    """Switch languages on.

    `chosen` and `zone` tell what a signed-in person decided; then the visitor's last choice in this browser counts,
    then what the browser asks for, then `default` (language, time zone).
    """

    def wanted() -> str:
        picked = (chosen() or session.get("language")) if has_request_context() else default[0]
        return (
            str(picked) if picked in INTERFACE else asked_for(request.headers.get("Accept-Language", "")) or default[0]
        )

    def language() -> str:
        found = wanted()
        return catalogues.babel_name("en" if found in UNREVIEWED and _binds(app) else found)

    def time_zone() -> str:
        return (zone() if has_request_context() else None) or default[1]

    babel = Babel(app, locale_selector=language, timezone_selector=time_zone)
    babel.domain_instance = Spoken()
    app.jinja_env.template_class = Page
    app.jinja_env.filters.update(
        date=date_in_words, moment=moment_in_words, own_name=own_name, direction=direction, apart=apart
    )
    app.extensions["gonin_default_zone"] = default[1]
    app.extensions["gonin_wanted_language"] = wanted
    app.after_request(_without_marks)


def _binds(app: Flask) -> bool:
    view = app.view_functions.get(request.endpoint or "") if has_request_context() else None
    return getattr(view, "only_reviewed", False)


def _without_marks(response: Any) -> Any:
    """Programs get the words without readings."""
    if response.mimetype == "application/json" and furigana.ANCHOR.encode() in response.get_data():
        response.set_data(furigana.plain(response.get_data(as_text=True)))
    return response


@lru_cache(maxsize=512)
def asked_for(header: str) -> str | None:
    """The language of ours that fits best what a browser asks for (RFC 9110, 12.5.4); None where none does."""
    for tag, quality in parse_accept_header(header, LanguageAccept):
        canonical = languages.canonical_tag(tag)
        for fitting in languages.fallbacks(canonical) if canonical and quality > 0 else ():
            if fitting in INTERFACE:
                return fitting
    return None


def speaking(language: str) -> AbstractContextManager[None]:
    """Words are in this language inside."""
    return force_locale(catalogues.babel_name(language))  # type: ignore[no-any-return]  # Flask-Babel ships no types.


def current_language() -> str:
    """The language this page is shown in, as a BCP 47 tag."""
    locale = get_locale()
    return catalogues.tag_of(locale) if locale else "en"


def replaced_language() -> str | None:
    """The language its reader asked for, where the page speaks another because its words bind and nobody has reviewed them."""
    wanted: str = current_app.extensions["gonin_wanted_language"]()
    return wanted if wanted in UNREVIEWED and _binds(current_app) else None


def formal_language(language: str) -> str:
    """The language in which something is signed for a reader of `language`."""
    return languages.fitting(("en", *FORMAL), language)


def date_in_words(value: date | datetime, style: str | None = None) -> str:
    """A day in the reader's zone and language. Easy Japanese has one style, with readings."""
    if current_language() != "ja-x-easy":
        return str(format_date(value, style))
    day = to_user_timezone(value) if isinstance(value, datetime) else value
    return furigana.date_in_words(day.year, day.month, day.day, day.weekday())


def moment_in_words(value: datetime, style: str | None = None) -> str:
    """A day and time in the reader's zone and language."""
    if current_language() != "ja-x-easy":
        return str(format_datetime(value, style))
    local = to_user_timezone(value)
    return f"{date_in_words(value)} {furigana.time_in_words(local.hour, local.minute)}"


def default_zone() -> str:
    """The time zone of whoever has chosen none."""
    zone: str = current_app.extensions["gonin_default_zone"]
    return zone
