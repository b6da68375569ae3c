"""GIFT text to typed questions (docs.moodle.org, "GIFT format")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

Kind = Literal["true-false", "choice", "short", "number", "pairs", "essay", "text"]
_ESCAPED = re.compile(r"\\([~=#{}:\\n>])")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_ANSWER = re.compile(r"([=~])(?:%(-?\d+(?:\.\d+)?)%)?([^=~]*)")
_BASE = 0xE100


@dataclass(frozen=True)
class GiftAnswer:
    """One answer; `weight` in per cent, 100 for the right one; `match` is a pair's right side."""

    text: str
    weight: float
    feedback: str = ""
    match: str = ""


@dataclass(frozen=True)
class GiftQuestion:
    """One question; `line` counts from 1; `after` is the text behind the answers, with a gap between."""

    kind: Kind
    title: str
    text: str
    after: str
    form: str
    answers: tuple[GiftAnswer, ...]
    explanation: str
    line: int
    category: str = ""


def read_gift(text: str) -> list[GiftQuestion]:
    """All questions in order. Promises: never raises; what has no answers is text."""
    found: list[GiftQuestion] = []
    category, block, start = "", list[str](), 1
    for number, line in enumerate([*text.replace("\r\n", "\n").lstrip("\ufeff").split("\n"), ""], start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            continue
        if stripped.upper().startswith("$CATEGORY:"):
            category = stripped[10:].strip()
        elif stripped:
            start = start if block else number
            block.append(line)
        elif block and _is_open("\n".join(block)):
            block.append("")
        elif block:
            found.append(_question("\n".join(block), start, category))
            block = []
    if block:
        found.append(_question("\n".join(block), start, category))
    return found


def _is_open(text: str) -> bool:
    hidden = _hide(text)
    return hidden.count("{") > hidden.count("}")


def _hide(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(_BASE + ord(found.group(1))), text)


def _show(text: str) -> str:
    plain = "".join(
        chr(ord(sign) - _BASE) if _BASE <= ord(sign) < _BASE + 128 and sign != chr(_BASE + ord("n")) else sign
        for sign in text
    )
    return plain.replace(chr(_BASE + ord("n")), "\n").strip()


def _question(source: str, line: int, category: str) -> GiftQuestion:
    hidden = _hide(source)
    title = _TITLE.match(hidden)
    body = hidden[title.end() :] if title else hidden
    form = _FORMAT.match(body)
    body = body[form.end() :] if form else body
    before, opened, rest = body.partition("{")
    inside, _, after = rest.rpartition("}") if "}" in rest else (rest, "", "")
    inside, _, explanation = inside.partition("####")
    kind, answers = _answers(inside.strip()) if opened else ("text", ())
    return GiftQuestion(
        kind, _show(title.group(1)) if title else "", _show(before), _show(after),
        form.group(1).lower() if form else "moodle", answers, _show(explanation), line, category,
    )  # fmt: skip


def _answers(inside: str) -> tuple[Kind, tuple[GiftAnswer, ...]]:
    if not inside:
        return "essay", ()
    word, *feedback = inside.split("#")
    if word.strip().upper() in {"T", "TRUE", "F", "FALSE"}:
        right = word.strip().upper().startswith("T")
        said = [_show(each) for each in feedback] + ["", ""]
        # The first is for who answered wrongly, the second for who was right.
        told = (said[1], said[0]) if right else (said[0], said[1])
        return "true-false", (GiftAnswer("T", 100 * right, told[0]), GiftAnswer("F", 100 * (not right), told[1]))
    if inside.startswith("#"):
        return "number", _numbers(inside[1:])
    found = tuple(_answer(*match.groups()) for match in _ANSWER.finditer(inside))
    if found and all(answer.match for answer in found):
        return "pairs", found
    return ("choice" if re.search(r"~", inside) else "short"), found


def _answer(sign: str, weight: str | None, text: str) -> GiftAnswer:
    words, _, feedback = text.partition("#")
    left, arrow, right = words.partition("->")
    share = float(weight) if weight is not None else 100.0 if sign == "=" else 0.0
    if not arrow:
        return GiftAnswer(_show(words), share, _show(feedback))
    return GiftAnswer(_show(left), share, _show(feedback), _show(right))


def _numbers(inside: str) -> tuple[GiftAnswer, ...]:
    found = list(_ANSWER.finditer(inside))
    if not found:
        words, _, feedback = inside.partition("#")
        return (GiftAnswer(number_line(words), 100.0, _show(feedback)),)
    answers = [_answer(*match.groups()) for match in found]
    return tuple(GiftAnswer(number_line(each.text), each.weight, each.feedback) for each in answers)


def number_line(text: str) -> str:
    """`3.14:0.01` or `1..5` as our `3.14 ± 0.01`; "" when it is no number."""
    try:
        if ".." in text:
            low, high = (Decimal(part.strip()) for part in text.split("..", 1))
            middle, off = (low + high) / 2, abs(high - low) / 2
        else:
            number, _, off_text = text.partition(":")
            middle, off = Decimal(number.strip()), Decimal(off_text.strip() or "0")
    except InvalidOperation:
        return ""
    return f"{middle:f} ± {off:f}" if middle.is_finite() and off.is_finite() and off >= 0 else ""
