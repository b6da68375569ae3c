"""A document that a stranger hands in: read with limits, and refused where two readers could read it differently."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from lms.certificates.credentials.contexts import JsonObject

MAX_BYTES = 256 * 1024
MAX_DEPTH = 24


class PresentedError(ValueError):
    """The document cannot be read. `code` is `size`, `encoding`, `json`, `duplicate`, `number`, `depth` or `shape`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_presented(document: str | bytes) -> JsonObject:
    """The JSON object in a document of at most MAX_BYTES of UTF-8. Raises PresentedError, and nothing else."""
    content = document.encode("utf-8", "surrogatepass") if isinstance(document, str) else document
    if len(content) > MAX_BYTES:
        raise PresentedError("size")
    try:
        # Editors on Windows like to begin a file with a byte order mark.
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise PresentedError("encoding") from error
    try:
        value = json.loads(text, object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise PresentedError("depth") from error
    except PresentedError:
        raise
    except ValueError as error:
        raise PresentedError("json") from error
    if not isinstance(value, dict):
        raise PresentedError("shape")
    if _is_deeper(value, MAX_DEPTH):
        raise PresentedError("depth")
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> JsonObject:
    # JSON readers keep the first or the last of two equal keys: one would be signed and the other shown.
    found = dict(pairs)
    if len(found) != len(pairs):
        raise PresentedError("duplicate")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise PresentedError("number")


def _is_deeper(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [
            item
            for each in level
            if isinstance(each, (dict, list))
            for item in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return False
    return any(isinstance(each, (dict, list)) for each in level)
