"""Which lessons the course has: files in their order and languages, each lesson with its permanent id."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field

from courses.importers.orders.choosing import files_of_order, plain_order, read_order
from courses.importers.orders.folders import is_project_file
from courses.importers.orders.plan import Order, is_front
from courses.importers.realms import Realm
from courses.importers.source import LESSON_ENDINGS
from courses.importers.tags import guess
from courses.importers.translations import grouped
from courses.problems import problem

_LONGEST_ID = 48
# Folders that hold a course and say nothing about its lessons.
_WRAPPERS = {"docs", "doc", "chapters", "content", "src", "source", "book", "lessons", "instructions", "labs"}


@dataclass
class Planned:
    """A lesson to be: the file of each language, by realm and path, and what orders call it."""

    key: str
    files: dict[str, tuple[int, str]]
    named: dict[str, str] = field(default_factory=dict)


@dataclass
class Chapter:
    """A module to be."""

    title: dict[str, str]
    lessons: list[Planned]


@dataclass
class Structure:
    """The whole course to be; the first language is the original."""

    languages: list[str]
    chapters: list[Chapter]


def structure_of(realms: list[Realm], wish: str) -> Structure:
    """Group, order and name everything that the folders hold."""
    files = _files(realms)
    language = wish or _original(files, realms)
    own = wish or _own(files, realms) or language
    for by_language in files.values():
        if "" in by_language:
            by_language.setdefault(own, by_language.pop(""))
            by_language.pop("", None)
    chapters = _chapters(realms[0], files, language)
    counts = Counter(tag for chapter in chapters for one in chapter.lessons for tag in one.files)
    others = sorted((tag for tag in counts if tag != language), key=lambda tag: (-counts[tag], tag))
    return Structure([language, *others], chapters)


def _files(realms: list[Realm]) -> dict[str, dict[str, tuple[int, str]]]:
    files: dict[str, dict[str, tuple[int, str]]] = {}
    folded: dict[str, str] = {}
    for realm in realms:
        groups = grouped(realm.source.documents())
        for key, by_language in groups.files.items():
            ours = folded.setdefault(key.casefold(), key) if realm.number == 0 else folded.get(key.casefold(), key)
            for tag, path in by_language.items():
                place = files.setdefault(ours, {})
                realm.keys[path] = ours
                if place.setdefault(tag or realm.language, (realm.number, path)) != (realm.number, path):
                    realm.told(problem("import-double", path, None, word=tag or realm.language))
        for path in groups.doubles:
            realm.told(problem("import-double", path, None, word=groups.bases[path]))
    return files


def _original(files: dict[str, dict[str, tuple[int, str]]], realms: list[Realm]) -> str:
    """The language that most files are in; of equally many that of the folder itself, then English."""
    counts = Counter(tag for by_language in files.values() for tag in by_language)
    own = _own(files, realms)
    counts[own] += counts.pop("", 0)
    return max(counts, key=lambda tag: (counts[tag], tag == own, tag == "en", tag)) or "en"


def _own(files: dict[str, dict[str, tuple[int, str]]], realms: list[Realm]) -> str:
    """The language of the files that name none, as their writing tells; empty when there are none."""
    texts = [realms[0].source.text_or_none(path) or "" for number, path in _plain_files(files) if number == 0]
    found = Counter(guess(text) for text in texts[:40] if text.strip())
    return found.most_common(1)[0][0] if found else "en" if texts else ""


def _plain_files(files: dict[str, dict[str, tuple[int, str]]]) -> list[tuple[int, str]]:
    return [by_language[""] for by_language in files.values() if "" in by_language]


def _chapters(realm: Realm, files: dict[str, dict[str, tuple[int, str]]], language: str) -> list[Chapter]:
    orders = _orders(realm, files, language)
    planned = {key: Planned(key, by_language) for key, by_language in files.items()}
    if not orders:
        return _from(plain_order(_sorted_keys(files)), {key: key for key in files}, planned, "")
    chapters: list[Chapter] = []
    for order, tag in orders:
        for chapter in _from(order, realm.keys, planned, tag):
            _join(chapters, chapter)
    listed = {one.key for chapter in chapters for one in chapter.lessons}
    lists = {order.file for order, _ in orders}
    for key in sorted(set(files) - listed):
        for number, path in files[key].values():
            # A list of contents that is Markdown (`SUMMARY.md`) could be a lesson, and is none.
            if number == 0 and path not in lists and not is_project_file(path):
                realm.told(problem("import-unlisted", path, None, word=orders[0][0].file))
    return chapters


def _sorted_keys(files: dict[str, dict[str, tuple[int, str]]]) -> list[str]:
    return sorted(files)


def _orders(realm: Realm, files: dict[str, dict[str, tuple[int, str]]], language: str) -> list[tuple[Order, str]]:
    """The files of contents that count: one for each language, the original's first."""
    found: list[tuple[Order, str]] = []
    kind = ""
    lessons = sum(not is_project_file(key) for key in files)
    for path in files_of_order(realm.source):
        name = posixpath.basename(path).lower()
        if kind and name != kind:
            break
        order = read_order(realm.source, path, realm.told)
        if order is None:
            continue
        keys = {realm.keys[one] for one in order.paths if one in realm.keys}
        if not keys or (name.endswith(".md") and len(keys) * 2 < lessons):
            realm.told(problem("import-order-unused", path, None, word=path))
            continue
        kind = name
        found.append((order, _language_at(realm, order, files)))
    return sorted(found, key=lambda one: one[1] != language)


