"""Making a fragment: a template is rendered as if for nobody, with marks for a reader's own text, and cut at the marks."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from flask import Flask, current_app, g, request
from jinja2 import Environment
from markupsafe import Markup

from lms.kit.fragments_packed import Piece
from lms.kit.i18n import speaking

OUT_OF_REACH = ("request", "session", "g", "config", "current_user", "get_flashed_messages")
"""Names in templates that lead to one reader, or to more than a fragment says that it depends on."""


class NotForFragments(Exception):
    """A template that is to be kept did with a reader's own text something else than printing it, or asked who the reader is."""


@dataclass(frozen=True)
class Slot:
    """A hole in a fragment: whose text it takes, and how."""

    name: str
    key: str | None = None
    """Which value of a mapping."""
    is_in_address: bool = False
    function: bool = False
    arguments: tuple[Kept, ...] = ()
    """What a reader function is told: text of the page, which may have holes itself."""


@dataclass(frozen=True)
class Kept:
    """A fragment: text, and after each hole more text."""

    first: bytes
    rest: tuple[tuple[Slot, bytes], ...]

    @property
    def size(self) -> int:
        """Bytes that it takes: its text, and what Python needs for each piece."""
        return len(self.first) + sum(len(text) + 400 for _, text in self.rest)


@dataclass
class Making:
    """One fragment being rendered. Its marks are random and never leave this process, so no text can imitate them."""

    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    slots: list[Slot] = field(default_factory=list)

    def mark(self, slot: Slot) -> str:
        """A mark for a hole."""
        self.slots.append(slot)
        return f"x{self.secret}x{len(self.slots) - 1}x"

    def cut(self, text: str) -> Kept:
        """The text, cut at its marks."""
        first, *more = re.split(f"x{self.secret}x([0-9]+)x", text)
        pairs = zip(more[::2], more[1::2], strict=True)
        rest = tuple((self.slots[int(number)], Piece(piece.encode())) for number, piece in pairs)
        return Kept(Piece(first.encode()), rest)


class Hole:
    """Stands in a template for a reader's text. It can be printed; asking anything of it raises NotForFragments."""

    __slots__ = ("_making", "_slot")

    def __init__(self, making: Making, slot: Slot) -> None:
        self._making = making
        self._slot = slot

    def __html__(self) -> str:
        return self._making.mark(self._slot)

    def in_address(self) -> str:
        """A mark that may stand in the path of an address."""
        return self._making.mark(Slot(self._slot.name, self._slot.key, is_in_address=True))

    def _refuse(self, *_: object) -> NoReturn:
        raise NotForFragments(f"{self._slot.name} is one reader's: a kept template can print it and nothing else.")

    __str__ = __bool__ = __len__ = __iter__ = __int__ = __float__ = __eq__ = __ne__ = __hash__ = __contains__ = _refuse
    __lt__ = __gt__ = __le__ = __ge__ = __add__ = __radd__ = __getitem__ = __call__ = __format__ = _refuse


class OutOfReach:
    """Stands where a template would find the session and the like."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise NotForFragments(f"{self._name} is out of reach of a template that is kept.")

    __getattr__ = __str__ = __html__ = __bool__ = __call__ = __iter__ = __getitem__ = __len__ = _refuse


def make(
    template: str,
    language: str,
    things: Callable[[], Mapping[str, Any]],
    holes: Mapping[str, Iterable[str] | None],
    reader_functions: Mapping[str, Callable[..., object]],
) -> Kept:
    """Render a template for nobody. `holes`: their names, with the keys of those that are mappings. Raises NotForFragments."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # The application behind the proxy.
    making = Making()
    filled = {name: _hole(making, name, keys) for name, keys in holes.items()}
    root = request.url_root
    # A context of its own, so that `g` and the session in it are nobody's; then a request without cookies.
    with app.app_context(), app.test_request_context(base_url=root), speaking(language):
        g.gonin_making = making
        text = _environment(app, reader_functions).get_template(template).render(**things(), **filled)
    return making.cut(text)


def _hole(making: Making, name: str, keys: Iterable[str] | None) -> Hole | dict[str, Hole]:
    if keys is None:
        return Hole(making, Slot(name))
    return {key: Hole(making, Slot(name, key)) for key in keys}


def _environment(app: Flask, reader_functions: Mapping[str, Callable[..., object]]) -> Environment:
    """The application's templates, with everything that is a reader's replaced by holes or put out of reach."""
    found: Environment | None = app.extensions.get("gonin_fragments_environment")
    if found is None or app.debug:
        found = app.jinja_env.overlay()
        ours: dict[str, Any] = {name: OutOfReach(name) for name in OUT_OF_REACH}
        ours |= {name: _printing(name) for name in reader_functions}
        found.globals = {**app.jinja_env.globals, **ours, "url_for": _url_for}
        app.extensions["gonin_fragments_environment"] = found
    return found


def _printing(name: str) -> Callable[..., Hole]:
    """What a template calls instead of a reader function: it leaves a hole."""

    def leave_hole(*told: str) -> Hole:
        making: Making = g.gonin_making
        arguments = tuple(making.cut(str(Markup("").join([each]))) for each in told)
        return Hole(making, Slot(name, function=True, arguments=arguments))

    return leave_hole


def _url_for(endpoint: str, **values: Any) -> Markup:
    """`url_for`, in which holes may stand as parts of the path."""
    plain = {name: value.in_address() if isinstance(value, Hole) else value for name, value in values.items()}
    # The marks are plain letters and digits, which no address changes.
    found = current_app.url_for(endpoint, **plain)  # type: ignore[arg-type]  # Whatever the template gives.
    return Markup.escape(found)
