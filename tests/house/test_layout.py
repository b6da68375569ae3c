"""The house rules that no linter knows: sizes, names, who writes and who commits, and what templates hold."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LMS = ROOT / "lms"
TEMPLATES = LMS / "templates"
ROOMS = [
    folder
    for folder in sorted(LMS.iterdir())
    if (folder / "__init__.py").exists() and folder.name not in ("kit", "cli")
]
CODE = [path for folder in ("lms", "courses", "runner") for path in sorted((ROOT / folder).rglob("*.py"))]
CODE += [ROOT / "config.py", ROOT / "wsgi.py", ROOT / "run.py"]
PAGES = sorted(TEMPLATES.rglob("*.html"))
FORBIDDEN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "service",
    "managers",
    "manager",
    "common",
    "misc",
    "tools",
}
DOORS = {"views", "commands", "jobs"}
FIXED = DOORS | {"models", "rules", "queries", "access", "forms", "nav"}
WRITES = re.compile(
    r"session\.(add|add_all|delete|merge)\(|insert_new\(|execute\(\s*(insert|update|delete)\(|\.flush\(\)"
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_gerund(path: Path) -> bool:
    return path.stem.partition("_")[0].endswith("ing")


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_module_is_short_and_says_its_duty(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    tree = ast.parse(text)
    duty = ast.get_docstring(tree)
    assert duty, "a module opens with a sentence on its duty"
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


def test_no_file_is_named_after_nothing() -> None:
    assert [name_of(path) for path in CODE if path.stem in FORBIDDEN or path.parent.name in FORBIDDEN] == []


def test_test_files_are_short_and_their_names_unique() -> None:
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    assert [name_of(path) for path in files if len(path.read_text("utf-8").splitlines()) > 250] == []
    assert len({path.name for path in files}) == len(files)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_rooms_files_follow_the_grammar(room: Path) -> None:
    for path in sorted(room.glob("*.py")):
        text = path.read_text("utf-8")
        if path.stem == "__init__":
            assert len(ast.parse(text).body) == 1, f"{name_of(path)} holds one sentence and nothing else"
            continue
        assert re.fullmatch("[a-z]+(_[a-z]+)*", path.stem)
        if not (path.stem in DOORS or is_gerund(path)):
            assert not WRITES.search(text), f"{name_of(path)} writes, so it is named by its deed"
        if path.stem not in DOORS:
            assert ".commit()" not in text, f"{name_of(path)} commits, which only doors do"
        if path.stem not in FIXED | {"models"} and "(Base)" in text:
            pytest.fail(f"{name_of(path)} holds a table, which belongs into models.py")
        if path.stem != "views" and "Blueprint(" in text:
            pytest.fail(f"{name_of(path)} opens a door, which belongs into views.py")


@pytest.mark.parametrize("path", sorted(LMS.rglob("rules.py")), ids=name_of)
def test_rules_touch_their_arguments_only(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
    tops = {name.partition(".")[0] for name in imported}
    assert not tops & {"flask", "flask_babel", "flask_login", "flask_wtf", "sqlalchemy", "wtforms", "flask_sqlalchemy"}
    assert not [name for name in imported if name.startswith("lms.") and not name.endswith(".rules")]
    assert "datetime.now" not in path.read_text("utf-8"), "the time is an argument"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_is_short_titled_and_holds_no_style_or_script(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 120
    is_part = path.name.startswith("_") or path.parent.name == "components"
    assert is_part or "{% block title" in text, "a page has a title; a part begins with _ or is a component"
    markup = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    assert not re.search(r"<[^>]*\sstyle\s*=", markup)
    # Our policy refuses styles in a page. What somebody takes along in a file must carry its own.
    assert "<style" not in markup or path.name == "handed_over.html"
    assert not re.search(r"<script(?![^>]*\bsrc=)", markup)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", markup)
    assert "javascript:" not in markup
    assert not re.search(r"(src|href|action)=\"(https?:)?//", markup), "nothing is fetched from elsewhere"


def test_every_form_that_posts_carries_its_token() -> None:
    for path in PAGES:
        for form in re.findall(r"<form\b.*?</form>", path.read_text("utf-8"), re.DOTALL):
            if 'method="post"' in form:
                assert "csrf_token" in form or "hidden(" in form, name_of(path)


def test_safe_is_said_of_compiled_html_only() -> None:
    said = [
        (name_of(path), piece) for path in PAGES for piece in re.findall(r"([\w.\[\]]+)\|safe", path.read_text("utf-8"))
    ]
    allowed = re.compile(r"html$|explanation$|feedback\[option\.value\]$")
    assert [pair for pair in said if not allowed.search(pair[1])] == []
