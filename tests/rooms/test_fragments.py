"""Pages kept as fragments: nothing of one reader reaches another, text stays text, and the page is what its templates say."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.accounts.models import Person
from lms.cohorts.models import Seat
from lms.kit import fragments
from lms.kit.db import db
from lms.kit.fragments import Named
from lms.kit.fragments_making import NotForFragments
from lms.kit.fragments_shelf import Shelf
from tests.app_fixtures import Browser, Cast
from tests.rooms.certificate_stage import issue
from tests.rooms.deeds import answer, do_everything, finish, lesson

AYA, BILAL = 'アヤ <b>&"canary-aya"</b> {{ 7 * 7 }}', "canary-bilal {% if %} x0x"


def pages(cast: Cast, number: str) -> list[str]:
    return [
        lesson(cast),
        f"{lesson(cast)}?step=evening",
        lesson(cast, "bye"),
        "/",
        f"/team/{cast.team}",
        f"/team/{cast.team}/board",
        f"/certificates/{number}",
        f"/certificates/{number}?lang=ja",
        "/courses",
        "/courses?language=ar",
        f"/courses/{cast.course}",
    ]


def change(app: Flask, person_id: int, **wishes: object) -> None:
    with app.app_context():
        person = db.session.get_one(Person, person_id)
        for name, wish in wishes.items():
            setattr(person, name, wish)
        db.session.commit()


def settled(page: TestResponse) -> str:
    """A page without what is made anew each time it is asked for: ids of answers, and how a token is signed."""
    text = page.get_data(as_text=True)
    text = re.sub(r'(name="id" value=")[0-9a-f-]{36}', r"\1…", text)
    return re.sub(r'(name="csrf[_-]token" (?:value|content)=")[^"]+', r"\1…", text)


@pytest.fixture
def readers(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> tuple[Browser, Browser]:
    """Two mates who differ in everything that is theirs."""
    change(
        app,
        cast.aya,
        name=AYA,
        interface_language="ja",
        text_language="ja",
        furigana=False,
        theme="dark",
        text_size="large",
    )
    change(app, cast.bilal, name=BILAL, interface_language="en", text_language="en", theme="light", text_size="small")
    with app.app_context():
        for seat in db.session.query(Seat).filter_by(person_id=cast.bilal):
            seat.weekly_steps = 3
        db.session.commit()
    return signed_in(cast.aya), signed_in(cast.bilal)


def test_a_page_of_fragments_is_the_page_of_its_templates(
    app: Flask, cast: Cast, readers: tuple[Browser, Browser], visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    aya, bilal = readers
    number = issue(app, cast, cast.chen, name=AYA)
    staff = signed_in(cast.coordinator)
    finish(aya, cast)
    answer(aya, cast, "when-morning", "1")
    answer(aya, cast, "fill-bye", name="bye", gap=['{{ secret }} "x" <i>'])
    bilal.post(f"{lesson(cast)}/hard", {"step": "morning", "release": cast.release_id, "hard": "yes"})
    for stage in ("half way", "at the end"):
        for browser in (aya, bilal, staff, visitor):
            for address in pages(cast, number):
                browser.get(address)  # Made once; the second time it comes from the shelf.
                kept = browser.get(address)
                app.config["PLAIN_TEMPLATES"] = True
                plain = browser.get(address)
                app.config["PLAIN_TEMPLATES"] = False
                assert kept.status_code == plain.status_code
                if kept.status_code == 200:
                    assert settled(kept) == settled(plain), (stage, address)
        do_everything(bilal, cast)
        do_everything(aya, cast)


def test_nothing_of_one_reader_reaches_another(app: Flask, cast: Cast, readers: tuple[Browser, Browser]) -> None:
    aya, bilal = readers
    canary = f"canary-{uuid4()}"
    answer(aya, cast, "fill-bye", name="bye", gap=[canary])
    addresses = [lesson(cast), lesson(cast, "bye"), "/"]
    tokens: dict[int, set[str]] = {0: set(), 1: set()}
    for turn in range(4):
        for place, browser in enumerate((aya, bilal)):
            for address in addresses:
                text = browser.sees(address)
                assert text.count("data-theme=") == 1
                assert ('data-theme="dark"' in text) is (place == 0)
                assert ("furigana-off" in text) is (place == 0)
                assert f'lang="{("ja", "en")[place]}" dir="ltr" data-theme' in text
                other = ("canary-bilal", "canary-aya")[place]
                assert other not in text
                assert (canary in text) is (place == 0 and address.endswith("bye")), (turn, address)
                tokens[place].update(re.findall(r'name="csrf_token" value="([^"]+)"', text))
    secrets = [{each.split(".")[0] for each in found} for found in tokens.values()]
    assert [len(found) for found in secrets] == [1, 1]
    assert secrets[0] != secrets[1]


def test_a_form_on_a_kept_page_is_taken(cast: Cast, readers: tuple[Browser, Browser]) -> None:
    for browser in readers:
        text = browser.sees(lesson(cast))
        token = re.search(r'name="csrf_token" value="([^"]+)"', text).group(1)
        data = {"csrf_token": token, "step": "morning", "release": cast.release_id}
        assert browser.client.post(f"{lesson(cast)}/finish", data=data).status_code == 302


def test_names_are_text_wherever_they_stand(cast: Cast, readers: tuple[Browser, Browser]) -> None:
    for browser in readers:
        for address in (f"/team/{cast.team}", f"/team/{cast.team}/board"):
            text = browser.sees(address)
            assert "<b>&" not in text
            assert "{{ 7 * 7 }}" in text
            assert "canary-bilal {% if %} x0x" in text


def test_a_message_is_said_to_whom_it_is_for_and_once(cast: Cast, readers: tuple[Browser, Browser]) -> None:
    aya, bilal = readers
    bilal.sees(lesson(cast))
    aya.post(f"{lesson(cast)}/hard", {"step": "morning", "release": cast.release_id, "hard": "yes"})
    assert 'role="status"' not in bilal.sees(lesson(cast))
    assert 'role="status"' in aya.sees(lesson(cast))
    assert 'role="status"' not in aya.sees(lesson(cast))


@pytest.mark.parametrize(
    "told",
    [
        "{% if name %}x{% endif %}",
        "{{ name|length }}",
        "{{ name == 'Aya' }}",
        "{{ name|upper }}",
        "{{ 'x' ~ name }}",
        "{% for each in name %}{% endfor %}",
        "{{ request.path }}",
        "{{ session }}",
        "{{ g.user }}",
        "{{ get_flashed_messages() }}",
        "{{ config }}",
    ],
)
def test_a_kept_template_can_only_print_what_is_a_readers(app: Flask, told: str) -> None:
    _with_template(app, told)
    with app.test_request_context("/"):
        sheet = fragments.page()
        with pytest.raises(NotForFragments):
            sheet.part("told.html", {}, {"name": "Aya"})


def test_a_kept_template_knows_nobody(app: Flask, cast: Cast) -> None:
    asked: list[object] = []

    def asking() -> str:
        from flask import request, session
        from flask_login import current_user

        asked.extend([current_user.is_authenticated, dict(session), dict(request.cookies), request.path])
        return "said"

    _with_template(app, "{{ thing }}{{ url_for('circle.team', cohort=code) }}")
    with app.test_request_context("/private?x=1", headers={"Cookie": "session=abc"}):
        sheet = fragments.page()
        filled = sheet.part("told.html", {"thing": fragments.Later("a", asking)}, {"code": 'a b/"<c'})
        assert b"".join(filled.chunks) == b"said/team/a%20b/%22%3Cc"
    assert asked == [False, {}, {}, "/"]


def test_the_shelf_stays_within_its_room() -> None:
    shelf: Shelf[str] = Shelf(room=100_000)
    for number in range(1000):
        shelf.put(number, "thing", 4000)
        shelf.get(0)
    assert shelf.taken <= 100_000
    assert len(shelf) == 20
    assert shelf.get(999) == "thing"
    assert shelf.get(0) == "thing", "what is used stays"
    shelf.put("large", "thing", 50_000)
    assert shelf.get("large") is None


def test_another_thing_under_another_name_is_another_text(app: Flask) -> None:
    _with_template(app, "{{ thing }}")
    with app.test_request_context("/"):
        sheet = fragments.page()
        found = [b"".join(sheet.part("told.html", {"thing": Named(name, name * 2)}).chunks) for name in ("a", "b", "a")]
    assert found == [b"aa", b"bb", b"aa"]


def _with_template(app: Flask, text: str) -> None:
    from jinja2 import ChoiceLoader, DictLoader

    app.jinja_env.loader = ChoiceLoader([DictLoader({"told.html": text}), app.jinja_env.loader])
    app.jinja_env.cache.clear()
    app.extensions.pop("gonin_fragments_environment", None)
