"""Branches of MDX, `{#if …}…{:else}…{/if}`: tabs where both sides are short texts, else each under its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from courses.importers.lines import Line, joined, runs, same_place
from courses.importers.questions import UNNAMED

_FRAMEWORKS = {"pt": "PyTorch", "tf": "TensorFlow", "jax": "JAX", "flax": "Flax"}
_OTHER = {"PyTorch": "TensorFlow", "TensorFlow": "PyTorch"}
# Tabs are one block, which no step can be cut within; headings in them would be lost to the list of contents.
_MOST_LINES = 60
_STANDS_ALONE = re.compile(r" {0,3}(?:#{1,6}[ \t]|\[[^\]]*\]:|=== )")


@dataclass
class Branches:
    """The branches that are open while a text is read, with the places of their first lines."""

    name: str = ""
    starts: list[tuple[str, int, int]] = field(default_factory=list)
    fits: bool = True

    def choose(self, kind: str, condition: str, done: list[Line], number: int) -> list[Line]:
        """What stands at the beginning of a branch, or behind the last one."""
        if kind == "#if":
            # One within another has no tabs of its own.
            self.fits, self.starts = not self.name, []
        if kind in {"#if", ":else if"}:
            named = re.findall(r"['\"]([^'\"]+)['\"]", condition)
            self.name = _FRAMEWORKS.get(named[0], named[0]) if named else condition.strip()
        elif kind == ":else":
            self.name = _OTHER.get(self.name, f"≠ {self.name}")
        else:
            self.name, self.fits = "", False
        if not self.name:
            return same_place(number, ["", ""])
        self.starts.append((self.name, number, len(done)))
        return same_place(number, _head(self.name))

    def with_tabs(self, done: list[Line]) -> list[Line]:
        """The lines with the branches that ended just now as tabs, where that fits; else the same lines."""
        starts, self.starts = self.starts, []
        # A question that was read in between may have taken lines before it with it.
        if not starts or any([line.text for line in done[at : at + 3]] != _head(name) for name, _, at in starts):
            return done
        ends = [start for _, _, start in starts[1:]] + [len(done)]
        # Three lines hold the branch's name.
        parts = [
            (name, number, _trimmed(done[start + 3 : end]))
            for (name, number, start), end in zip(starts, ends, strict=True)
        ]
        if not self.fits or len(parts) < 2 or not all(lines for _, _, lines in parts) or not _fit(parts):
            return done
        made = [Line(parts[0][1], "")]
        for name, number, lines in parts:
            made += [Line(number, f'=== "{name}"'), Line(number, "")]
            made += [Line(line.number, f"    {line.text}" if line.text.strip() else "") for line in lines]
            made.append(Line(lines[-1].number, ""))
        return done[: starts[0][2]] + made


def _head(name: str) -> list[str]:
    return ["", f"**{name}**", ""]


def _fit(parts: list[tuple[str, int, list[Line]]]) -> bool:
    lines = [line for _, _, part in parts for line in part]
    if len(lines) > _MOST_LINES or UNNAMED in joined(lines) or any('"' in name for name, *_ in parts):
        return False
    words = [
        line.text for _, _, part in parts for run in runs(part, colons=False) if not run.mark for line in run.lines
    ]
    return not any(_STANDS_ALONE.match(text) for text in words)


def _trimmed(lines: list[Line]) -> list[Line]:
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []
