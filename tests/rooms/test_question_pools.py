"""A quiz of several questions: one at a try, the same on every device; another one next; nothing of the rest on the page."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from courses import Release, compile_course
from tests.app_fixtures import TINY, Browser, Cast
from tests.rooms.deeds import a_draft, a_fact, answer, kept, lesson, send, words
from tests.rooms.paper import Paper
from tests.rooms.test_new_release import publish

SignedIn = Callable[[int], Browser]
COUNT = {"Red": "Canary-why-red", "Blue": "Canary-why-blue", "Green": "Canary-why-green"}
POOL = """## Good morning {#morning minutes=9}

```quiz id=colour attempts=4 shuffle=yes
Which is Red?
- [x] Red yes
- [ ] Red no
  > Canary-not-red
- [ ] Red maybe
> Canary-why-red

variant: Which is Blue?
- [ ] Blue no
  > Canary-not-blue
- [x] Blue yes
- [ ] Blue maybe
> Canary-why-blue

variant: Which is Green?
- [ ] Green no
  > Canary-not-green
- [ ] Green maybe
- [x] Green yes
> Canary-why-green
```
"""


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The tiny course with three questions in one quiz."""
    folder = tmp_path_factory.mktemp("pool") / "tiny"
    shutil.copytree(TINY, folder)
    for path in Path(folder / "01-hello").glob("lesson.*.md"):
        text = path.read_text("utf-8")
        head = next(line for line in text.split("\n") if "{#morning" in line)
        path.write_text(text.replace(head, POOL, 1), "utf-8")
    release = compile_course(folder).release
    assert release is not None
    return release


@pytest.fixture
def aya(app: Flask, cast: Cast, signed_in: SignedIn, pool: Release) -> Browser:
    """Aya, who reads the course with it."""
    publish(app, pool)
    return signed_in(cast.aya)


def look(browser: Browser, cast: Cast) -> tuple[str, Paper, str]:
    """The page, the quick check on it, and the colour it asks for."""
    html = browser.sees(f"{lesson(cast)}?step=morning")
    found = Paper(html, "colour")
    asked = re.findall(r"Which is (\w+)\?", found.html)
    return html, found, asked[-1]


def release_on(html: str) -> int:
    return int(html.split('name="release" value="')[1].split('"')[0])


def choose(browser: Browser, cast: Cast, said: str) -> str:
    """Answer what is asked with `yes`, `no` or `maybe`; the colour that was asked."""
    html, found, colour = look(browser, cast)
    answer(browser, cast, "colour", release=release_on(html), **found.options(f"{colour} {said}"))
    return colour


def test_one_question_is_asked_and_nothing_of_the_others_is_there(
    aya: Browser, cast: Cast, signed_in: SignedIn
) -> None:
    html, found, colour = look(aya, cast)
    for other in set(COUNT) - {colour}:
        assert other not in found.html
    assert "Canary" not in html
    again, phone = look(aya, cast), look(signed_in(cast.aya), cast)
    assert found.values() == again[1].values() == phone[1].values(), "the same at every look and on every device"
    assert found.mark == again[1].mark


def test_the_next_try_asks_another_and_keeps_what_was_said_of_the_last(app: Flask, aya: Browser, cast: Cast) -> None:
    first = choose(aya, cast, "no")
    html, found, second = look(aya, cast)
    assert second != first
    assert "Have another look" in words(html)
    assert f"About your last answer: Which is {first}?" in words(html)
    assert f"Canary-not-{first.lower()}" in html
    assert "Here is another question about the same." in html
    assert " checked" not in found.html
    choose(aya, cast, "maybe")
    _, _, third = look(aya, cast)
    assert {first, second, third} == set(COUNT)
    choose(aya, cast, "yes")
    html, found, shown = look(aya, cast)
    assert shown == third
    assert "That's right" in words(found.html)
    assert COUNT[third] in html
    assert not any(COUNT[other] in html for other in (first, second))
    assert [fact.detail["right"] for fact in kept(app, cast.aya, "verdict")] == [False, False, True]


def test_a_page_of_an_earlier_try_is_read_as_it_was_shown(app: Flask, aya: Browser, cast: Cast) -> None:
    html, old, colour = look(aya, cast)
    choose(aya, cast, "no")
    answer(aya, cast, "colour", release=release_on(html), **old.options(f"{colour} yes"))
    assert [fact.detail["right"] for fact in kept(app, cast.aya, "verdict")] == [False, True]
    assert look(aya, cast)[2] == colour


def test_an_answer_without_its_mark_or_with_another_persons_is_asked_again(
    app: Flask, aya: Browser, cast: Cast, signed_in: SignedIn
) -> None:
    html, found, colour = look(aya, cast)
    _, others, _ = look(signed_in(cast.bilal), cast)
    for mark in ("", others.mark, "0-0123456789abcdef", f"7{found.mark}", "x" * 500):
        sent = {**found.options(f"{colour} yes"), "mix": mark}
        refused = answer(aya, cast, "colour", release=release_on(html), follow=False, **sent)
        assert refused.status_code == 422
        assert "This page was old" in words(refused)
        sent = {"id": "7d9fd1f0-55a1-4f6f-a8c4-6ad6f8de1b0a", "release": release_on(html), "language": "en", **sent}
        kept_page = aya.post(f"{lesson(cast)}/keep/colour", sent)
        assert kept_page.status_code == 422
    assert kept(app, cast.aya, "answered") == []


def test_what_was_half_typed_stays_with_its_question(aya: Browser, cast: Cast) -> None:
    html, found, colour = look(aya, cast)
    chosen = found.options(f"{colour} maybe")
    draft = a_draft(cast, "colour", release=release_on(html), option=chosen["option"], mix=[found.mark])
    assert aya.send("/drafts", {"drafts": [draft]}).get_json()["drafts"] == ["kept"]
    _, found, _ = look(aya, cast)
    assert re.findall(r'value="(\d)"[^>]* checked', found.html) == chosen["option"]
    draft = {**draft, "answer": "7d9fd1f0-55a1-4f6f-a8c4-6ad6f8de1b0a", "fields": {**draft["fields"], "mix": ["0-1"]}}
    assert aya.send("/drafts", {"drafts": [draft]}).get_json()["drafts"] == ["refused"]
    choose(aya, cast, "no")
    late = a_draft(cast, "colour", release=release_on(html), option=chosen["option"], mix=[found.mark], age=0)
    aya.send("/drafts", {"drafts": [late]})
    assert " checked" not in look(aya, cast)[1].html, "it was typed for the question before"


def test_a_device_says_what_its_page_showed(app: Flask, aya: Browser, cast: Cast) -> None:
    html, found, colour = look(aya, cast)
    sent = {"chosen": found.options(f"{colour} yes")["option"], "mix": found.mark, "variant": 40}
    fact = a_fact(cast, "answered", activity="colour", detail=sent, release=release_on(html), language="en")
    assert send(aya, fact)[0]["verdict"]["right"] is True
    assert kept(app, cast.aya, "answered")[0].detail.get("variant", 0) == list(COUNT).index(colour)


def test_what_is_read_aloud_is_what_is_asked(aya: Browser, cast: Cast) -> None:
    for _ in range(2):
        _, found, colour = look(aya, cast)
        heard = aya.get(f"{lesson(cast)}/heard?step=morning&language=en").get_json()["paragraphs"]
        said = " ".join(heard)
        assert f"Which is {colour}?" in said
        assert sum(other in said for other in COUNT) == 1
        places = [said.index(text) for text in found.values()]
        assert places == sorted(places), "in the order of the page"
        choose(aya, cast, "no")
