"""MyST: directives become callouts, pictures, code and headed parts; labels become anchors."""

from __future__ import annotations

import re

from courses.importers.lines import Desk, Line, Run, joined, runs, same_place

_INFO = re.compile(r"\{([A-Za-z][\w:.+-]*)\}[ \t]*(.*)\Z")
_OPTION = re.compile(r":([A-Za-z][\w-]*):[ \t]*(.*)\Z")
_CALLOUTS = {
    **dict.fromkeys(("note", "seealso", "admonition", "margin", "sidebar", "todo", "versionadded", "topic"), "NOTE"),
    **dict.fromkeys(("tip", "hint", "example"), "TIP"),
    **dict.fromkeys(("important",), "IMPORTANT"),
    **dict.fromkeys(("warning", "attention", "deprecated", "versionchanged"), "WARNING"),
    **dict.fromkeys(("caution", "danger", "error"), "CAUTION"),
}
_CODE = {"code", "code-block", "code-cell", "sourcecode", "ipython", "ipython3", "prompt", "parsed-literal"}
_PICTURES = {"image", "figure"}
_FOLDED = {"dropdown", "toggle"}
_QUOTES = {"epigraph", "pull-quote", "highlights"}
_TITLED = (
    "card tab-item grid-item grid-item-card tabbed rubric table list-table div grid panels tab-set only container "
    "figure-md centered exercise solution exercise-start exercise-end solution-start solution-end card-carousel "
    "aside glossary sphinx-tabs button-link button-ref "
)
_OPEN = set(_TITLED.split())
# What a book's builder makes by itself: our pages have their own lists of lessons.
_MADE = {"tableofcontents", "toctree", "contents", "bibliography", "footbibliography", "index", "nb-exec-table"}
_LABEL = re.compile(r"[ \t]*\(([^()\s][^()]*)\)=[ \t]*\Z")
_COMMENT = re.compile(r"%(?:[ \t]|\Z)")
# Stands before an anchor's name until it is known what it marks.
ANCHOR = "\ue041"


def is_myst(text: str) -> bool:
    """Whether the text uses MyST at all."""
    return bool(re.search(r"^[ \t]*(?:`{3,}|:{3,})\{[a-z]|^\([^()\s]+\)=\s*$|\{[a-z:]+\}`", text, re.MULTILINE))


def from_myst(lines: list[Line], desk: Desk) -> list[Line]:
    """The same text in our Markdown; directives that nobody knows stay as readable text and are reported."""
    done: list[Line] = []
    for run in runs(lines, colons=True):
        directive = _INFO.match(run.info) if run.mark else None
        if directive:
            made = _directive(directive.group(1), directive.group(2).strip(), run, desk)
            done += [Line(line.number, run.indent + line.text if line.text else "") for line in made]
        elif run.mark:
            done += run.lines
        else:
            done += [kept for line in run.lines if (kept := _plain(line)) is not None]
    return done


def _plain(line: Line) -> Line | None:
    if label := _LABEL.match(line.text):
        return Line(line.number, f"{ANCHOR}{label.group(1).strip()}")
    if _COMMENT.match(line.text):
        return None
    return Line(line.number, "") if re.match(r"\+\+\+(?:[ \t]|\Z)", line.text) else line


def _directive(name: str, argument: str, run: Run, desk: Desk) -> list[Line]:
    number = run.lines[0].number
    options, body = _options(run.inner)
    kind, key = name.lower(), name.lower().rpartition(":")[2]
    anchor = [Line(number, f"{ANCHOR}{options[word]}") for word in ("name", "label") if options.get(word)]
    anchor = anchor[:1]
    if kind in _CODE:
        return _code(argument, body, number)
    if key in _PICTURES:
        return anchor + _picture(argument, options, body, desk, number)
    if kind == "math":
        return [*anchor, *_part(number, ["$$", *(line.text for line in body if line.text.strip()), "$$"])]
    if kind == "mermaid":
        return _part(number, ["```mermaid", *(line.text for line in body), "```"])
    if kind in _MADE:
        desk.report("import-generated", number, " ".join([name, argument, joined(body)]))
        return []
    if kind in {"raw", "eval-rst", "literalinclude", "include"}:
        desk.report("import-directive", number, f"{name} {argument}")
        return _code("", body or same_place(number, [argument]), number)
    return anchor + _worded(kind, argument, body, desk, number)


def _worded(kind: str, argument: str, body: list[Line], desk: Desk, number: int) -> list[Line]:
    inner = from_myst(body, desk)
    if kind in _CALLOUTS:
        words = argument
        if kind not in {"admonition", "sidebar", "topic"} and argument:
            inner, words = [Line(number, argument), *inner], ""
        head = f"[!{_CALLOUTS[kind]}] {words}".rstrip()
        return _quoted([Line(number, head), *inner], number)
    if kind in _FOLDED:
        folded = argument or "…"
        return [
            *_part(number, ["<details>", f"<summary>{folded}</summary>"]),
            *inner,
            *_part(number, ["</details>"]),
        ]
    if kind in _QUOTES:
        return _quoted(inner, number)
    if kind.startswith(("prf:", "proof:")):
        named = " – ".join(part for part in (kind.rpartition(":")[2].title(), argument) if part)
        return _quoted([Line(number, f"[!NOTE] {named}"), *inner], number)
    if kind not in _OPEN:
        desk.report("import-directive", number, f"{kind} {argument}")
    title = _part(number, [f"**{argument}**"]) if argument.strip(" 0123456789") else _part(number, [])
    return [*title, *inner, Line(number, "")]


def _options(lines: list[Line]) -> tuple[dict[str, str], list[Line]]:
    """The directive's options, and its body without them."""
    options: dict[str, str] = {}
    place = 0
    if lines and lines[0].text.strip() == "---":
        end = next((at for at in range(1, len(lines)) if lines[at].text.strip() == "---"), 0)
        for line in lines[1:end]:
            name, colon, value = line.text.partition(":")
            if colon:
                options[name.strip()] = value.strip()
        return options, lines[end + 1 :] if end else lines
    while place < len(lines) and (found := _OPTION.match(lines[place].text)):
        options[found.group(1)] = found.group(2).strip()
        place += 1
    return options, lines[place:]


def _code(language: str, body: list[Line], number: int) -> list[Line]:
    name = re.sub(r"\A\{?(?:ipython3?)\}?\Z", "python", language.strip())
    mark = "`" * max(3, *(len(found) + 1 for line in body for found in re.findall(r"`{3,}", line.text)), 3)
    return [*_part(number, []), Line(number, f"{mark}{name}"), *body, Line(number, mark), Line(number, "")]


def _picture(argument: str, options: dict[str, str], body: list[Line], desk: Desk, number: int) -> list[Line]:
    alt = options.get("alt", "").replace("[", "(").replace("]", ")")
    address = f"<{argument}>" if " " in argument else argument
    picture = f"![{alt}]({address})"
    if target := options.get("target"):
        picture = f"[{picture}]({target})"
    return [*_part(number, [picture]), *from_myst(body, desk), Line(number, "")]


def _quoted(lines: list[Line], number: int) -> list[Line]:
    quoted = [Line(line.number, f"> {line.text}".rstrip()) for line in lines]
    return [Line(number, ""), *quoted, Line(number, "")]


def _part(number: int, texts: list[str]) -> list[Line]:
    return same_place(number, ["", *texts, ""] if texts else [""])
