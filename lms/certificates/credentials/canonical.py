"""The two canonical forms that are signed: JCS (RFC 8785) and RDFC-1.0, with refusals where either could lie."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any

import rfc8785
from pyld import ContextResolver
from pyld.canon import URDNA2015
from pyld.jsonld import JsonLdError, JsonLdProcessor

from lms.certificates.credentials.contexts import Contexts, JsonObject, pinned

MAX_DEPTH = 32

# Relative identifiers resolve against this address, and whatever lands on it is refused.
_BASE = "https://relative.invalid/"
# PyLD's own base, should one of its paths forget ours.
_PYLD_BASE = "http://example.org/base/"
# RDFC-1.0 escapes U+0000–U+0008, U+000B, U+000C, U+000E–U+001F and U+007F, which PyLD does not; JSON text of ours
# has no use for them. Lone surrogates have no UTF-8 form, hence no digest.
_UNSAFE_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# An absolute IRI in N-Quads: a scheme, then nothing that could end or split the term (RDF 1.1 N-Quads, IRIREF).
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")

# PyLD's caches are plain LRU dictionaries, which several threads may not change at once.
_PYLD_LOCK = threading.Lock()


class CanonicalError(ValueError):
    """A document has no canonical form that every reader would agree on. `code` names the reason."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


def refuse_unsafe(value: Any, depth: int = 0) -> None:
    """Raise CanonicalError for what the canonical forms treat differently: floats, null, control characters, depth."""
    if depth > MAX_DEPTH:
        raise CanonicalError("depth")
    if isinstance(value, str):
        _refuse_text(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_text(key)
            refuse_unsafe(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            refuse_unsafe(item, depth + 1)
    elif not isinstance(value, int):
        # bool is an int. Floats are written in several ways, and null vanishes from RDF.
        raise CanonicalError("type", type(value).__name__)


def _refuse_text(text: Any) -> None:
    if not isinstance(text, str):
        raise CanonicalError("type", "a key that is no text")
    found = _UNSAFE_TEXT.search(text)
    if found:
        raise CanonicalError("character", f"U+{ord(found.group()):04X}")


def jcs(document: JsonObject) -> bytes:
    """The document in the JSON Canonicalization Scheme (RFC 8785), UTF-8. Raises CanonicalError."""
    refuse_unsafe(document)
    try:
        return rfc8785.dumps(document)
    except rfc8785.CanonicalizationError as error:
        raise CanonicalError("number", str(error)) from error


def rdfc(document: JsonObject, contexts: Contexts | None = None) -> bytes:
    """The document as canonical N-Quads (RDFC-1.0, SHA-256), UTF-8.

    Only contexts of `contexts` (default: the pinned ones) are known, named by address. Raises CanonicalError for what
    JSON-LD would silently drop or resolve relatively, since a signature would not cover it.
    """
    known = pinned() if contexts is None else contexts
    refuse_unsafe(document)
    _refuse_foreign_contexts(document, known)
    options: dict[str, Any] = {"base": _BASE, "documentLoader": known.load, "processingMode": "json-ld-1.1"}
    with _PYLD_LOCK:
        options["contextResolver"] = ContextResolver(known.parsed, known.load)
        try:
            dataset = _StrictProcessor(on_property_dropped=_refuse_dropped).to_rdf(document, options)
        except JsonLdError as error:
            raise CanonicalError("json-ld", _first_reason(error)) from error
    quads: str = URDNA2015().main(dataset, {"format": "application/n-quads"})
    return quads.encode()


class _StrictProcessor(JsonLdProcessor):  # type: ignore[misc] # PyLD ships no types.
    """Looks at the expanded form on its way to RDF, where ids with blanks would vanish without a word."""

    def expand(self, document: Any, options: Any) -> Any:
        expanded = super().expand(document, options)
        if not expanded:
            raise CanonicalError("empty")
        for kind, term in _terms(expanded):
            _refuse_term(kind, term)
        return expanded


def _terms(expanded: Any) -> Iterator[tuple[str, str]]:
    """Every identifier, type, property and language of an expanded document."""
    if isinstance(expanded, list):
        for item in expanded:
            yield from _terms(item)
    elif isinstance(expanded, dict):
        for key, item in expanded.items():
            if key in ("@id", "@type"):
                yield from ((key, each) for each in (item if isinstance(item, list) else [item]))
            elif key == "@language":
                yield key, item
            elif key != "@value":
                if not key.startswith("@"):
                    yield "property", key
                yield from _terms(item)


def _refuse_term(kind: str, term: str) -> None:
    if kind == "@language":
        if not _LANGUAGE.match(term):
            raise CanonicalError("language", term)
    elif term.startswith((_BASE, _PYLD_BASE)):
        raise CanonicalError("relative", term.removeprefix(_BASE).removeprefix(_PYLD_BASE))
    elif not _IRI.match(term):
        raise CanonicalError("iri", term)


def _refuse_foreign_contexts(value: Any, contexts: Contexts) -> None:
    """Contexts are named, never spelled out in a document: a term could mean anything there."""
    if isinstance(value, dict):
        named = value.get("@context", [])
        for address in named if isinstance(named, list) else [named]:
            if not isinstance(address, str) or address not in contexts:
                raise CanonicalError("context", str(address)[:200])
        for key, item in value.items():
            if key != "@context":
                _refuse_foreign_contexts(item, contexts)
    elif isinstance(value, list):
        for item in value:
            _refuse_foreign_contexts(item, contexts)


def _refuse_dropped(term: object) -> None:
    raise CanonicalError("dropped", str(term))


def _first_reason(error: BaseException) -> str:
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error).splitlines()[0][:200]
