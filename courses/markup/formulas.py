"""Formulas in TeX notation to MathML, which needs nothing in the browser."""

from __future__ import annotations

from html import escape

from latex2mathml.converter import convert

# Longer sources are no formula a person reads, and the converter is slow on them.
_LONGEST = 4_000


class FormulaError(ValueError):
    """The formula cannot be read; the message is the converter's own."""


def formula(source: str, display: bool) -> str:
    """MathML for a TeX formula, with its source as `alttext`; FormulaError when it cannot be read."""
    if len(source) > _LONGEST:
        raise FormulaError("too long")
    try:
        mathml = str(convert(source.strip(), display="block" if display else "inline"))
    except Exception as error:  # The converter raises errors of many kinds; each means the same to an author.
        raise FormulaError(type(error).__name__) from error
    return mathml.replace("<math ", f'<math alttext="{escape(" ".join(source.split()))}" ', 1)
