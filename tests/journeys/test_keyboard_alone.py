"""The whole way with a keyboard alone: from the invitation to the end of a lesson, and to another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Site
from tests.journeys.hands import Hands
from tests.journeys.story import the_course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture
def hands(browser: Browser) -> Iterator[Hands]:
    """A person at a keyboard and a small screen; pages jump instead of gliding, so that what is seen is settled."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ja-JP", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield Hands(context.new_page())
    context.close()


def test_the_keyboard_alone_leads_from_the_invitation_through_a_lesson(hands: Hands, site: Site) -> None:
    course, page = the_course(), hands.page
    lesson = course.outline.lessons[0]
    keys = course.keys[(lesson.id, "ja")]

    # From the link to the first paragraph: few screens, few presses
    page.goto(site.demo["invitations"][0]["url"])
    hands.use("main button[value=ja]")
    hands.reach("main [name=name]")
    hands.write("なぎさ")
    hands.use("main form button[type=submit]")
    assert page.url.partition("?")[0].partition("#")[0].endswith(f"/learn/rpa-basics/{lesson.id}")
    assert page.locator("details.step[open] .prose p").first.is_visible()
    assert 3 <= hands.screens <= 5, "the screens of a language, of a name, and the lesson"
    assert hands.presses <= 40

    # The lesson to its end
    for step in lesson.steps:
        for activity in step.activities:
            _answer(hands, activity.id, keys[activity.id].right)
            assert "合っています" in page.locator(f"#activity-{activity.id}").inner_text()
        hands.use(f"#step-{step.id} button[formaction*='/finish']")
    assert page.locator("#done .note-tip, .note-tip").first.is_visible()

    # And the same in English
    hands.use("button[name=text_language][value=en]")
    assert "What is a robot?" in page.locator("h1").inner_text()
    assert hands.unseen == []


def test_a_focus_that_cannot_be_seen_is_noticed(hands: Hands, site: Site) -> None:
    hands.page.goto(f"{site.url}/login")
    hands.reach("[name=email]")
    assert hands.unseen == []
    hands.page.add_init_script("addEventListener('focusin', event => { event.target.style.outline = 'none' })")
    hands.page.reload()
    hands.reach("[name=email]")
    assert "not ring" in hands.unseen[-1]


def _answer(hands: Hands, activity: str, right: tuple[str, ...]) -> None:
    """Choose with the space bar, or among circles with arrows, and send."""
    quiz = f"#activity-{activity}"
    if hands.page.locator(f"{quiz} input[type=radio]").count():
        hands.reach(f"{quiz} input[type=radio]")
        for _ in range(10):
            hands.press("ArrowDown")
            if hands.page.locator(f"{quiz} input:checked").get_attribute("value") == right[0]:
                break
    else:
        for value in right:
            hands.reach(f"{quiz} input[value='{value}']")
            hands.press("Space")
    hands.use(f"{quiz} button[type=submit]")
