"""Pages put together from fragments that are rendered once: what readers share is kept, what is one reader's fills holes.

A view asks `page()` for the page it is going to send, and fills templates with it:

    sheet = fragments.page()
    row = sheet.part("circle/_row.html", {"state": state}, {"name": mate.name})
    return sheet.whole("circle/team.html", {"release": Named(ref.digest, outline)}, {"rows": [row]})

The second argument is everything that the text depends on, and it is the key under which the text is kept: a template sees
nothing else. A thing that is large is `Named` by something short that wholly decides it. The third argument is what
is put in anew for each reader; templates print it and can do nothing else with it. It is escaped like everything that a template
prints. What belongs to the reader in every page (the CSRF token, messages, the look) comes from `reader functions`.

A fragment is rendered as if for nobody: in a request of its own without cookies, with the session and the like out of reach
(`fragments_making`). So nothing of one reader can be kept for another.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import quote

from flask import Flask, Response, current_app, render_template, request, url_for
from markupsafe import Markup, escape

from lms.kit.fragments_making import Kept, Slot, make
from lms.kit.fragments_packed import gzipped, reads_gzip
from lms.kit.fragments_shelf import Shelf
from lms.kit.furigana import has_marks, plain, with_ruby
from lms.kit.i18n import current_language, direction

IN_PATHS = "!$&'()*+,/:;=@"
"""What may stand in the path of an address as it is (RFC 3986, 3.3)."""
MOST_ADDRESSES = 5000
"""Addresses that are remembered."""


@dataclass(frozen=True)
class Named:
    """A thing that a fragment depends on, known by a name: whoever gives it promises that the name decides the thing."""

    name: Hashable
    thing: Any = field(compare=False)


@dataclass(frozen=True)
class Later:
    """A `Named` thing that is made only when it is needed."""

    name: Hashable
    make: Callable[[], Any] = field(compare=False)


KNOWN_BY_NAME = (Named, Later)


class Filled:
    """Text that is ready: pieces of UTF-8, in order."""

    __slots__ = ("chunks",)

    def __init__(self, chunks: list[bytes]) -> None:
        self.chunks = chunks

    def __html__(self) -> str:
        return b"".join(self.chunks).decode()


WHOLE = (int, Filled, Mapping)
Value: TypeAlias = "str | int | Filled | Iterable[Filled] | Mapping[str, str | int | Filled]"
"""What fills a hole. Text is escaped; several parts follow one another; of a mapping each value fills a hole of its own."""


@dataclass
class Setting:
    """What an application has set up: its shelf, and where a page's frame comes from."""

    shelf: Shelf[Kept]
    shared: Callable[[], Mapping[str, Hashable]]
    own: Callable[[], Mapping[str, Value]]
    reader_functions: dict[str, Callable[..., object]]
    addresses: dict[tuple[object, ...], str] = field(default_factory=dict)


def set_up(
    app: Flask,
    shared: Callable[[], Mapping[str, Hashable]],
    own: Callable[[], Mapping[str, Any]],
    reader_functions: Mapping[str, Callable[..., object]],
) -> None:
    """Tell what frames every page: `shared` is depended on, `own` fills holes, and each `reader function` is called for a page.

    Templates that are rendered as usual see all three as well.
    """
    app.extensions["gonin_fragments"] = Setting(Shelf(), shared, own, dict(reader_functions))
    app.jinja_env.globals.update(reader_functions)
    app.context_processor(lambda: {**shared(), **own()})


def page() -> Page:
    """The page that answers this request, to be filled."""
    return Page(current_app.extensions["gonin_fragments"])


def answer(filled: Filled) -> Response:
    """A filled template as the answer, packed for whoever reads gzip."""
    packs = reads_gzip()
    response = Response(gzipped(filled.chunks) if packs else b"".join(filled.chunks), mimetype="text/html")
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


