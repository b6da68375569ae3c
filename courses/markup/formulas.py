"""Formulas in TeX notation to MathML, which needs nothing in the browser."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from latex2mathml.converter import convert

# Longer sources are no formula a person reads, and the converter is slow on them.
_LONGEST = 4_000
_NUMBERING = re.compile(r"\\label\{[^{}]*\}|\\no(?:number|tag)\b")
_REFERENCE = re.compile(r"\\(?:eq)?ref\{([^{}]*)\}")
# Environments of LaTeX and AMS-LaTeX that look the same as one that the converter knows.
_SAME = (
    (re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}"), ""),
    (re.compile(r"\\(begin|end)\{alignat\*?\}(?:\{\d+\})?"), r"\\\1{align*}"),
    (re.compile(r"\\(begin|end)\{(?:align|eqnarray|aligned|split)\*?\}"), r"\\\1{align*}"),
    (re.compile(r"\\(begin|end)\{(?:gather|gathered|multline)\*?\}"), r"\\\1{matrix}"),
)


class FormulaError(ValueError):
    """The formula cannot be read; the message is the converter's own."""


# A course says the same formulas again and again, and reads them anew at each compilation.
@lru_cache(maxsize=2_000)
def formula(source: str, display: bool) -> str:
    """MathML for a TeX formula, with its source as `alttext`; FormulaError when it cannot be read."""
    if len(source) > _LONGEST:
        raise FormulaError("too long")
    try:
        mathml = str(convert(readable(source.strip()), display="block" if display else "inline"))
    except Exception as error:  # The converter raises errors of many kinds; each means the same to an author.
        raise FormulaError(type(error).__name__) from error
    return mathml.replace("<math ", f'<math alttext="{escape(" ".join(source.split()))}" ', 1)


def readable(source: str) -> str:
    """A formula without what only numbers it, in environments that the converter knows."""
    if "\\" not in source:
        return source
    source = _REFERENCE.sub(r"\\text{(\1)}", _NUMBERING.sub("", source))
    if "{eqnarray" in source:
        source = re.sub(r"&\s*([^&\\\s]+)\s*&", r"&\1", source)
    for names, known in _SAME:
        source = names.sub(known, source)
    return source
