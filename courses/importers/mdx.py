"""MDX: components and branches among Markdown become quizzes, callouts, links and headed parts."""

from __future__ import annotations

import re
from collections.abc import Callable

from courses.importers.branches import Branches
from courses.importers.lines import Desk, Line, Run, joined, runs, same_place
from courses.importers.literals import LiteralError, Value, attributes_of
from courses.importers.questions import Choice, Question

_COMPONENT = re.compile(r"<(/?)([A-Z][A-Za-z0-9.]*|hfoptions?)\b")
_IN_BRANCH = re.compile(r"\{(#if|:else if|:else|/if|#each|/each)\s*+([^}]{0,1000})\}")
_EITHER = re.compile(f"{_COMPONENT.pattern}|{_IN_BRANCH.pattern}")
_LONGEST_LINE = 10_000  # signs before a component that are looked at for code around it
_IMPORT = re.compile(r"(?:import\s.+\sfrom\s+['\"].*|import\s+['\"].*['\"];?|export\s+(?:const|default|let)\b.*)\Z")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*\Z")
_ANCHOR = re.compile(r"\s*\[\[[^\]]*\]\]\s*\Z")
_LONGEST_PROMPT = 40  # lines
_YOUTUBE = re.compile(r"[A-Za-z0-9_-]{6,20}\Z")


def from_mdx(lines: list[Line], desk: Desk) -> list[Line]:
    """The same text without components; what has no counterpart is reported."""
    return _Mdx(desk).read(lines)


class _Mdx:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.done: list[Line] = []
        self.quoted = False
        self.branches = Branches()

    def read(self, lines: list[Line]) -> list[Line]:
        for run in runs(lines, colons=False):
            if run.mark:
                self._put(run.lines)
            else:
                self._plain(run)
        return self.done

    def _put(self, lines: list[Line]) -> None:
        self.done += [Line(line.number, f"> {line.text}") if self.quoted else line for line in lines]

    def _plain(self, run: Run) -> None:
        text, numbers = joined(run.lines), [line.number for line in run.lines]
        text = _without_comments(text)
        place = line = 0
        while (found := _next(text, place)) is not None:
            here = line + text.count("\n", place, found.start())
            self._words(text[place : found.start()], numbers, line)
            place = self._special(found, text, numbers[here])
            line = here + text.count("\n", found.start(), place)
        self._words(text[place:], numbers, line)

    def _words(self, text: str, numbers: list[int], first: int) -> None:
        kept = []
        for offset, words in enumerate(text.split("\n")):
            number = numbers[min(first + offset, len(numbers) - 1)]
            if _IMPORT.match(words):
                self.desk.report("import-code", number, words)
            else:
                kept.append(Line(number, words))
        if text:
            self._put(kept)

    def _special(self, found: re.Match[str], text: str, number: int) -> int:
        """Turn what was found into lines of ours; where the text goes on."""
        if found.re is _IN_BRANCH:
            self._choose(found.group(1), found.group(2), number)
            return found.end()
        if found.group(1):
            end = text.find(">", found.end())
            self._close(found.group(2))
            return end + 1 if end >= 0 else len(text)
        try:
            values, end = attributes_of(text, found.end())
        except LiteralError:
            self._put([Line(number, found.group(0).replace("<", "\\<"))])
            return found.end()
        handlers: dict[str, Callable[[dict[str, Value], int], None]] = {
            "Tip": self._tip,
            "Youtube": self._youtube,
            "CourseFloatingBanner": self._banner,
            "Question": self._question,
            "hfoptions": self._options,
            "hfoption": self._option,
        }
        handler = handlers.get(found.group(2))
        if handler:
            handler(values, number)
        else:
            self._unknown(found.group(2), values, number)
        return end

    def _choose(self, kind: str, condition: str, number: int) -> None:
        """Both branches stay: as tabs, or each under its name."""
        if self.quoted:
            self.branches.fits = False
        if kind == "/if":
            self.done = self.branches.with_tabs(self.done)
        self._put(self.branches.choose(kind, condition, self.done, number))

    def _close(self, name: str) -> None:
        if name == "Tip":
            self.quoted = False
            self.done.append(Line(self.done[-1].number if self.done else 1, ""))

    def _tip(self, values: dict[str, Value], number: int) -> None:
        self.quoted = "/" not in values
        self._put(same_place(number, ["[!WARNING]" if values.get("warning") else "[!TIP]"]))

    def _youtube(self, values: dict[str, Value], number: int) -> None:
        video = str(values.get("id", ""))
        if not _YOUTUBE.match(video):
            self._unknown("Youtube", values, number)
            return
        self._put(same_place(number, ["", f"[▶ YouTube](https://www.youtube.com/watch?v={video})", ""]))

    def _banner(self, values: dict[str, Value], number: int) -> None:
        notebooks = values.get("notebooks")
        links = []
        for one in notebooks if isinstance(notebooks, list) else []:
            if isinstance(one, dict) and str(one.get("value", "")).startswith("https://"):
                links.append(f"[{one.get('label') or one['value']}]({one['value']})")
        if links:
            self._put(same_place(number, ["", " · ".join(links), ""]))
        else:
            self.desk.report("import-component", number, "CourseFloatingBanner")

    def _question(self, values: dict[str, Value], number: int) -> None:
        choices = tuple(_choice(one) for one in _list(values.get("choices")) if isinstance(one, dict))
        said, prompt, kept = self._prompt(str(values.get("question") or values.get("prompt") or ""))
        question = Question(tuple(prompt), choices)
        if not choices or not question.sound():
            self.desk.report("import-quiz-unreadable", number, "Question")
            self._put([*said, *same_place(number, ["", *question.readable()[len(prompt) :], ""])])
            return
        self._put([*kept, *same_place(number, ["", *question.block(), ""])])

    def _prompt(self, given: str) -> tuple[list[Line], list[str], list[Line]]:
        """(what stood before the question, the question's text, what stays before the quiz).

        The heading before a question, and what stands between, is the question: it moves into the quiz.
        """
        start = _last_heading(self.done)
        before = self.done[start:]
        if given or start == len(self.done):
            return [], [given] if given else [], []
        del self.done[start:]
        found = _HEADING.match(before[0].text)
        title = _ANCHOR.sub("", found.group(2)) if found else before[0].text
        between = [line.text for line in before[1:]]
        if len(between) > _LONGEST_PROMPT or any("[[" in line for line in between):
            return before, [f"**{title}**"], before
        kept = before[:1] if found and len(found.group(1)) < 3 else []
        prompt = [f"**{title}**", "", *between] if found else [title, *between]
        return before, _trimmed(prompt), kept

    def _options(self, values: dict[str, Value], number: int) -> None:
        self._put(same_place(number, ["", ""]))

    def _option(self, values: dict[str, Value], number: int) -> None:
        self._put(same_place(number, ["", f"**{values.get('id', '')}**", ""]))

    def _unknown(self, name: str, values: dict[str, Value], number: int) -> None:
        shown = [str(value) for key, value in values.items() if isinstance(value, str) and " " in value.strip()]
        self.desk.report("import-component", number, " ".join([name, *shown]))


