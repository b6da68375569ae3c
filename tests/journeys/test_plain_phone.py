"""An old phone: no JavaScript, a thin line, a small screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Site
from tests.journeys.story import answer, join, sign_in, the_course

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Response

    from courses import LessonOutline

FIRST_VISIT = 60_000
"""Bytes over the wire, pictures of the lesson left out."""


@pytest.fixture
def plain_page(browser: Browser) -> Page:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="ja-JP", viewport={"width": 360, "height": 740})
    page = context.new_page()
    yield page  # type: ignore[misc]
    context.close()


def test_joining_reading_and_answering_work_without_javascript(plain_page: Page, site: Site) -> None:
    page, course = plain_page, the_course()
    join(page, site.demo["invitations"][0]["url"], "ja", "ひかり")
    lesson = course.outline.lessons[0]
    assert f"/learn/rpa-basics/{lesson.id}" in page.url
    half_typed_answers_outlast_a_change_of_language(page, lesson)
    for step in lesson.steps:
        part = page.locator(f"details#step-{step.id}")
        for activity in step.activities:
            key = course.keys[(lesson.id, "ja")][activity.id]
            answer(page.locator(f"#activity-{activity.id}"), key.right, key.gaps)
            assert "合っています" in page.locator(f"#activity-{activity.id}").inner_text()
        with page.expect_navigation():
            part.locator("button[formaction$='/finish']").click()
    assert page.locator("#done .note-tip").is_visible()
    with page.expect_navigation():
        page.locator("button[name=text_language][value=en]").click()
    assert "What is a robot?" in page.locator("h1").inner_text()
    page.goto(site.url)
    with page.expect_navigation():
        page.locator("form[action$='/rest'] button").first.click()
    assert page.locator("form[action$='/rest']").count() == 0


def half_typed_answers_outlast_a_change_of_language(page: Page, lesson: LessonOutline) -> None:
    """One press keeps what is chosen; then the text may speak another language."""
    step, activity = next((step, one) for step in lesson.steps for one in step.activities)
    begun = page.url
    page.goto(f"{begun.partition('?')[0]}?step={step.id}")
    chosen = f"#activity-{activity.id} input[name=option] >> nth=1"
    page.locator(chosen).check()
    page.locator(f"#activity-{activity.id} button[formaction*='/keep/']").click()
    for language in ("en", "ja"):
        with page.expect_navigation():
            page.locator(f"button[name=text_language][value={language}]").click()
        assert page.locator(chosen).is_checked()
    page.goto(begun)


def test_the_next_visit_begins_where_the_last_one_ended(person: BrowserContext, site: Site) -> None:
    page, lesson = person.new_page(), the_course().outline.lessons[-2]
    sign_in(page, site.url, site.account("learner"))
    page.goto(f"{site.url}/learn/rpa-basics/{lesson.id}", wait_until="networkidle")
    with page.expect_response("**/facts"):
        page.locator(f"details#step-{lesson.steps[2].id} > summary").click()
    page.goto(f"{site.url}/learn/rpa-basics/{lesson.id}")
    assert page.locator(f"details#step-{lesson.steps[2].id}").get_attribute("open") is not None


def test_a_first_visit_to_a_lesson_is_light_and_stays_here(person: BrowserContext, site: Site) -> None:
    page, weights, hosts = person.new_page(), {}, set()
    sign_in(page, site.url, site.account("learner"))
    fresh = person.new_page()

    def weigh(answer: Response) -> None:
        hosts.add(answer.url.split("/")[2])
        sizes = answer.request.sizes()
        if "/assets/" not in answer.url:
            weights[answer.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    fresh.on("response", weigh)
    fresh.goto(f"{site.url}/learn/rpa-basics/tables", wait_until="networkidle")
    assert hosts == {site.url.split("/")[2]}
    assert sum(weights.values()) <= FIRST_VISIT, weights
