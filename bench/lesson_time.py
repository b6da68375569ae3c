"""What a warm Markdown lesson costs beside bare Python-Markdown on the same text, in processor time.

    python -m bench.lesson_time [--each] [FOLDER…]     default: content, tests/data, and ../shared/corpus if present

Every .md file below the folders is read by four sides in turn, the quickest of several runs counts, and all are warm: everything
is imported and each file was read once before. What we remember of a text (its formulas, its plain words) is forgotten before
each run, as if it were new.

- `draft()`: what an author waits for: blocks, lines, activities, pictures and links looked up in the folder, the sanitiser,
  steps with their minutes, plain text for search, digests, hard words, what the checker will look at.
- its text alone: HTML from Markdown and the sanitiser, as far as Python-Markdown does the same.
- Python-Markdown with the same extensions: `SAME`, one for each of our abilities that it or pymdownx has in a comparable form.
- Python-Markdown with `extra` alone.

None of theirs has furigana, activities, MyST's and Docusaurus' boxes (`:::`), tags limited to safe ones, links that are looked
up, or MathML (`arithmatex` only marks formulas for a script): these are ours alone and count against us. `--each` also prints
the ratio of our text alone with each of their extensions taken away, over a tenth of the files.
"""

import re
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import markdown

from courses.assets import Assets
from courses.drafts import draft, open_lesson_file
from courses.files import CourseFiles
from courses.frontmatter import LessonError
from courses.lesson_file import LessonFile
from courses.markup.dialect import Dialect
from courses.markup.formulas import formula
from courses.markup.scene import OpenTargets, Scene
from courses.markup.words import plain
from courses.targets import CourseTargets

ROOT = Path(__file__).resolve().parent.parent
# What of ours each of them reads. The first seven are `extra`.
SAME = {
    "abbr": "abbreviations",
    "attr_list": "attributes in braces",
    "def_list": "definition lists",
    "fenced_code": "fences",
    "footnotes": "footnotes",
    "md_in_html": "Markdown between tags of HTML",
    "tables": "tables",
    "admonition": "!!! callouts",
    "codehilite": "coloured code",
    "sane_lists": "lists of two kinds apart",
    "toc": "headings with anchors",
    "pymdownx.quotes": "> [!NOTE] callouts",
    "pymdownx.details": "??? folded boxes",
    "pymdownx.tabbed": '=== "tabs"',
    "pymdownx.tasklist": "task lists",
    "pymdownx.tilde": "~~struck~~",
    "pymdownx.magiclink": "bare addresses",
    "pymdownx.arithmatex": "formulas",
}
# Guessing a language is an ability that we do not have, and takes longer than all else together.
OPTIONS: dict[str, dict[str, Any]] = {"codehilite": {"guess_lang": False}, "pymdownx.quotes": {"callouts": True}}
ROUNDS = 3
_TAG = re.compile(r"(?:lesson\.)?([a-z]{2}(?:-[a-z]{2,4})*)(?:\.md)?\Z")


class Row(NamedTuple):
    """Seconds of one file by each side; `name` tells its length, too."""

    name: str
    draft: float
    text: float
    same: float
    extra: float


def bare(extensions: Sequence[str]) -> markdown.Markdown:
    """Python-Markdown with these."""
    return markdown.Markdown(
        extensions=list(extensions), extension_configs={name: OPTIONS[name] for name in extensions if name in OPTIONS}
    )


def seconds(work: Callable[[], Any]) -> float:
    """Processor time of one run."""
    formula.cache_clear()
    plain.cache_clear()
    before = time.process_time()
    work()
    return time.process_time() - before


def quickest(works: Sequence[Callable[[], Any]]) -> list[float]:
    """The quickest run of each, taken in turn after one to warm up."""
    rounds = [[seconds(work) for work in works] for _ in range(ROUNDS + 1)][1:]
    return [min(spent) for spent in zip(*rounds, strict=True)]


