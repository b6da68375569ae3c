"""Quiz blocks: their lines to a quiz that people see and a key that stays behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from courses.frozen import FrozenMap
from courses.identifiers import is_id
from courses.markup.attributes import fence_attributes
from courses.markup.dialect import Dialect, Fence
from courses.markup.furigana import without_furigana
from courses.markup.scene import Scene
from courses.quiz import GapField, GapText, Option, Quiz, QuizForm, QuizKey

_OPTION = re.compile(r" {0,3}[-*+][ \t]+\[([ xX])\](?:[ \t]+(.*)|\Z)")
_FEEDBACK = re.compile(r"[ \t]+>[ \t]?(.*)")
_EXPLANATION = re.compile(r"explanation:[ \t]*(.*)", re.IGNORECASE)
_QUOTE = re.compile(r">[ \t]?(.*)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_GAP = re.compile(r"\[\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\]")
_MARK = re.compile("\ue010([0-9]+)\ue011")
_MARK_IN_TAG = re.compile("<[^>]*[\ue010\ue011]")
_OWN_MARKS = re.compile("[\ue010-\ue01f]")
_ATTRIBUTES = {"id", "points", "attempts", "required"}
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass
class _Choice:
    right: bool
    line: int
    text: list[str]
    feedback: list[str] = field(default_factory=list)


@dataclass
class _Lines:
    """The block's lines, sorted by what they are for; line numbers count from 0 inside the block."""

    prompt: list[str] = field(default_factory=list)
    choices: list[_Choice] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    explanation_line: int = 0
    stray: int | None = None


@dataclass(frozen=True)
class _Terms:
    id: str
    points: int
    attempts: int | None
    required: bool


def compile_quiz(fence: Fence, scene: Scene, md: Dialect) -> tuple[Quiz, QuizKey] | None:
    """Both halves of a quiz; None, with the problems told, when it cannot be answered or graded."""
    fence = replace(fence, body=_OWN_MARKS.sub("", fence.body))
    terms = _terms(fence, scene)
    if terms is None:
        return None
    lines = _sort(fence.body.split("\n"))
    place = replace(scene, prefix=f"{scene.prefix}{terms.id}-", line=fence.line)
    gaps = _GAP.findall("\n".join(lines.prompt))
    if gaps and lines.choices:
        scene.report("quiz-two-forms", fence.line, word=terms.id)
        return None
    if gaps:
        return _gap_quiz(terms, lines, place, md)
    return _choice_quiz(terms, lines, place, md)


def _sort(source: list[str]) -> _Lines:
    lines, fenced = _Lines(), False
    for number, line in enumerate(source):
        if not lines.choices and not lines.explanation and _FENCE.match(line):
            fenced = not fenced
        if fenced:
            lines.prompt.append(line)
        else:
            _sort_line(lines, number, line)
    if not lines.choices and not lines.explanation:
        _take_closing_quote(lines)
    return lines


def _sort_line(lines: _Lines, number: int, line: str) -> None:
    option, feedback, explanation = _OPTION.match(line), _FEEDBACK.match(line), _EXPLANATION.match(line)
    if lines.explanation:
        quoted = _QUOTE.match(line)
        lines.explanation.append(quoted.group(1) if quoted else line)
    elif explanation or (lines.choices and _QUOTE.match(line)):
        found = explanation or _QUOTE.match(line)
        lines.explanation, lines.explanation_line = [found.group(1) if found else ""], number
    elif option:
        lines.choices.append(_Choice(option.group(1) != " ", number, [option.group(2) or ""]))
    elif not lines.choices:
        lines.prompt.append(line)
    elif feedback:
        lines.choices[-1].feedback.append(feedback.group(1))
    elif line.startswith((" ", "\t")):
        lines.choices[-1].text.append(line.strip())
    elif line.strip() and lines.stray is None:
        lines.stray = number


def _take_closing_quote(lines: _Lines) -> None:
    """In a text with gaps, the quote that closes it is the explanation."""
    end = len(lines.prompt)
    while end and not lines.prompt[end - 1].strip():
        end -= 1
    start = end
    while start and (found := _QUOTE.match(lines.prompt[start - 1])):
        lines.explanation.insert(0, found.group(1))
        start -= 1
    if start < end:
        lines.explanation_line = start
        del lines.prompt[start:]


