"""How long a step takes, as a promise to people who have ten minutes: rather too much than too little."""

from __future__ import annotations

import math
import re

from courses.markup.words import plain
from courses.quiz import GapText
from courses.reading import ActivityPart, HtmlPart, StepReading

# For people who read it as a second language, or after a day's work.
_SIGNS_A_MINUTE = 350  # of Japanese, Chinese or Korean writing
_WORDS_A_MINUTE = 130
_QUIZ, _CELL, _PICTURE = 1.0, 0.5, 0.2  # minutes each
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# The rest of a notebook's long result: there for those who want it.
_FOLDED = re.compile(r'<details class="fold">.*?</details>', re.DOTALL)
LONGEST = 10


def needed_minutes(step: StepReading) -> int:
    """Minutes for a step, at least 1, without an upper bound: text, pictures, notebook cells and quizzes."""
    total = 0.0
    for part in step.parts:
        if isinstance(part, HtmlPart):
            total += _reading(part.html)
        elif isinstance(part, ActivityPart):
            pieces = "".join(piece.html for piece in part.quiz.pieces if isinstance(piece, GapText))
            total += _QUIZ + _reading(part.quiz.prompt_html + pieces)
    return max(1, math.ceil(total - 0.25))


def _reading(html: str) -> float:
    text = plain(_FOLDED.sub("", html))
    signs = len(_SIGN.findall(text))
    words = len(_SIGN.sub(" ", text).split())
    cells, pictures = html.count('class="cell-bar"'), html.count("<img ")
    return signs / _SIGNS_A_MINUTE + words / _WORDS_A_MINUTE + cells * _CELL + pictures * _PICTURE
