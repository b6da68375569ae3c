"""Components, directives and templates of other tools become text of ours, or a line in the report."""

import pytest

QUIZ = """# Check

## One

### 1. What is it?

```py
x = [1]
```

<Question
\tchoices={[
\t\t{
\t\t\ttext: "A \\"list\\"",
\t\t\texplain: 'Yes, <code>[1]</code>.',
\t\t\tcorrect: true
\t\t},
\t\t{ text: `a number`, explain: "No." },
\t]}
/>

### 2. And then?

<Question choices={[{text: "a"}, {text: "b"}]} />
"""


def test_question_becomes_a_quiz_with_its_heading_as_prompt(bring):
    made = bring({"a.mdx": QUIZ})
    release = made.compiled.release
    assert made.imported.sums.quizzes == 1
    key = release.keys[("a", "en")]["a-q1"]
    assert key.right == ("1",)
    assert "<code>[1]</code>" in key.feedback["1"]
    text = made.text("a/lesson.en.md")
    assert "**1. What is it?**" in text
    assert "x = [1]" in text
    assert made.told("import-quiz-unreadable") == [("a.mdx", 24, "Question")]
    assert "- b" in text


def test_both_branches_and_videos_stay(bring):
    source = "# A\n\n{#if fw === 'pt'}\n<Youtube id=\"abcdefghijk\"/>\ntorch words\n{:else}\nother words\n{/if}\nend\n"
    text = bring({"a.mdx": source}).text("a/lesson.en.md")
    assert "https://www.youtube.com/watch?v=abcdefghijk" in text
    places = [text.index(word) for word in ('=== "PyTorch"', "    torch words", '=== "TensorFlow"', "    other words")]
    assert places == sorted(places)
    assert text.endswith("\nend\n")
    assert "{" not in text.partition("---\n\n")[2]


@pytest.mark.parametrize(
    "inside",
    [
        "### A heading",
        "<Question choices={[{text: 'a', correct: true}, {text: 'b'}]} />",
        "x\n" * 70,
        "[a]: https://a.jp",
    ],
)
def test_long_branches_and_those_with_headings_or_questions_stand_under_their_names(bring, inside):
    source = f"# A\n\n{{#if fw === 'pt'}}\nbegin\n\n{inside}\n\nwords\n{{:else}}\nother words\n{{/if}}\n"
    text = bring({"a.mdx": source}).text("a/lesson.en.md")
    assert "===" not in text
    assert text.index("**PyTorch**") < text.index("begin") < text.index("**TensorFlow**") < text.index("other words")


def test_branches_in_tabs_are_read_as_tabs_with_code_and_links_in_them(bring):
    source = (
        "# A\n\n{#if fw === 'pt'}\n```py\n# no heading\nx = 1\n```\n[b](b.mdx)\n{:else}\n> other\n\n- b\n{/if}\n\n"
        "{#if a}{#if b}inner{/if}outer{/if}\n"
    )
    made = bring({"a.mdx": source, "b.mdx": "# B\n\nb"})
    html = made.compiled.release.readings["a", "en"].steps[0].parts[0].html
    assert html.count('<details class="tab') == 2
    assert '<code class="language-py">' in html
    assert 'href="/learn/' in html
    assert "<blockquote><p>other</p></blockquote>" in html
    assert "inner" in html
    assert "outer" in html


def test_tips_banners_imports_and_unknown_components(bring):
    source = (
        "import X from './x'\n\n# A [[anchor-a]]\n\n<Banner notes=\"two words\" />\n\n<Tip warning={true}>\n\nMind this.\n\n"
        "```py\nx\n```\n\n</Tip>\n\nafter `<Tip>` and <TOKEN words\n"
    )
    made = bring({"a.mdx": source})
    text = made.text("a/lesson.en.md")
    assert "> [!WARNING]" in text
    assert "> Mind this." in text
    assert "> x" in text
    assert "after `<Tip>` and" in text
    assert made.told("import-component") == [("a.mdx", 5, "Banner two words")]
    assert made.told("import-code") == [("a.mdx", 1, "import X from './x'")]
    assert 'title: "A"' in text


