"""`_toctree.yml` (sections with `local` and `title`) and `_toc.yml` (Jupyter Book: parts, chapters, files, globs)."""

from __future__ import annotations

import posixpath
from fnmatch import fnmatch

from courses.importers.orders.plan import Entry, Order, Part, Tell, as_file, natural
from courses.importers.source import LESSON_ENDINGS, Source
from courses.importers.yaml_files import Value, text_of
from courses.problems import problem

_NAMES = ("local", "file", "doc")
_LISTS = ("sections", "chapters", "subtrees", "entries")


class TocReader:
    """Reads one file of contents, whose paths are relative to its own folder."""

    def __init__(self, source: Source, path: str, tell: Tell) -> None:
        self.source, self.path, self.tell = source, path, tell
        self.folder = posixpath.dirname(path)

    def order(self, value: Value) -> Order:
        """What the file says; what it names and nobody has is told."""
        parts: list[Part] = []
        if isinstance(value, dict):
            root = text_of(value, "root")
            if root and (entry := self._entry({"file": root})):
                parts.append(Part("", [entry]))
            value = value.get("parts") or [{"caption": text_of(value, "caption"), **value}]
        for item in value if isinstance(value, list) else []:
            parts += self._part(item)
        return Order([part for part in parts if part.entries], self.path)

    def _part(self, item: Value) -> list[Part]:
        if not isinstance(item, dict):
            return []
        if any(text_of(item, name) for name in _NAMES) and "caption" not in item:
            return [Part(text_of(item, "title"), self._entries(item))]
        title = text_of(item, "caption") or text_of(item, "title")
        entries: list[Entry] = []
        for name in _LISTS:
            inner = item.get(name)
            for one in inner if isinstance(inner, list) else []:
                entries += self._entries(one)
        return [Part(title, entries)]

    def _entries(self, item: Value) -> list[Entry]:
        """The entry itself and all below it, in order of reading."""
        if not isinstance(item, dict):
            return []
        entry = self._entry(item)
        found = [entry] if entry else self._globbed(text_of(item, "glob"))
        for name in _LISTS:
            inner = item.get(name)
            for one in inner if isinstance(inner, list) else []:
                found += self._entries(one)
        return found

    def _entry(self, item: dict[str, Value]) -> Entry | None:
        name = next((text_of(item, key) for key in _NAMES if text_of(item, key)), "")
        if not name:
            if url := text_of(item, "url"):
                self.tell(problem("import-order-missing", self.path, None, word=url))
            return None
        path = as_file(self.source, self.folder, name)
        if path is None:
            self.tell(problem("import-order-missing", self.path, None, word=name))
            return None
        return Entry(path, text_of(item, "title"))

    def _globbed(self, pattern: str) -> list[Entry]:
        whole = posixpath.join(self.folder, pattern)
        found = [path for path in self.source.documents() if pattern and _fits(path, whole)]
        return [Entry(path) for path in sorted(found, key=natural)]


def _fits(path: str, pattern: str) -> bool:
    stem = path.rpartition(".")[0] if path.lower().endswith(LESSON_ENDINGS) else path
    return path.count("/") == pattern.count("/") and (fnmatch(path, pattern) or fnmatch(stem, pattern))
