"""The lines of a quiz block, sorted by what they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from courses.activities.fences import fence_behind, outside_code

# Signs may be as wide as Japanese keyboards write them.
_OPTION = re.compile(r" {0,3}[-*+][ \t]+[\[［]([ \u3000xXｘＸ])[\]］](?:[ \t]+(.*)|\Z)")
_FEEDBACK = re.compile(r"[ \t]+[>＞][ \t]?(.*)")
_EXPLANATION = re.compile(r"explanation[:：][ \t]*(.*)", re.IGNORECASE)
_HINT = re.compile(r"hint[:：][ \t]*(.*)", re.IGNORECASE)
_VARIANT = re.compile(r"variant[:：][ \t]*(.*)", re.IGNORECASE)
_REPLY = re.compile(r" {0,3}[~～](?![~～])[ \t\u3000]*+(\S.*?)(?::[ \t]+|：[ \t]*)(.*)")
_NUMBER = re.compile(r" {0,3}[=＝][ \t]*(?=[-+−－.]?\d)(.+)")
_QUOTE = re.compile(r"[>＞][ \t]?(.*)")
_PAIR = re.compile(r"(?:[-*+][ \t]+)?(.*?)(?:(?<=\s)|\A)::[ \t]+(\S.*)")
_ITEM = re.compile(r" {0,3}(\d{1,3})[.)][ \t]+(\S.*)")


@dataclass
class Text:
    """Some lines of the block; `line` counts from 0 inside it. `mark` is what stood before the words."""

    line: int
    text: list[str]
    mark: str = ""

    @property
    def source(self) -> str:
        """The words."""
        return "\n".join(self.text)


@dataclass
class Choice(Text):
    """An option."""

    right: bool = False
    feedback: list[str] = field(default_factory=list)


@dataclass
class Lines:
    """The block's lines."""

    prompt: list[tuple[int, str]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    numbers: list[Text] = field(default_factory=list)
    items: list[Text] = field(default_factory=list)
    pairs: list[Text] = field(default_factory=list)
    hints: list[Text] = field(default_factory=list)
    replies: list[Text] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    explanation_line: int = 0
    stray: int | None = None
    unclosed: int | None = None
    current: Text | None = None

    @property
    def question(self) -> str:
        """The question's lines as they stand in the file, so that offsets in it are true."""
        return "\n".join(line for _, line in self.prompt)

    def outside_code(self) -> list[tuple[int, str]]:
        """The question's lines with their places, without those of fenced code."""
        return [self.prompt[place] for place, _ in outside_code(line for _, line in self.prompt)]

    @property
    def question_line(self) -> int:
        """Where the question begins."""
        return self.prompt[0][0] if self.prompt else 0


def questions_of(source: str) -> list[tuple[int, str]]:
    """The questions of a block, each with the place where it begins: a line `variant:` outside of code begins another one."""
    lines, fence, begins = source.split("\n"), "", [(0, "")]
    for number, line in enumerate(lines):
        before, fence = fence, fence_behind(fence, line)
        if not before and not fence and (found := _VARIANT.match(line)):
            begins.append((number, found.group(1)))
    ends = [number for number, _ in begins[1:]] + [len(lines)]
    return [
        (number, "\n".join([*([first] if place else []), *lines[number + bool(place) : end]]))
        for place, ((number, first), end) in enumerate(zip(begins, ends, strict=True))
    ]


def sorted_lines(source: str, gap: re.Pattern[str]) -> Lines:
    """Sort them. What is taken from the end of the question, as pairs or an order, is only looked for without gaps."""
    lines, fence = Lines(), ""
    for number, line in enumerate(source.split("\n")):
        before = fence
        if not lines.choices and not lines.explanation:
            fence = fence_behind(fence, line)
        if before or fence:
            lines.prompt.append((number, line))
            lines.unclosed = None if not fence else number if not before else lines.unclosed
        else:
            _sort(lines, number, line)
    if not lines.choices and not lines.explanation:
        _take_closing_quote(lines)
    if not (lines.choices or lines.numbers or gap.search(lines.question)):
        _take_rows(lines)
    return lines


def _sort(lines: Lines, number: int, line: str) -> None:
    quote = _QUOTE.match(line) if lines.choices or lines.numbers else None
    if lines.explanation:
        quoted = _QUOTE.match(line)
        lines.explanation.append(quoted.group(1) if quoted else line)
    elif found := _EXPLANATION.match(line) or quote:
        lines.explanation, lines.explanation_line = [found.group(1)], number
    elif not _begins(lines, number, line):
        _goes_on(lines, number, line)


def _begins(lines: Lines, number: int, line: str) -> bool:
    """Whether the line begins an option, a hint, a reply or a number; it is kept then."""
    if found := _OPTION.match(line):
        choice = Choice(number, [found.group(2) or ""], right=not found.group(1).isspace())
        lines.choices.append(choice)
        lines.current = choice
    elif found := _HINT.match(line):
        lines.current = Text(number, [found.group(1)])
        lines.hints.append(lines.current)
    elif found := _REPLY.match(line):
        lines.current = Text(number, [found.group(2)], found.group(1).rstrip())
        lines.replies.append(lines.current)
    elif found := _NUMBER.match(line):
        lines.numbers.append(Text(number, [found.group(1)]))
        lines.current = None
    else:
        return False
    return True


def _goes_on(lines: Lines, number: int, line: str) -> None:
    feedback, current = _FEEDBACK.match(line), lines.current
    if feedback and isinstance(current, Choice):
        current.feedback.append(feedback.group(1))
    elif line.startswith((" ", "\t")) and current is not None:
        current.text.append(line.strip())
    elif not lines.choices:
        lines.prompt.append((number, line))
        lines.current = current if not line.strip() else None
    elif line.strip() and lines.stray is None:
        lines.stray = number


def _take_closing_quote(lines: Lines) -> None:
    """Where the answer stands in the question's own lines, the quote that closes it is the explanation."""
    end = len(lines.prompt)
    while end and not lines.prompt[end - 1][1].strip():
        end -= 1
    start = end
    while start and (found := _QUOTE.match(lines.prompt[start - 1][1])):
        lines.explanation.insert(0, found.group(1))
        start -= 1
    if start < end:
        lines.explanation_line = lines.prompt[start][0]
        del lines.prompt[start:]


def _take_rows(lines: Lines) -> None:
    """Pairs, or else an order, with which the question ends."""
    plain = [place for place, _ in outside_code(line for _, line in lines.prompt)]
    for pattern, rows in ((_PAIR, lines.pairs), (_ITEM, lines.items)):
        start = next((place for place in plain if pattern.match(lines.prompt[place][1])), None)
        if start is None:
            continue
        for number, line in lines.prompt[start:]:
            found = pattern.match(line)
            if found:
                rows.append(Text(number, [found.group(2).strip()], found.group(1).strip()))
            elif _FEEDBACK.match(line) and lines.stray is None:
                lines.stray = number  # Nothing is said of a single row: shown with it, it would be read too early.
            elif line.startswith((" ", "\t")) and line.strip():
                rows[-1].text.append(line.strip())
            elif line.strip() and lines.stray is None:
                lines.stray = number
        del lines.prompt[start:]
        return
