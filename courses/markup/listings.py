"""A fence's first line: the code's language and title, whatever else a tool of the author's reads out of it."""

from __future__ import annotations

import re

_TITLE = re.compile(r"""(?:title|caption|filename)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))""", re.IGNORECASE)
# MyST's and Quarto's words before the language itself.
_WRAPPERS = {"code", "code-block", "code-cell", "sourcecode"}


def listing(info: str) -> tuple[str, str]:
    """(language, title) of a first line such as `python title="a.py"`, `{.python}` or `{code-block} python`.

    Line numbers, lines to mark and the like are left out quietly: the code is the same without them.
    """
    found = _TITLE.search(info)
    title = next((group for group in found.groups() if group), "") if found else ""
    words = [word for word in re.split(r"[\s{},]+", info) if word and "=" not in word and not word.startswith("#")]
    if len(words) > 1 and words[0] in _WRAPPERS:
        words = words[1:]
    language = words[0].lstrip(".").split(":")[0] if words else ""
    return language, title.strip()
