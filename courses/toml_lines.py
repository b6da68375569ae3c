"""Where in a TOML file each key stands, which the standard reader does not say."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?\Z")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def key_lines(text: str) -> dict[Path, int]:
    """The first line of each key and table, by its path; tables in arrays carry their number, from 0."""
    lines: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    table: Path = ()
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if inside:
            inside = "" if line.count(inside) % 2 else inside
            continue
        if header := _HEADER.match(line):
            table = _table(header.group(1), _parts(header.group(2)), counts)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_parts(key.group(1))), number)
        inside = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")
    return lines


def _parts(text: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(text))


def _table(brackets: str, parts: Path, counts: dict[Path, int]) -> Path:
    """The full path: an array's latest table stands for the array in headers below it."""
    full: Path = ()
    for place, part in enumerate(parts):
        full = (*full, part)
        last = place == len(parts) - 1
        if brackets == "[[" and last:
            counts[full] = counts.get(full, -1) + 1
            # Tables below an earlier element of this array must not be taken for the new one's.
            for below in [path for path in counts if path[: len(full)] == full and path != full]:
                del counts[below]
        if full in counts and (brackets == "[[" or not last):
            full = (*full, counts[full])
    return full
