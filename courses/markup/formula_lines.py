"""A formula's MathML as one line of text that keeps its structure: for search in signs, for listening in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, NamedTuple

from courses.markup.heard_words import SIGNS

# A group is what needs brackets around it when something is done to the whole of it.
_Kind = Literal["letter", "number", "word", "group", "sign", "tight"]
_ATOMS = {"mi", "mn", "mo", "mtext", "ms"}
_UNHEARD = re.compile("[\u2061-\u2064\u200b]")
_TIGHT = set("()[]{}|‖.,;:!'′″%…⋯⌊⌋⌈⌉⟨⟩")
_ACCENTS = {"^": "\u0302", "¯": "\u0304", "~": "\u0303", "→": "\u20d7", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c"}
_SAME = {"−": "-", "⋅": "·", "∗": "*", "'": "′", "‾": "¯", "ˆ": "^", "˜": "~", "⃗": "→", "⟶": "→"}
_NAMED = {"lim", "max", "min", "sup", "inf", "argmax", "argmin"}
_LARGE = {"∑", "∏", "∫", "∮", "⋃", "⋂"}


class _Part(NamedTuple):
    text: str
    kind: _Kind


class FormulaReader:
    """Takes the events inside one `<math>` and says its parts from the inside out, however deep they lie."""

    def __init__(self, words: Mapping[str, str] = SIGNS) -> None:
        self.words = words
        self._open: list[tuple[str, list[_Part]]] = [("math", [])]

    def start(self, tag: str) -> None:
        """An element inside begins."""
        self._open.append((tag, []))

    def end(self, tag: str) -> None:
        """The innermost element ends."""
        if len(self._open) > 1:
            _, parts = self._open.pop()
            self._open[-1][1].append(self._made(tag, parts))

    def data(self, text: str) -> None:
        """Signs inside the innermost element; blanks between elements say nothing."""
        tag, parts = self._open[-1]
        heard = " ".join(_UNHEARD.sub("", text).split())
        if heard:
            parts.append(_atom(tag, heard))

    def said(self) -> str:
        """The whole formula in one line."""
        while len(self._open) > 1:
            self.end(self._open[-1][0])
        return self._joined(self._open[0][1])

    def _made(self, tag: str, parts: list[_Part]) -> _Part:
        if tag == "mspace":
            return _Part(" ", "tight")
        if tag in _ATOMS and len(parts) == 1:
            return parts[0]
        if tag in {"msup", "msub", "munder", "mover"} and len(parts) == 2:
            return self._script(tag, *parts)
        if tag in {"msubsup", "munderover"} and len(parts) == 3:
            return self._both(*parts)
        if tag == "mfrac" and len(parts) == 2:
            return self._shaped("fraction", *parts)
        if tag == "mroot" and len(parts) == 2:
            return self._shaped("nth-root", *parts)
        if tag == "msqrt" and parts:
            return self._shaped("root", self._row(parts))
        if tag in {"mtable", "mtr", "mlabeledtr"}:
            sign = "; " if tag == "mtable" else ", "
            return _Part(sign.join(part.text for part in parts if part.text), "group")
        return self._row(parts)

    def _row(self, parts: list[_Part]) -> _Part:
        return parts[0] if len(parts) == 1 else _Part(self._joined(parts), "group" if parts else "tight")

    def _shaped(self, shape: str, *parts: _Part) -> _Part:
        # A bracket that shuts a group carries what is done to the whole of it.
        kind: _Kind = "tight" if parts[0].kind == "tight" else "letter" if shape == "index" else "group"
        return _Part(self.words[shape].format(*(self._whole(part) for part in parts)), kind)

    def _script(self, tag: str, base: _Part, script: _Part) -> _Part:
        if tag == "mover" and script.text in _ACCENTS:
            marked = base.text + (_ACCENTS[script.text] if len(base.text) == 1 else "")
            return _Part(unicodedata.normalize("NFC", marked), base.kind)
        if not base.text or not script.text:
            return _Part(base.text or script.text, base.kind if base.text else script.kind)
        if tag in {"munder", "msub"} and base.text in _NAMED:
            return self._shaped("below", base, script)
        if tag in {"msub", "munder"}:
            return self._shaped("index", base, script)
        if script.text.strip("′″") == "":
            prime = self.words.get("′")
            return _Part(f"{base.text} {prime}" if prime else base.text + script.text, "letter")
        return self._shaped({"2": "square", "3": "cube"}.get(script.text, "power"), base, script)

    def _both(self, base: _Part, below: _Part, above: _Part) -> _Part:
        if base.text in _LARGE:
            return self._shaped("limits", _Part(self.words.get(base.text, base.text), "letter"), below, above)
        return self._script("msup", self._shaped("index", base, below), above)

    def _whole(self, part: _Part) -> str:
        bracketed = part.text.startswith("(") and part.text.endswith(")")
        return f"({part.text})" if part.kind == "group" and not bracketed else self._word(part)

    def _word(self, part: _Part) -> str:
        return self.words.get(part.text, part.text) if part.kind in {"sign", "tight"} else part.text

    def _joined(self, parts: list[_Part]) -> str:
        line, last = "", _Part("", "tight")
        for part in parts:
            text = self._word(part)
            if part.kind == "sign":
                unary = not line or (line.endswith(("(", "[", " ")) and not text[0].isalpha())
                line = line + text if unary else f"{line.rstrip()} {text} "
                line += " " if unary and text[0].isalpha() else ""
            elif part.kind == "tight":
                line += f"{text} " if part.text in {",", ";"} else text
            else:
                line += f" {text}" if _parted(last, part) else text
            last = part
        return " ".join(line.split())


def _atom(tag: str, text: str) -> _Part:
    if tag == "mo":
        sign = _SAME.get(text, text)
        return _Part(sign, "tight" if sign in _TIGHT else "sign")
    if tag == "mi" and text in {"′", "'", "∞"}:
        return _Part(_SAME.get(text, text), "sign" if text == "∞" else "tight")
    if tag == "mn":
        return _Part(text, "number")
    return _Part(text, "letter" if len(text) == 1 else "word")


def _parted(before: _Part, part: _Part) -> bool:
    """Whether a blank stands between two parts: 2x, but x y and log x."""
    if before.kind in {"tight", "sign"}:
        return before.text in {")", "]"} and part.kind == "word"
    return before.kind != "number" or part.kind in {"number", "word"} or " " in part.text
