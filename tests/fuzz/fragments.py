"""Text from bytes: pieces of everything that lessons are made of, put together as a fuzzer's bytes say."""

from __future__ import annotations

LESSON = [
    "\n", "\n\n", " ", "    ", "\t", "a", "b c", "漢字", "か", "。", "「", "」", "١", "\u202e", "\u200d", "\x00", "\x02", "\x03", "\ufeff",
    "#", "## ", "### ", "#### ", "{#a}", "{#a minutes=3}", "{#b need=pc}", "{: .small }", "{: #x dir=rtl }", "{dir=rtl}",
    "*", "**", "_", "__", "~~", "`", "``", "$", "$$", "\\", "\\\\", "^", "=", "-", "- ", "* ", "+ ", "1. ", "10) ", "> ", ">", "|", "|---|",
    "---\n", "===\n", "***\n", "- [ ] ", "- [x] ", "[", "]", "(", ")", "![", "](", "](a.png)", "](https://a.example/)", "[^a]", "[^a]: ",
    "[a]: b\n", "[a][b]", "<", ">", "&", "&amp;", "&#x41;", "&lt;", "\"", "'", ":", ": ", "::", ":::", ":::{note}\n", ":::tip\n", "::::",
    "!!! note\n", "!!! tip \"T\"\n", "??? note\n", "> [!NOTE]\n", "> [!WARNING] T\n", "=== \"A\"\n", "=== \"B\"\n", "*[AB]: c\n", "AB",
    "{漢字|かん|じ}", "{", "}", "|か", "```", "````", "~~~", "```python\n", "```mermaid\n", "```quiz id=q\n", "```quiz id=r points=2\n",
    "```exercise id=e\n", "```prompt id=p\n", "```check id=c cell=k\n", "```{note}\n", "flowchart TD\n", "A --> B\n", "A[a] -->|b| B{c}\n",
    "sequenceDiagram\n", "A->>B: c\n", "subgraph x\n", "end\n", "pie\n", "\"a\" : 3\n",
    "- [x] a\n", "- [ ] b\n", "  > reply\n", "> why\n", "[[a|b]]", "[[", "]]", "= 3 ± 0.1 km\n", "= ", "1. a\n2. b\n3. c\n", "a :: b\n", ":: c\n",
    "hint: h\n", "~ a: no\n", "rubric:\n", "- r (2)\n", "  - 2: x\n", "model:\n", "fields:\n", "check:\n", "tests:\n", "assert x\n",
    "<div>", "</div>", "<p>", "<b>", "</b>", "<details>", "<summary>", "</details>", "<table>", "<tr><td>", "</table>", "<img src=a.png>",
    "<a href=\"b.md\">", "</a>", "<script>", "</script>", "<!--", "-->", "<br>", "<svg>", "<math>", "<style>", "<kbd>", "<pre>", "<ruby>",
    "\\frac{a}{b}", "\\begin{align}", "\\end{align}", "x^2", "\\text{a}", "\\left(", "_{i=1}", "[![a](a.png)](https://youtu.be/aaaaaaaaaaa)",
    "https://a.example/", "www.a.example", "a@b.example", "javascript:", "../", "%2e%2e/", "b.md#a", "?step=a", "attachment:a.png",
]  # fmt: skip
FRONT = [
    "---\n", "id: a\n", "title: b\n", "minutes: 3\n", "need: pc\n", "lab:\n", "  title: c\n", ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "<<: ",
    "!!python/object:os.system ", "!", "|", ">", "\"", "'", "#", ",", "?", "%", "@", "`", "\n", "  ", "a", "漢", "\\ud800", "\u0085", "~", "yes", "2020-01-01",
]  # fmt: skip
TOML = [
    "[", "]", "[[", "]]", "=", " = ", ".", ",", "\"", "'", "\"\"\"", "'''", "#", "\n", " ", "{", "}", "1", "-1", "1.5", "true", "nan", "1979-05-27",
    "\\u0000", "\\", "a", "漢", "id = \"a\"\n", "languages = [\"ja\", \"en\"]\n", "[title]\n", "ja = \"a\"\n", "en = \"a\"\n", "hours = \"1\"\n",
    "licence = \"CC-BY-4.0\"\n", "authors = [\"a\"]\n", "level = \"N3\"\n", "[[modules]]\n", "lessons = [\"01\"]\n", "[modules.title]\n",
    "[[skills]]\n", "code = \"a:b\"\n", "[skills.name]\n", "[certificate]\n", "points_percent = 60\n", "[[silence]]\n", "path = \"*\"\n",
    "reason = \"r\"\n", "[[terms]]\n", "term = {en = \"a\", ja = \"b\"}\n", "plain = {en = \"c\"}\n", "also = {en = [\"d\"]}\n", "[outcomes]\n",
]  # fmt: skip
GIFT = [
    "::", "{", "}", "=", "~", "->", "#", "####", "%50%", "%-100%", "T", "FALSE", "1:0.5", "1..2", "\\", "\\=", "\\n", "//", "$CATEGORY: ", "[html]",
    "[markdown]", "\n", "\n\n", " ", "a", "b c", "漢字", "<b>", "&lt;", "_", "*", "`", "[[", "]]", ":", "0", "3,5", "１",
]  # fmt: skip


def text_from(data: bytes, fragments: list[str]) -> str:
    """Text that bytes stand for: a first byte below 64 means UTF-8 as it is, any other means one fragment a byte.

    Of the last ones two bytes 255 and n repeat what came before n times, so that nesting comes up.
    """
    if not data:
        return ""
    if data[0] < 64:
        return data[1:].decode("utf-8", "replace")
    made: list[str] = []
    place = 1
    while place < len(data):
        if data[place] == 255 and place + 1 < len(data) and made:
            made += made[-1:] * min(data[place + 1], 60)
            place += 2
        else:
            made.append(fragments[data[place] % len(fragments)])
            place += 1
    return "".join(made)
