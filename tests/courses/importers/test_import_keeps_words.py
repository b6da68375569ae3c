"""Nothing is dropped in silence: every word of a foreign text is in the course or named in the report."""

import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses import compile_course
from courses.importers import import_course, write_course

WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=8).map(lambda word: f"q{word}q")
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


def wrapped(template):
    return st.builds(lambda one, two: template.replace("@", one).replace("%", two), WORDS, WORD)


BLOCKS = st.one_of(
    *(
        wrapped(template)
        for template in (
            "@",
            "## @",
            "### @",
            "# @",
            "- @\n  - %",
            "> @",
            "> [!NOTE]\n> @",
            "| @ | % |\n|---|---|\n| % | @ |",
            "```\n@\n```",
            "```{note}\n@\n```",
            ":::{warning} %\n@\n:::",
            "```{figure} %.png\n:alt: @\n\n%\n```",
            "```{odd} %\n@\n```",
            "```{toctree}\n%\n```",
            "{ref}`@ <%>` and {strange}`%`",
            "![@](%.png)",
            "[@](%.md) [@](#%)",
            "[@][%]\n\n[%]: %.md",
            '<div align="center"><b>@</b> <img src="%.png"></div>',
            "<iframe src='https://example.org/%'></iframe> @",
            "<details><summary>@</summary>\n\n%\n\n</details>",
            "<Tip>\n\n@\n\n</Tip>",
            '<Question choices={[{text: "@", explain: "%", correct: true}, {text: "%"}]} />',
            '<Question choices={[{text: "@"}]} />',
            "{#if fw === '%'}\n@\n{:else}\n%\n{/if}",
            "<Unknown>@</Unknown>",
            "@ <% and >",
            '!!! note "%"\n    @',
            "$@$ and $\\left( %$",
            "@[^%]\n\n[^%]: @",
            "?> @",
            "@\n{: .%}",
            "(mark)=\n@ %",
            "~~@~~ **%** `@`",
        )
    )
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(blocks=st.lists(BLOCKS, min_size=1, max_size=8), ending=st.sampled_from(["md", "mdx"]))
def test_every_word_is_in_the_course_or_in_the_report(blocks, ending):
    source = "\n\n".join(blocks) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in").mkdir()
        (Path(folder) / "in" / f"a.{ending}").write_text(source, encoding="utf-8")
        made = import_course(Path(folder) / "in")
        write_course(made, Path(folder) / "out")
        compiled = compile_course(Path(folder) / "out")
    assert [one.located() for one in compiled.problems if one.severity == "error"] == []
    kept = " ".join(content.decode("utf-8") for content in made.files.values())
    kept += " ".join(str(one.params.get("word", "")) for one in made.problems)
    lost = {word for word in re.findall(r"q[a-z]+q", source) if word not in kept}
    assert not lost
