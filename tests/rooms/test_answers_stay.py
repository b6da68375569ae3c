"""No answer is in anything that reaches a learner before they answered: pages, JSON, facts, files, whatever door they open."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from courses import Release, compile_course
from tests.app_fixtures import TINY, Browser
from tests.cast import Cast
from tests.rooms.deeds import a_draft, a_fact, answer, lesson, send
from tests.rooms.doors.stage import Stage
from tests.rooms.doors.table import lines_of, rooms
from tests.rooms.paper import Paper
from tests.rooms.test_new_release import publish

SECRETS = """## Good morning {#morning minutes=9}

```quiz id=one attempts=2
Which?
- [x] First
  > Canary1-feedback-right
- [ ] Second
  > Canary2-feedback-other

> Canary3-why-one
```

```quiz id=gap
The word is [[Canary4-gap|Canary5-spelling]].

~ almost: Canary6-reply
> Canary7-why-gap
```

```quiz id=number
How many?
= 86753091
explanation: Canary8-why-number
```

```quiz id=order
In order.
1. Wake
2. Eat
3. Work

> Canary9-why-order
```

```quiz id=pool
Red?
- [x] Yes
  > Canary10-red
- [ ] No

variant: Blue?
- [ ] Yes
- [x] No
  > Canary11-blue
```

```exercise id=task hand-in=text
Write.

rubric:
- Clear (2)
model:
Canary12-model
explanation: Canary13-why-task
```
"""
SPELT = [*[f"Canary{number}-" for number in range(1, 14)], "86753091"]


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The tiny course with every kind of activity, each part of whose keys can be told."""
    folder = tmp_path_factory.mktemp("secret") / "tiny"
    shutil.copytree(TINY, folder)
    for path in Path(folder / "01-hello").glob("lesson.*.md"):
        text = path.read_text("utf-8")
        head = next(line for line in text.split("\n") if "{#morning" in line)
        path.write_text(text.replace(head, SECRETS, 1), "utf-8")
    release = compile_course(folder).release
    assert release is not None
    return release


def said(response: TestResponse) -> Iterator[str]:
    """All text of an answer: its head, its body, and what is in it where it is an archive."""
    yield str(response.headers)
    body = response.get_data()
    yield body.decode("utf-8", "replace")
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield archive.read(name).decode("utf-8", "replace")


def told(response: TestResponse) -> list[str]:
    """The secrets in an answer."""
    texts = list(said(response))
    return [secret for secret in SPELT if any(secret in text for text in texts)]


@pytest.mark.parametrize("room", rooms())
def test_no_door_tells_a_learner_an_answer(app: Flask, cast: Cast, room: str, secret: Release) -> None:
    set_up = Stage(app, cast, room)
    publish(app, secret)
    found = {}
    for line in (line for line in lines_of(room) if line.method == "GET"):
        for actor in ("nobody", "aya", "chen", "supp", "coord"):
            response = set_up.send(actor, line)
            if leaked := told(response):
                found[f"{line.name} {actor}"] = leaked
    assert found == {}


@pytest.fixture
def aya(app: Flask, cast: Cast, signed_in: Callable[[int], Browser], secret: Release) -> Browser:
    """Aya, who has answered nothing."""
    publish(app, secret)
    return signed_in(cast.aya)


def page(browser: Browser, cast: Cast) -> str:
    return browser.sees(f"{lesson(cast)}?step=morning")


def release_on(html: str) -> int:
    return int(html.split('name="release" value="')[1].split('"')[0])


def test_nothing_is_told_to_who_types_doubts_or_syncs(cast: Cast, aya: Browser) -> None:
    release = release_on(page(aya, cast))
    answers = []
    for activity in ("one", "gap", "number", "order", "pool"):
        mark = Paper(page(aya, cast), activity).mark
        own = {"release": release, "mix": mark}
        answers += [
            answer(aya, cast, activity, **own, unsure="yes"),
            answer(aya, cast, activity, **own, follow=False),
            aya.send("/drafts", {"drafts": [a_draft(cast, activity, release=release, gap=["x"], mix=[mark])]}),
            aya.get(f"{lesson(cast)}/heard?step=morning&language=en"),
        ]
    sent = {"id": str(uuid4()), "release": release, "language": "en", "text": "Something"}
    answers.append(aya.post(f"{lesson(cast)}/tasks/task", sent, follow=True))
    facts = [a_fact(cast, "opened_step", release=release), a_fact(cast, "answered", activity="task", release=release)]
    send(aya, *facts)
    answers += [aya.get("/facts"), aya.get(f"{lesson(cast)}?step=morning"), aya.get("/me/privacy")]
    assert [leaked for response in answers if (leaked := told(response))] == []


def test_an_answer_brings_what_belongs_to_it_and_no_more(cast: Cast, aya: Browser) -> None:
    release = release_on(page(aya, cast))
    assert told(answer(aya, cast, "one", "2", release=release)) == ["Canary2-"]
    assert told(answer(aya, cast, "gap", gap=["almost"], release=release)) == ["Canary2-", "Canary6-"]
    assert told(answer(aya, cast, "number", number="7", release=release)) == ["Canary2-", "Canary6-"]
    html = answer(aya, cast, "one", "1", release=release)
    assert told(html) == ["Canary1-", "Canary3-", "Canary6-"], "and the explanation, once nothing more is asked"
    sent = a_fact(
        cast, "answered", activity="gap", detail={"gaps": ["Canary5-spelling"]}, release=release, language="en"
    )
    assert set(send(aya, sent)[0]["verdict"]) == {"right", "points"}
    assert "Canary7-" in told(aya.get(f"{lesson(cast)}?step=morning"))


def test_values_on_the_page_do_not_tell_the_order(
    cast: Cast, signed_in: Callable[[int], Browser], aya: Browser
) -> None:
    """What is written first, or has the lowest value, is not the right one more often than chance."""
    html = page(aya, cast)
    found = Paper(html, "order")
    assert list(found.values()) != ["Wake", "Eat", "Work"]
    assert re.findall(r'name="thing" value="(\d)"', found.html) == ["1", "2", "3"]
