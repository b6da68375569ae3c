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


def claim(learner: Page, site: Site, name: str) -> str:
    """Claim the certificate that is ready, in that name; its number."""
    learner.goto(f"{site.url}/me/certificates")
    learner.locator("main a[href$='/claim']").click()
    learner.fill("[name=name]", name)
    learner.locator("main form button[type=submit]").click()
    learner.wait_for_url("**/me/certificates**")
    return learner.url.rpartition("#")[2]


def withdraw(browser: Browser, site: Site, number: str) -> None:
    """Withdraw a certificate, as an administrator does."""
    admin_context = browser.new_context(locale="en-GB")
    admin = admin_context.new_page()
    sign_in(admin, site.url, site.account("admin"))
    admin.goto(f"{site.url}/admin/certificates/{number}")
    admin.locator("main input[name=reason]").first.check()
    admin.fill("main textarea[name=note]", "Issued while trying the whole path.")
    admin.locator("main input[name=confirm]").check()
    with admin.expect_navigation():
        admin.locator("main form button[type=submit]").last.click()
    admin_context.close()


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

    # Then a certificate is ready, and an employer sees that it is valid, and the name only once its holder shows it
    number = claim(learner, site, "山田 ひなた")
    employer_context = browser.new_context(locale="ja-JP")
    employer = employer_context.new_page()
    employer.goto(f"{site.url}/certificates/{number}")
    assert "有効です" in employer.locator("main").inner_text()
    assert "ひなた" not in employer.content()
    assert employer.request.get(f"{site.url}/certificates/{number}.json").status == 404
    with learner.expect_navigation():
        learner.locator("form[action$='/name'] button[type=submit]").first.click()
    employer.reload()
    assert "山田 ひなた" in employer.locator("main").inner_text()

    # The downloaded file is valid; with one character changed it is refused
    signed = employer.request.get(f"{site.url}/certificates/{number}.json").text()
    assert json.loads(signed)["issuer"]["id"].startswith("did:web:127.0.0.1")
    assert "有効です" in verdict(employer, site.url, signed)
    assert "発行時の内容と一致しません" in verdict(employer, site.url, signed.replace("ひなた", "ひなだ", 1))

    # Withdrawn by an administrator, it is refused too
    withdraw(browser, site, number)
    assert "取り消されています" in verdict(employer, site.url, signed)
    employer.goto(f"{site.url}/certificates/{number}")
    shown = employer.locator("main").inner_text()
    assert "取り消されています" in shown
    assert "山田" not in shown
    for context in (mate_context, employer_context):
        context.close()
