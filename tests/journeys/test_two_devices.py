"""Half an answer and the line that was read follow from a phone to a PC; things put in order by hand are sent as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.conftest import Site
from tests.journeys.story import ANSWER, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

LINE = "[...document.querySelectorAll('details.step[open] > .prose > *')].findLast(e => e.getBoundingClientRect().top < 26)"


CHOICE = "input[type=radio], input[type=checkbox]"


def checked(page: Page, quiz: str) -> list[str]:
    found: list[str] = page.evaluate(f"[...document.querySelectorAll('#{quiz} input:checked')].map(e => e.value)")
    return found


def read_on(page: Page, by: int) -> str:
    """Scroll by hand; returns the words of the block at the top of the window."""
    page.mouse.move(180, 300)
    page.mouse.wheel(0, by)
    page.wait_for_timeout(400)
    return str(page.evaluate(f"{LINE}.textContent"))


def test_half_an_answer_and_the_line_follow_to_another_device(
    person: BrowserContext, browser: Browser, site: Site
) -> None:
    phone = person.new_page()
    account = [each for each in site.demo["people"] if each["role"] == "learner"][1]
    sign_in(phone, site.url, account)
    phone.locator("main a.btn-main").first.click()
    phone.wait_for_load_state()
    quiz = phone.locator("details.step[open] .quiz:has(form)").first
    name = str(quiz.get_attribute("id"))
    quiz.locator(CHOICE).nth(1).check()
    chosen = checked(phone, name)
    phone.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    phone.wait_for_timeout(400)
    line = read_on(phone, 700)
    phone.goto(f"{site.url}/me")
    phone.wait_for_timeout(500)

    other = browser.new_context(viewport={"width": 1280, "height": 800}, locale="ja-JP")
    pc = other.new_page()
    sign_in(pc, site.url, account)
    pc.locator("main a.btn-main").first.click()
    pc.wait_for_load_state()
    assert checked(pc, name) == chosen
    assert "Your half-written answer is here." in pc.locator(f"#{name}").inner_text()
    assert pc.evaluate(f"{LINE}.textContent") == line
    assert pc.evaluate("scrollY") > 0

    # A change of language keeps them and a note that is not yet saved, although the page is left at once.
    pc.locator("details.step[open] .margin summary").click()
    pc.locator("details.step[open] .margin textarea").fill("まだ保存していない")
    pc.locator(f"#{name}").locator(CHOICE).nth(0).check()
    chosen = checked(pc, name)
    with pc.expect_navigation():
        pc.locator("#reading-tools button[name=text_language]").evaluate("button => button.click()")
    pc.wait_for_load_state()
    assert checked(pc, name) == chosen
    assert pc.locator("details.step[open] .margin textarea").input_value() == "まだ保存していない"
    other.close()


def test_things_put_in_order_by_hand_are_graded_as_they_stand(
    person: BrowserContext, site: Site, everything: str
) -> None:
    page = person.new_page()
    sign_in(page, site.url, site.account("admin"))
    page.goto(f"{site.url}{everything}/asking?language=en")
    quiz = page.locator("#activity-order")
    page.evaluate("document.querySelectorAll('details.step').forEach(step => { step.open = true })")
    for place, words in enumerate(("Open the table", "Find the number", "Write it down")):
        item = quiz.locator("[data-item]", has_text=words)
        while item.evaluate("item => [...item.parentElement.children].indexOf(item)") > place:
            item.locator("button.mover").first.click()
    with page.expect_navigation():
        quiz.locator(ANSWER).click()
    assert "note-tip" in (page.locator("#activity-order > .note").first.get_attribute("class") or "")
