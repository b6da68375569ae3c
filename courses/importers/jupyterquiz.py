"""Questions in notebooks that `display_quiz` shows with JavaScript: read from what it stored or from its file, never run."""

from __future__ import annotations

import json
import posixpath
import re
from typing import Any

from courses.importers.lines import Desk
from courses.importers.literals import LiteralError, Value, read_literal
from courses.importers.questions import Choice, Question

_CALL = re.compile(r"^[^#\n]*\bdisplay_quiz\s*\(", re.MULTILINE)
_FILE = re.compile(r"\bdisplay_quiz\s*\(\s*(['\"])([^'\"\n:]{1,200}\.json)\1")
_LARGEST = 1_000_000
_STORED = re.compile(r"\bvar\s+questions\w*\s*=\s*(?=\[)")


def quizzes_of(cell: dict[str, Any], source: str, desk: Desk, line: int) -> list[list[str]]:
    """The lines of each quiz that the cell shows; one that cannot be read is told of."""
    if not _CALL.search(source):
        return []
    stored = _stored(cell) or _beside(source, desk)
    if stored is None:
        desk.report("import-quiz-unreadable", line, "display_quiz")
        return []
    made: list[list[str]] = []
    for one in stored:
        question = _question(one) if isinstance(one, dict) else None
        if question is not None and question.sound():
            made.append(question.block())
        else:
            words = str(one.get("question", "")) if isinstance(one, dict) else ""
            desk.report("import-quiz-unreadable", line, words)
            made.append(question.readable() if question else [words])
    return made


def _stored(cell: dict[str, Any]) -> list[Value] | None:
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        script = data.get("application/javascript", "") if isinstance(data, dict) else ""
        text = "".join(script) if isinstance(script, list) else str(script)
        if found := _STORED.search(text):
            try:
                value, _ = read_literal(text, found.end())
            except LiteralError:
                continue
            return value if isinstance(value, list) else None
    return None


def _beside(source: str, desk: Desk) -> list[Value] | None:
    """The questions of a file that lies beside the notebook; what lies elsewhere is not fetched."""
    found = _FILE.search(source)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(desk.path), found.group(2))) if found else ""
    text = desk.read(path) if path and not path.startswith((".", "/")) else None
    if text is None or len(text) > _LARGEST:
        return None
    try:
        value = json.loads(text, parse_int=float)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else None


def _question(one: dict[str, Value]) -> Question | None:
    prompt = [line.strip() for line in str(one.get("question", "")).split("\n")]
    code = one.get("code")
    if isinstance(code, str):
        prompt += ["", "```python", *code.split("\n"), "```"]
    answers = [answer for answer in _list(one.get("answers")) if isinstance(answer, dict)]
    if one.get("type") in {"multiple_choice", "many_choice"}:
        return Question(tuple(prompt), tuple(_choice(answer) for answer in answers))
    if one.get("type") in {"numeric", "string"}:
        return _written(prompt, answers)
    return None


def _written(prompt: list[str], answers: list[dict[str, Value]]) -> Question:
    accepted, remarks = [], []
    for answer in answers:
        value = answer.get("value", answer.get("answer"))
        if answer.get("correct") is True and isinstance(value, str | float) and not isinstance(value, bool):
            accepted.append(_shown(value))
        elif answer.get("correct") is True:
            remarks.append(json.dumps(answer.get("range"), ensure_ascii=False))
        remarks += [str(answer["feedback"])] if answer.get("feedback") else []
    return Question(tuple(prompt), accepted=tuple(dict.fromkeys(accepted)), explanation="\n".join(remarks))


def _shown(value: str | float) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value.strip()


def _choice(answer: dict[str, Value]) -> Choice:
    code = answer.get("code")
    text = str(answer.get("answer", "")) or (f"`{code}`" if isinstance(code, str) else "")
    return Choice(text, answer.get("correct") is True, str(answer.get("feedback") or ""))


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
