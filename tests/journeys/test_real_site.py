"""A real site without the demo: an empty folder, one command, and a coordinator's first team, up to a learner who reads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runner import setting_up
from runner.options import read_request
from runner.serving import real_environment, web_command
from tests.journeys.conftest import ROOT, Site, _wait_for, free_port
from tests.journeys.story import join, sign_in, the_course

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

LONGEST = "あさひ" * 26
"""Nearly the longest name a team may have: its sheet must fit on one page too."""
MIDORI = {"email": "midori@example.org", "password": "a quiet plum by the sea"}


@pytest.fixture
def real_site(tmp_path: Path, chromium_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """What `run.py setup` makes of an empty folder, served as `run.py serve` does it."""
    port = free_port()
    for name in ("GONIN_ENV", "GONIN_DATA", "PUBLIC_URL", "DATABASE_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    # The test's own environment has everything that setup would install.
    monkeypatch.setattr(setting_up, "ensure", lambda _: Path(sys.executable))
    (tmp_path / "password").write_text(MIDORI["password"])
    words = [
        "setup",
        "--data",
        str(tmp_path / "site"),
        "--url",
        f"http://127.0.0.1:{port}",
        "--both",
        "--name",
        "みどり",
    ]
    words += ["--email", MIDORI["email"], "--password-file", str(tmp_path / "password")]
    for _ in range(2):
        assert setting_up.set_up(read_request(words)) == 0
    environment = real_environment(str(tmp_path / "site"))
    with closing((tmp_path / "server.log").open("wb")) as log:
        command = web_command(Path(sys.executable), "127.0.0.1", port, 1)
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(environment["PUBLIC_URL"], server)
            yield Site(environment["PUBLIC_URL"], {}, environment)
        finally:
            server.terminate()
            server.wait(20)


def make_team(page: Page) -> str:
    """From the empty desk to an invitation's link, by pressing what the pages offer."""
    page.locator("nav.tabs a[href='/coordinate']").click()
    page.locator(".empty a.btn-main").click()
    page.fill("[name=public_name]", "難民のための講座")
    page.fill("[name=inner_name]", "港町 2026年度")
    page.fill("[name=starts_on]", "2026-04-01")
    page.fill("[name=ends_on]", "2099-03-31")
    page.locator("main form button[type=submit]").click()
    assert "「難民」は使わないでください" in page.locator("#public_name-problem").inner_text()
    assert page.input_value("[name=inner_name]") == "港町 2026年度"
    page.fill("[name=public_name]", "夜のパソコン講座")
    page.locator("main form button[type=submit]").click()
    page.locator("a[href$='/teams/new']").click()
    page.fill("[name=name]", LONGEST)
    page.select_option("[name=course]", "rpa-basics")
    page.locator("main form button[type=submit]").click()
    page.locator("form[action$='/invitation/new'] button").click()
    return page.input_value("#link")


def test_from_an_empty_folder_to_a_learner_who_reads(person: BrowserContext, browser: Browser, real_site: Site) -> None:
    desk = browser.new_context(locale="ja-JP").new_page()
    sign_in(desk, real_site.url, MIDORI)
    link = make_team(desk)
    assert desk.locator("svg.qr").is_visible()
    phone, lesson = person.new_page(), the_course().outline.lessons[0]
    join(phone, link, "ja", "つばさ")
    phone.goto(f"{real_site.url}/learn/rpa-basics/{lesson.id}")
    assert phone.locator("details[open] .prose p").first.inner_text().strip()
    desk.reload()
    assert "つばさ" in desk.locator("main").inner_text()
    desk.locator("a[href$='/sheet']").click()
    for language in ("en", "uk", "ja-x-easy"):
        # A page that is still arriving cannot be printed.
        with desk.expect_navigation():
            desk.locator(f"nav.pick a[lang={language}]").click()
        paper = desk.pdf(prefer_css_page_size=True)
        assert paper.count(b"/Type /Page\n") == 1, "one page"
        assert b"/MediaBox [0 0 594.95996 841.91998]" in paper, "of A4"
    desk.context.close()
