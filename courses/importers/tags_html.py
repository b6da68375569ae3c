"""HTML tags among foreign Markdown: which stay, which become links, and which carry an address to mend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(.*?)(/?)>\Z", re.DOTALL)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
# The sanitiser would take these away with all their words; without the tags the words stay.
UNWRAPPED = set(
    "iframe object embed video audio source track noscript noembed noframes textarea select option canvas title xmp "
    "applet form input button picture frameset marquee".split()
)
# What holds no words for people.
GONE = {"script", "style", "svg", "template"}


@dataclass(frozen=True)
class Tag:
    """A tag, read; attribute values have their entities undone."""

    name: str
    closing: bool
    attributes: dict[str, str]
    empty: bool

    def written(self) -> str:
        """The tag as HTML."""
        if self.closing:
            return f"</{self.name}>"
        values = "".join(
            f' {name}="{escape(value)}"' if value else f" {name}" for name, value in self.attributes.items()
        )
        return f"<{self.name}{values}{' /' if self.empty else ''}>"


def read_tag(source: str) -> Tag | None:
    """The tag written there; None when it is none."""
    found = _TAG.match(source)
    if not found:
        return None
    attributes: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(found.group(3)):
        value = next((group for group in one.groups()[1:] if group is not None), "")
        attributes.setdefault(one.group(1).lower(), unescape(value))
    return Tag(found.group(2).lower(), bool(found.group(1)), attributes, bool(found.group(4)))
