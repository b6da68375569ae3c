"""Language tags (BCP 47) as far as courses need them."""

from __future__ import annotations

import re

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-x(?:-[a-z0-9]{1,8})+)?\Z")


def is_tag(text: str) -> bool:
    """Whether this is a language tag as we write them: `ja`, `pt-BR`, `zh-Hant`, `ja-x-easy`."""
    return bool(_TAG.match(text))
