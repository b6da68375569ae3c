"""Language tags (BCP 47): their canonical spelling, their writing and direction, and what stands in for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from babel.core import get_global

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)(?P<private>-x(?:-[a-z0-9]{1,8})+)?\Z",
    re.IGNORECASE,
)
_RIGHT_TO_LEFT = set(
    "Arab Hebr Thaa Syrc Nkoo Adlm Rohg Mand Samr Mend Aran Yezi Sogd Chrs Elym Hatr Phnx Narb".split()
)
# What people know by a name of its own, and CLDR by another language's region.
_SAME = {"prs": "fa-AF", "iw": "he", "ji": "yi", "tl": "fil"}


def canonical_tag(text: str) -> str | None:
    """The tag as RFC 5646 writes it (`zh-Hant-TW`, `ja-x-easy`); None when it is none."""
    found = _TAG.match(text)
    if not found:
        return None
    script, region = found["script"], found["region"]
    parts = [found["language"].lower(), script.title() if script else "", region.upper() if region else ""]
    tail = f"{found['variants'] or ''}{found['private'] or ''}".lower()
    return "-".join(part for part in parts if part) + tail


def is_tag(text: str) -> bool:
    """Whether this is a language tag as we write them: `ja`, `pt-BR`, `zh-Hant-TW`, `ja-x-easy`."""
    return canonical_tag(text) == text


@lru_cache(maxsize=512)
def fallbacks(tag: str) -> tuple[str, ...]:
    """What serves a reader of that language, best first: `zh-TW`, `zh-Hant-TW`, `zh-Hant`, `zh`; `ja-x-easy`, `ja`."""
    found = [tag]
    for start in (tag, _SAME.get(tag.partition("-")[0], ""), _filled(tag)):
        parts = start.split("-") if start else []
        found += ["-".join(parts[:length]) for length in range(len(parts), 0, -1) if parts[length - 1] != "x"]
    return tuple(dict.fromkeys(found))


def fitting(available: Iterable[str], wanted: str) -> str:
    """Which of the available languages, the original first, a reader gets.

    The wanted one; else what is nearest to it (see `fallbacks`); else another form of the same language; else
    English; else the original. ValueError when nothing is available.
    """
    offered = tuple(available)
    if not offered:
        raise ValueError("no language is available")
    base = wanted.partition("-")[0]
    same = [tag for tag in offered if tag.partition("-")[0] == base]
    return next((tag for tag in (*fallbacks(wanted), *same, "en") if tag in offered), offered[0])


@lru_cache(maxsize=512)
def script(tag: str) -> str:
    """The four letters of the writing (ISO 15924): the tag's own, else CLDR's likely one; empty when unknown."""
    found = _TAG.match(_SAME.get(tag.partition("-")[0], tag))
    if not found:
        return ""
    if found["script"]:
        return found["script"].title()
    likely = get_global("likely_subtags")
    language, region = found["language"].lower(), (found["region"] or "").upper()
    full = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return next((part for part in full.split("_") if len(part) == 4), "")


@lru_cache(maxsize=512)
def direction(tag: str) -> str:
    """`rtl` or `ltr`: how the language is written, after its script (`ku-Arab`, `ckb`, `ur`, `he`, `dv` … are rtl)."""
    return "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"


def _filled(tag: str) -> str:
    """The tag with the script that its region makes likely where it names none: `zh-TW` to `zh-Hant-TW`."""
    found = _TAG.match(tag)
    if not found or found["script"] or not found["region"]:
        return ""
    own, plain = script(tag), script(found["language"])
    return f"{found['language']}-{own}-{found['region'].upper()}" if own and own != plain else ""
