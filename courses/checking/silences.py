"""Problems that the author knows of and leaves, each with a reason, in course.toml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from courses.manifest import NAME, Silence
from courses.problems import Problem, problem
from courses.sentences import SENTENCES


def sorted_out(problems: Iterable[Problem], silences: Sequence[Silence]) -> tuple[list[Problem], list[Problem]]:
    """(problems to tell, problems that were silenced); a silence that is wrong or unused is a problem itself.

    Errors are never silenced: every one of them keeps learners from something.
    """
    told = [wrong for silence in silences if (wrong := _wrong(silence)) is not None]
    valid = [silence for silence in silences if _wrong(silence) is None]
    quiet: list[Problem] = []
    used: set[Silence] = set()
    for one in problems:
        owners = [silence for silence in valid if _fits(silence, one)]
        used.update(owners)
        (quiet if owners else told).append(one)
    for silence in valid:
        if silence not in used:
            told.append(problem("silence-unused", NAME, silence.line, word=silence.code))
    return told, quiet


def _wrong(silence: Silence) -> Problem | None:
    if silence.code not in SENTENCES:
        return problem("silence-unknown", NAME, silence.line, word=silence.code)
    if SENTENCES[silence.code][0] == "error":
        return problem("silence-error", NAME, silence.line, word=silence.code)
    return None


def _fits(silence: Silence, one: Problem) -> bool:
    return silence.code == one.code and (not silence.path or fnmatchcase(one.path, silence.path))