def _next(text: str, place: int) -> re.Match[str] | None:
    """The next component or branch that is not inside a code span."""
    while found := _EITHER.search(text, place):
        start = found.start()
        before = max(text.rfind("\n", 0, start) + 1, start - _LONGEST_LINE)
        first = _COMPONENT.match(text, start) or _IN_BRANCH.match(text, start)
        is_code = text.count("`", before, start) % 2 == 1
        if first and not is_code and not (first.re is _COMPONENT and _is_words(text, first)):
            return first
        place = found.end()
    return None


def _without_comments(text: str) -> str:
    """The text without `{/* … */}`, its lines where they were; a comment that never ends stays."""
    out, place = [], 0
    while (start := text.find("{/*", place)) >= 0 and (end := text.find("*/}", start + 3)) >= 0:
        out += [text[place:start], "\n" * text.count("\n", start, end)]
        place = end + 3
    return "".join([*out, text[place:]])


def _is_words(text: str, found: re.Match[str]) -> bool:
    """`<TOKEN` and `<AddmmBackward at 0x…>` in the text are words: a component is closed and holds no such thing."""
    try:
        return not found.group(1) and attributes_of(text, found.end())[1] < 0
    except LiteralError:
        return True


def _last_heading(lines: list[Line]) -> int:
    """Where the question's own text begins: at the last heading, not before the quiz that came last."""
    fenced = False
    for place in range(len(lines) - 1, -1, -1):
        text = lines[place].text
        if re.match(r"(?:`{3,}|~{3,})", text):
            if not fenced and text.strip("`~ \n") == "" and _closes_quiz(lines, place):
                return _first_words(lines, place + 1)
            fenced = not fenced
        elif not fenced and _HEADING.match(text):
            return place
    return _first_words(lines, max(0, len(lines) - _LONGEST_PROMPT))


def _closes_quiz(lines: list[Line], end: int) -> bool:
    mark = lines[end].text.strip()
    for place in range(end - 1, -1, -1):
        if lines[place].text.startswith(mark[:3]) and lines[place].text.strip("`~ "):
            return lines[place].text.lstrip("`~").startswith("quiz ")
    return False


def _first_words(lines: list[Line], place: int) -> int:
    while place < len(lines) and not lines[place].text.strip():
        place += 1
    return place


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _choice(one: dict[str, Value]) -> Choice:
    return Choice(str(one.get("text", "")), one.get("correct") is True, str(one.get("explain") or ""))
