"""A course's glossary: hard words with a plain explanation each, read from `glossary.toml` beside course.toml."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from courses.data import canonical, to_data
from courses.files import CourseFiles, FileError
from courses.frozen import FrozenMap
from courses.languages import is_tag
from courses.problems import Problem, problem
from courses.tables import Source, Table
from courses.toml_lines import key_lines

NAME = "glossary.toml"
_LARGEST = 1_000_000
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class Term:
    """A hard word by language, its other spellings, and its explanation in plain words, one line each."""

    names: Mapping[str, str]
    plain: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Glossary:
    """All terms in the order of the file."""

    terms: tuple[Term, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what it says, whatever its file looks like."""
        return hashlib.sha256(canonical(to_data(self.terms))).hexdigest()

    def explained(self, language: str) -> dict[str, tuple[str, str]]:
        """{spelling: (the term's name, its explanation)} for a language, or where it has none for its parent."""
        found: dict[str, tuple[str, str]] = {}
        for term in self.terms:
            for tag in _fallbacks(language):
                if tag in term.names and tag in term.plain:
                    for spelling in (term.names[tag], *term.also.get(tag, ())):
                        found.setdefault(spelling, (term.names[tag], term.plain[tag]))
                    break
        return found


def read_glossary(files: CourseFiles, tell: Callable[[Problem], None]) -> Glossary:
    """The course's glossary; an empty one when there is none. What is wrong in it is told, and the rest still counts.

    Promises: the same bytes give the same glossary and the same problems.
    """
    try:
        text = files.text(NAME, _LARGEST)
    except FileError as error:
        if error.code != "missing":
            tell(problem("glossary-file", NAME, error.line))
        return Glossary()
    glossary, problems = _read(text)
    for one in problems:
        tell(one)
    return glossary


# Every reading of a course asks for the same glossary.
@lru_cache(maxsize=4)
def _read(text: str) -> tuple[Glossary, tuple[Problem, ...]]:
    told: list[Problem] = []
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        return Glossary(), (problem("glossary-toml", NAME, line, word=_AT_LINE.sub("", str(error)).strip()),)
    top = Table(data, (), Source(NAME, key_lines(text), told.append))
    terms: list[Term] = []
    seen: set[tuple[str, str]] = set()
    for table in top.tables("terms"):
        term = _term(table)
        for tag, name in term.names.items():
            if (tag, name) in seen:
                table.report("manifest-twice", "term")
            seen.add((tag, name))
        terms.append(term)
    top.close()
    return Glossary(tuple(terms)), tuple(told)


def _term(table: Table) -> Term:
    names, plain = _texts(table, "term"), _texts(table, "plain")
    for tag in names:
        if tag not in plain:
            table.report("glossary-unexplained", "plain", word=names[tag], language=tag)
    spellings = table.table("also", required=False)
    also: dict[str, tuple[str, ...]] = {}
    if spellings is not None:
        also = {tag: spellings.texts(tag) for tag in _languages(spellings)}
        spellings.close()
    table.close()
    return Term(names, plain, FrozenMap(also))


def _texts(table: Table, key: str) -> FrozenMap[str, str]:
    inner = table.table(key)
    if inner is None:
        return FrozenMap()
    found = {tag: " ".join(inner.text(tag).split()) for tag in _languages(inner)}
    inner.close()
    return FrozenMap({tag: text for tag, text in found.items() if text})


def _languages(table: Table) -> list[str]:
    return [tag for tag in table.data if is_tag(tag)]


def _fallbacks(language: str) -> list[str]:
    parts = language.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
