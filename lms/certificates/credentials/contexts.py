"""The JSON-LD contexts that we know by heart: read from the package, checked by digest, never fetched."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

JsonObject = dict[str, Any]

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

# Address → file in `pinned/` and the SHA-256 of its bytes. Where the files come from: pinned/NOTICE.md.
PINNED: Mapping[str, tuple[str, str]] = {
    CREDENTIALS_V2: ("credentials-v2.json", "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f"),
    OPEN_BADGES: ("open-badges-3.0.3.json", "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"),
}


class ContextDamagedError(RuntimeError):
    """A pinned context is not the file we shipped, so nothing may be signed or checked with it."""


class UnknownContextError(LookupError):
    """A document names a context that we do not hold; it is never fetched."""


class Contexts:
    """A closed set of contexts by address, with the cache of what PyLD made of them."""

    def __init__(self, documents: Mapping[str, JsonObject]) -> None:
        self._documents = dict(documents)
        # PyLD keeps its parsed contexts here, so that each set is parsed once.
        self.parsed: dict[str, Any] = {}

    def __contains__(self, address: object) -> bool:
        return address in self._documents

    def load(self, address: str, options: object = None) -> JsonObject:
        """A document loader in PyLD's form (JSON-LD API, RemoteDocument). Raises UnknownContextError."""
        if address not in self._documents:
            raise UnknownContextError(f"The context {address!r} is not one of those we hold.")
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": address,
            # PyLD resolves addresses inside the document in place, so it gets a copy of its own.
            "document": copy.deepcopy(self._documents[address]),
            "tag": "static",
        }


def read_pinned(name: str, digest: str) -> JsonObject:
    """The pinned file `name`, if its SHA-256 (hex) is `digest`; otherwise raises ContextDamagedError."""
    content = files(__package__).joinpath("pinned", name).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ContextDamagedError(f"The pinned context {name} was changed: its digest is not the one we shipped.")
    document: JsonObject = json.loads(content)
    return document


@lru_cache(maxsize=1)
def pinned() -> Contexts:
    """The contexts of our credentials, read and checked once."""
    return Contexts({address: read_pinned(name, digest) for address, (name, digest) in PINNED.items()})
