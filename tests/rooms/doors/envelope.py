"""What every answer of the house must carry, whatever it says: policy, caching, cookies."""

from __future__ import annotations

import re

from werkzeug.test import TestResponse

POLICY = {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
MUST = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin"}
PUBLIC_PLACES = re.compile(r"/(static|assets|credentials|\.well-known)/")
"""What is the same for everybody; all else is made for one person, and no browser and no proxy may keep it."""


def faults(answer: TestResponse) -> list[str]:
    """What an answer's headers lack, in one line each."""
    return [*_policy_faults(answer), *_caching_faults(answer), *_cookie_faults(answer)]


def _policy_faults(answer: TestResponse) -> list[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    parts = {part.strip() for part in policy.split(";")}
    sandboxed = "sandbox" in parts and "default-src 'none'" in parts
    found = []
    if not sandboxed and not parts >= POLICY:
        found.append(f"its policy is “{policy}”")
    # Pictures of authors, opened by themselves, may have styles: they run in a sandbox.
    if "unsafe-eval" in policy or ("unsafe-inline" in policy and not sandboxed) or re.search(r"https?:|\*", policy):
        found.append(f"its policy is loose: “{policy}”")
    found += [
        f"{name} is {answer.headers.get(name)}" for name, value in MUST.items() if answer.headers.get(name) != value
    ]
    # strict-origin, on pages whose address is a secret, tells which site it was and never which page.
    if answer.headers.get("Referrer-Policy") not in ("same-origin", "no-referrer", "strict-origin"):
        found.append("no Referrer-Policy")
    if "Permissions-Policy" not in answer.headers:
        found.append("no Permissions-Policy")
    return found


def _caching_faults(answer: TestResponse) -> list[str]:
    kept = answer.headers.get("Cache-Control", "")
    if kept == "no-store":
        is_immutable = answer.status_code == 200 and answer.request.path.startswith(("/static/", "/assets/"))
        return ["what never changes is not kept"] if is_immutable else []
    if not PUBLIC_PLACES.match(answer.request.path) or answer.status_code >= 400:
        return [f"Cache-Control is “{kept}”"]
    return ["something public sets a cookie"] if "Set-Cookie" in answer.headers else []


def _cookie_faults(answer: TestResponse) -> list[str]:
    cookies = [cookie.casefold() for cookie in answer.headers.getlist("Set-Cookie")]
    safe = ("httponly", "samesite=lax", "path=/")
    return [f"a cookie is unsafe: {cookie}" for cookie in cookies if not all(word in cookie for word in safe)]
