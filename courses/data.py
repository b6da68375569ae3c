"""Release parts to JSON-able data and back, without loss and in canonical order."""

from __future__ import annotations

import base64
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from courses.frozen import FrozenMap

T = TypeVar("T")
Read = Callable[[Any], Any]
_PLAIN = (str, int, bool, float)


def canonical(data: object) -> bytes:
    """The one way in which data is written to bytes: sorted keys, no blanks, UTF-8."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def to_data(thing: object) -> Any:
    """JSON-able data for a release part, or for a mapping or tuple of them.

    Mappings keyed by text become objects with sorted keys; keyed by tuples, sorted lists of [key, value].
    Bytes become base64. Where a field may hold one of two dataclasses, each names itself in "type". Fields marked as
    sparing (`courses.outline.SPARING`) are left out while they are empty.
    """
    if is_dataclass(thing) and not isinstance(thing, type):
        said = [(field.name, getattr(thing, field.name), field.metadata.get("sparing")) for field in fields(thing)]
        data = {name: to_data(value) for name, value, is_sparing in said if value or not is_sparing}
        return {"type": type(thing).__name__, **data} if type(thing).__name__ in _TAGGED else data
    if isinstance(thing, Mapping):
        items = sorted(thing.items())
        if any(isinstance(key, tuple) for key, _ in items):
            return [[list(key), to_data(value)] for key, value in items]
        return {key: to_data(value) for key, value in items}
    if isinstance(thing, tuple | list):
        return [to_data(item) for item in thing]
    if isinstance(thing, bytes):
        return base64.b64encode(thing).decode("ascii")
    return thing


# The members of the unions in a release; each names itself in its data.
_TAGGED = {
    "HtmlPart",
    "ActivityPart",
    "GapText",
    "GapField",
    "Quiz",
    "Exercise",
    "Check",
    "Prompt",
    "QuizKey",
    "TaskKey",
}
# Fields that engine 1 called otherwise.
_EARLIER = {("ActivityPart", "activity"): "quiz"}


def from_data(cls: type[T], data: Any) -> T:
    """The release part that `to_data` made `data` from; ValueError when the data do not fit.

    What a field with a default holds may be absent: releases outlive the engine that made them.
    """
    try:
        return cast(T, _reader(cast(Any, cls))(data))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"data do not fit {cls.__name__}: {error!r}") from error


@cache
def _reader(hint: Any) -> Read:
    """What reads data of this type. Types are looked into once: a course of 500 lessons holds a million values."""
    if is_dataclass(hint):
        return _class_reader(cast(type, hint))
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union_reader(args)
    if origin is tuple:
        return _tuple_reader(args)
    if origin is list:
        item = _reader(args[0])
        return lambda data: [item(one) for one in data]
    if origin is Literal:
        return lambda data: _expect(data in args, data, hint)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_reader(args)
    if hint is bytes:
        return lambda data: base64.b64decode(data, validate=True)
    return lambda data: _expect(type(data) is hint, data, hint)


def _class_reader(cls: type) -> Read:
    """What was stored before a field was thought of gets the field's default."""
    optional = {
        field.name for field in fields(cls) if field.default is not MISSING or field.default_factory is not MISSING
    }
    plan: list[tuple[str, str, bool, type | None, Read]] = []

    def prepare() -> None:
        # Later than `_reader`, since classes may hold one another.
        for name, hint in get_type_hints(cls).items():
            plain = hint if hint in _PLAIN else None
            plan.append((name, _EARLIER.get((cls.__name__, name), name), name in optional, plain, _reader(hint)))

    def read(data: Any) -> Any:
        if not plan:
            prepare()
        given: dict[str, Any] = {}
        for name, earlier, is_optional, plain, part in plan:
            if name in data:
                value = data[name]
                given[name] = value if type(value) is plain else part(value)
            elif earlier in data or not is_optional:
                given[name] = part(data[earlier])
        return cls(**given)

    return read


def _union_reader(args: tuple[Any, ...]) -> Read:
    kinds = [kind for kind in args if kind is not type(None)]
    plain = {kind for kind in kinds if kind in (str, int)}
    by_name = {kind.__name__: _reader(kind) for kind in kinds if isinstance(kind, type)}
    # Engine 1 named members only where there were two: what has no name is the first.
    first = _reader(kinds[0])

    def read(data: Any) -> Any:
        if data is None:
            return _expect(type(None) in args, data, args)
        if type(data) in plain:
            return data
        if len(kinds) == 1 or "type" not in data:
            return first(data)
        return by_name[_expect(data["type"] in by_name, data["type"], args)](data)

    return read


def _tuple_reader(args: tuple[Any, ...]) -> Read:
    if args[1:] == (Ellipsis,):
        item = _reader(args[0])
        return lambda data: tuple([item(one) for one in data])
    parts = [_reader(kind) for kind in args]
    return lambda data: tuple([part(one) for part, one in zip(parts, data, strict=True)])


def _mapping_reader(args: tuple[Any, ...]) -> Read:
    """Objects, or lists of [key, value] where the key is no text."""
    key, value = _reader(args[0]), _reader(args[1])

    def read(data: Any) -> Any:
        pairs = data.items() if isinstance(data, dict) else data
        return FrozenMap({key(name): value(part) for name, part in pairs})

    return read


def _expect(fits: bool, data: Any, hint: Any) -> Any:
    if not fits:
        raise ValueError(f"{data!r} is not {hint}")
    return data