def _terms(fence: Fence, scene: Scene) -> _Terms | None:
    line = None if fence.line is None else fence.line - (0 if scene.fixed else 1)
    attributes, wrong = fence_attributes(fence.info.partition("quiz")[2])
    for name in sorted(set(attributes) - _ATTRIBUTES):
        scene.report("activity-attribute", line, word=name)
    if wrong:
        scene.report("activity-attribute", line, word=wrong)
    if "id" not in attributes:
        scene.report("activity-id-missing", line)
        return None
    if not is_id(attributes["id"]):
        scene.report("id-form", line, word=attributes["id"])
        return None
    points = _number(attributes.get("points", "1"), 0, 100)
    attempts = _number(attributes.get("attempts", "1"), 1, 100)
    required = _YES_NO.get(attributes.get("required", "yes").lower())
    for name, value in (("points", points), ("attempts", attempts), ("required", required)):
        if value is None:
            scene.report("activity-value", line, word=attributes[name], name=name)
    return _Terms(
        attributes["id"],
        1 if points is None else points,
        attempts if "attempts" in attributes else None,
        required is not False,
    )


def _number(text: str, least: int, most: int) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    return number if least <= number <= most else None


def _choice_quiz(terms: _Terms, lines: _Lines, scene: Scene, md: Dialect) -> tuple[Quiz, QuizKey] | None:
    if not _choices_make_sense(terms, lines, scene):
        return None
    right = tuple(str(n) for n, choice in enumerate(lines.choices, start=1) if choice.right)
    form: QuizForm = "one" if len(right) == 1 else "several"
    options, feedback = [], {}
    for number, choice in enumerate(lines.choices, start=1):
        place = replace(scene, line=scene.line_at(choice.line), prefix=f"{scene.prefix}{number}-")
        options.append(Option(str(number), md.line("\n".join(choice.text), place)))
        if choice.feedback:
            feedback[str(number)] = md.block("\n".join(choice.feedback), place)
    prompt = md.block("\n".join(lines.prompt), scene)
    quiz = Quiz(terms.id, form, prompt, tuple(options), (), terms.points, terms.attempts, terms.required)
    key = QuizKey(terms.id, form, right, (), FrozenMap(feedback), _explain(lines, scene, md), terms.points)
    return quiz, key


def _choices_make_sense(terms: _Terms, lines: _Lines, scene: Scene) -> bool:
    wrong = None
    if lines.stray is not None:
        scene.report("quiz-stray-text", scene.line_at(lines.stray), word=terms.id)
    if not lines.choices:
        wrong = "quiz-no-options"
    elif len(lines.choices) == 1:
        wrong = "quiz-one-option"
    elif not any(choice.right for choice in lines.choices):
        wrong = "quiz-none-right"
    elif not "".join(lines.prompt).strip():
        wrong = "quiz-no-question"
    for choice in lines.choices:
        if not "".join(choice.text).strip():
            wrong = "quiz-empty-option"
    if wrong:
        scene.report(wrong, scene.line_at(0), word=terms.id)
    return wrong is None and lines.stray is None


def _gap_quiz(terms: _Terms, lines: _Lines, scene: Scene, md: Dialect) -> tuple[Quiz, QuizKey] | None:
    accepted: list[tuple[str, ...]] = []

    def mark(found: re.Match[str]) -> str:
        spellings = (spelling.strip() for spelling in without_furigana(found.group(1)).split("|"))
        accepted.append(tuple(dict.fromkeys(spelling for spelling in spellings if spelling)))
        return f"\ue010{len(accepted)}\ue011"

    html = md.block(_GAP.sub(mark, "\n".join(lines.prompt)), scene)
    numbers = [int(number) for number in _MARK.findall(html)]
    if sorted(numbers) != list(range(1, len(accepted) + 1)) or _MARK_IN_TAG.search(html):
        scene.report("quiz-gap-place", scene.line_at(0), word=terms.id)
        return None
    if not all(accepted):
        scene.report("quiz-gap-empty", scene.line_at(0), word=terms.id)
        return None
    quiz = Quiz(terms.id, "gap", "", (), _gap_pieces(html), terms.points, terms.attempts, terms.required)
    key = QuizKey(terms.id, "gap", (), tuple(accepted), FrozenMap(), _explain(lines, scene, md), terms.points)
    return quiz, key


def _gap_pieces(html: str) -> tuple[GapText | GapField, ...]:
    pieces: list[GapText | GapField] = []
    for place, part in enumerate(_MARK.split(html)):
        if place % 2:
            pieces.append(GapField(int(part)))
        elif part:
            pieces.append(GapText(part))
    return tuple(pieces)


def _explain(lines: _Lines, scene: Scene, md: Dialect) -> str:
    place = replace(scene, line=scene.line_at(lines.explanation_line), prefix=f"{scene.prefix}why-")
    return md.block("\n".join(lines.explanation), place)
