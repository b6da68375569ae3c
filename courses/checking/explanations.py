"""The page of each problem: docs/problems/<code>.md beside the engine, English above, Japanese below."""

from __future__ import annotations

import re
from pathlib import Path

from courses.sentences import SENTENCES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "problems"
_JAPANESE = re.compile(r"^## 日本語\n", re.MULTILINE)


def explanation(code: str, lang: str) -> str | None:
    """The page's half in that language; its sentence alone where the pages are not installed; None for no code."""
    if code not in SENTENCES:
        return None
    _, english, japanese = SENTENCES[code]
    sentence = japanese if lang == "ja" else english
    path = FOLDER / f"{code}.md"
    if not path.is_file():
        return f"{code}: {sentence}"
    halves = _JAPANESE.split(path.read_text(encoding="utf-8"))
    head, _, body = halves[0].partition("\n")
    return f"{head}\n\n{halves[-1].strip()}" if lang == "ja" else f"{head}\n\n{body.strip()}"