MYST = """(the-label)=
# Title

% a comment

:::{note}
Inside **it**.
:::

````{admonition} Look here
:class: tip

```{warning}
Nested.
```
````

```{figure} img/p.png
:name: fig-p
:alt: A picture

The caption.
```

```{code-block} python
:linenos:
print(1)
```

```{dropdown} More
Hidden words.
```

```{oddity} With argument
Odd words.
```

```{tableofcontents}
```

See {ref}`the-label`, {doc}`the other <b>`, {term}`a term`, {cite}`key2020`, {kbd}`Ctrl`, {strange}`words` and [](b.md).

`{ref}`x`` stays. {{ known }} {{ unknown }}

````md
```{note}
code
```
````
"""


def test_myst_becomes_plain_text_of_ours(bring, png):
    front = "---\nmyst:\n  substitutions:\n    known: a word\n---\n"
    made = bring({"a.md": front + MYST, "b.md": "# Other\n\nx", "img/p.png": png})
    text = made.text("a/lesson.en.md")
    for words in (
        "> [!NOTE]",
        "> Inside **it**.",
        "> [!NOTE] Look here",
        "> > [!WARNING]",
        "> > Nested.",
        "The caption.",
    ):
        assert words in text
    for words in (
        "![A picture](p.png)",
        "```python\nprint(1)",
        "<summary>More</summary>",
        "Hidden words.",
        "Odd words.",
    ):
        assert words in text
    for words in (
        "[the other](../b)",
        "*a term*",
        "(key2020)",
        "<kbd>Ctrl</kbd>",
        "`words`",
        "[Other](../b)",
        "a word",
    ):
        assert words in text
    assert "```{note}\ncode\n```" in text
    assert "a comment" not in text
    assert "(the-label)=" not in text
    assert made.told("import-directive") == [("a.md", 39, "oddity With argument")]
    assert [word for _, _, word in made.told("import-generated")] == ["tableofcontents"]
    assert made.told("import-role")[0][2] == "strange: words"
    assert made.told("import-substitution")[0][2] == "{{ unknown }}"


def test_jekyll_callouts_and_liquid(bring):
    source = (
        "---\nlayout: page\ntitle: Lab\n---\n\n> Mind this.\n{: .note }\n\nWords.\n{: .strange}\n\n"
        "{% for a in b %}| {{ a.x }} |\n"
        "{% endfor %}\n\nBy {{ site.author }}.\n\n{% raw %}{{ kept }}{% endraw %}\n"
    )
    made = bring({"a.md": source})
    text = made.text("a/lesson.en.md")
    assert "> [!NOTE]\n> Mind this." in text
    assert "{{ kept }}" in text
    assert "By ." in text
    assert made.told("import-attributes") == [("a.md", 10, "{: .strange}")]
    assert [line for _, line, _ in made.told("import-liquid")] == [12, 13, 15]


def test_docsify_and_mkdocs_callouts(bring):
    text = bring({"a.md": '# A\n\n!> Mind this.\n\n?> Note that.\n\n??? note "More"\n    Inside.\n'}).text(
        "a/lesson.en.md"
    )
    assert "> [!WARNING] Mind this." in text
    assert "> [!NOTE] Note that." in text
    assert '!!! note "More"' in text


def test_foreign_fences_with_our_names_stay_code(bring):
    made = bring({"a.md": "# A\n\n```quiz\n- [ ] not ours\n```\n"})
    assert made.imported.sums.quizzes == 0
    assert "```text" in made.text("a/lesson.en.md")


def test_what_would_be_fetched_becomes_a_link(bring):
    source = (
        '# A\n\n<iframe src="https://example.org/v" title="The film"></iframe>\n\n<script>alert(1)</script>\n\n'
        "<details><summary>S</summary>\n\nwords\n\n</details>\n"
    )
    made = bring({"a.md": source})
    text = made.text("a/lesson.en.md")
    assert '<a href="https://example.org/v">The film</a>' in text
    assert "<summary>S</summary>" in text
    assert [code for code in made.codes() if code in {"import-embedded", "import-html"}] == [
        "import-embedded",
        "import-html",
    ]


def test_formula_that_nobody_reads_is_shown_as_code(bring):
    made = bring({"a.md": "# A\n\nGood $x^2$ and bad $\\left( 1$ here.\n\n[^1] has no note.\n"})
    text = made.text("a/lesson.en.md")
    assert "$x^2$" in text
    assert "`\\left( 1`" in text
    assert "\\[^1]" in text
    assert {"import-formula", "import-note-missing"} <= set(made.codes())
