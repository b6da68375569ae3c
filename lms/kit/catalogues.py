"""The catalogues: what pages say in each language of the interface, read straight from the .po files.

Nothing compiled lies about, so nothing compiled can be out of date.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from babel.plural import to_gettext
from babel.support import NullTranslations, Translations

from lms.kit import furigana

CATALOGUES = Path(__file__).resolve().parent.parent / "translations"

STANDS_IN = {"fa-AF": "fa", "ja-x-easy": "ja"}
"""Whose words are taken where a language has none of its own. English, which the pages themselves hold, stands in last."""

_FOR_BABEL = {"ja-x-easy": "ja@easy"}


def babel_name(tag: str) -> str:
    """What Babel calls a language of ours: `ja@easy` for `ja-x-easy`, `fa_AF` for `fa-AF`."""
    return _FOR_BABEL.get(tag, tag.replace("-", "_"))


def tag_of(locale: Locale | str) -> str:
    """The language tag (BCP 47) of what Babel names."""
    name = str(locale)
    return next((tag for tag, own in _FOR_BABEL.items() if own == name), name.replace("_", "-"))


def path_of(tag: str) -> Path:
    """Where the catalogue of a language lies."""
    return CATALOGUES / tag / "LC_MESSAGES" / "messages.po"


def read(tag: str) -> Catalog:
    """The catalogue of a language as it lies in the repository; FileNotFoundError where there is none."""
    with path_of(tag).open("rb") as file:
        return read_po(file, locale=babel_name(tag))


def empty(tag: str) -> Catalog:
    """A new catalogue, with as many plural forms as whole numbers have in the language (CLDR)."""
    found = Catalog(locale=babel_name(tag), project="Gonin")
    locale = Locale.parse(babel_name(tag))
    asked = {locale.plural_form(number) for number in range(201)}
    # Babel's list is the one that translators know; for some languages it is older than CLDR.
    known = get_plural(locale)
    rule = str(known) if known.num_plurals == len(asked) else to_gettext(locale.plural_form)
    found.mime_headers = [*found.mime_headers, ("Plural-Forms", rule)]
    return found


@lru_cache(maxsize=32)
def spoken(tag: str) -> NullTranslations:
    """What pages say in a language, with what stands in for it behind; nothing for English, whose text is in the pages."""
    own = _compiled(tag) if path_of(tag).is_file() else NullTranslations()
    if tag in STANDS_IN:
        own.add_fallback(spoken(STANDS_IN[tag]))
    return own


def _compiled(tag: str) -> NullTranslations:
    catalogue = read(tag)
    for message in catalogue:
        if isinstance(message.string, tuple):
            # A plural of which one form is missing is missing: a page must not say nothing.
            message.string = tuple(map(furigana.marked, message.string)) if all(message.string) else ""
        elif message.id:
            message.string = furigana.marked(str(message.string))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(fp=compiled)
