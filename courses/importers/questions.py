"""Foreign questions to quiz blocks of ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Stands in a quiz's first line until its lesson, and so its permanent id, is known.
UNNAMED = "\ue040"
_TICKS = re.compile(r"`{3,}|~{3,}")
_SPECIAL = re.compile(r"(?<!\\)\[\[")


@dataclass(frozen=True)
class Choice:
    """One answer to choose, as Markdown of a single line, and what is said to people who chose it."""

    text: str
    right: bool
    feedback: str = ""


@dataclass(frozen=True)
class Question:
    """A question with answers to choose, or with one to write (`accepted`)."""

    prompt: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    accepted: tuple[str, ...] = ()
    explanation: str = ""

    def sound(self) -> bool:
        """Whether it can be answered and graded: a question, and a right answer among at least two."""
        if not any(line.strip() for line in self.prompt):
            return False
        if self.accepted:
            return not any(set("[]|\n") & set(word) for word in self.accepted)
        several = len(self.choices) > 1 and any(choice.right for choice in self.choices)
        return several and all(choice.text.strip() for choice in self.choices)

    def block(self) -> list[str]:
        """The quiz's lines, with its id still to be filled in."""
        lines = [_calm(line) for line in self.prompt]
        if self.accepted:
            lines += ["", f"[[{'|'.join(self.accepted)}]]"]
        for choice in self.choices:
            lines.append(f"- [{'x' if choice.right else ' '}] {_one_line(choice.text)}")
            lines += [f"  > {line}" for line in _lines(choice.feedback)]
        if self.explanation:
            lines += ["", *(f"> {line}" for line in _lines(self.explanation))]
        mark = "`" * max(3, *(len(found) + 1 for line in lines for found in _TICKS.findall(line)), 3)
        return [f"{mark}quiz {UNNAMED}", *lines, mark]

    def readable(self) -> list[str]:
        """The same as plain text, for where it cannot be a quiz: nothing that was written is lost."""
        lines = [*self.prompt, ""]
        for choice in self.choices:
            lines.append(f"- {_one_line(choice.text)}")
            lines += [f"  {line}" for line in _lines(choice.feedback)]
        if self.accepted:
            lines.append(f"- {' / '.join(self.accepted)}")
        return [*lines, *(["", self.explanation] if self.explanation else [])]


def _one_line(text: str) -> str:
    """Lists inside an answer would end it."""
    return _calm(" ".join(text.split()))


def _calm(text: str) -> str:
    """Two opening brackets would be a gap to fill in."""
    return _SPECIAL.sub("[ [", text)


def _lines(text: str) -> Sequence[str]:
    return [_calm(line.strip()) for line in text.strip().split("\n") if line.strip()]
