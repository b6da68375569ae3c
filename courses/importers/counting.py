"""What a foreign folder holds, counted: files, cells, headings, pictures and links, found and missing."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from courses.files import FileError, normal
from courses.importers.addresses import scheme_of
from courses.importers.source import LARGEST_NOTEBOOK, Source

_FRONT = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_READER = MarkdownIt("commonmark").enable("table")
_LOCAL = {"image": "image_refs", "link": "links"}


class _Tags(HTMLParser):
    """Pictures and links in HTML; comments say nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "img" and values.get("src"):
            self.found.append(("image", values["src"] or ""))
        elif tag == "a" and values.get("href"):
            self.found.append(("link", values["href"] or ""))


@dataclass
class _Count:
    source: Source
    sums: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    pictures: set[str] = field(default_factory=set)

    def markdown(self, text: str, path: str) -> None:
        """One text, at its place in the folder."""
        for token in _READER.parse(text):
            self._token(token, path)

    def _token(self, token: Token, path: str) -> None:
        if token.type in {"heading_open", "table_open"}:
            self.sums["headings" if token.type == "heading_open" else "tables"] += 1
        elif token.type == "image":
            self._address("image", str(token.attrs.get("src", "")), path)
        elif token.type == "link_open":
            self._address("link", str(token.attrs.get("href", "")), path)
        elif token.type in {"html_inline", "html_block"}:
            reader = _Tags()
            reader.feed(token.content)
            for kind, address in reader.found:
                self._address(kind, address, path)
        for child in token.children or ():
            self._token(child, path)

    def _address(self, kind: str, address: str, path: str) -> None:
        name = _LOCAL[kind]
        self.sums[name] += 1
        scheme = scheme_of(address)
        if kind == "image" and scheme in {"attachment", "data"}:
            self.sums[f"{name}_{scheme}"] += 1
        elif scheme or address.startswith("//"):
            self.sums[f"{name}_remote"] += scheme in {"http", "https", ""} or kind == "image"
        elif address.startswith("#"):
            self.sums["links_anchor_only"] += 1
        elif address:
            self._local(kind, address, path)

    def _local(self, kind: str, address: str, path: str) -> None:
        written = unquote(address.partition("#")[0].partition("?")[0])
        base = "" if written.startswith("/") else posixpath.dirname(path)
        found = normal(posixpath.join(base, written.lstrip("/")))
        is_file = found in self.source.paths
        is_folder = found in self.source.folders or found == "."
        if kind == "image":
            self.sums["image_refs_local_ok" if is_file else "image_refs_local_missing"] += 1
            self.pictures |= {found} if is_file else set()
        else:
            self.sums["links_internal_ok_file"] += is_file
            self.sums["links_internal_ok_dir"] += is_folder and not is_file
            self.sums["links_internal_missing"] += not (is_file or is_folder)

    def notebook(self, data: dict[str, Any], path: str) -> None:
        """One notebook, of any version, sound or not."""
        self.formats[f"{data.get('nbformat')}.{data.get('nbformat_minor')}"] += 1
        sheets = data.get("worksheets") or [data]
        for cell in (cell for sheet in sheets for cell in sheet.get("cells") or [] if isinstance(cell, dict)):
            kind = str(cell.get("cell_type"))
            name = "heading_cells_v3" if kind == "heading" else f"{kind}_cells"
            self.sums[name] += 1
            self.sums["outputs"] += len(cell.get("outputs") or [])
            self.sums["attachments"] += len(cell.get("attachments") or {})
            if kind == "markdown":
                source = cell.get("source", "")
                self.markdown("".join(source) if isinstance(source, list) else str(source), path)


def count(source: Source) -> dict[str, Any]:
    """All sums of a folder, with the folder as the root of addresses; files that are no text count as files only."""
    made = _Count(source)
    for path in source.documents():
        ending = path.rpartition(".")[2].lower().replace("markdown", "md")
        made.sums[ending] += 1
        try:
            text, _ = source.text(path, LARGEST_NOTEBOOK)
            if ending == "ipynb":
                made.notebook(json.loads(text), path)
                continue
        except (FileError, ValueError):
            continue
        front = _FRONT.match(text)
        made.sums["front_matter"] += front is not None
        made.markdown(text[front.end() :] if front else text, path)
    sums: dict[str, Any] = dict(made.sums)
    return {**sums, "distinct_local_images_used": len(made.pictures), "nbformat": dict(made.formats)}
