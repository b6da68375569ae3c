"""A diagram says in words what it shows, in the reading's language, and never brings a script along."""

import time

import pytest

from courses.markup.clean import clean
from courses.markup.dialect import Dialect, render_markdown
from courses.markup.figures import drawing_name, put_drawings
from courses.markup.scene import OpenTargets, Scene
from courses.markup.words import plain


def said(source, language="en"):
    """The lines of the list, without the summary."""
    return plain(render_markdown(f"```mermaid\n{source}\n```", language)).split("\n")[1:]


FLOW = """flowchart TD
  %% a remark
  A["Open the <br/>invoice"] -->|yes| B(Read it)
  A -- no --> C{Ask}
  C -.-> B & D[[Stop]]
  style A fill:#fff
  click A href "https://example.org"
"""


def test_flowchart_is_a_list_of_arrows():
    assert said(FLOW) == ["Open the invoice", "→ Read it (yes)", "→ Ask (no)", "Ask", "→ Read it", "→ Stop"]


def test_words_and_brackets_are_those_of_the_language():
    assert said("graph LR\n A[開く] -->|はい| B[読む]", "ja") == ["開く → 読む（はい）"]


def test_arrows_point_the_way_people_read():
    assert said("graph LR; A-->B;", "ar") == ["A ← B"]


def test_groups_name_their_members():
    assert said("graph TD\n subgraph one [Desk]\n A --> B\n end\n C --> A") == ["Desk", "A", "B", "A → B", "C → A"]


def test_sequence_tells_who_says_what_in_order():
    source = (
        "sequenceDiagram\n participant A as Mina\n A->>+B: Hello\n alt fine\n B-->>-A: Yes\n else\n B-xA: No\n end\n"
        " Note over A,B: Later"
    )
    assert said(source) == [
        "Mina → B: Hello",
        "If: fine",
        "B → Mina: Yes",
        "Otherwise",
        "B → Mina: No",
        "Mina, B: Later",
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("stateDiagram-v2\n [*] --> S\n S --> [*] : done\n S : First", ["Start → First", "First → End (done)"]),
        ("classDiagram\n A <|-- B : is\n class A {\n +int x\n }", ["A", "+int x", "B → A (is)"]),
        ("erDiagram\n A ||--o{ B : has", ["A → B (has)"]),
        ('pie title P\n "a" : 3', ["a: 3"]),
        ("gantt\n title x\n section S\n T : a, 3d", ["S", "T: a, 3d"]),
        ("journey\n section S\n T: 5: Me", ["S", "T: 5, Me"]),
        ("mindmap\n  root((R))\n    A\n      [B]\n    C", ["R", "A", "B", "C"]),
    ],
)
def test_other_kinds_are_lists_too(source, lines):
    assert said(source) == lines


def test_unknown_kind_shows_its_source_with_a_sentence_and_is_told():
    told = []
    html = Dialect().block("```mermaid\nzzz <b>\n```", Scene("en", "lesson.md", OpenTargets(), told.append))
    assert "This diagram can only be shown as it was written." in html
    assert "zzz &lt;b&gt;" in html
    assert [(one.code, one.line) for one in told] == [("diagram-unread", 1)]


@pytest.mark.parametrize("text", ["```{mermaid}\ngraph LR\nA-->B\n```", ":::mermaid\ngraph LR\nA-->B\n:::"])
def test_diagrams_are_found_in_other_dialects(text):
    assert "<li>A → B</li>" in render_markdown(text, "en")


def test_labels_cannot_bring_markup():
    html = render_markdown('```mermaid\ngraph LR\nA["<img src=x onerror=y()>*a* #lt;b#gt;"] --> B\n```', "en")
    assert "<img" not in html
    assert "*a* &lt;b&gt; → B" in html


def test_drawing_is_put_in_by_its_name_and_the_words_stay():
    html = render_markdown(f"```mermaid\n{FLOW}```", "en")
    name = drawing_name(FLOW)
    with_it = put_drawings(html, {name: "/assets/0123456789abcdef.svg"}, "en")
    assert clean(with_it).count('src="/assets/0123456789abcdef.svg"') == 1
    assert "open" not in with_it.split("<summary>")[0].rpartition("<details")[2]
    assert "Open the invoice" in with_it
    assert put_drawings(html, {"0" * 16: "/assets/0123456789abcdef.svg"}, "en") == html


def test_author_cannot_write_the_mark_of_a_drawing():
    html = render_markdown(f'<figure class="diagram drawing-{"0" * 16}">\n<p>a</p>\n</figure>', "en")
    assert "drawing" not in html


@pytest.mark.parametrize(
    "source",
    [
        "graph TD\n" + "&".join("ABCDEFGH" * 300) + "-->" + "&".join("IJKLMNOP" * 300),
        "sequenceDiagram\n" + "a" + " " * 19_000,
        "sequenceDiagram\n" + "loop x\n" * 2_000,
        "mindmap\n" + "".join(" " * depth + "a\n" for depth in range(180)),
        "gantt\n" + "section a\nb: c\n" * 1_200,
        "graph TD\n" + "A--" * 6_000,
        "classDiagram\n" + "a " * 9_000,
    ],
)
def test_hostile_diagram_is_read_in_time(source):
    begin = time.process_time()
    render_markdown(f"```mermaid\n{source}\n```", "en")
    assert time.process_time() - begin < 3
