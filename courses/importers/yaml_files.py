"""Foreign YAML as plain lists, dictionaries and texts: no objects, no bombs, whatever tags it bears."""

from __future__ import annotations

import yaml

_LONGEST = 300_000  # signs
_MOST_NODES = 20_000


class YamlError(ValueError):
    """A file that is no YAML, or is too large to be one that people wrote; `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__("yaml")
        self.line = line


Value = str | list["Value"] | dict[str, "Value"]


class _Reader(yaml.BaseLoader):
    """Counts nodes and refuses aliases: a few of them can stand for a billion values."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.nodes += 1
        if self.nodes > _MOST_NODES or self.check_event(yaml.events.AliasEvent):
            raise YamlError(self.line + 1)
        return super().compose_node(parent, index)


def read_yaml(text: str) -> Value:
    """The document's value; every scalar is text, tags (`!!python/name:` too) say nothing. YamlError otherwise."""
    if len(text) > _LONGEST:
        raise YamlError(1)
    reader = None
    try:
        reader = _Reader(text)
        node = reader.get_single_node()
        return "" if node is None else _value(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlError(1) from error
    finally:
        if reader is not None:
            reader.dispose()


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        pairs = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
        return {str(key.value): _value(value) for key, value in pairs}
    return str(node.value)


def text_of(value: Value, *keys: str) -> str:
    """The text under those keys, one inside the other; empty when there is none."""
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            return ""
        value = value[key]
    return value.strip() if isinstance(value, str) else ""
