"""The few lines of YAML on top of a lesson: read as plain text values, with everything clever refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

_LONGEST = 16_000
_BLOCK = re.compile(r"---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
KNOWN = ("id", "title", "minutes")


class LessonError(ValueError):
    """A lesson's file that cannot be read, or the lines on top of it; `line` counts from the file's first."""

    def __init__(self, code: str, line: int | None, word: str = "") -> None:
        super().__init__(code)
        self.code, self.line, self.word = code, line, word


@dataclass(frozen=True)
class FrontMatter:
    """The values as text, the line each stands on, and the text below with the number of its first line."""

    values: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1


# BaseLoader makes text of every scalar: no objects, no dates, no merge keys, and `id: 01` stays "01".
class _PlainLoader(yaml.BaseLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise LessonError("front-alias", self.line + 2)
        return super().compose_node(parent, index)


def read_front_matter(text: str) -> FrontMatter:
    """Split a lesson's file; LessonError when the part on top is not a simple list of `name: value`."""
    if not re.match(r"---[ \t]*\n", text):
        return FrontMatter(body=text)
    found = _BLOCK.match(text)
    if not found:
        raise LessonError("front-unclosed", 1)
    source = found.group(1)
    if len(source) > _LONGEST:
        raise LessonError("front-too-long", 1)
    values, lines = _pairs(_compose(source))
    return FrontMatter(values, lines, text[found.end() :], found.group(0).count("\n") + 1)


def _compose(source: str) -> yaml.Node | None:
    loader = None
    try:
        loader = _PlainLoader(source)
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise LessonError("front-yaml", (mark.line if mark else 0) + 2) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise LessonError("front-yaml", 2) from error
    finally:
        if loader is not None:
            loader.dispose()


def _pairs(node: yaml.Node | None) -> tuple[dict[str, str], dict[str, int]]:
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise LessonError("front-yaml", node.start_mark.line + 2)
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            raise LessonError("front-yaml", line)
        lines[key.value] = line
        if key.value in KNOWN and not isinstance(value, yaml.ScalarNode):
            raise LessonError("front-not-text", line, key.value)
        values[key.value] = whole(value.value) if isinstance(value, yaml.ScalarNode) else ""
    return values, lines


def whole(text: str) -> str:
    """The text with halves of characters, which escapes can make but files cannot hold, replaced."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
