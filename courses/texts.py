"""The words of a step, as they are read: for search and for listening."""

from __future__ import annotations

from courses.activities.shown import shown_html
from courses.markup.words import plain
from courses.reading import HtmlPart, StepReading


def step_text(step: StepReading) -> str:
    """All visible words of a step without furigana, one line per block; what is asked and offered in it included.

    Promises: nothing of an answer's key, its feedback or its explanation.
    """
    parts = []
    for part in step.parts:
        if isinstance(part, HtmlPart):
            parts.append(plain(part.html))
            continue
        parts += [plain(html) for html in shown_html(part.activity)]
    return "\n".join(part for part in parts if part)
