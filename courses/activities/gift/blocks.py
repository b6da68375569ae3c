"""GIFT questions as our Markdown blocks, with a report of what could not be carried over."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from courses.activities.gift.parsing import GiftAnswer, GiftQuestion, read_gift
from courses.identifiers import is_id
from courses.problems import Problem, problem

_OURS = re.compile(r"^(\s*)([-*+] \[|\d+[.)]\s|=|~\s|hint:|explanation:|>|`{3}|~{3}|#)", re.IGNORECASE)
_WORDS = {"en": ("True", "False"), "ja": ("はい", "いいえ")}
_MARKS = re.compile(r"([\\`*_{}\[\]<>$|])")


def blocks_from_gift(text: str, path: str, language: str = "en") -> tuple[str, tuple[Problem, ...]]:
    """Our Markdown, and what its author should look at, by line of the GIFT file."""
    told: list[Problem] = []
    seen: set[str] = set()
    made = []
    for question in read_gift(text):
        if question.kind == "text":
            made.append(_words(question.text, question.form))
            continue
        writer = _Writer(question, path, told, language)
        lines = writer.lines()
        if lines:
            kind = "exercise" if question.kind == "essay" else "quiz"
            made.append("\n".join([f"````{kind} id={_id(question, seen)}", *lines, "````"]))
    return "\n\n".join(made) + "\n", tuple(told)


def _id(question: GiftQuestion, seen: set[str]) -> str:
    """From the title, else from the words: the same file gives the same ids again."""
    plain = unicodedata.normalize("NFKD", question.title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-")
    if not is_id(name):
        name = "q-" + hashlib.sha256(f"{question.title}\n{question.text}".encode()).hexdigest()[:10]
    number, found = 2, name
    while found in seen:
        found, number = f"{name}-{number}", number + 1
    seen.add(found)
    return found


class _Writer:
    def __init__(self, question: GiftQuestion, path: str, told: list[Problem], language: str) -> None:
        self.question, self.path, self.told = question, path, told
        self.true, self.false = _WORDS["ja" if language.startswith("ja") else "en"]

    def lines(self) -> list[str]:
        """The block's lines; none when there is nothing to answer."""
        made = getattr(self, "_" + self.question.kind.replace("-", "_"))()
        if not made:
            self.tell("gift-unreadable")
            return []
        why = self.question.explanation
        return [*made, *(["", f"explanation: {self.words(why)}"] if why else [])]

    def tell(self, code: str) -> None:
        self.told.append(problem(code, self.path, self.question.line, word=self.question.title or self.question.text))

    def words(self, text: str) -> str:
        return _words(text, self.question.form)

    def one_line(self, text: str) -> str:
        return re.sub(r"\s*\n\s*", " ", self.words(text)).strip()

    def asked(self) -> list[str]:
        text = self.words(self.question.text)
        return [_OURS.sub(r"\1\\\2", line) if line.strip() else line for line in text.split("\n")]

    def _true_false(self) -> list[str]:
        names = {"T": self.true, "F": self.false}
        return [*self.asked(), *self._options(tuple((names[each.text], each) for each in self.question.answers))]

    def _choice(self) -> list[str]:
        answers = self.question.answers
        if len({each.weight for each in answers if each.weight > 0}) > 1:
            self.tell("gift-weights")
        return [*self.asked(), *self._options(tuple((self.one_line(each.text), each) for each in answers))]

    def _options(self, answers: tuple[tuple[str, GiftAnswer], ...]) -> list[str]:
        lines = []
        full = any(each.weight >= 100 for _, each in answers)
        for text, each in answers:
            right = each.weight >= 100 if full else each.weight > 0
            lines.append(f"- [{'x' if right else ' '}] {text}")
            lines += [f"  > {self.one_line(each.feedback)}"] if each.feedback else []
        return lines

    def _short(self) -> list[str]:
        right = [each for each in self.question.answers if each.weight >= 100]
        if len(right) < len(self.question.answers):
            self.tell("gift-weights")
        spellings = [re.sub(r"[\[\]|\n{}]", " ", each.text).strip() for each in right]
        if not any(spellings):
            return []
        gap = "[[" + "|".join(spelling for spelling in spellings if spelling) + "]]"
        asked = "\n".join(self.asked())
        after = self.words(self.question.after)
        text = f"{asked} {gap} {after}" if after else f"{asked}\n\n{gap}"
        return [*text.rstrip().split("\n"), *self._replies()]

    def _replies(self) -> list[str]:
        said = [each for each in self.question.answers if each.feedback and each.text.strip("* ")]
        return [f"~ {' '.join(each.text.split())}: {self.one_line(each.feedback)}" for each in said]

    def _number(self) -> list[str]:
        right = [each for each in self.question.answers if each.weight >= 100 and each.text]
        if len(self.question.answers) > 1:
            self.tell("gift-weights")
        return [*self.asked(), f"= {right[0].text}"] if right else []

    def _pairs(self) -> list[str]:
        pairs = [(self.one_line(each.text), self.one_line(each.match)) for each in self.question.answers]
        return [*self.asked(), *(f"{left} :: {right}".strip() for left, right in pairs)]

    def _essay(self) -> list[str]:
        return self.asked()


def _words(text: str, form: str) -> str:
    return _MARKS.sub(r"\\\1", text) if form == "plain" else text
