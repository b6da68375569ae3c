"""Finding the order of a folder: the first file of contents that is there, else the folders themselves."""

from __future__ import annotations

import posixpath

from courses.importers.orders.folders import by_folders, is_project_file
from courses.importers.orders.lists import listed
from courses.importers.orders.mkdocs import NavReader
from courses.importers.orders.plan import Order, Tell
from courses.importers.orders.toctree import TocReader
from courses.importers.source import Source
from courses.importers.yaml_files import YamlError, read_yaml
from courses.problems import problem

# In this order: the first that names any lesson counts.
_FILES = ("_toctree.yml", "_toctree.yaml", "_toc.yml", "_toc.yaml", "mkdocs.yml", "mkdocs.yaml", "summary.md")
_HELPFUL = "_sidebar.md"


def files_of_order(source: Source) -> list[str]:
    """Every file of contents, the most telling kind first, and of a kind the nearest to the top first."""
    found = [path for path in source.paths if posixpath.basename(path).lower() in (*_FILES, _HELPFUL)]
    rank = {name: place for place, name in enumerate((*_FILES, _HELPFUL))}
    return sorted(found, key=lambda path: (rank[posixpath.basename(path).lower()], path.count("/"), path))


def read_order(source: Source, path: str, tell: Tell) -> Order | None:
    """What one file of contents says; None, with the problem told, when it cannot be read."""
    text = source.text_or_none(path)
    if text is None:
        tell(problem("import-yaml", path, 1, word=path))
        return None
    if path.lower().endswith(".md"):
        return listed(source, path, text, tell)
    try:
        value = read_yaml(text)
    except YamlError as error:
        tell(problem("import-yaml", path, error.line, word=path))
        return None
    reader = NavReader if posixpath.basename(path).lower().startswith("mkdocs") else TocReader
    return reader(source, path, tell).order(value)


def plain_order(documents: list[str]) -> Order:
    """The order of folders, without what speaks to a repository's own people."""
    return by_folders([path for path in documents if not is_project_file(path)])