class Page:
    """One answer on its way to one reader."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._own: dict[tuple[object, ...], bytes] = {}
        self._root = request.root_path
        self.language = current_language()
        # Tests compare every page with what its templates give as they are.
        self._is_plain = bool(current_app.config.get("PLAIN_TEMPLATES"))

    def address(self, endpoint: str, **values: str) -> str:
        """`url_for`, remembered: an address depends on nothing but what is given."""
        known = self._setting.addresses
        key = (self._root, endpoint, *values, *values.values())
        found = known.get(key)
        if found is None:
            if len(known) >= MOST_ADDRESSES:
                known.clear()
            found = known[key] = url_for(endpoint, **values)  # type: ignore[arg-type]  # Parts of the address, none of Flask's own arguments.
        return found

    def part(self, template: str, depends: Mapping[str, Hashable], holes: Mapping[str, Value] | None = None) -> Filled:
        """A fragment, to be put into a hole."""
        given = holes or {}
        if self._is_plain:
            return Filled([render_template(template, **_things(depends), **_printable(given)).encode()])
        named = [value.name if isinstance(value, KNOWN_BY_NAME) else value for value in depends.values()]
        key = (template, self.language, self._root, *depends, *named)
        kept = self._setting.shelf.get(key)
        if kept is None:
            things = partial(_things, {"page_lang": self.language, "page_dir": direction(self.language), **depends})
            names = {name: list(value) if isinstance(value, Mapping) else None for name, value in given.items()}
            kept = make(template, self.language, things, names, self._setting.reader_functions)
            self._setting.shelf.put(key, kept, kept.size)
        return Filled(self._fill(kept, given))

    def whole(
        self, template: str, depends: Mapping[str, Hashable], holes: Mapping[str, Value] | None = None
    ) -> Response:
        """The answer: a template that extends the frame."""
        if self._is_plain:
            filled = self.part(template, depends, holes)
        else:
            filled = self.part(
                template, {**self._setting.shared(), **depends}, {**self._setting.own(), **(holes or {})}
            )
        return answer(filled)

    def _fill(self, kept: Kept, holes: Mapping[str, Value]) -> list[bytes]:
        chunks: list[bytes] = [kept.first]
        for slot, following in kept.rest:
            if slot.function:
                chunks.append(self._ask_reader(slot, holes))
            else:
                value = holes[slot.name]
                if slot.key is not None:
                    value = value[slot.key]  # type: ignore[index]  # The maker saw a mapping of this name.
                if isinstance(value, Filled):
                    chunks += value.chunks
                elif isinstance(value, str):
                    chunks.append(
                        str(escape(quote(value, IN_PATHS) if slot.is_in_address else _printed(value))).encode()
                    )
                elif isinstance(value, int):
                    chunks.append(str(value).encode())
                else:
                    for each in value:
                        chunks += each.chunks  # type: ignore[union-attr]  # What is neither text nor a mapping is several parts.
            chunks.append(following)
        return chunks

    def _ask_reader(self, slot: Slot, holes: Mapping[str, Value]) -> bytes:
        """What a reader function says to this reader, asked once for the page unless it is told some text of the page."""
        if slot.arguments:
            told = [Markup("").join([Filled(self._fill(each, holes))]) for each in slot.arguments]
            return with_ruby(str(escape(self._setting.reader_functions[slot.name](*told)))).encode()
        key = (slot.name,)
        found = self._own.get(key)
        if found is None:
            found = self._own[key] = with_ruby(str(escape(self._setting.reader_functions[slot.name]()))).encode()
        return found


def _things(depends: Mapping[str, Hashable]) -> dict[str, Any]:
    return {name: _thing(value) for name, value in depends.items()}


def _thing(value: Hashable) -> Any:
    if isinstance(value, Later):
        return value.make()
    return value.thing if isinstance(value, Named) else value


def _printable(holes: Mapping[str, Value]) -> dict[str, Any]:
    """Holes as a usual template prints them."""
    return {
        name: _printed(value)
        if isinstance(value, str)
        else value
        if isinstance(value, WHOLE)
        else Markup("").join(value)
        for name, value in holes.items()
    }


def _printed(value: str) -> str:
    """A word for a hole, without readings: a hole may stand in an attribute, where there is no room for them."""
    return type(value)(plain(value)) if has_marks(value) else value
