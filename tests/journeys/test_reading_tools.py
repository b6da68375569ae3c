"""The tools of a lesson in a real browser: it is read aloud, pictures come when asked for, words are explained in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.conftest import Site
from tests.journeys.story import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VOICE = """(() => {
  const said = (window.said = []);
  const voices = [{ lang: "en-US", localService: true }];
  const none = () => undefined;
  const speak = words => { said.push(words.text); window.endOfWords = words.onend };
  const engine = { getVoices: () => voices, addEventListener: none, cancel: none, speak };
  Object.defineProperty(window, "speechSynthesis", { value: engine });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
})()"""
"""A voice that says nothing and remembers what it was given: browsers in tests have none."""

WORD = """() => {
  const paragraph = document.querySelector(".step[open] .prose p");
  paragraph.insertAdjacentHTML("beforeend", ' <abbr title="Robotic Process Automation">RPA</abbr>');
}"""


def test_a_lesson_is_heard_seen_and_explained_where_one_is(browser: Browser, site: Site) -> None:
    headers = {"Save-Data": "on"}
    context = browser.new_context(locale="en-US", viewport={"width": 360, "height": 740}, extra_http_headers=headers)
    context.add_init_script(VOICE)
    page = context.new_page()
    sign_in(page, site.url, site.account("learner"))
    page.goto(f"{site.url}/learn/rpa-basics/seeing-a-process?step=decide-with-words", wait_until="networkidle")
    if page.locator("button[name=text_language][value=en]").count():
        with page.expect_navigation(wait_until="networkidle"):
            page.locator("button[name=text_language][value=en]").click()
        page.reload(wait_until="networkidle")

    page.locator("[data-listen]").click()
    page.wait_for_function("() => window.said.length === 1")
    page.evaluate("() => window.endOfWords()")
    page.wait_for_function("() => window.said.length === 2")
    assert page.locator(".is-heard").count() == 1
    page.locator("#listen [data-do=close]").click()
    assert page.locator(".is-heard").count() == 0

    page.evaluate("() => document.querySelectorAll('details.step').forEach(step => { step.open = true })")
    assert page.locator("article img").count() == 0
    page.locator("a[data-picture]").first.click()
    assert page.locator("article img").count() == 1

    page.evaluate(WORD)
    page.locator("article abbr").first.click()
    assert "Robotic Process Automation" in page.locator(".term-here").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".term-here").count() == 0
    context.close()
