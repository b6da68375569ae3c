"""The order of plain folders: numbered names as people count, a folder's README first."""

from __future__ import annotations

import posixpath

from courses.importers.orders.plan import Entry, Order, Part, natural

# What a repository says to those who work on it, not to those who learn from it.
_PROJECT = (
    "license licence code_of_conduct contributing contributors security support changelog changes history authors "
    "_sidebar _navbar _coverpage _footer pull_request_template issue_template governance maintainers codeowners notice"
)
PROJECT_FILES = set(_PROJECT.split())


def is_project_file(path: str) -> bool:
    """Whether the file speaks to a repository's own people."""
    return posixpath.basename(path).rpartition(".")[0].lower().replace("-", "_") in PROJECT_FILES


def by_folders(paths: list[str]) -> Order:
    """A part for each folder where a folder holds several lessons, else one part for all."""
    paths = sorted(paths, key=natural)
    base = _common([posixpath.dirname(path) for path in paths if "/" in path])
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(_group(path, base), []).append(path)
    if max((len(group) for group in groups.values()), default=0) < 2:
        return Order([Part("", [Entry(path) for path in paths])])
    return Order([Part("", [Entry(path) for path in group]) for group in groups.values()])


def _group(path: str, base: str) -> str:
    """The folder right below where all lessons lie; empty for those that lie there themselves."""
    if base and not path.startswith(f"{base}/"):
        return ""
    inside = path[len(base) :].lstrip("/") if base else path
    return inside.partition("/")[0] if "/" in inside else ""


def _common(folders: list[str]) -> str:
    if not folders:
        return ""
    parts = [folder.split("/") for folder in folders]
    found: list[str] = []
    for names in zip(*parts, strict=False):
        if len(set(names)) > 1:
            break
        found.append(names[0])
    return "/".join(found)
