"""What search finds: steps whose text holds every word that was asked for, and courses that say it of themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, literal_column, select, text

from courses import Outline
from lms.catalog import queries
from lms.catalog.excerpts import Excerpt, excerpt
from lms.catalog.models import Passage
from lms.catalog.passages import VECTOR
from lms.catalog.queries import ReleaseRef, fitting_language
from lms.kit import words
from lms.kit.db import db

PAGE = 20
MOST = 1_000
"""So many passages are looked at; whoever finds more must ask for more."""


@dataclass(frozen=True)
class Found:
    """A step that search found, in the language that fits the reader best among those it was found in."""

    outline: Outline
    """The course it is in."""
    lesson: str
    step: str
    language: str
    lesson_title: str
    title: str
    excerpt: Excerpt


@dataclass(frozen=True)
class Results:
    """One page of what was found. `total` counts steps, each once however many languages it has."""

    courses: tuple[Outline, ...]
    found: tuple[Found, ...]
    total: int
    page: int

    @property
    def has_more(self) -> bool:
        """Whether there is another page."""
        return self.page * PAGE < self.total


def search(query: str, readable: Collection[str], language: str, page: int = 1) -> Results:
    """Look for a query in the lessons of some courses, and in what every course says of itself. Three queries at most.

    `readable` names the courses whose lessons this person may read: nothing else is looked at. `language` is their own.
    """
    asked = words.terms(query)[:20]
    if not asked:
        return Results((), (), 0, 1)
    refs = {ref.course: ref for ref in queries.current_releases()}
    courses = tuple(queries.outline(ref) for ref in refs.values() if _says(ref, asked))
    hits = _best_of_each_step(_hits(asked, readable), language)
    page = min(page, max(1, -(-len(hits) // PAGE)))
    found = tuple(_shown(hits[(page - 1) * PAGE : page * PAGE], asked, refs))
    return Results(courses, found, len(hits), page)


def _says(ref: ReleaseRef, asked: list[words.Term]) -> bool:
    """Whether a course's title, summary and outcomes hold every term, in one language."""
    lines = _of_itself.get(ref.digest)
    if lines is None:
        if len(_of_itself) >= MOST:
            _of_itself.clear()
        lines = _of_itself[ref.digest] = tuple(_streams(queries.outline(ref)))
    return any(words.holds(line, asked) for line in lines)


_of_itself: dict[str, tuple[str, ...]] = {}
"""What courses say of themselves, as streams of words, by the digest of their release: what it names never changes."""


def _streams(outline: Outline) -> Iterator[str]:
    for language in outline.languages:
        lines = [
            outline.titles.get(language, ""),
            outline.summaries.get(language, ""),
            outline.purposes.get(language, ""),
        ]
        yield words.stream("\n".join([*lines, *outline.outcomes.get(language, ())]))


def _hits(asked: list[words.Term], readable: Collection[str]) -> list[Row[*tuple[Any, ...]]]:
    if not readable:
        return []
    columns = (Passage.id, Passage.course_id, Passage.lesson_id, Passage.step_id, Passage.language)
    statement = select(*columns).where(Passage.course_id.in_(readable), _holds(asked))
    ordered = statement.order_by(Passage.course_id, Passage.place, Passage.id).limit(MOST)
    return list(db.session.execute(ordered))


def _holds(asked: list[words.Term]) -> ColumnElement[bool]:
    """The database's own question for all terms. Tokens are plain letters, so nothing in them means anything to it."""
    if db.session.get_bind().dialect.name == "postgresql":
        parts = [" <-> ".join(words.phrase(term)) + (":*" if term.is_prefix else "") for term in asked]
        return literal_column(f"passages.{VECTOR}").op("@@")(
            func.to_tsquery(text("'simple'"), " & ".join(f"({part})" for part in parts))
        )
    parts = ['"' + " ".join(words.phrase(term)) + '"' + ("*" if term.is_prefix else "") for term in asked]
    rows = text("SELECT rowid FROM passages_words WHERE passages_words MATCH :asked")
    return Passage.id.in_(rows.bindparams(asked=" AND ".join(parts)).columns(Passage.id).scalar_subquery())


def _best_of_each_step(hits: Sequence[Row[*tuple[Any, ...]]], language: str) -> list[Row[*tuple[Any, ...]]]:
    """Each step once: in the reader's language where it was found there, and those steps first."""
    of_step: dict[tuple[str, str, str], dict[str, Row[*tuple[Any, ...]]]] = {}
    for row in hits:
        of_step.setdefault((row.course_id, row.lesson_id, row.step_id), {}).setdefault(row.language, row)
    best = [found[fitting_language(tuple(found), language)] for found in of_step.values()]
    base = language.partition("-")[0]
    return sorted(best, key=lambda row: (row.language != language, row.language.partition("-")[0] != base))


def _shown(
    hits: Sequence[Row[*tuple[Any, ...]]], asked: list[words.Term], refs: Mapping[str, ReleaseRef]
) -> Iterator[Found]:
    if not hits:
        return
    columns = (Passage.id, Passage.lesson_title, Passage.title, Passage.text)
    rows = db.session.execute(select(*columns).where(Passage.id.in_([hit.id for hit in hits])))
    passages = {row.id: row for row in rows}
    for hit in hits:
        row = passages[hit.id]
        told = (row.lesson_title, row.title, excerpt(row.text, asked))
        yield Found(queries.outline(refs[hit.course_id]), hit.lesson_id, hit.step_id, hit.language, *told)
