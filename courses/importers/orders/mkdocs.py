"""`mkdocs.yml`: its `nav`, whose paths are relative to `docs_dir`."""

from __future__ import annotations

import posixpath

from courses.importers.orders.plan import Entry, Order, Part, Tell, as_file
from courses.importers.source import Source
from courses.importers.yaml_files import Value, text_of
from courses.problems import problem


class NavReader:
    """Reads the navigation of one site."""

    def __init__(self, source: Source, path: str, tell: Tell) -> None:
        self.source, self.path, self.tell = source, path, tell
        self.folder = ""

    def order(self, value: Value) -> Order:
        """What `nav` says; a page outside every section stands in a part of its own."""
        self.folder = posixpath.join(posixpath.dirname(self.path), text_of(value, "docs_dir") or "docs")
        nav = value.get("nav") if isinstance(value, dict) else None
        parts = [Part()]
        for item in nav if isinstance(nav, list) else []:
            if isinstance(item, dict) and len(item) == 1 and isinstance(next(iter(item.values())), list):
                title, inner = next(iter(item.items()))
                parts += [Part(title, self._entries(inner)), Part()]
            else:
                parts[-1].entries += self._entries([item])
        return Order([part for part in parts if part.entries], self.path)

    def _entries(self, items: Value) -> list[Entry]:
        found: list[Entry] = []
        for item in items if isinstance(items, list) else []:
            pairs = item.items() if isinstance(item, dict) else [("", item)]
            for title, value in pairs:
                found += self._entries(value) if isinstance(value, list) else self._entry(title, value)
        return found

    def _entry(self, title: str, value: Value) -> list[Entry]:
        if not isinstance(value, str):
            return []
        path = None if "://" in value else as_file(self.source, self.folder, value)
        if path is None:
            self.tell(problem("import-order-missing", self.path, None, word=value))
            return []
        return [Entry(path, title)]
