"""The words in a diagram's boxes, without their quotes, marks and breaks."""

from __future__ import annotations

import re
from html import unescape


def label_text(text: str) -> str:
    """One line of plain text: `"A<br/>**b**"` is `A b`."""
    plain = text.strip()
    if len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'`":
        plain = plain[1:-1].strip("`")
    plain = re.sub(r"<[^<>]*>|\\n", " ", plain)
    plain = re.sub(r"#(\w{1,8});", lambda found: _entity(found.group(1)), plain)
    return " ".join(unescape(plain).replace("**", "").split())


def _entity(name: str) -> str:
    """Mermaid writes entities with # for &."""
    return unescape(f"&#{name};" if name.isdigit() else f"&{name};")
