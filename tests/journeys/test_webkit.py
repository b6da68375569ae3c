"""The main path in WebKit, the engine of every iPhone: join, read, answer, come back, another language, rest, a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.story import ANSWER, the_course

if TYPE_CHECKING:
    from tests.journeys.conftest import Site
    from tests.plugins.webkit import WebKit

FITS = "return document.documentElement.scrollWidth <= innerWidth"


def joined(webkit: WebKit, site: Site, name: str) -> None:
    """From the invitation to the first step."""
    webkit.open(site.demo["invitations"][0]["url"])
    assert webkit.evaluate(FITS)
    webkit.follow("main button[value=ja]")
    webkit.write("main [name=name]", name)
    assert webkit.evaluate(FITS)
    webkit.follow("main form button[type=submit]")


def test_a_learner_with_webkit_reads_and_answers_and_rests(webkit: WebKit, site: Site) -> None:
    course = the_course()
    lesson = course.outline.lessons[0]
    joined(webkit, site, "みなみ")
    assert f"/learn/rpa-basics/{lesson.id}" in webkit.url()
    for step in lesson.steps:
        assert webkit.evaluate(f"return document.querySelector('#step-{step.id}').open"), step.id
        for activity in step.activities:
            quiz = f"#activity-{activity.id}"
            for value in course.keys[(lesson.id, "ja")][activity.id].right:
                webkit.click(f"{quiz} input[name=option][value='{value}']")
            webkit.follow(f"{quiz} {ANSWER}")
            assert "合っています" in webkit.text(quiz)
        webkit.follow(f"#step-{step.id} button[formaction*='/finish']")
        assert webkit.evaluate(FITS)
    assert webkit.evaluate("return document.querySelector('#greeting') !== null")

    webkit.follow("button[name=text_language][value=en]")
    assert "What is a robot?" in webkit.text("h1")

    webkit.open(f"{site.url}/team")
    assert "みなみ" in webkit.text("main")
    assert webkit.evaluate(FITS)

    webkit.open(site.url)
    assert webkit.evaluate(FITS)
    webkit.follow("form[action$='/rest'] button")
    assert webkit.evaluate("return document.querySelector(\"form[action$='/rest']\") === null")


def test_scripts_keep_the_place_in_webkit(webkit: WebKit, site: Site) -> None:
    account, lesson = site.account("learner"), the_course().outline.lessons[-1]
    third = lesson.steps[2].id
    webkit.open(f"{site.url}/login")
    webkit.write("[name=email]", account["email"])
    webkit.write("[name=password]", account["password"])
    webkit.follow("main form button[type=submit]")
    webkit.open(f"{site.url}/learn/rpa-basics/{lesson.id}")
    webkit.evaluate("""
        const send = window.fetch
        window.fetch = (...words) => send(...words).then(answer => { window.heard = answer.ok; return answer })
    """)
    webkit.click(f"#step-{third} > summary")
    webkit.until("return window.heard === true")
    webkit.open(f"{site.url}/learn/rpa-basics/{lesson.id}")
    assert webkit.evaluate(f"return document.querySelector('#step-{third}').open")


def test_an_employer_with_webkit_sees_a_certificate(webkit: WebKit, site: Site) -> None:
    webkit.open(site.demo["certificates"][0]["url"])
    assert webkit.evaluate("return document.querySelector('main .verdict, main [role=status], main h1') !== null")
    assert site.demo["certificates"][0]["number"] in webkit.text("main")
    assert webkit.evaluate(FITS)
