"""Language tags (BCP 47) as far as courses need them."""

from __future__ import annotations

import re

from babel import Locale, UnknownLocaleError

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-x(?:-[a-z0-9]{1,8})+)?\Z")


def is_tag(text: str) -> bool:
    """Whether this is a language tag as we write them: `ja`, `pt-BR`, `zh-Hant`, `ja-x-easy`."""
    return bool(_TAG.match(text))


def direction(tag: str) -> str:
    """`rtl` or `ltr`: how the language is written, after CLDR (its likely script where the tag names none)."""
    parts = [part for part in tag.split("-x")[0].split("-") if part]
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:length])).text_direction
        except (UnknownLocaleError, ValueError):
            continue
    return "ltr"
