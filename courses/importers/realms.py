"""The folders that a course comes from: the first, and further ones that hold its translations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from courses.importers.addresses import Addresses
from courses.importers.lines import Desk
from courses.importers.pages import Page, open_page
from courses.importers.source import Source
from courses.importers.yaml_files import Value, YamlError, read_yaml
from courses.problems import Problem

Tell = Callable[[Problem], None]


@dataclass
class Realm:
    """One folder; `prefix` stands before its paths in the report, `language` is that of a whole folder."""

    number: int
    source: Source
    tell: Tell
    prefix: str = ""
    language: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    addresses: Addresses | None = None
    config: dict[str, Value] = field(default_factory=dict)

    def told(self, one: Problem) -> None:
        """Pass a problem on, with the path that people know."""
        self.tell(replace(one, path=self.prefix + one.path) if self.prefix else one)

    def _read(self, path: str) -> str | None:
        found = self.source.find(path)
        return self.source.text_or_none(found) if found else None

    def page(self, path: str) -> Page | None:
        """The file of that path, read."""
        desk = Desk(
            path, self.told, substitutions(self.config), is_jekyll(self.source), is_book(self.source), self._read
        )
        page = open_page(self.source, path, desk)
        if page is not None:
            page.realm = self.number
        return page


def read_config(source: Source) -> dict[str, Value]:
    """`_config.yml` of Jekyll or Jupyter Book, wherever it lies nearest to the top."""
    found = sorted(
        (path for path in source.paths if path.rpartition("/")[2] == "_config.yml"), key=lambda one: one.count("/")
    )
    text = source.text_or_none(found[0]) if found else None
    try:
        value = read_yaml(text) if text else {}
    except YamlError:
        value = {}
    return value if isinstance(value, dict) else {}


def substitutions(config: dict[str, Value]) -> dict[str, str]:
    """A book's own words for `{{ name }}`."""
    parse = config.get("parse")
    values = parse.get("myst_substitutions") if isinstance(parse, dict) else None
    return {name: value for name, value in values.items() if isinstance(value, str)} if isinstance(values, dict) else {}


def is_jekyll(source: Source) -> bool:
    """Whether pages of this folder go through Liquid."""
    return "_config.yml" in source.paths and "_toc.yml" not in source.paths


def is_book(source: Source) -> bool:
    """Whether pages of this folder are MyST, even those that show none of it."""
    return any(path.rpartition("/")[2] == "_toc.yml" for path in source.paths)
