"""Languages of the interface: which one a visitor sees, its direction, its catalogue, dates and times."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, has_request_context, request, session
from flask_babel import Babel, Domain, format_date, format_datetime, get_locale

from courses import languages

CATALOGUES = Path(__file__).resolve().parent.parent / "translations"

INTERFACE = {"ja": "日本語", "en": "English"}
"""Languages whose catalogue is complete, each under its own name."""

READINGS = {
    "ja": "日本語",
    "ja-x-easy": "やさしい日本語",
    "en": "English",
    "uk": "Українська",
    "fa": "فارسی",
    "fa-AF": "دری",
    "ar": "العربية",
}
"""Languages lessons may be written in, each under its own name."""


class Catalogue(Domain):  # type: ignore[misc]  # Flask-Babel ships no types.
    """Translations read straight from the .po files, so that nothing compiled can be out of date."""

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        return load_catalogue(str(locale)) if locale else NullTranslations()


@lru_cache(maxsize=32)
def load_catalogue(language: str) -> NullTranslations:
    """The catalogue of a language; an empty one for English, whose text is in the pages themselves."""
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(fp=compiled)


def direction(language: str) -> str:
    """`rtl` or `ltr`: the engine's rule, so that a reading and the page around it never disagree."""
    return languages.direction(language)


def own_name(language: str) -> str:
    """A reading's language under its own name, in its own script."""
    if language in READINGS:
        return READINGS[language]
    try:
        return Locale.parse(language.replace("-", "_")).get_display_name() or language
    except (ValueError, UnknownLocaleError):
        # Babel knows fewer languages than people speak.
        return language


def speak(
    app: Flask, chosen: Callable[[], str | None], zone: Callable[[], str | None], default: tuple[str, str]
) -> None:
    """Switch languages on.

    `chosen` and `zone` tell what a signed-in person decided; then the visitor's last choice in this browser counts,
    then what the browser asks for, then `default` (language, time zone).
    """

    def language() -> str:
        if not has_request_context():
            return default[0]
        picked = chosen() or session.get("language")
        if picked in INTERFACE:
            return str(picked)
        return request.accept_languages.best_match(list(INTERFACE)) or default[0]

    def time_zone() -> str:
        return (zone() if has_request_context() else None) or default[1]

    babel = Babel(app, locale_selector=language, timezone_selector=time_zone)
    babel.domain_instance = Catalogue()
    app.jinja_env.filters.update(date=format_date, moment=format_datetime, own_name=own_name, direction=direction)
    app.extensions["gonin_default_zone"] = default[1]


def current_language() -> str:
    """The language this page is shown in, as a BCP 47 tag."""
    locale = get_locale()
    return str(locale).replace("_", "-") if locale else "en"


def default_zone() -> str:
    """The time zone of whoever has chosen none."""
    zone: str = current_app.extensions["gonin_default_zone"]
    return zone
