"""What every answer carries in its headers: a strict policy, no referrer to others, no caching of private pages."""

from __future__ import annotations

from flask import Flask, Response

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def protect(app: Flask, secure: bool) -> None:
    """Add the headers to every answer; `secure` says that the site is reached over TLS."""

    ours = [
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        # Pages are made for one person. A shared phone must not show them after sign-out.
        ("Cache-Control", "no-store"),
    ]
    if secure:
        ours.append(("Strict-Transport-Security", "max-age=31536000"))
    known = [(name.casefold(), name, value) for name, value in ours]

    @app.after_request
    def add(response: Response) -> Response:
        # Every look into headers reads all of them: one look for all of ours.
        there = {name.casefold() for name, _ in response.headers}
        for folded, name, value in known:
            if folded not in there:
                response.headers.add(name, value)
        return response
