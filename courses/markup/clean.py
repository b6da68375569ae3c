"""The one sanitiser: whatever wrote the HTML, only what is harmless and looks like us comes out."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

import nh3

from courses.languages import direction

_TEXT = "p br hr h3 h4 h5 h6 blockquote pre div section aside details summary figure figcaption ul ol li dl dt dd"
_INLINE = "a em strong b i u s del ins sub sup small mark code kbd samp var abbr cite q dfn span bdi bdo wbr time img"
_TABLE = "table caption colgroup col thead tbody tfoot tr th td"
_RUBY = "ruby rb rt rp rtc"
_MATH = (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder "
    "mover munderover mmultiscripts mprescripts mtable mtr mtd menclose semantics"
)
TAGS = set(f"{_TEXT} {_INLINE} {_TABLE} {_RUBY} {_MATH}".split())
# Elements that go with all they hold.
_WHOLE_WORDS = (
    "script style svg template iframe object embed noscript noembed noframes title textarea select xmp annotation "
    "annotation-xml head link meta base canvas audio video applet frameset "
)
_WHOLE = set(_WHOLE_WORDS.split())
_MATH_ATTRIBUTES = (
    "display displaystyle scriptlevel mathvariant stretchy fence form separator symmetric largeop movablelimits "
    "accent accentunder lspace rspace width height depth minsize maxsize linethickness columnalign rowalign "
    "columnspacing rowspacing columnlines rowlines frame notation alttext"
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "dir", "lang", "title", "aria-label", "role"},
    "a": {"href", "download"},
    "img": {"src", "alt", "width", "height", "loading"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "reversed", "type"},
    "time": {"datetime"},
    "details": {"open"},
    "pre": {"tabindex"},
    "div": {"tabindex"},
    **{tag: set(_MATH_ATTRIBUTES.split()) for tag in _MATH.split()},
}
ATTRIBUTES = set().union(*_ATTRIBUTES.values())
_CLASS_WORDS = (
    "note note-tip note-care note-plum flow-s label scroll k s n c num cell cell-bar code out tiny soft small "
    "footnotes formula task cell-try cell-fold fold cell-lang cell-do aside-text stopped inv "
    "f-red f-green f-yellow f-blue f-plum f-cyan f-soft b-red b-green b-yellow b-blue b-plum b-cyan b-soft "
    "tabs tab listing task-mark video video-name term words diagram diagram-words "
)
CLASSES = set(_CLASS_WORDS.split())
# Where text from outside a lesson gets its ids from; so no author's id can stand for one of the page's own.
ID_PREFIX = "u-"
_ASSET = re.compile(r"/assets/[0-9a-f]{16}\.[a-z0-9]{1,5}\Z")
_LINK = re.compile(
    r"(?:https?://|mailto:|tel:|#[^\s\"'<>]+\Z|/assets/[0-9a-f]{16}\.[a-z0-9]{1,5}\Z"
    r"|(?:/learn/[a-z0-9-]+(?:/[a-z0-9-]+)?)?(?:\?step=[a-z0-9-]+)?(?:#[^\s\"'<>]+)?\Z)",
    re.IGNORECASE,
)
# The first of two attributes with one name counts, so an author's own cannot turn code around.
_FROM_LEFT = re.compile(r"<(code|pre|kbd|samp|math)(?=[\s>])", re.IGNORECASE)
_KEYS = re.compile(
    r'(?:<span dir="ltr">)?<kbd\b[^<>]*>[^<]*</kbd>(?:\s?[+-]\s?<kbd\b[^<>]*>[^<]*</kbd>)+', re.IGNORECASE
)
_ROLES = {"note", "region", "doc-noteref", "doc-endnotes", "doc-backlink", "img", "group", "presentation"}
_NUMBERS = {"colspan", "rowspan", "start", "tabindex"}
_SIDE = re.compile(r"[0-9]{1,5}\Z|[0-9]{1,3}%\Z")
_LANGUAGE_CLASS = re.compile(r"(?:language-[a-z0-9-]{1,30}|drawing-[0-9a-f]{16})\Z")


_TRIES = 8


def clean(html: str, language: str = "en") -> str:
    """Final HTML that is safe to show; cleaning it again changes nothing.

    In a language that is written from the right, code, keys and formulas say that they are written from the left: a
    style sheet alone would be lost in print views, in readers of other makers and where text is copied.
    """
    # The reader under us takes away a byte order mark each time it reads.
    html = html.lstrip("\ufeff")
    made = _CLEANER.clean(_from_left(html) if direction(language) == "rtl" else html)
    # What is nested wrongly is written as it was understood, and may be understood otherwise when it is read again: a
    # link in a table in a link, for one. A browser reads it again, so what comes out must mean itself.
    for _ in range(_TRIES):
        again = _CLEANER.clean(made)
        if again == made:
            return made
        made = again
    return escape(html)


def _from_left(html: str) -> str:
    """Keys that are pressed together are one thing: Ctrl+C, never C+Ctrl."""
    together = _KEYS.sub(_kept_together, html) if "<kbd" in html else html
    return _FROM_LEFT.sub(r'<\1 dir="ltr"', together)


def _kept_together(keys: re.Match[str]) -> str:
    found = keys.group()
    return found if found.startswith("<span") else f'<span dir="ltr">{found}</span>'


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return _classes(value)
    if name == "id":
        return _own_id(value)
    if name == "href":
        return _href(value)
    if name == "src":
        return value if _ASSET.match(value) else None
    if name == "role":
        return value if value in _ROLES else None
    if name == "dir":
        return value if value in {"ltr", "rtl", "auto"} else None
    if tag == "img" and name in {"width", "height"}:
        return value if _SIDE.match(value) else None
    if name in _NUMBERS:
        return value if value.isascii() and value.isdigit() and len(value) < 6 and _may(name, value) else None
    return value


# A page has few different ones, and says each of them again and again.
@lru_cache(maxsize=1_000)
def _classes(value: str) -> str | None:
    return " ".join(word for word in value.split() if word in CLASSES or _LANGUAGE_CLASS.match(word)) or None


def _may(name: str, value: str) -> bool:
    # A positive tabindex would reorder the page for people who use the keyboard.
    return name != "tabindex" or value == "0"


def _own_id(value: str) -> str | None:
    word = re.sub(r"[^\w-]+", "-", value)
    if not word.strip("-"):
        return None
    return word if word.startswith(ID_PREFIX) else ID_PREFIX + word


def _href(value: str) -> str | None:
    address = value.strip()
    if address.startswith("#") and len(address) > 1:
        place = _own_id(address[1:])
        return f"#{place}" if place else None
    return address if address and _LINK.match(address) else None


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=_WHOLE,
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)
