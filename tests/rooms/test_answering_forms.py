"""Numbers, orders, pairs and tasks on a lesson's page: nothing tells the answer before, parts are told kindly afterwards."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from courses import Release, compile_course
from tests.app_fixtures import TINY, Browser, Cast
from tests.rooms.deeds import a_fact, answer, kept, lesson, send, words
from tests.rooms.paper import Paper
from tests.rooms.test_new_release import publish

MORE = """## Good morning {#morning minutes=9 need=windows}

```quiz id=how-many
How many?
= 1200 ± 10 yen
~ 120: Canary-reply: one zero more.
~ a lot: Canary-many: how many?
hint: Canary-hint one.
hint: Canary-hint two.
```

```quiz id=in-order
In order, please.
1. Wake
2. Wash
3. Eat
4. Work

> Canary-explanation: so goes the day.
```

```quiz id=which-tool
Which tool?
Add :: Spreadsheet
Draw :: Brush
```

```exercise id=a-list hand-in=text
Write a list.

rubric:
- Others can read it (2)
model:
Canary-model
```
"""


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The tiny course with every form in its first step."""
    folder = tmp_path_factory.mktemp("kinds") / "tiny"
    shutil.copytree(TINY, folder)
    for path in Path(folder / "01-hello").glob("lesson.*.md"):
        text = path.read_text("utf-8")
        head = next(line for line in text.split("\n") if "{#morning" in line)
        path.write_text(text.replace(head, MORE, 1), "utf-8")
    release = compile_course(folder).release
    assert release is not None
    return release


@pytest.fixture
def page(app: Flask, cast: Cast, signed_in: Callable[[int], Browser], kinds: Release) -> Browser:
    """Aya, who reads the new release."""
    publish(app, kinds)
    return signed_in(cast.aya)


def shown(page: Browser, cast: Cast) -> str:
    return page.sees(f"{lesson(cast)}?step=morning")


def try_out(page: Browser, cast: Cast, activity: str, **fields: object) -> str:
    html = shown(page, cast)
    release = html.split('name="release" value="')[1].split('"')[0]
    answer(page, cast, activity, release=release, **fields)
    return shown(page, cast)


def test_nothing_of_a_key_is_on_the_page_before(page: Browser, cast: Cast) -> None:
    html = shown(page, cast)
    for canary in ("1200", "Canary-reply", "Canary-explanation: so", "Canary-model"):
        assert canary not in html
    assert html.index("Canary-hint one") < html.index("Canary-hint two")
    assert "Write a list." in html
    assert "This step needs Windows." in html
    assert "Others can read it" in html


def test_number_in_any_writing_counts_and_a_reply_speaks_to_what_was_typed(page: Browser, cast: Cast) -> None:
    html = try_out(page, cast, "how-many", number="120")
    assert "Canary-reply" in html
    assert 'value="120"' in html
    assert "That's right" in words(try_out(page, cast, "how-many", number="１，２０９ yen"))


DAY = ("Wake", "Wash", "Eat", "Work")


def paper(page: Browser, cast: Cast, activity: str = "in-order") -> Paper:
    return Paper(shown(page, cast), activity)


def test_order_tells_how_many_are_in_place_and_keeps_what_was_chosen(page: Browser, cast: Cast) -> None:
    html = try_out(page, cast, "in-order", **paper(page, cast).places("Wash", "Wake", "Eat", "Work"))
    assert "2 of 4 are in place." in html
    assert "Canary-explanation: so" not in html
    html = try_out(page, cast, "in-order", **paper(page, cast).places(*DAY))
    assert "Canary-explanation: so" in html


def test_things_that_were_moved_on_the_page_go_by_which_thing_they_are(app: Flask, page: Browser, cast: Cast) -> None:
    """Buttons move things about, and an answered order is shown as it was given: then the first place is another thing's."""
    mark, values = paper(page, cast).mark, paper(page, cast).values()
    right = [values[text] for text in DAY]
    moved = [right[1], right[0], *right[2:]]
    html = try_out(page, cast, "in-order", mix=mark, thing=moved, place=["1", "2", "3", "4"])
    assert "2 of 4 are in place." in html
    now = Paper(html, "in-order")
    assert list(now.values()) == ["Wash", "Wake", "Eat", "Work"]
    for things in (right[:3], [*right[:3], right[0]], ["x", *right[1:]]):
        try_out(page, cast, "in-order", mix=now.mark, thing=things, place=["1", "2", "3", "4"])
    assert len(kept(app, cast.aya, "answered")) == 1
    right = [now.values()[text] for text in DAY]
    html = try_out(page, cast, "in-order", mix=now.mark, thing=right, place=["1", "2", "3", "4"])
    assert "Canary-explanation: so" in html


