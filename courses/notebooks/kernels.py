"""Which language a code cell is written in, what people call that language, and its lines made readable."""

from __future__ import annotations

import re
from html import escape

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from courses.markup.code import code_block
from courses.notebooks.cells import Cell, table
from courses.notebooks.terminal import controls_out

# Cell magics of IPython and of its relatives, by the language of the lines below them.
_MAGICS = {
    "bash": "bash",
    "sh": "bash",
    "script": "bash",
    "system": "bash",
    "cmd": "batch",
    "html": "html",
    "svg": "xml",
    "javascript": "javascript",
    "js": "javascript",
    "latex": "latex",
    "markdown": "markdown",
    "perl": "perl",
    "ruby": "ruby",
    "r": "r",
    "sql": "sql",
    "bigquery": "sql",
    "cython": "cython",
    "julia": "julia",
    "powershell": "powershell",
}
_KERNELS = {"ir": "r", "c#": "csharp", "f#": "fsharp", "pwsh": "powershell", "kql": "kusto", "python3": "python"}
_KERNELS |= {"ipython": "python", "ipython3": "python", "py": "python", "js": "javascript", "octave": "octave"}
_NAMES = {"python": "Python", "csharp": "C#", "fsharp": "F#", "r": "R", "sql": "SQL", "bash": "Bash", "html": "HTML"}
_NAMES |= {"powershell": "PowerShell", "javascript": "JavaScript", "css": "CSS", "xml": "XML", "mermaid": "Mermaid"}
_CELL_MAGIC = re.compile(r"\s*%%(\w+)[^\n]*(?:\n|\Z)")
_POLYGLOT = re.compile(r"\s*#!([\w-]+)[ \t]*(?:--[^\n]*)?(?:\n|\Z)")
_NOT_LANGUAGES = {"about", "connect", "import", "lsmagic", "share", "set", "time", "value", "who", "whos"}
_LINE_MAGIC = re.compile(r"^([ \t]*)((?:%%?|!{1,2}|\?{1,2})(?=[\w.\[{/\-~$\"'])[\w]*)([^\n]*)$", re.MULTILINE)
_HELP = re.compile(r"^[ \t]*[\w.]+\?{1,2}[ \t]*$", re.MULTILINE)


def language_of(cell: Cell, kernel: str) -> str:
    """The cell's own language where it names one, else the kernel's; by the names that the highlighter knows."""
    polyglot = _POLYGLOT.match(cell.source)
    if polyglot and polyglot.group(1).lower() not in _NOT_LANGUAGES:
        return _known(polyglot.group(1))
    magic = _CELL_MAGIC.match(cell.source)
    if magic and magic.group(1).lower() in _MAGICS and _known(kernel) == "python":
        return _MAGICS[magic.group(1).lower()]
    own = cell.metadata
    for table_name, name in (("vscode", "languageId"), ("dotnet_interactive", "language")):
        said = table(own.get(table_name)).get(name)
        if isinstance(said, str) and said.strip():
            return _known(said)
    said = table(own.get("polyglot_notebook")).get("kernelName") or own.get("language")
    return _known(said if isinstance(said, str) and said.strip() else kernel)


def _known(name: str) -> str:
    name = name.strip().lower()[:30]
    return _KERNELS.get(name, name)


def name_of(language: str) -> str:
    """What people call the language."""
    if language in _NAMES:
        return _NAMES[language]
    try:
        return str(find_lexer_class_by_name(language).name)
    except ClassNotFound:
        return controls_out(language) or "?"


def code_html(source: str, language: str) -> str:
    """The code in colours; the lines that only a notebook understands (`%…`, `!…`, `#!…`) do not disturb the rest."""
    first = _CELL_MAGIC.match(source) if language != "python" else None
    first = first or _POLYGLOT.match(source)
    if first and first.group(0).strip():
        rest = source[first.end() :]
        head = f'<span class="k">{escape(first.group(0).rstrip(), quote=False)}</span>'
        block = code_block(rest, language, style="code")
        return block.replace(">", f">{head}\n", 2).replace(f">{head}\n", ">", 1) if rest else _only(head, language)
    if language == "python" and _LINE_MAGIC.search(source):
        return _with_magics(source)
    return code_block(source, language, style="code")


def _only(head: str, language: str) -> str:
    return code_block("", language, style="code").replace("</code>", f"{head}</code>")


def _with_magics(source: str) -> str:
    """Magic lines stand as names while the rest is coloured, so that a quote in them opens no string."""
    if "ǀmagic" in source:
        return code_block(source, "python", style="code")
    lines: list[tuple[str, str]] = []

    def hide(found: re.Match[str]) -> str:
        lines.append((found.group(2), found.group(3)))
        return f"{found.group(1)}ǀmagic{len(lines) - 1}ǀ"

    def show(found: re.Match[str]) -> str:
        word, rest = lines[int(found.group(1))]
        return f'<span class="k">{escape(word, quote=False)}</span>{escape(rest, quote=False)}'

    block = code_block(_LINE_MAGIC.sub(hide, source), "python", style="code")
    return re.sub("ǀmagic([0-9]+)ǀ", show, block)
