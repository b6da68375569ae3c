"""The same Markdown read by cmark-gfm, and how its blocks and ours line up."""

import difflib
import re

from cmarkgfm import cmark

from courses.markup.dialect import Dialect
from tests.courses.structure.shapes import as_ours, blocks, scene

OPTIONS = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
EXTENSIONS = ["table", "strikethrough", "tasklist", "autolink"]


# Directives of MyST are callouts, folded boxes and tabs with us, and code or plain text on GitHub.
_DIRECTIVE = re.compile(r"^[ >]*(?::{3,}|`{3,}|~{3,})\s*\{[a-z-]+\}", re.MULTILINE)
_LABEL = re.compile(r'<p class="label">(?:Note|Tip|Important|Warning|Caution)</p>')


def theirs(text):
    """Blocks of cmark-gfm; task marks as we write them, alerts without their mark."""
    html = cmark.markdown_to_html_with_extensions(text, OPTIONS, EXTENSIONS)
    for mark, sign in (('checked="" ', "☑"), ("", "☐")):
        html = re.sub(rf'<input type="checkbox" {mark}disabled="" />', sign, html)
    html = re.sub(r"(<blockquote>\s*<p>)\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", r"\1", html)
    return blocks(as_ours(html))


def ours(text, md=None):
    """Blocks of our dialect; formulas as their source, and alerts as the quotes they are on GitHub."""
    html = (md or Dialect()).block(text, scene())
    html = re.sub(r"(?:\s|<[^>]*>)*Opens YouTube", "", html)  # on a video's card
    html = re.sub(r'<math alttext="([^"]*)".*?</math>', r"$\1$", html, flags=re.DOTALL)
    if not _DIRECTIVE.search(text):
        html = re.sub(r"<aside[^>]*>", "<blockquote>", _LABEL.sub("", html)).replace("</aside>", "</blockquote>")
    return blocks(html)


def differences(mine, other):
    """Pairs of runs of blocks that do not agree."""
    matcher = difflib.SequenceMatcher(None, mine, other, autojunk=False)
    return [(mine[a:b], other[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def reason(mine, other):
    """Which part of our documented dialect makes two runs of blocks differ; the runs themselves when none does."""
    levels = " ".join(level for _, level, _ in mine)
    here, there = "".join(text for *_, text in mine), "".join(text for *_, text in other)
    bare = "".join(text for kind, _, text in other if kind != "pre")
    if re.search(r"\b(aside|details)\b", levels) or ":::" in there:
        return "callouts"
    if {kind for kind, *_ in mine} == {"p"} and {kind for kind, *_ in other} == {"pre"}:
        return "figures" if here and here in re.sub(r"\s", "", there) else None
    if re.search(r"\bdl\b", levels):
        return "definitions"
    if "$" in here or "$" in there or "\\begin{" in there:
        return "formulas"
    if re.sub(r"[*]", "", here) == re.sub(r"[*]", "", there) and bare.count("*") > here.count("*"):
        return "emphasis"
    return None
