"""Mermaid's own command line, `mmdc`, where it is installed and no browser is: one run for each diagram."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from courses.diagrams.running import OFFLINE, output_of, sandbox_arguments

_LARGEST = 1_000_000  # bytes of a drawing that are read at all
# The same as in our own page (drawing.py), so that both renderers draw alike.
_LOOK = {
    "securityLevel": "strict",
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False},
    "class": {"htmlLabels": False},
    "deterministicIds": True,
    "deterministicIDSeed": "gonin",
    "fontFamily": "sans-serif",
    "theme": "neutral",
    "maxTextSize": 20_000,
}


def command() -> str | None:
    """Where `mmdc` is; None when it is not installed."""
    return shutil.which("mmdc")


def drawn_by_mmdc(path: str, sources: Mapping[str, str], seconds: float) -> dict[str, str]:
    """SVG by name, as `mmdc` wrote it and not looked through yet; all together take `seconds` at most."""
    end = time.monotonic() + seconds
    made: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="gonin-diagrams-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "look.json").write_text(json.dumps(_LOOK), encoding="utf-8")
        arguments = [*OFFLINE, *sandbox_arguments()]
        (folder / "browser.json").write_text(json.dumps({"args": arguments}), encoding="utf-8")
        for diagram, source in sorted(sources.items()):
            if (left := end - time.monotonic()) <= 0:
                break
            if (svg := _one(path, source, folder, left)) is not None:
                made[diagram] = svg
    return made


def _one(path: str, source: str, folder: Path, seconds: float) -> str | None:
    given, written = folder / "diagram.mmd", folder / "diagram.svg"
    written.unlink(missing_ok=True)
    given.write_text(source, encoding="utf-8")
    options = ["--quiet", "--configFile", "look.json", "--puppeteerConfigFile", "browser.json"]
    if output_of([path, "--input", given.name, "--output", written.name, *options], seconds, folder) is None:
        return None
    try:
        with written.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8")
    except (OSError, ValueError):
        return None
