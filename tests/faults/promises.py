"""What must hold whatever breaks, held against what the database has afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import create_engine, text

from config import Settings
from tests.faults.house import House
from tests.faults.people import Crowd, Learner


@dataclass(frozen=True)
class Line:
    """One line of the table: what was looked at, what was found, and whether the promise holds."""

    name: str
    found: str
    holds: bool = True


def facts_of(house: House) -> Counter[str]:
    """How often the database has each fact, by its id."""
    url = Settings.from_environment(house.environment()).database_url
    engine = create_engine(url)
    with engine.connect() as line:
        names = [str(UUID(str(name))) for name in line.execute(text("SELECT uuid FROM facts")).scalars()]
    engine.dispose()
    return Counter(names)


def kept(house: House, crowd: Crowd) -> list[Line]:
    """Whether every acknowledged fact is there, and none twice."""
    there = facts_of(house)
    acknowledged = set().union(*(each.acknowledged for each in crowd.writers))
    sent = set().union(*(each.sent for each in crowd.writers))
    lost, doubled = acknowledged - set(there), [name for name in sent if there[name] > 1]
    return [
        Line("facts sent", str(len(sent))),
        Line("acknowledged", str(len(acknowledged)), len(acknowledged) > 0),
        Line("never acknowledged in the end", str(len(sent - acknowledged)), sent <= acknowledged),
        Line("acknowledged and lost", str(len(lost)), not lost),
        Line("doubled", str(len(doubled)), not doubled),
    ]


def polite(crowd: Crowd, readers_go_on: bool) -> list[Line]:
    """Whether nobody met a 500, every 503 said when to come again, and readers went on where they could."""
    everyone = [*crowd.writers, *crowd.readers]
    answers = _sum(each.answers for each in everyone)
    others = {status: count for status, count in answers.items() if status not in ("200", "503", "no line")}
    silent = sum(each.without_retry_after for each in everyone)
    lines = [
        Line("writers' answers", _told(crowd.writers)),
        Line("readers' answers", _told(crowd.readers)),
        Line("other than 200 and 503", str(others or "none"), not others),
        Line("503 without Retry-After", str(silent), silent == 0),
        Line("slowest read", f"{max(each.slowest for each in crowd.readers):.2f} s"),
        Line("slowest write", f"{max(each.slowest for each in crowd.writers):.2f} s"),
    ]
    if others:
        errors = [line for line in crowd.house.said().splitlines() if "Error" in line]
        lines.append(Line("what the house said of it", " | ".join(errors[-8:]), False))
    if readers_go_on:
        stopped = sum(count for each in crowd.readers for status, count in each.answers.items() if status != "200")
        lines.append(Line("reads refused", str(stopped), stopped == 0))
    return lines


def healthy(took: Iterable[float], within: float = 5.0) -> Line:
    """Whether the house was well again soon after each blow."""
    longest = max(took)
    return Line("healthy again after, at most", f"{longest:.1f} s", longest <= within)


def _told(people: Iterable[Learner]) -> str:
    return ", ".join(f"{status}: {count}" for status, count in sorted(_sum(each.answers for each in people).items()))


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counters:
        total.update(each)
    return total
