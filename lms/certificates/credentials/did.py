"""The issuer's name and keys for strangers: did:web and its document (W3C DID Core 1.0, did:web method)."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lms.certificates.credentials.contexts import JsonObject
from lms.certificates.credentials.multikey import MultibaseError, decode_public, encode_public

DID_CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")
_DEFAULT_PORTS = {"https": 443, "http": 80}


class PublicUrlError(ValueError):
    """PUBLIC_URL cannot become an issuer's name; the message says why."""


def did_web(public_url: str) -> str:
    """The did:web of a site's address, for example `did:web:learn.example` or `did:web:localhost%3A8000`.

    The document is served at `/.well-known/did.json` of the same host, so the address must have no path of its own.
    An IPv4 address is allowed for demonstrations on one machine, although did:web asks for a name.
    Raises PublicUrlError.
    """
    try:
        parts = urlsplit(public_url.strip())
        port = parts.port
    except ValueError as error:
        raise PublicUrlError(f"{public_url!r} is not a web address.") from error
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise PublicUrlError(f"{public_url!r} must begin with https:// or http:// and name a host.")
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None:
        raise PublicUrlError(f"{public_url!r} must end after the host and port.")
    host = _host(parts.hostname)
    return f"did:web:{host}" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"did:web:{host}%3A{port}"


def _host(name: str) -> str:
    try:
        ipaddress.IPv6Address(name)
    except ValueError:
        pass
    else:
        raise PublicUrlError(f"{name!r} is an IPv6 address; an issuer needs a host name.")
    try:
        host = name.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise PublicUrlError(f"{name!r} is not a host name.") from error
    if not host or not all(c.isalnum() or c in ".-" for c in host):
        raise PublicUrlError(f"{name!r} is not a host name.")
    return host


def method_id(did: str, key: Ed25519PublicKey) -> str:
    """The absolute id of a key in the issuer's document: `<did>#<publicKeyMultibase>`."""
    return f"{did}#{encode_public(key)}"


def did_document(did: str, keys: Sequence[Ed25519PublicKey]) -> JsonObject:
    """The issuer's document: the current key first, then the retired ones, so that what they signed stays checkable."""
    methods = [
        {"id": method_id(did, key), "type": "Multikey", "controller": did, "publicKeyMultibase": encode_public(key)}
        for key in keys
    ]
    return {
        "@context": list(DID_CONTEXTS),
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def assertion_keys(document: JsonObject) -> Mapping[str, Ed25519PublicKey]:
    """Method id → key, for the keys that this document lets make assertions in its own name; others are left out.

    The only source of keys for checking: a key read from a proof's own method id would let anyone forge.
    """
    did = document.get("id")
    asserting = [each for each in _list(document.get("assertionMethod")) if isinstance(each, str)]
    keys: dict[str, Ed25519PublicKey] = {}
    for method in _list(document.get("verificationMethod")):
        if not isinstance(method, dict) or method.get("controller") != did or method.get("id") not in asserting:
            continue
        try:
            if method.get("type") == "Multikey":
                keys[method["id"]] = decode_public(method.get("publicKeyMultibase", ""))
        except MultibaseError:
            continue
    return keys


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
