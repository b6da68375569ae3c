"""The words of a step, as they are read: for search and for listening."""

from __future__ import annotations

from courses.activities.shown import shown_html
from courses.markup.heard import heard
from courses.markup.labels import label
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


def heard_paragraphs(step: StepReading, language: str) -> tuple[str, ...]:
    """What a step says, paragraph by paragraph, for a voice that reads it aloud in the reading's language.

    Furigana goes and the writing below it stays: voices know words and their melody by how they are written, and read
    bare kana one by one. Formulas are said in words where we have them (else in signs), tables row by row with their
    headings, short code as it is and long code by its number of lines, pictures by their alt text; marks of notes say
    nothing. Promises: no paragraph is empty, and nothing of an answer's key, its feedback or its explanation.
    """
    gap = label("heard-gap", language)
    said: list[str] = []
    for part in step.parts:
        blocks = [part.html] if isinstance(part, HtmlPart) else shown_html(part.activity, gap)
        for html in blocks:
            said += heard(html, language)
    return tuple(said)