def lessons(folders: Sequence[Path]) -> list[tuple[Path, LessonFile]]:
    """Each file that can be opened and is not empty, with the folder of its course."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            part = path.relative_to(folder).parts[0]
            course = next((one for one in path.parents if (one / "course.toml").is_file()), folder / part)
            course = course if course.is_dir() else folder
            tags = [tag.group(1) for one in path.parts if (tag := _TAG.match(one))]
            name, language = path.relative_to(course).as_posix(), tags[-1] if tags else "en"
            file = open_lesson_file(CourseFiles(course), name, language, "markdown", lambda problem: None)
            found += [(course, file)] if file and file.front.body.strip() else []
    return found


def draft_of(course: Path, file: LessonFile, ours: Dialect) -> None:
    """All that an author waits for."""
    draft(file, CourseTargets(CourseFiles(course), Assets(), "x", {}, file.path, lambda problem: None), ours)


def text_of(file: LessonFile, ours: Dialect) -> None:
    """The same text without a course around it."""
    ours.pieces(file.front.body, Scene(file.language, file.path, OpenTargets(), lambda problem: None))


def html_of(file: LessonFile, theirs: markdown.Markdown) -> None:
    """The same text by another."""
    theirs.reset().convert(file.front.body)


def rows(found: Sequence[tuple[Path, LessonFile]]) -> list[Row]:
    """Each file by each side; one that our reader refuses is left out."""
    ours, same, extra, made = Dialect(), bare(list(SAME)), bare(["extra"]), []
    for course, file in found:
        works = [partial(draft_of, course, file, ours), partial(text_of, file, ours)]
        works += [partial(html_of, file, side) for side in (same, extra)]
        try:
            made.append(Row(f"{course.name}/{file.path}, {len(file.front.body)} signs", *quickest(works)))
        except LessonError:
            continue
    return made


def say(spent: Sequence[Row]) -> None:
    """The middle, the worst three, and all together, of both of ours by both of theirs."""
    for ours, of in (("draft", "draft()"), ("text", "its text alone")):
        for theirs in ("same", "extra"):
            each = sorted((getattr(row, ours) / getattr(row, theirs), row.name) for row in spent)
            total = sum(getattr(row, ours) for row in spent) / sum(getattr(row, theirs) for row in spent)
            middle = statistics.median(ratio for ratio, _ in each)
            over = sum(ratio > 2 for ratio, _ in each)
            print(
                f"{of} / {theirs}: median {middle:.2f}, all together {total:.2f}, above 2: {over} of {len(each)}; worst:"
            )
            print("".join(f"    {ratio:5.2f}  {name}\n" for ratio, name in reversed(each[-3:])), end="")


def say_each(found: Sequence[tuple[Path, LessonFile]]) -> None:
    """Our text alone by theirs, with one extension after another taken away."""
    ours = Dialect()
    sides = {"": bare(list(SAME))} | {name: bare([one for one in SAME if one != name]) for name in SAME}
    totals = [0.0] * (len(sides) + 1)
    for _, file in found:
        works = [partial(text_of, file, ours), *(partial(html_of, file, side) for side in sides.values())]
        totals = [total + one for total, one in zip(totals, quickest(works), strict=True)]
    for name, total in zip(sides, totals[1:], strict=True):
        without = f"without {name} ({SAME[name]})" if name else "with all"
        print(f"{totals[0] / total:5.2f}  {without}")


def main(words: Sequence[str]) -> None:
    """Measure and print."""
    warnings.simplefilter("ignore")
    given = [Path(word).resolve() for word in words if word != "--each"]
    known = [ROOT / "content", ROOT / "tests" / "data", ROOT.parent / "shared" / "corpus"]
    found = lessons(given or [folder for folder in known if folder.is_dir()])
    print("The same extensions:", ", ".join(f"{name} ({ours})" for name, ours in SAME.items()))
    say(rows(found))
    if "--each" in words:
        say_each(found[::10])


if __name__ == "__main__":
    main(sys.argv[1:])
