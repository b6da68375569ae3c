"""One sentence per kind of problem, in English and Japanese, with its parameters in braces."""

WARNINGS: frozenset[str] = frozenset()
SENTENCES: dict[str, dict[str, str]] = {}
