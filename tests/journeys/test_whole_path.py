"""The whole path with three people: two learners of one team, and an employer without an account."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.journeys.conftest import Site
from tests.journeys.story import join, sign_in, study_lesson, the_course

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page


def petal_of(page: Page, name: str) -> str:
    """The drawing of somebody's petal on the team's page."""
    return page.locator("li.seat-row", has_text=name).locator("svg").inner_html()


def verdict(page: Page, url: str, text: str) -> str:
    """What /verify says of a pasted text."""
    page.goto(f"{url}/verify")
    page.fill("textarea[name=text]", text)
    page.locator("main form button[type=submit]").click()
    return page.locator(".verdict").inner_text()


def test_two_learners_and_an_employer(person: BrowserContext, browser: Browser, site: Site, tmp_path: Path) -> None:
    course = the_course()
    learner, mate_context = person.new_page(), browser.new_context(locale="en-GB")
    mate = mate_context.new_page()
    link = site.demo["invitations"][0]["url"]

    # Given two people who joined the same team, each in their language
    join(learner, link, "ja", "ひなた")
    join(mate, link, "en", "Sofiia")
    mate.goto(f"{site.url}/team")
    before = petal_of(mate, "ひなた")

    # When the first studies the whole course
    first, *others = course.outline.lessons
    study_lesson(learner, course, first, "ja")
    mate.reload()
    assert petal_of(mate, "ひなた") != before, "the mate sees the petal move"
    for lesson in others:
        study_lesson(learner, course, lesson, "ja")

    # Then a certificate is ready, and its holder chooses to show the name
    learner.goto(f"{site.url}/me/certificates")
    learner.locator("main a[href$='/claim']").click()
    learner.fill("[name=name]", "山田 ひなた")
    learner.locator("main form button[type=submit]").click()
    learner.wait_for_url("**/me/certificates**")
    number = learner.url.rpartition("#")[2]
