"""Callouts in the dialects authors bring: which kind they mean and how they look."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from courses.markup.labels import label, labels_of

_ALIASES = {
    "note": "note info information abstract summary tldr seealso question faq example quote cite todo admonition "
    "versionadded versionchanged メモ 補足 情報 参考 例 質問 要約 引用",
    "tip": "tip hint success check done solution answer コツ 解答 成功",
    "important": "important key keypoint 重要 ポイント",
    "warning": "warning attention alert deprecated 警告",
    "caution": "caution danger error bug fail failure missing 危険",
}
_KINDS = {label_: kind for kind in _ALIASES for label_ in labels_of(kind)}
_KINDS |= {alias: kind for kind, aliases in _ALIASES.items() for alias in aliases.split()}
_CLASSES = {"tip": "note note-tip", "important": "note note-plum", "warning": "note note-care"}
_CLASSES |= {"caution": "note note-care", "note": "note"}
_ALERT = re.compile(r"\[!([\w-]{1,30})\]([-+]?)[ \t]*([^\n]*)(?:\n|\Z)")


def kind_of(name: str) -> str | None:
    """The engine's kind for an author's word, in any of the languages that have labels; None when it is unknown."""
    return _KINDS.get(name.lower())


def alert(text: str) -> tuple[str, str, str, str] | None:
    """(word, fold, title, rest) when a quote's first paragraph is a GitHub alert; `fold` is "-", "+" or empty."""
    found = _ALERT.match(text)
    return (found.group(1), found.group(2), found.group(3).strip(), text[found.end() :]) if found else None


def callout(parent: Element, kind: str, title: str, language: str, folded: bool | None = None) -> Element:
    """The callout's element with its label; the text goes into what is returned.

    `folded` is None for a box that is always open, True for one that is shut until pressed, False for one that is
    open and can be shut.
    """
    look = f"{_CLASSES[kind]} flow-s"
    if folded is None:
        box = SubElement(parent, "aside", {"class": look, "role": "note"})
        SubElement(box, "p", {"class": "label"}).text = title or label(kind, language)
        return box
    box = SubElement(parent, "details", {"class": look} | ({} if folded else {"open": ""}))
    SubElement(box, "summary", {"class": "label"}).text = title or label(kind, language)
    return box
