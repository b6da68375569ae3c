"""The style guide shows every component there is, by day and night and in every language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lms.kit.i18n import INTERFACE, direction
from tests.app_fixtures import Browser, Cast

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "lms" / "templates"
GUIDE = "\n".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "administration" / "styleguide").iterdir())
MACRO = re.compile(r"macro (\w+)\(")
FRAME = {"page_look", "head_look", "text_look"}
"""What makes the frame of a page look as its reader wants; the guide sets it itself."""


def components() -> dict[str, str]:
    """Every macro of the components, with the text of its file."""
    found = {}
    for path in (TEMPLATES / "components").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        found.update(dict.fromkeys(MACRO.findall(text), text))
    return found


def is_shown(name: str, text: str) -> bool:
    """Whether the guide calls a macro itself, or shows it as a part of another of the same components."""
    calls = re.compile(rf"\b{name}\(")
    others = "\n".join(line for line in text.splitlines() if f"macro {name}(" not in line)
    elsewhere = "\n".join(each for key, each in components().items() if each != text)
    return bool(calls.search(GUIDE) or calls.search(others) or calls.search(elsewhere))


def test_every_component_is_in_the_guide() -> None:
    missing = [name for name, text in components().items() if name not in FRAME and not is_shown(name, text)]
    assert missing == []


@pytest.mark.parametrize("language", INTERFACE)
def test_the_guide_speaks_every_language_by_day_and_night(
    cast: Cast, signed_in: Callable[[int], Browser], language: str
) -> None:
    admin = signed_in(cast.admin)
    for theme in ("light", "dark"):
        page = admin.sees(f"/admin/styleguide?theme={theme}&lang={language}")
        assert f'<html lang="{language}" dir="{direction(language)}" data-theme="{theme}"' in page


def test_the_guide_shows_every_state_of_a_quick_check(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    page = signed_in(cast.admin).sees("/admin/styleguide?lang=en")
    for words in (
        "Have another look",
        "That's right",
        "Counts for the certificate",
        "This part is hard",
        "Withdrawn",
    ):
        assert words in page
