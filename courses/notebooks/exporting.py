"""nbconvert with our own template: one exporter for each thread, kept, since making one costs more than a lesson."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters import TemplateExporter

# What the template asks its conversion for, by the name of the filter.
FILTERS = ("text2mark", "raw2html", "code2html", "results2html", "word")
_THREAD = threading.local()


def exported(cells: list[dict[str, Any]], filters: dict[str, Callable[..., str]]) -> str:
    """The cells through the template, which asks `filters` (one for each of FILTERS) for its parts.

    Runs nothing: no preprocessors are loaded, so no kernel is ever looked for.
    """
    plain = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    notebook = nbformat.from_dict(plain)  # type: ignore[no-untyped-call] # nbformat has no types
    before, _THREAD.filters = getattr(_THREAD, "filters", None), filters
    try:
        body, _ = _exporter().from_notebook_node(notebook)
    finally:
        _THREAD.filters = before
    return str(body)


def _exporter() -> Any:
    # Filters belong to the exporter; they look up whose turn it is, so that one exporter serves all of a thread.
    if not hasattr(_THREAD, "exporter"):
        make: Any = TemplateExporter
        exporter = make(
            template_name="gonin",
            extra_template_basedirs=[str(Path(__file__).parent / "templates")],
            default_preprocessors=[],
            file_extension=".html",
        )
        for name in FILTERS:
            exporter.register_filter(name, _asking(name))
        _THREAD.exporter = exporter
    return _THREAD.exporter


def _asking(name: str) -> Callable[..., str]:
    # Without its context a filter of fixed words would be asked once, when the template is compiled, and never again.
    @pass_context
    def ask(_: Context, *values: Any) -> str:
        return str(_THREAD.filters[name](*values))

    return ask
