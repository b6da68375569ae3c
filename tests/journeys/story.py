"""What people do in a browser, named as steps of their story."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from courses import Release, compile_course

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from courses import LessonOutline

ROOT = Path(__file__).resolve().parents[2]

ANSWER = "button[type=submit]:not([formaction], [name])"
"""The button that sends an answer, and none of those beside it."""


def the_course() -> Release:
    """The course of the journey, with its answers."""
    release = compile_course(ROOT / "content" / "rpa-basics").release
    assert release is not None
    return release


def join(page: Page, link: str, language: str, name: str) -> None:
    """From the invitation to the first step of the first lesson."""
    page.goto(link)
    page.locator(f"main button[value={language}]").click()
    page.fill("main [name=name]", name)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/learn/**")


def sign_in(page: Page, url: str, account: dict[str, str]) -> None:
    """Sign in with an account of the demo."""
    page.goto(f"{url}/login")
    page.fill("[name=email]", account["email"])
    page.fill("[name=password]", account["password"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/")


def study_lesson(page: Page, course: Release, lesson: LessonOutline, language: str) -> None:
    """Read a lesson from its first step to its last, answering what is in it."""
    page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}/learn/{course.outline.id}/{lesson.id}")
    keys = course.keys[(lesson.id, language)]
    for step in lesson.steps:
        part = page.locator(f"details#step-{step.id}")
        assert part.get_attribute("open") is not None, f"{lesson.id}: {step.id} is not open"
        for activity in step.activities:
            answer(page.locator(f"#activity-{activity.id}"), keys[activity.id].right, keys[activity.id].gaps)
        with page.expect_navigation():
            part.locator("button[formaction$='/finish']").click()


def answer(quiz: Locator, right: tuple[str, ...], gaps: tuple[tuple[str, ...], ...]) -> None:
    """Answer a quick check."""
    for value in right:
        quiz.locator(f"input[name=option][value='{value}']").check()
    for number, spellings in enumerate(gaps):
        quiz.locator("input[name=gap]").nth(number).fill(spellings[0])
    with quiz.page.expect_navigation():
        quiz.locator(ANSWER).click()
