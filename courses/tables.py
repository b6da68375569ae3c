"""Reading values out of a TOML table: every wrong one is told of with its line, none raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from courses.frozen import FrozenMap
from courses.identifiers import is_id
from courses.markup.furigana import without_furigana
from courses.problems import Problem, problem
from courses.toml_lines import Path


class Table:
    """One table of the file, by its path in it; asking for a value marks its key as known."""

    def __init__(self, data: Mapping[str, Any], place: Path, source: Source) -> None:
        self.data, self.place, self.source = data, place, source
        self.known: set[str] = set()

    def report(self, code: str, key: str = "", **params: str | int) -> None:
        """Tell of a problem at a key of this table."""
        place = (*self.place, key) if key else self.place
        name = ".".join(str(part) for part in place if isinstance(part, str))
        self.source.tell(problem(code, self.source.path, self.source.line(place), key=name, **params))

    def text(self, key: str, required: bool = True) -> str:
        """A text without line breaks around it; empty when it is absent or wrong."""
        value = self._take(key, str, required, "text")
        if isinstance(value, str) and value.strip():
            return without_furigana(value.strip())
        if value is not None:
            self.report("manifest-empty", key)
        return ""

    def id(self, key: str) -> str:
        """A permanent id; empty when it is absent or wrong."""
        value = self.text(key)
        if value and not is_id(value):
            self.report("manifest-id", key, word=value)
            return ""
        return value

    def number(self, key: str, least: int, most: int) -> int:
        """A whole number within bounds; `least` when it is absent or wrong."""
        value = self._take(key, int, True, "number")
        if isinstance(value, bool) or not isinstance(value, int):
            return least
        if not least <= value <= most:
            self.report("manifest-bounds", key, least=least, most=most)
            return least
        return value

    def texts(self, key: str, required: bool = True) -> tuple[str, ...]:
        """A list of texts; empty when it is absent or wrong."""
        value = self._take(key, list, required, "list")
        if not isinstance(value, list):
            return ()
        if not all(isinstance(item, str) and item.strip() for item in value):
            self.report("manifest-kind-list", key)
        return tuple(without_furigana(item.strip()) for item in value if isinstance(item, str) and item.strip())

    def table(self, key: str, required: bool = True) -> Table | None:
        """A table inside this one."""
        value = self._take(key, dict, required, "table")
        return Table(value, (*self.place, key), self.source) if isinstance(value, dict) else None

    def tables(self, key: str, required: bool = True) -> list[Table]:
        """An array of tables."""
        value = self._take(key, list, required, "tables")
        if not isinstance(value, list):
            return []
        if not all(isinstance(item, dict) for item in value):
            self.report("manifest-kind-tables", key)
            return []
        return [Table(item, (*self.place, key, number), self.source) for number, item in enumerate(value)]

    def by_language(self, key: str, languages: tuple[str, ...], required: bool = True) -> FrozenMap[str, str]:
        """A text for each language; the first must be there, a missing other one is a warning."""
        table = self.table(key, required)
        if table is None:
            return FrozenMap()
        found = {language: table.text(language) for language in languages if language in table.data}
        table.check_languages(languages)
        return FrozenMap({language: text for language, text in found.items() if text})

    def check_languages(self, languages: tuple[str, ...]) -> None:
        """Tell of languages that are missing here or were not declared."""
        for language in languages:
            if language not in self.data:
                self.report("manifest-original" if language == languages[0] else "manifest-untranslated", word=language)
        self.known |= set(languages) | self.source.refused
        self.close()

    def close(self) -> None:
        """Tell of every key that nobody asked for."""
        for key in sorted(set(self.data) - self.known):
            self.report("manifest-unknown", key)

    def _take(self, key: str, kind: type, required: bool, name: str) -> object:
        self.known.add(key)
        if key not in self.data:
            if required:
                self.report("manifest-missing", key)
            return None
        value = self.data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            self.report(f"manifest-kind-{name}", key)
            return None
        return value


class Source:
    """The file that tables come from."""

    def __init__(self, path: str, lines: Mapping[Path, int], tell: Callable[[Problem], None]) -> None:
        self.path, self.lines, self.tell = path, lines, tell
        # Languages that were declared and are none: told of once, where they are declared.
        self.refused: set[str] = set()

    def line(self, place: Path) -> int:
        """The line of a key, or of the nearest table around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)
