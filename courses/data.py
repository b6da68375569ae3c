"""Release parts to JSON-able data and back, without loss and in canonical order."""

from __future__ import annotations

import base64
import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from courses.frozen import FrozenMap

T = TypeVar("T")


def canonical(data: object) -> bytes:
    """The one way in which data is written to bytes: sorted keys, no blanks, UTF-8."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def to_data(thing: object) -> Any:
    """JSON-able data for a release part, or for a mapping or tuple of them.

    Mappings keyed by text become objects with sorted keys; keyed by tuples, sorted lists of [key, value].
    Bytes become base64. Where a field may hold one of two dataclasses, each names itself in "type".
    """
    if is_dataclass(thing) and not isinstance(thing, type):
        data = {field.name: to_data(getattr(thing, field.name)) for field in fields(thing)}
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
        return cast(T, _build(cls, data))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"data do not fit {cls.__name__}: {error!r}") from error


def _build(hint: Any, data: Any) -> Any:
    if is_dataclass(hint):
        return _build_class(cast(type, hint), data)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _build_union(args, data)
    if origin is tuple:
        kinds = [args[0]] * len(data) if args[1:] == (Ellipsis,) else list(args)
        return tuple(_build(kind, item) for kind, item in zip(kinds, data, strict=True))
    if origin is list:
        return [_build(args[0], item) for item in data]
    if origin is Literal:
        return _expect(data in args, data, hint)
    if origin is not None and issubclass(origin, Mapping):
        pairs = data.items() if isinstance(data, dict) else data
        return FrozenMap({_build(args[0], key): _build(args[1], value) for key, value in pairs})
    if hint is bytes:
        return base64.b64decode(data, validate=True)
    return _expect(type(data) is hint, data, hint)


def _build_class(cls: type, data: Any) -> Any:
    """What was stored before a field was thought of gets the field's default."""
    given: dict[str, Any] = {}
    for name, part in _hints(cls).items():
        key = name if name in data else _EARLIER.get((cls.__name__, name), name)
        if key in data or name not in _optional(cls):
            given[name] = _build(part, data[key])
    return cls(**given)


def _build_union(args: tuple[Any, ...], data: Any) -> Any:
    if data is None:
        return _expect(type(None) in args, data, args)
    kinds = [kind for kind in args if kind is not type(None)]
    if type(data) in kinds and type(data) in (str, int):
        return data
    if len(kinds) > 1:
        # Engine 1 named members only where there were two: what has no name is the first.
        name = data.get("type", kinds[0].__name__)
        kinds = [kind for kind in kinds if kind.__name__ == name]
    _expect(len(kinds) == 1, data, args)
    return _build(kinds[0], data)


def _expect(fits: bool, data: Any, hint: Any) -> Any:
    if not fits:
        raise ValueError(f"{data!r} is not {hint}")
    return data


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


@cache
def _optional(cls: type) -> frozenset[str]:
    given = [field for field in fields(cls) if field.default is not MISSING or field.default_factory is not MISSING]
    return frozenset(field.name for field in given)
