"""A work from the first word to the review: what is typed stays, a file goes on after the line broke, words arrive."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from tests.journeys.conftest import ROOT, Site
from tests.journeys.story import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

TASK = "/learn/everything/asking/tasks/list"
A_TEAM = """
from lms.accounts.models import Person
from lms.app import create_app
from lms.cohorts import forming, seating
from lms.cohorts.models import Programme
from lms.kit import clock
from lms.kit.db import db
from config import Settings
import sys
with create_app(Settings.from_environment()).app_context():
    person = db.session.query(Person).filter_by(email=sys.argv[1]).one()
    cohort = forming.make_cohort(db.session.query(Programme).first(), "everything", "Makers", clock.now())
    seating.take_seat(cohort.id, person.id, clock.now())
    db.session.commit()
"""


def a_table() -> bytes:
    """An Excel file of more than one part."""
    book, stream = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("List")
    for number in range(9000):
        sheet.append([number, os.urandom(200).hex()])
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def learner(site: Site, everything: str) -> dict[str, str]:
    """Somebody in a team that takes a course with a task."""
    account = [each for each in site.demo["people"] if each["role"] == "learner"][4]
    command = [sys.executable, "-c", A_TEAM, account["email"]]
    subprocess.run(command, cwd=ROOT, env=site.environment, check=True, capture_output=True)
    return account


def test_a_work_is_written_sent_reviewed_and_read(
    person: BrowserContext, browser: Browser, site: Site, learner: dict[str, str]
) -> None:
    page = person.new_page()
    sign_in(page, site.url, learner)
    page.goto(f"{site.url}{TASK}")
    page.fill("[name=text]", "Paper 2, pens 5\n\nCanary: tape 1")
    page.wait_for_timeout(2500)
    page.reload()
    assert page.input_value("[name=text]") == "Paper 2, pens 5\n\nCanary: tape 1"

    content = a_table()
    assert len(content) > 2**20
    sent = []

    def cut(route: object) -> None:
        sent.append(route)
        # The second part meets a line that is down.
        route.abort() if len(sent) == 2 else route.continue_()  # type: ignore[attr-defined]  # A route of Playwright.

    page.route("**/part?at=*", cut)
    with page.expect_navigation():
        page.set_input_files("input[type=file]", {"name": "list.xlsx", "mimeType": "", "buffer": content})
    assert len(sent) >= 3
    assert page.locator("[data-files] .list a").inner_text().strip() == "list.xlsx"
    assert page.input_value("[name=text]").startswith("Paper 2")
    with page.expect_navigation():
        page.locator("#activity-list button.btn-main").click()
    assert "It waits for your instructor." in page.locator("main").inner_text()

    other = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en")
    desk = other.new_page()
    sign_in(desk, site.url, site.account("instructor"))
    desk.goto(f"{site.url}/teach/works")
    desk.locator(".row-link", has_text=learner["name"]).click()
    assert "Canary: tape 1" in desk.locator("main").inner_text()
    with desk.expect_download() as given:
        desk.locator("a", has_text="list.xlsx").click()
    assert given.value.path().read_bytes() == content
    desk.check("[name=row-1][value='2']")
    desk.select_option("[name=row-2]", "1")
    desk.check("[name=passed][value=yes]")
    desk.fill("[name=words]", "Clear and whole.")
    with desk.expect_navigation():
        desk.locator("main form button.btn-main").click()
    other.close()

    page.reload()
    seen = page.locator("main").inner_text()
    assert "Well done. This task is done." in seen
    assert "Clear and whole." in seen
    assert "Paper 2, pens 5" in seen
