"""Lists of contents of other tools: what they name comes in their order, the rest is told of."""

import tomllib

import pytest

from courses.importers.yaml_files import YamlError, read_yaml

PAGES = {f"docs/{name}.md": f"# {name.upper()}\n\ntext" for name in ("intro", "a", "b", "c", "deep/d")}


def modules(brought):
    manifest = tomllib.loads(brought.text("course.toml"))
    return [(module["title"]["en"], module["lessons"]) for module in manifest["modules"]]


def test_toctree_names_parts_and_titles(bring):
    tree = (
        "- title: 1. Begin\n  sections:\n  - local: a\n    title: First\n  - local: gone\n"
        "- title: More\n  sections:\n  - local: b\n"
    )
    made = bring({**PAGES, "docs/_toctree.yml": tree})
    assert modules(made) == [("1. Begin", ["a"]), ("More", ["b"])]
    assert made.told("import-order-missing") == [("docs/_toctree.yml", None, "gone")]
    assert [path for path, _, _ in made.told("import-unlisted")] == ["docs/c.md", "docs/deep/d.md", "docs/intro.md"]


def test_jupyter_book_has_parts_chapters_sections_and_globs(bring):
    toc = (
        "format: jb-book\nroot: intro\nparts:\n- caption: One\n  chapters:\n  - file: b\n    sections:\n    - file: a\n"
        "- caption: Two\n  chapters:\n  - glob: deep/*\n  - url: https://example.org\n"
    )
    made = bring({**PAGES, "docs/_toc.yml": toc})
    assert modules(made) == [("INTRO", ["intro"]), ("One", ["b", "a"]), ("Two", ["deep-d"])]


def test_summary_of_mdbook_is_followed(bring):
    summary = (
        "# Summary\n\n[Intro](intro.md)\n\n# Part one\n\n- [C](c.md)\n  - [Deep](deep/d.md)\n- [Draft]()\n- [B](b.md)\n"
    )
    made = bring({**PAGES, "docs/SUMMARY.md": summary})
    assert modules(made) == [("INTRO", ["intro"]), ("Part one", ["c", "deep-d", "b"])]


def test_mkdocs_with_python_tags_is_read_and_nothing_runs(bring):
    config = (
        "site_name: X\nmarkdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
        "        - format: !!python/name:os.system\n          run: !!python/object/apply:os.abort []\n"
        "nav:\n  - Home: intro.md\n  - Guide:\n    - a.md\n    - Deep: deep/d.md\n"
    )
    made = bring({**PAGES, "mkdocs.yml": config})
    assert modules(made) == [("INTRO", ["intro"]), ("Guide", ["a", "deep-d"])]


def test_sidebar_that_names_little_is_not_followed(bring):
    made = bring({**PAGES, "docs/_sidebar.md": "- [A](a.md)\n"})
    assert len(made.compiled.release.outline.lessons) == 5
    assert "import-order-unused" in made.codes()


def test_sidebar_that_names_all_is_followed(bring):
    links = "".join(f"  - [{name}]({name}.md)\n" for name in ("c", "b", "a", "deep/d", "intro"))
    made = bring({**PAGES, "docs/_sidebar.md": f"- Start\n{links}"})
    assert modules(made) == [("Start", ["c", "b", "a", "deep-d", "intro"])]


def test_labs_stand_under_the_module_of_their_front_matter(bring):
    def lab(number, module):
        top = f"---\nlab:\n  title: 'Lab {number}'\n  module: '{module}'\n  duration: 30 minutes\n  level: 100\n---\n"
        return f"{top}\n## Do it\n\nText {number}.\n"

    labs = {f"Labs/L[{n}].md": lab(n, "One" if n < 3 else "Two") for n in (1, 2, 3)}
    made = bring({**labs, "_config.yml": "author: Someone\n"})
    assert [(title, len(lessons)) for title, lessons in modules(made)] == [("One", 2), ("Two", 1)]
    assert made.compiled.release.outline.lessons[0].minutes == 30
    assert made.told("import-front")[0] == ("Labs/L[1].md", 1, "level: 100")


def test_two_languages_with_a_list_each_are_joined(bring):
    pages = {f"chapters/{tag}/c{n}.md": f"# {tag}{n}\n\ntext" for tag, n in (("ja", 1), ("ja", 2), ("en", 1))}
    lists = {
        f"chapters/{tag}/_toctree.yml": f"- title: {tag} part\n  sections:\n  - local: c1\n  - local: c2\n"
        for tag in ("ja", "en")
    }
    made = bring({**pages, **lists})
    outline = made.compiled.release.outline
    assert outline.languages == ("ja", "en")
    assert dict(outline.modules[0].titles) == {"ja": "ja part", "en": "en part"}


BOMB = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize("text", [BOMB, "[" * 5000, "a: " + "x" * 400_000, "a: b: c", "<<: *x", "- " * 30_000])
def test_yaml_that_is_a_trap_is_refused_quickly(text):
    with pytest.raises(YamlError):
        read_yaml(text)


def test_list_that_cannot_be_read_leaves_the_folders(bring):
    made = bring({**PAGES, "docs/_toc.yml": "a: b: c"})
    assert made.told("import-yaml") == [("docs/_toc.yml", 1, "docs/_toc.yml")]
    assert len(made.compiled.release.outline.lessons) == 5
