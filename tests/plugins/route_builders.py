"""Keeps what Werkzeug compiles of each route from one application to the next: every room test makes an application.

Compiling the 95 routes takes two thirds of the time in which an application is made. The functions it makes are bound
to a rule when they are called, so that equal rules of two applications can share them.
"""

from typing import Any

import pytest
from werkzeug.routing import Rule


def pytest_configure(config: pytest.Config) -> None:
    """Put a memory before Werkzeug's compiler of routes."""
    kept: dict[tuple[object, ...], Any] = {}
    compiled = Rule._compile_builder

    def remembered(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, rule.host, rule.subdomain, repr(rule.defaults), tuple(rule._trace), append_unknown)
        if key not in kept:
            kept[key] = compiled(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = remembered  # type: ignore[method-assign] # It only saves time, and only in tests.
