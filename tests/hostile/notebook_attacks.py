"""Notebooks that try to run something, each by its name: in their cells, outputs, metadata and shape."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from tests.hostile.payloads import ELSEWHERE, RUNNING

SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='hit(1)'><script>hit(1)</script></svg>"
SOME = ("script", "img-onerror", "svg-onload", "iframe-srcdoc", "style-background", "meta-refresh", "object-data")


def notebook(*cells: dict[str, Any], **more: Any) -> str:
    """A notebook that is a lesson."""
    metadata = {"gonin": {"id": "x", "title": "X"}, **more.pop("metadata", {})}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells), **more})


def code(*outputs: Any, source: str = "1", **more: Any) -> dict[str, Any]:
    """A code cell."""
    cell = {
        "id": "a",
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": source,
        "outputs": list(outputs),
    }
    return {**cell, **more}


def text(source: str, **more: Any) -> dict[str, Any]:
    """A Markdown cell."""
    return {"id": "b", "cell_type": "markdown", "metadata": {}, "source": source, **more}


def shown(kind: str, content: Any, **more: Any) -> dict[str, Any]:
    """An output of that mime type."""
    return {"output_type": "display_data", "metadata": {}, "data": {kind: content}, **more}


def _outputs() -> Iterator[tuple[str, str]]:
    for name in SOME:
        payload = RUNNING[name]
        yield f"html-{name}", notebook(code(shown("text/html", payload)))
        yield f"markdown-{name}", notebook(text(payload))
        yield f"result-{name}", notebook(code({"output_type": "execute_result", "metadata": {}, "execution_count": 1,
                                               "data": {"text/html": f"<table><tr><td>{payload}</table>"}}))  # fmt: skip
    for name in ("script", "img-onerror"):
        yield from _printed(name, RUNNING[name])
        yield from _named(name, RUNNING[name])
    for kind in (
        "application/javascript",
        "text/javascript",
        "application/vnd.jupyter.widget-view+json",
        "application/x-httpd-php",
    ):
        yield f"running-{kind.replace('/', '-')}", notebook(code(shown(kind, "hit(1)")))


def _printed(name: str, payload: str) -> Iterator[tuple[str, str]]:
    """In what cells hold and print."""
    yield f"stream-{name}", notebook(code({"output_type": "stream", "name": "stdout", "text": payload}))
    yield f"stream-name-{name}", notebook(code({"output_type": "stream", "name": payload, "text": "x"}))
    yield f"source-{name}", notebook(code(source=payload))
    yield (
        f"ename-{name}",
        notebook(code({"output_type": "error", "ename": payload, "evalue": payload, "traceback": [payload]})),
    )
    yield f"latex-{name}", notebook(code(shown("text/latex", f"$${payload}$$")))
    yield f"output-markdown-{name}", notebook(code(shown("text/markdown", payload)))
    yield f"plain-{name}", notebook(code(shown("text/plain", payload)))
    yield (
        f"raw-{name}",
        notebook({"id": "r", "cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": payload}),
    )
    yield (
        f"raw-format-{name}",
        notebook({"id": "r", "cell_type": "raw", "metadata": {"format": payload}, "source": payload}),
    )


def _named(name: str, payload: str) -> Iterator[tuple[str, str]]:
    """In names and settings: of kinds, cells, tags, kernels, files."""
    yield f"json-{name}", notebook(code(shown("application/json", {payload: payload})))
    yield f"mime-name-{name}", notebook(code(shown(payload, payload)))
    yield f"cell-id-{name}", notebook(code(id=payload), text("x", id=payload))
    yield f"tag-{name}", notebook(code(metadata={"tags": [payload, "step", f"exercise:{payload}"]}))
    yield (
        f"cell-title-{name}",
        notebook(text("x", metadata={"tags": ["step"], "gonin": {"step": payload, "title": payload}})),
    )
    yield f"colab-{name}", notebook(code(source=f"#@title {payload}"))
    yield (
        f"attachment-name-{name}",
        notebook(text(f"![x](attachment:{payload})", attachments={payload: {"image/png": "iVBORw=="}})),
    )
    yield (
        f"kernel-{name}",
        notebook(code(), metadata={"kernelspec": {"name": payload, "language": payload, "display_name": payload}}),
    )
    yield (
        f"language-{name}",
        notebook(code(), metadata={"language_info": {"name": payload, "pygments_lexer": payload}}),
    )
    yield f"title-{name}", notebook(metadata={"title": payload, "gonin": {"id": "x", "title": payload}})
    yield (
        f"alt-{name}",
        notebook(code(shown("image/png", "iVBORw==", metadata={"image/png": {"alt": payload, "width": payload}}))),
    )


def _pictures() -> Iterator[tuple[str, str]]:
    packed = base64.b64encode(SVG.encode()).decode()
    yield "svg-output", notebook(code(shown("image/svg+xml", SVG)))
    yield "svg-as-png", notebook(code(shown("image/png", packed)))
    yield "svg-packed", notebook(code(shown("image/svg+xml", packed)))
    yield "svg-attachment", notebook(text("![x](attachment:a.svg)", attachments={"a.svg": {"image/svg+xml": packed}}))
    yield "png-quotes", notebook(code(shown("image/png", '"onerror="hit(1)')))
    yield "png-path", notebook(code(shown("image/png", "../../../etc/passwd")))
    yield "html-image-elsewhere", notebook(code(shown("text/html", f"<img src={ELSEWHERE}/x.png alt=x>")))
    yield (
        "svg-image-elsewhere",
        notebook(
            code(
                shown(
                    "image/svg+xml", f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{ELSEWHERE}/x.png'/></svg>"
                )
            )
        ),
    )
    yield (
        "svg-style-elsewhere",
        notebook(
            code(
                shown(
                    "image/svg+xml",
                    f"<svg xmlns='http://www.w3.org/2000/svg'><style>@import '{ELSEWHERE}/x.css'</style></svg>",
                )
            )
        ),
    )
    yield "svg-entities", notebook(code(shown("image/svg+xml", "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg>&a;</svg>")))


def _shapes() -> Iterator[tuple[str, str]]:
    escape = "\x1b]8;;javascript:hit(1)\x1b\\x\x1b]8;;\x1b\\ \x1b[31m<script>hit(1)</script>\x1b[0m"
    yield "terminal-link", notebook(code({"output_type": "stream", "name": "stdout", "text": escape}))
    yield "terminal-flood", notebook(code({"output_type": "stream", "name": "stdout", "text": "\x1b[31m" * 100_000}))
    yield "returns-flood", notebook(code({"output_type": "stream", "name": "stdout", "text": "a\r" * 200_000}))
    yield "backspace-flood", notebook(code({"output_type": "stream", "name": "stdout", "text": "ab\b" * 200_000}))
    yield "deep-json", '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":' + "[" * 50_000 + "]" * 50_000 + "}"
    yield "deep-output", notebook(code(shown("application/json", json.loads("[" * 900 + "]" * 900))))
    yield "deep-html", notebook(code(shown("text/html", "<div>" * 20_000)))
    yield "wide-html", notebook(code(shown("text/html", "<table>" + "<tr><td>x" * 20_000)))
    yield "huge-number", notebook(code(execution_count=10**300))
    yield "not-a-number", notebook(code()).replace('"execution_count": 1', '"execution_count": NaN')
    yield "twice-the-key", notebook(code()).replace('"cells"', '"cells": [], "cells"')
    yield "half-characters", notebook(text("\\ud800 <script>hit(1)</script> \\udfff")).replace("\\\\ud", "\\ud")
    yield "no-cells", '{"nbformat":4,"nbformat_minor":5,"metadata":{}}'
    yield "cells-object", '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":{"a":1}}'
    yield "metadata-list", '{"nbformat":4,"nbformat_minor":5,"metadata":[],"cells":[]}'
    yield "format-text", '{"nbformat":"4<script>hit(1)</script>","nbformat_minor":5,"metadata":{},"cells":[]}'
    yield "format-three", json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": RUNNING["script"]}, "worksheets": [{"cells": [
            {"cell_type": "heading", "level": 2, "source": RUNNING["script"], "metadata": {}},
            {"cell_type": "code", "language": RUNNING["script"], "input": "x", "collapsed": False, "metadata": {}, "outputs": [
                {"output_type": "pyout", "html": RUNNING["img-onerror"], "svg": SVG, "javascript": "hit(1)", "metadata": {}},
                {"output_type": "pyerr", "ename": RUNNING["script"], "evalue": "x", "traceback": [RUNNING["script"]]}]}]}]}
    )  # fmt: skip
    yield "many-cells", notebook(*[text("x") for _ in range(1900)])
    yield "outputs-text", notebook(code()).replace('"outputs": []', '"outputs": "<script>hit(1)</script>"')
    yield "magic", notebook(code(source="%%html\n<script>hit(1)</script>"), code(source="%%javascript\nhit(1)"))


ATTACKS: dict[str, str] = {**dict(_outputs()), **dict(_pictures()), **dict(_shapes())}
