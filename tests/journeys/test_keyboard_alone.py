"""The whole way with a keyboard alone: from the invitation through a whole course to a certificate, and what an employer sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Site
from tests.journeys.hands import Hands
from tests.journeys.story import ANSWER, the_course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from courses import LessonOutline, Release


@pytest.fixture
def hands(browser: Browser) -> Iterator[Hands]:
    """A person at a keyboard and a small screen; pages jump instead of gliding, so that what is seen is settled."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ja-JP", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield Hands(context.new_page())
    context.close()


def test_the_keyboard_alone_leads_from_the_invitation_to_a_certificate(hands: Hands, site: Site) -> None:
    course, page = the_course(), hands.page
    first, *others = course.outline.lessons

    # From the link to the first paragraph: few screens, few presses
    page.goto(site.demo["invitations"][0]["url"])
    hands.use("main button[value=ja]")
    hands.reach("main [name=name]")
    hands.write("なぎさ")
    hands.use("main form button[type=submit]")
    assert page.url.partition("?")[0].partition("#")[0].endswith(f"/learn/rpa-basics/{first.id}")
    assert page.locator("details.step[open] .prose p").first.is_visible()
    assert 3 <= hands.screens <= 5, "the screens of a language, of a name, and the lesson"
    assert hands.presses <= 40

    # Every lesson to its end, one after the other; one of them is read in English too
    _study(hands, course, first)
    hands.use("button[name=text_language][value=en]")
    assert "What is a robot?" in page.locator("h1").inner_text()
    hands.use("button[name=text_language][value=ja]")
    for lesson in others:
        hands.use(f"main a.btn-main[href$='/learn/rpa-basics/{lesson.id}']")
        _study(hands, course, lesson)

    # The certificate, with a name that an employer sees
    hands.use("main a.btn-main[href$='/me/certificates']")
    hands.use("main a[href$='/claim']")
    hands.reach("[name=name]")
    hands.press("Control+a")
    hands.write("海野 なぎさ")
    hands.use("main form button[type=submit]")
    number = page.url.rpartition("#")[2]
    hands.use("form[action$='/name'] button[type=submit]")

    # And its number, typed where anybody checks it
    hands.use(".foot a[href$='/verify']")
    hands.reach("main [name=number]")
    hands.write(number)
    hands.use("main form button[type=submit]")
    assert "有効です" in page.locator("main").inner_text()
    assert "海野 なぎさ" in page.locator("main").inner_text()
    assert hands.unseen == []


def _study(hands: Hands, course: Release, lesson: LessonOutline) -> None:
    keys = course.keys[(lesson.id, "ja")]
    for step in lesson.steps:
        for activity in step.activities:
            key = keys[activity.id]
            _answer(hands, activity.id, key.right, [spellings[0] for spellings in key.gaps])
            assert "合っています" in hands.page.locator(f"#activity-{activity.id}").inner_text()
        hands.use(f"#step-{step.id} button[formaction*='/finish']")
    assert hands.page.locator("#done .note-tip, .note-tip").first.is_visible()


def test_a_focus_that_cannot_be_seen_is_noticed(hands: Hands, site: Site) -> None:
    hands.page.goto(f"{site.url}/login")
    hands.reach("[name=email]")
    assert hands.unseen == []
    hands.page.add_init_script("addEventListener('focusin', event => { event.target.style.outline = 'none' })")
    hands.page.reload()
    hands.reach("[name=email]")
    assert "not ring" in hands.unseen[-1]


def _answer(hands: Hands, activity: str, right: tuple[str, ...], gaps: list[str]) -> None:
    """Choose with the space bar, or among circles with arrows, or fill the gaps, and send."""
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
    for text in gaps:
        hands.reach(f"{quiz} [name=gap]")
        hands.write(text)
    hands.use(f"{quiz} {ANSWER}")
