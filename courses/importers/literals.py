"""JavaScript's plain values (strings, numbers, lists, objects) as components hold them; nothing is ever run."""

from __future__ import annotations

import re

Value = str | float | bool | None | list["Value"] | dict[str, "Value"]

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None, "undefined": None}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_BRACE = re.compile(r"[{}]")
_DEEPEST = 20
_MOST_OPEN = 100


class LiteralError(ValueError):
    """What stands there is no plain value."""


class _Reader:
    def __init__(self, text: str, place: int) -> None:
        self.text, self.place, self.depth = text, place, 0

    def skip(self) -> str:
        """Go past blanks and comments; the sign that stands there, or "" at the end."""
        found = _SPACE.match(self.text, self.place)
        self.place = found.end() if found else self.place
        return self.text[self.place : self.place + 1]

    def value(self) -> Value:
        sign = self.skip()
        if sign in {'"', "'", "`"} and sign:
            return self._string(sign)
        if sign in {"[", "{"} and sign:
            self.depth += 1
            if self.depth > _DEEPEST:
                raise LiteralError("too deep")
            value: Value = self._list() if sign == "[" else self._object()
            self.depth -= 1
            return value
        if number := _NUMBER.match(self.text, self.place):
            self.place = number.end()
            return float(number.group(0))
        word = _NAME.match(self.text, self.place)
        if not word or word.group(0) not in _WORDS:
            raise LiteralError("not a plain value")
        self.place = word.end()
        return _WORDS[word.group(0)]

    def _string(self, quote: str) -> str:
        out: list[str] = []
        self.place += 1
        while self.place < len(self.text):
            sign = self.text[self.place]
            if sign == quote:
                self.place += 1
                return "".join(out)
            if sign == "\\":
                out.append(self._escape())
            else:
                out.append(sign)
                self.place += 1
        raise LiteralError("a text without end")

    def _escape(self) -> str:
        sign = self.text[self.place + 1 : self.place + 2]
        code = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,5})\})").match(
            self.text, self.place
        )
        if code:
            self.place = code.end()
            made = chr(int(code.group(1) or code.group(2) or code.group(3), 16))
            return "" if "\ud800" <= made <= "\udfff" else made
        self.place += 2
        return _ESCAPES.get(sign, sign)

    def _list(self) -> list[Value]:
        self.place += 1
        items: list[Value] = []
        while self.skip() != "]":
            items.append(self.value())
            self._separator("]")
        self.place += 1
        return items

    def _object(self) -> dict[str, Value]:
        self.place += 1
        items: dict[str, Value] = {}
        while (sign := self.skip()) != "}":
            if sign in {'"', "'"} and sign:
                name = self._string(sign)
            elif word := _NAME.match(self.text, self.place):
                name, self.place = word.group(0), word.end()
            else:
                raise LiteralError("no name")
            if self.skip() != ":":
                raise LiteralError("no colon")
            self.place += 1
            items[name] = self.value()
            self._separator("}")
        self.place += 1
        return items

    def _separator(self, end: str) -> None:
        sign = self.skip()
        if sign == ",":
            self.place += 1
        elif sign != end:
            raise LiteralError("no comma")


def read_literal(text: str, place: int = 0) -> tuple[Value, int]:
    """The value that begins at `place`, and where it ends; LiteralError when it is not a plain one."""
    reader = _Reader(text, place)
    value = reader.value()
    return value, reader.place


def attributes_of(text: str, place: int) -> tuple[dict[str, Value], int]:
    """A component's attributes from behind its name to behind its `>` or `/>`; LiteralError when it is none.

    An attribute in braces that is no plain value comes back as its source.
    """
    reader = _Reader(text, place)
    found: dict[str, Value] = {}
    while True:
        sign = reader.skip()
        if text.startswith("/>", reader.place):
            return {**found, "/": True}, reader.place + 2
        if sign == ">":
            return found, reader.place + 1
        if sign == "{":
            found[_braces(reader)] = True
            continue
        name = re.compile(r"[A-Za-z_@:.][\w:@.-]*").match(text, reader.place)
        if not name:
            raise LiteralError("no attribute")
        reader.place = name.end()
        found[name.group(0)] = _attribute(reader)


def _attribute(reader: _Reader) -> Value:
    if reader.skip() != "=":
        return True
    reader.place += 1
    sign = reader.skip()
    if sign in {'"', "'"} and sign:
        end = reader.text.find(sign, reader.place + 1)
        if end < 0:
            raise LiteralError("a text without end")
        value, reader.place = reader.text[reader.place + 1 : end], end + 1
        return value
    if sign == "{":
        return _in_braces(reader)
    bare = re.compile(r"[^\s\"'=<>`{}]+").match(reader.text, reader.place)
    if not bare:
        raise LiteralError("no value")
    reader.place = bare.end()
    return bare.group(0)


def _in_braces(reader: _Reader) -> Value:
    start = reader.place
    try:
        reader.place += 1
        value = reader.value()
        if reader.skip() == "}":
            reader.place += 1
            return value
    except LiteralError:
        pass
    reader.place = start
    return _braces(reader)


def _braces(reader: _Reader) -> str:
    depth = 0
    for brace in _BRACE.finditer(reader.text, reader.place, reader.place + 20_000):
        depth += 1 if brace.group(0) == "{" else -1
        if not depth:
            source = reader.text[reader.place + 1 : brace.start()]
            reader.place = brace.end()
            return source.strip()
        if depth > _MOST_OPEN:
            break
    raise LiteralError("braces without end")
