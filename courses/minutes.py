"""How long a step takes, as a promise to people who have ten minutes: rather too much than too little."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from courses.activities.kinds import Activity, kind_of
from courses.activities.quiz import Quiz
from courses.activities.shown import shown_html
from courses.markup.words import plain
from courses.reading import ActivityPart, HtmlPart, StepReading

# For people who read it as a second language, or after a day's work.
_SIGNS_A_MINUTE = 350  # of Japanese, Chinese or Korean writing
_WORDS_A_MINUTE = 130
_QUIZ, _ARRANGING, _CELL, _PICTURE = 1.0, 1.5, 0.5, 0.2  # minutes each
_TASKS = {"exercise": 5.0, "check": 3.0, "prompt": 4.0}
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# The rest of a notebook's long result: there for those who want it.
_FOLDED = re.compile(r'<details class="fold">.*?</details>', re.DOTALL)
LONGEST = 10


def needed_minutes(step: StepReading) -> int:
    """Minutes for a step, at least 1, without an upper bound: text, pictures, notebook cells and activities."""
    total = 0.0
    for part in step.parts:
        if isinstance(part, HtmlPart):
            total += _reading(part.html)
        elif isinstance(part, ActivityPart):
            total += _doing(part.activity) + _reading("".join(f"<p>{html}</p>" for html in _asked(part.activity)))
    return max(1, math.ceil(total - 0.25))


def _doing(activity: Activity) -> float:
    if isinstance(activity, Quiz):
        return _ARRANGING if activity.form in {"order", "pairs"} else _QUIZ
    return _TASKS[kind_of(activity)]


def _asked(activity: Activity) -> tuple[str, ...]:
    """Choosing takes in the reading of what there is to choose from."""
    return shown_html(replace(activity, options=(), lefts=()) if isinstance(activity, Quiz) else activity)


def _reading(html: str) -> float:
    text = plain(_FOLDED.sub("", html))
    rest, signs = (text, 0) if text.isascii() else _SIGN.subn(" ", text)
    words = len(rest.split())
    cells, pictures = html.count('class="cell-bar"'), html.count("<img ")
    return signs / _SIGNS_A_MINUTE + words / _WORDS_A_MINUTE + cells * _CELL + pictures * _PICTURE
