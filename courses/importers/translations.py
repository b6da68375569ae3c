"""Which files are one lesson in several languages: by folder, beside one another, by name, or in a second folder."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field

from courses.importers.tags import tag_of

_HOLDERS = {"translations", "translation", "translated", "i18n", "locale", "locales", "l10n", "lang", "langs"}
_SUFFIX = re.compile(r"(?P<stem>.+?)[._-](?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4})?)(?P<ending>\.[a-z]+)\Z")


@dataclass
class Grouped:
    """For each lesson's key its files by language; `""` stands for the language of the whole folder."""

    files: dict[str, dict[str, str]] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    doubles: list[str] = field(default_factory=list)

    def add(self, key: str, language: str, path: str) -> None:
        """Put a file in its place; a second one for the same place is left over."""
        self.bases[path] = key
        if language in self.files.setdefault(key, {}):
            self.doubles.append(path)
        else:
            self.files[key][language] = path


def grouped(documents: list[str]) -> Grouped:
    """All documents of a folder, grouped."""
    known = set(documents)
    level, tags = _language_folders(documents)
    found = Grouped()
    for path in sorted(documents, key=lambda one: (len(_in_holder(one)[1] or ""), one)):
        base, language = _in_holder(path)
        if language is None:
            base, language = _in_folder(path, level, tags)
        if language is None:
            base, language = _by_suffix(path, known)
        found.add(base, language or "", path)
    return found


def _in_holder(path: str) -> tuple[str, str | None]:
    """`translations/ja/01/README.md` and `01/translations/ja-jp/README.md` both stand for `01/README.md`."""
    parts = path.split("/")
    for place in range(len(parts) - 2):
        language = tag_of(parts[place + 1])
        if parts[place].lower() in _HOLDERS and language:
            return "/".join([*parts[:place], *parts[place + 2 :]]), language
    return path, None


def _language_folders(documents: list[str]) -> tuple[int, set[str]]:
    """At which depth folders are named after languages, and which names those are."""
    plain = [path.split("/") for path in documents if _in_holder(path)[1] is None]
    for level in (0, 1, 2):
        tagged = Counter(parts[level] for parts in plain if len(parts) > level + 1 and tag_of(parts[level]))
        others = {"/".join(parts) for parts in plain if len(parts) <= level + 1 or not tag_of(parts[level])}
        names = {name for name in tagged if _stands_for_language(name, level, plain, others, len(tagged))}
        if names:
            return level, names
    return 0, set()


def _stands_for_language(name: str, level: int, plain: list[list[str]], others: set[str], count: int) -> bool:
    """A folder `it` is Italian when its files have twins, or when all there is lies in such folders."""
    inside = ["/".join([*parts[:level], *parts[level + 1 :]]) for parts in plain if parts[level : level + 1] == [name]]
    if any(base in others for base in inside):
        return True
    deep = [base for base in others if base.count("/") >= level + 1]
    return not deep and (count > 1 or len(inside) > len(others))


def _in_folder(path: str, level: int, tags: set[str]) -> tuple[str, str | None]:
    parts = path.split("/")
    if len(parts) > level + 1 and parts[level] in tags:
        return "/".join([*parts[:level], *parts[level + 1 :]]), tag_of(parts[level])
    return path, None


def _by_suffix(path: str, known: set[str]) -> tuple[str, str | None]:
    """`README.ja.md`, `lesson_ja.md`: a language when the file without it, or in another language, is there too."""
    folder, name = posixpath.split(path)
    found = _SUFFIX.match(name)
    language = tag_of(found["tag"]) if found else None
    if not found or not language:
        return path, None
    base = posixpath.join(folder, found["stem"] + found["ending"])
    if base in known:
        return base, language
    twins = (other for other in known if posixpath.dirname(other) == folder and other != path)
    for other in twins:
        twin = _SUFFIX.match(posixpath.basename(other))
        if twin and twin["stem"] == found["stem"] and twin["ending"] == found["ending"] and tag_of(twin["tag"]):
            return base, language
    return path, None
