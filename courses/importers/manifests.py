"""course.toml of an imported course, and what its makers and its licence are called."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from courses.importers.source import Source

_LICENCES = (
    ("Apache-2.0", r"Apache License\s+Version 2\.0"),
    ("MIT", r"Permission is hereby granted, free of charge"),
    ("BSD-3-Clause", r"Redistribution and use in source and binary forms.*Neither the name"),
    ("BSD-2-Clause", r"Redistribution and use in source and binary forms"),
    ("CC-BY-NC-SA-4.0", r"Attribution-NonCommercial-ShareAlike 4\.0"),
    ("CC-BY-NC-4.0", r"Attribution-NonCommercial 4\.0"),
    ("CC-BY-SA-4.0", r"Attribution-ShareAlike 4\.0"),
    ("CC-BY-4.0", r"Attribution 4\.0 International"),
    ("CC0-1.0", r"CC0 1\.0 Universal"),
    ("MPL-2.0", r"Mozilla Public License Version 2\.0"),
    ("GPL-3.0", r"GNU GENERAL PUBLIC LICENSE\s+Version 3"),
)
_OWNER = re.compile(
    r"^[ \t]*Copyright[ \t]+(?:\(c\)|©)?[ \t]*(?:[0-9][0-9, \t-]*)?[ \t]*(.{2,100}?)\.?[ \t]*$", re.M | re.I
)
_RIGHTS = re.compile(r"\.?\s*All rights reserved\.?\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Rights:
    """Under which licence, by whom; `file` is the licence's own text, to go along."""

    licence: str
    authors: tuple[str, ...]
    file: bytes | None


def rights_of(source: Source, author: str) -> Rights:
    """What the folder's licence file says; "unknown" where it says nothing that we know."""
    names = sorted(path for path in source.paths if re.match(r"(?:licen[sc]e|copying)(?:\.\w+)?\Z", path, re.I))
    text = (source.text_or_none(names[0]) or "") if names else ""
    flat = " ".join(text.split())
    licence = next((name for name, pattern in _LICENCES if re.search(pattern, flat, re.I | re.S)), "unknown")
    owners = [_RIGHTS.sub("", found).strip(" .,<>") for found in _OWNER.findall(text)]
    owners = [owner for owner in owners if owner and not owner.startswith(("[", "{")) and len(owner.split()) < 12]
    authors = tuple(dict.fromkeys(owners[:5])) or ((author,) if author else ())
    return Rights(licence, authors, text.encode() if text else None)


@dataclass(frozen=True)
class Module:
    """A module as the manifest lists it."""

    id: str
    titles: Mapping[str, str]
    folders: tuple[str, ...]


@dataclass(frozen=True)
class Cover:
    """What stands above the modules."""

    id: str
    languages: tuple[str, ...]
    titles: Mapping[str, str]
    minutes: int
    rights: Rights


def manifest_bytes(cover: Cover, modules: list[Module]) -> bytes:
    """The manifest's file."""
    hours = max(1, math.ceil(cover.minutes / 30)) / 2
    lines = [
        "# Made by the importer. It is yours now: correct it, and add [summary], [outcomes], [[skills]] and [certificate].",
        f"id = {_text(cover.id)}",
        f"languages = {_texts(cover.languages)}",
        f"hours = {_text(f'{hours:g}')}",
        f"licence = {_text(cover.rights.licence)}",
        f"authors = {_texts(cover.rights.authors or ('unknown',))}",
        "",
        "[title]",
        *_titles(cover.titles),
    ]
    for module in modules:
        folders = [f"  {_text(folder)}," for folder in module.folders]
        lines += ["", "[[modules]]", f"id = {_text(module.id)}", "lessons = [", *folders, "]"]
        lines += ["[modules.title]", *_titles(module.titles)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _titles(titles: Mapping[str, str]) -> list[str]:
    return [f"{_text(language)} = {_text(title)}" for language, title in titles.items()]


def _texts(values: tuple[str, ...]) -> str:
    return f"[{', '.join(_text(value) for value in values)}]"


def _text(value: str) -> str:
    """A TOML string: JSON's escapes are TOML's, but for the last control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
