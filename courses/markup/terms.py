"""Hard words in finished HTML: abbreviations say what they stand for, terms lead to their explanation below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from courses.markup.clean import clean
from courses.markup.labels import label

_TOKEN = re.compile(r"<(?:\"[^\"]*\"|[^<>\"])*>|&[#\w]{1,31};|[^<&]|[<&]")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
# No term is marked in these: a heading, a link or a button has one duty already, and code is to be copied.
_CLOSED = {"a", "code", "pre", "kbd", "samp", "math", "abbr", "summary", "h3", "h4", "h5", "h6", "figcaption", "th"}
_RUBY = {"ruby", "rt", "rp", "rb"}
_KATAKANA = re.compile(r"[ァ-ヺーｦ-ﾟ]")
_IDEOGRAPH = re.compile(r"[㐀-鿿豈-﫿々〆]")
_KANA_OR_IDEOGRAPH = re.compile(r"[぀-ヿ㐀-鿿豈-﫿々〆ｦ-ﾟ]")


@dataclass
class Words:
    """What is explained in one step: `abbreviations` wherever they stand, `terms` where they are met first."""

    language: str
    abbreviations: Mapping[str, str]
    terms: Mapping[str, tuple[str, str]]
    prefix: str
    met: dict[str, str] = field(default_factory=dict)

    def mark(self, html: str) -> str:
        """The same HTML with abbreviations and terms marked.

        Promises: the visible words stay what they are; clean HTML stays clean; where nothing is found it is unchanged.
        """
        pattern = _pattern((*self.abbreviations, *self.terms))
        if pattern is None:
            return html
        flat = _Flat(html)
        marked = flat.with_marks(self._marks(pattern, flat))
        return clean(marked) if marked != html else html

    def _marks(self, pattern: re.Pattern[str], flat: _Flat) -> list[tuple[int, int, str, str]]:
        marks = []
        for found in pattern.finditer(flat.text):
            place = flat.place(found.start(), found.end())
            if place is None or not _alone(flat.text, found.start(), found.end()):
                continue
            word = found.group()
            if word in self.terms and self.terms[word][0] not in self.met:
                name, plain = self.terms[word]
                self.met[name] = plain
                anchor = f"{self.prefix}{len(self.met)}"
                marks.append((*place, f'<a class="term" href="#w-{anchor}" id="wref-{anchor}">', "</a>"))
            elif word in self.abbreviations:
                marks.append((*place, f'<abbr title="{escape(self.abbreviations[word])}">', "</abbr>"))
        return marks

    def section(self) -> str:
        """The list of the terms met, for the step's end; empty when there were none."""
        if not self.met:
            return ""
        items = "".join(
            f'<dt id="w-{self.prefix}{number}">{escape(name, quote=False)}</dt><dd>{escape(plain, quote=False)} '
            f'<a href="#wref-{self.prefix}{number}" role="doc-backlink" '
            f'aria-label="{escape(label("back", self.language))}">↩</a></dd>'
            for number, (name, plain) in enumerate(self.met.items(), start=1)
        )
        title = escape(label("words", self.language))
        return clean(
            f'<section class="words small" aria-label="{title}"><p class="label">{title}</p><dl>{items}</dl></section>'
        )


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a word is no part of a longer one, by the writing of its ends; Japanese leaves no blanks between words."""
    before, after = text[start - 1 : start], text[end : end + 1]
    single = end - start == 1
    return not (_joined(text[start], before, single) or _joined(text[end - 1], after, single))


def _joined(end: str, beside: str, single: bool) -> bool:
    if not beside:
        return False
    if _KATAKANA.match(end):
        return bool(_KATAKANA.match(beside))
    if _IDEOGRAPH.match(end):
        # 表 is no word in 発表; but 請求書 is one in 請求書発行.
        return single and bool(_IDEOGRAPH.match(beside))
    if _KANA_OR_IDEOGRAPH.match(end):
        return False
    return (
        (end.isalnum() or end == "_") and (beside.isalnum() or beside == "_") and not _KANA_OR_IDEOGRAPH.match(beside)
    )


class _Flat:
    """HTML as the text one sees, without furigana; each sign knows where it stands in the source."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.signs: list[str] = []
        self.spans: list[tuple[int, int]] = []
        # Where signs belong to one <ruby>: (first sign, last sign + 1, its start and end in the source).
        self.rubies: list[tuple[int, int, int, int]] = []
        self._closed = self._silent = 0
        self._ruby: tuple[int, int] | None = None
        for found in _TOKEN.finditer(html):
            self._take(found.group(), found.start(), found.end())
        self.text = "".join(self.signs)

    def _take(self, token: str, start: int, end: int) -> None:
        tag = _TAG.match(token)
        if not tag:
            if not self._silent:
                sign = unescape(token) if token[0] == "&" else token
                # What may not be marked still parts the words around it.
                self.signs.append(sign if len(sign) == 1 and not self._closed else "\n")
                self.spans.append((start, end))
            return
        opening, name = not tag.group(1), tag.group(2)
        if name in _RUBY:
            self._take_ruby(name, opening, start, end)
            return
        if name in _CLOSED:
            self._closed += 1 if opening else -1
        self.signs.append("\n")
        self.spans.append((start, end))

    def _take_ruby(self, name: str, opening: bool, start: int, end: int) -> None:
        if name in {"rt", "rp"}:
            self._silent += 1 if opening else -1
        elif name == "ruby" and opening:
            self._ruby = (len(self.signs), start)
        elif name == "ruby" and self._ruby is not None:
            self.rubies.append((self._ruby[0], len(self.signs), self._ruby[1], end))
            self._ruby = None

    def place(self, first: int, last: int) -> tuple[int, int] | None:
        """Start and end in the source for the signs from `first` to before `last`; None when they cut a <ruby> in two."""
        start, end = self.spans[first][0], self.spans[last - 1][1]
        for ruby_first, ruby_last, ruby_start, ruby_end in self.rubies:
            if ruby_last <= first or ruby_first >= last:
                continue
            if ruby_first < first or ruby_last > last:
                return None
            start, end = min(start, ruby_start), max(end, ruby_end)
        return start, end

    def with_marks(self, marks: list[tuple[int, int, str, str]]) -> str:
        """The source with something put before and behind each place."""
        out, at = [], 0
        for start, end, before, behind in marks:
            out += [self.html[at:start], before, self.html[start:end], behind]
            at = end
        return "".join([*out, self.html[at:]])
