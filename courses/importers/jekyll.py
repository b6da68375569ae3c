"""Jekyll, kramdown, docsify and MkDocs among Markdown: Liquid, attribute lines and their callouts."""

from __future__ import annotations

import re

from courses.importers.lines import Desk, Line, runs

_TAG = re.compile(r"\{%-?.*?-?%\}")
_OUTPUT = re.compile(r"\{\{(?![{|])\s*([^{}]*?)\s*\}\}")
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_LOOP = re.compile(r"\{%-?\s*(end)?(?:for|tablerow)\b")
_ATTRIBUTES = re.compile(r"[ \t]*\{:\s*([^{}]*)\}[ \t]*\Z")
_ATTRIBUTES_BEHIND = re.compile(r"(?<=\S)\{:\s*[^{}]*\}")
_KINDS = {"note": "NOTE", "info": "NOTE", "tip": "TIP", "important": "IMPORTANT", "warning": "WARNING"}
_KINDS |= {"caution": "CAUTION", "danger": "CAUTION", "highlight": "NOTE", "new": "NOTE"}
_DOCSIFY = re.compile(r"([!?])>[ \t]+(.*)\Z")
_FOLDED = re.compile(r"\?\?\?\+?([ \t]+\w.*)\Z")
_CONTENTS = re.compile(r"[ \t]*(?:\[TOC\]|\[\[toc\]\]|\[\[_TOC_\]\]|\{:toc\})[ \t]*\Z", re.IGNORECASE)


def from_jekyll(lines: list[Line], desk: Desk) -> list[Line]:
    """The same text without Liquid and attribute lines."""
    done: list[Line] = []
    for run in runs(lines, colons=False):
        if run.mark and not desk.jekyll:
            done += run.lines
        elif run.mark:
            done += [_unraw(line) for line in run.lines]
        else:
            done = _plain(run.lines, done, desk)
    return done


def _unraw(line: Line) -> Line:
    return Line(line.number, _RAW.sub("", line.text))


def _plain(lines: list[Line], done: list[Line], desk: Desk) -> list[Line]:
    loops, raw = 0, False
    for written in lines:
        line = written
        if desk.jekyll:
            raw = (raw or "{% raw" in line.text) and "{% endraw" not in line.text
            opened = len([1 for one in _LOOP.finditer(line.text) if not one.group(1)])
            looping = loops + opened > 0
            loops = max(0, loops + 2 * opened - len(_LOOP.findall(line.text)))
            line = _unraw(line) if raw or "raw" in line.text else _without_liquid(line, looping, desk)
        attributes = _ATTRIBUTES.match(line.text)
        if attributes:
            done = _attributed(attributes.group(1), line, done, desk)
        elif _CONTENTS.match(line.text):
            desk.report("import-generated", line.number, line.text.strip())
        else:
            done.append(_callout(line, desk))
    return done


def _without_liquid(line: Line, looping: bool, desk: Desk) -> Line:
    found = [*_TAG.findall(line.text), *(one.group(0) for one in _OUTPUT.finditer(line.text))]
    if not found:
        return line
    # Inside a loop the line is a pattern for many lines: its words alone would say nothing.
    desk.report("import-liquid", line.number, line.text if looping else " ".join(found))
    return Line(line.number, "" if looping else _OUTPUT.sub("", _TAG.sub("", line.text)).rstrip())


def _attributed(attributes: str, line: Line, done: list[Line], desk: Desk) -> list[Line]:
    kind = next((_KINDS[word[1:]] for word in attributes.split() if word.startswith(".") and word[1:] in _KINDS), None)
    start = len(done)
    while start and done[start - 1].text.strip():
        start -= 1
    if kind is None or start == len(done):
        desk.report("import-attributes", line.number, line.text)
        return done
    body = [Line(one.number, "> " + re.sub(r"\A>[ \t]?", "", one.text)) for one in done[start:]]
    return [*done[:start], Line(body[0].number, f"> [!{kind}]"), *body]


def _callout(line: Line, desk: Desk) -> Line:
    if found := _DOCSIFY.match(line.text):
        kind = "WARNING" if found.group(1) == "!" else "NOTE"
        return Line(line.number, f"> [!{kind}] {found.group(2)}")
    if found := _FOLDED.match(line.text):
        return Line(line.number, f"!!!{found.group(1)}")
    if _ATTRIBUTES_BEHIND.search(line.text) and "`" not in line.text:
        desk.report("import-attributes", line.number, " ".join(_ATTRIBUTES_BEHIND.findall(line.text)))
        return Line(line.number, _ATTRIBUTES_BEHIND.sub("", line.text))
    return line
