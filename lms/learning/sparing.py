"""Lessons for whoever pays for each megabyte: pictures come when they are asked for."""

from __future__ import annotations

import re
from html import unescape

from flask import request
from markupsafe import Markup, escape

from lms.accounts.queries import Visitor

_TAG = r'(?:[^>"]|"[^"]*")*'
_PICTURE = re.compile(rf"<img\b({_TAG})>")
_LINK = re.compile(rf"<a\b{_TAG}>.*?</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')


def spares_data(visitor: Visitor) -> bool:
    """Whether pictures wait: the reader chose so, or their browser asks for it (`Save-Data: on`)."""
    return visitor.data_saving or request.headers.get("Save-Data", "").strip().lower() == "on"


def without_pictures(html: str, words: str) -> Markup:
    """A lesson's HTML in which each picture is a link to it, with its alternative text and `words` on what the link does.

    With a script the picture comes to its place; its tag waits in a `<template>`, whose pictures no browser loads. A picture
    inside another link, such as that of a video card, is left out: there is no place for a second link.
    """
    pieces, place = [], 0
    for link in _LINK.finditer(html):
        pieces += [
            _PICTURE.sub(lambda found: _later(found, words), html[place : link.start()]),
            _PICTURE.sub(_said, link[0]),
        ]
        place = link.end()
    pieces.append(_PICTURE.sub(lambda found: _later(found, words), html[place:]))
    return Markup("".join(pieces))  # noqa: S704  # The engine's own HTML, sanitised; what is put in was escaped.


def _later(found: re.Match[str], words: str) -> str:
    told = dict(_ATTRIBUTE.findall(found[1]))
    return (
        f'<a class="picture-later" href="{told.get("src", "")}" data-picture>'
        f'{escape(unescape(told.get("alt", "")))} <span class="btn">{escape(words)}</span></a><template>{found[0]}</template>'
    )


def _said(found: re.Match[str]) -> str:
    return str(escape(unescape(dict(_ATTRIBUTE.findall(found[1])).get("alt", ""))))