def _language_at(realm: Realm, order: Order, files: dict[str, dict[str, tuple[int, str]]]) -> str:
    tags = Counter(
        tag
        for path in order.paths
        for tag, place in files.get(realm.keys.get(path, ""), {}).items()
        if place == (realm.number, path)
    )
    return tags.most_common(1)[0][0] if tags else ""


def _from(order: Order, keys: dict[str, str], planned: dict[str, Planned], tag: str) -> list[Chapter]:
    chapters: list[Chapter] = []
    seen: set[str] = set()
    for part in order.parts:
        chapter = Chapter({tag: part.title} if part.title else {}, [])
        for entry in part.entries:
            key = keys.get(entry.path, "")
            if key not in planned or key in seen:
                continue
            seen.add(key)
            if entry.title:
                planned[key].named.setdefault(tag, entry.title)
            chapter.lessons.append(planned[key])
        if chapter.lessons:
            chapters.append(chapter)
    return chapters


def _join(chapters: list[Chapter], more: Chapter) -> None:
    """A second language's chapter adds its title and the lessons that the first has not."""
    known = {one.key for chapter in chapters for one in chapter.lessons}
    fresh = [one for one in more.lessons if one.key not in known]
    keys = {one.key for one in more.lessons}
    twin = next((chapter for chapter in chapters if keys & {one.key for one in chapter.lessons}), None)
    if twin is None:
        chapters.append(Chapter(more.title, fresh))
    else:
        for tag, title in more.title.items():
            twin.title.setdefault(tag, title)
        twin.lessons += fresh


class Ids:
    """Gives every lesson a permanent id made from its path alone, each once."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def id(self, key: str, more: str = "") -> str:
        """The id of the lesson at `key`; `more` is put behind it."""
        parts = key.split("/")
        while len(parts) > 1 and parts[0].lower() in _WRAPPERS:
            parts.pop(0)
        name = parts.pop()
        stem = name.rpartition(".")[0] if name.lower().endswith(LESSON_ENDINGS) else name
        spoken = parts if is_front(name) and parts else [*parts, stem]
        return self._free(slug("/".join(spoken), key), more.lower())

    def _free(self, base: str, more: str) -> str:
        wish = f"{base}-{more}" if more else base
        name, again = wish, 2
        while name in self.given:
            name, again = f"{wish}-{again}", again + 1
        self.given.add(name)
        return name


def slug(text: str, whole: str) -> str:
    """Small letters, digits and hyphens; where letters were lost or cut off, a few signs of a digest keep it apart."""
    made = _slug(text)
    lost = any(ord(sign) > 127 and sign.isalnum() for sign in text) or len(made) > _LONGEST_ID or not made
    if len(made) > _LONGEST_ID:
        made = _slug(text.rpartition("/")[2])[: _LONGEST_ID - 7]
    mark = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:6] if lost else ""
    return "-".join(part for part in (made.strip("-"), mark) if part)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
