"""Static files and languages: old bytes are never fixed under a new address, and odd names are refused in words."""

from __future__ import annotations

from flask import Flask

from lms.kit.i18n import own_name
from lms.kit.statics import digest_of
from tests.app_fixtures import Browser


def test_only_the_present_version_of_a_file_is_kept_for_ever(app: Flask, visitor: Browser) -> None:
    name = "js/lesson.js"
    for version, kept in ((digest_of(name), "immutable"), ("000000000000", "no-cache")):
        answer = visitor.get(f"/static/{version}/{name}")
        assert kept in answer.headers["Cache-Control"]
        answer.close()


def test_names_that_are_no_files_are_not_there(app: Flask, visitor: Browser) -> None:
    for name in ("x" * 300, "css", "../app.py", "js/%2e%2e/css/ORDER", "nothing.js"):
        assert visitor.get(f"/static/x/{name}").status_code in (404, 308), name


def test_a_language_babel_does_not_know_goes_by_its_tag() -> None:
    for tag in ("cnh", "ksw", "din", "not-a-language", "x"):
        assert own_name(tag)


def test_choosing_a_language_on_an_answered_form_leads_home(app: Flask, visitor: Browser) -> None:
    page = visitor.client.post("/language", data={"language": "en"}).get_data(as_text=True)
    assert 'name="next" value="/"' in page