def test_places_given_twice_are_not_taken(app: Flask, page: Browser, cast: Cast) -> None:
    for places in (["1", "1", "2", "3"], ["1", "2", "3"], ["", "", "", ""], ["1", "2", "3", "5"]):
        try_out(page, cast, "in-order", mix=paper(page, cast).mark, place=places)
    assert kept(app, cast.aya, "answered") == []
    release = shown(page, cast).split('name="release" value="')[1].split('"')[0]
    mark = paper(page, cast).mark
    said = words(answer(page, cast, "in-order", release=release, mix=mark, place=["1", "1", "2", "3"]))
    assert "Please give each a place of its own." in said


def test_what_was_chosen_stays_when_it_cannot_be_taken(app: Flask, page: Browser, cast: Cast) -> None:
    release = shown(page, cast).split('name="release" value="')[1].split('"')[0]
    mark = paper(page, cast).mark
    html = answer(page, cast, "in-order", release=release, mix=mark, place=["2", "2", "3", ""]).get_data(as_text=True)
    assert [re.findall(r'value="(\d)" selected', item) for item in html.split("data-item")[1:5]] == [
        ["2"],
        ["2"],
        ["3"],
        [],
    ]
    for said in ("Have another look", "is in place", "Your answer", "Canary-explanation: so"):
        assert said not in words(html)
    assert kept(app, cast.aya, "answered") == []
    mark = paper(page, cast, "which-tool").mark
    html = answer(page, cast, "which-tool", release=release, mix=mark, pair=["2", "<b>"]).get_data(as_text=True)
    assert len(re.findall(r'value="2" selected', html)) == 1
    assert "<b>" not in html


def test_what_is_no_number_is_no_try_and_stays(app: Flask, page: Browser, cast: Cast) -> None:
    release = shown(page, cast).split('name="release" value="')[1].split('"')[0]
    again = answer(page, cast, "how-many", release=release, number="<abc>", follow=False)
    assert again.status_code == 422
    html = again.get_data(as_text=True)
    assert "Please write a number, like 12 or 3.5." in words(html)
    assert 'value="&lt;abc&gt;"' in html
    assert kept(app, cast.aya, "answered") == []
    html = answer(page, cast, "how-many", release=release, number="a lot").get_data(as_text=True)
    assert "Canary-many" in html
    assert len(kept(app, cast.aya, "answered")) == 1


def test_pairs_are_judged_one_by_one(app: Flask, page: Browser, cast: Cast, kinds: Release) -> None:
    half = paper(page, cast, "which-tool").pairs("Spreadsheet", "Spreadsheet")
    assert "1 of 2 is in place." in try_out(page, cast, "which-tool", **half)
    try_out(page, cast, "which-tool", **paper(page, cast, "which-tool").pairs("Spreadsheet", "Brush"))
    right = list(kinds.keys["hello", "en"]["which-tool"].right)
    assert kept(app, cast.aya, "verdict")[-1].detail["answer"] == {"pairs": right}


def test_device_sends_the_same_shapes(page: Browser, cast: Cast) -> None:
    release = int(shown(page, cast).split('name="release" value="')[1].split('"')[0])
    found = paper(page, cast)
    order = {"order": [found.values()[text] for text in DAY], "mix": found.mark}
    sent = [
        a_fact(cast, "answered", activity="in-order", detail=order, release=release, language="en"),
        a_fact(cast, "answered", activity="how-many", detail={"number": "1.200,5"}, release=release, language="en"),
        a_fact(cast, "answered", activity="a-list", detail={"gaps": ["x"]}, release=release, language="en"),
        a_fact(cast, "answered", activity="in-order", detail={**order, "order": ["9"]}, release=release, language="en"),
        a_fact(cast, "answered", activity="in-order", detail={**order, "mix": "0-1"}, release=release, language="en"),
        a_fact(cast, "answered", activity="in-order", detail={"order": order["order"]}, release=release, language="en"),
    ]
    told = [(one["result"], one["reason"], one["verdict"].get("right")) for one in send(page, *sent)]
    refused = ("refused", "unreadable-answer", None)
    assert told == [
        ("kept", "", True), ("kept", "", True), ("refused", "no-such-activity", None), refused, refused, refused,
    ]  # fmt: skip
