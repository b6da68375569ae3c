"""The page of each problem: docs/problems/<code>.md beside the engine, English above, Japanese below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from courses.markup.dialect import render_markdown
from courses.sentences import SENTENCES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "problems"
_JAPANESE = re.compile(r"^## 日本語\n", re.MULTILINE)


@dataclass(frozen=True)
class Explanation:
    """A problem's page in one language: what it is in a sentence or two, and why it matters and how to mend it as clean HTML."""

    code: str
    what: str
    html: str


def explanation(code: str, lang: str) -> str | None:
    """The page's half in that language; its sentence alone where the pages are not installed; None for no code."""
    halves = _halves(code, lang)
    if halves is None:
        return None
    what, rest = halves
    return f"# {code}\n\n{what}\n\n{rest}" if rest else f"{code}: {what}"


def explained(code: str, lang: str) -> Explanation | None:
    """The same for a page on a screen. Promises the same for the same code, language and pages; None for no code."""
    halves = _halves(code, lang)
    return None if halves is None else Explanation(code, halves[0], render_markdown(halves[1], lang))


def _halves(code: str, lang: str) -> tuple[str, str] | None:
    """What it is, and all that follows."""
    if code not in SENTENCES:
        return None
    _, english, japanese = SENTENCES[code]
    path = FOLDER / f"{code}.md"
    if not path.is_file():
        return (japanese if lang == "ja" else english), ""
    _title, _, body = path.read_text(encoding="utf-8").partition("\n")
    languages = _JAPANESE.split(body)
    what, _, rest = languages[-1 if lang == "ja" else 0].strip().partition("\n\n")
    return what, rest
