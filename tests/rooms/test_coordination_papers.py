"""The sheet to print and the letter: whole in every language, silent about whom they are for, neutral on a locked screen."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts.models import AuditEntry
from lms.coordination.papers import ORDER, WORDS
from lms.kit import mailing, outbox
from lms.kit.db import db
from lms.kit.furigana import with_ruby
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import keeps, words

SLOT = re.compile(r"<\w+>")


@pytest.fixture
def coordinator(cast: Cast, signed_in: Callable[[int], Browser]) -> Browser:
    return signed_in(cast.coordinator)


@pytest.fixture
def team(cast: Cast) -> str:
    return f"/coordinate/teams/{cast.team}"


def sent(app: Flask) -> list[mailing.EmailMessage]:
    with app.app_context():
        mailing.deliver()
    return list(app.extensions["gonin_mail"].mails)


@pytest.mark.parametrize("language", ORDER)
def test_every_language_has_every_sentence_with_the_same_things_in_it(language: str) -> None:
    english, here = WORDS["en"].texts, WORDS[language].texts
    assert set(here) == set(english)
    for name, text in here.items():
        assert sorted(SLOT.findall(text)) == sorted(SLOT.findall(english[name])), name
        assert text.strip() == text
        assert language == "en" or text != english[name]


def test_easy_japanese_has_a_reading_for_every_kanji() -> None:
    kanji = re.compile(r"[\u4e00-\u9fff]")
    for name, text in WORDS["ja-x-easy"].texts.items():
        assert not kanji.search(re.sub(r"\{[^{}|]+\|[ぁ-ゖー]+\}", "", text)), name
    for month in range(1, 13):
        assert not kanji.search(
            re.sub(r"<ruby>.*?</ruby>", "", with_ruby(WORDS["ja-x-easy"].day(date(2026, month, month))))
        )


def test_days_are_written_as_each_language_writes_them() -> None:
    day = date(2026, 11, 22)
    assert WORDS["ja"].day_plain(day) == "2026年11月22日"
    assert WORDS["ja-x-easy"].day_plain(day) == "2026年（ねん）11月（がつ）22日（にち）（日曜日（にちようび））"
    assert WORDS["ja-x-easy"].day_plain(date(2026, 6, 7)).startswith("2026年（ねん）6月（がつ）7日（なのか）")
    assert WORDS["en"].day_plain(day) == "November 22, 2026"
    assert "листопада" in WORDS["uk"].day_plain(day)


@pytest.mark.parametrize("language", ORDER)
def test_the_sheet_says_how_to_join_in_its_language(coordinator: Browser, team: str, cast: Cast, language: str) -> None:
    page = coordinator.sees(f"{team}/sheet?language={language}")
    sheet = re.search(r'<article class="sheet" lang="([^"]+)" dir="(\w+)">(.*?)</article>', page, re.DOTALL)
    assert sheet is not None
    assert (sheet[1], sheet[2]) == (language, "rtl" if language in ("fa", "ar") else "ltr")
    plain = words(re.sub(r"<(rp|rt)>.*?</\1>", "", sheet[3]))
    title = re.sub(r"\{([^|]+)\|[^}]+\}", r"\1", WORDS[language].texts["title"])
    assert title.replace(" ", "") in plain.replace(" ", "")
    assert "gonin.test/join" in plain
    assert f"{cast.invitation[:5]} {cast.invitation[5:]}" in plain
    assert "Tide" in plain
    assert "inner-1" not in plain
    assert sheet[3].count("<li>") == 3


@pytest.mark.parametrize("language", ORDER)
def test_the_sheet_calls_the_button_what_the_page_calls_it(
    coordinator: Browser, visitor: Browser, team: str, cast: Cast, language: str
) -> None:
    visitor.post("/language", {"language": language, "next": "/"})
    joining = visitor.sees(f"/join/{cast.invitation}/name")
    button = re.findall(r"<button[^>]*btn-big[^>]*>(.*?)</button>", joining, re.DOTALL)
    assert len(button) == 1
    steps = re.search(
        r'class="sheet-steps">(.*?)</ol>', coordinator.sees(f"{team}/sheet?language={language}"), re.DOTALL
    )
    assert steps is not None
    assert words(button[0]) in words(steps[1])


def test_a_language_without_a_sheet_falls_back_to_the_readers(coordinator: Browser, team: str) -> None:
    for wanted in ("", "?language=xx", "?language=%00x"):
        found = coordinator.get(f"{team}/sheet{wanted}")
        assert found.status_code in (200, 400)
        assert found.status_code == 400 or "Invitation to a team" in found.text


def test_letters_go_to_each_address_with_the_link_and_a_neutral_subject(
    app: Flask, coordinator: Browser, visitor: Browser, team: str, cast: Cast
) -> None:
    typed = "emi@example.org\n Fumi@Example.org, emi@example.org\n\n"
    page = words(coordinator.post(f"{team}/letters", {"addresses": typed, "language": "ja"}, follow=True))
    assert "A letter is on its way to emi@example.org." in page
    assert "A letter is on its way to fumi@example.org." in page
    mails = sent(app)
    assert [str(mail["To"]) for mail in mails] == ["emi@example.org", "fumi@example.org"]
    for mail in mails:
        assert str(mail["Subject"]) == "お知らせが1件あります"
        text = mail.get_content()
        assert text.splitlines()[0] == "こんにちは。", "what a locked screen shows of the letter tells nothing either"
        assert f"http://gonin.test/join/{cast.invitation}?openExternalBrowser=1" in text
        assert "inner-1" not in text
    with app.app_context():
        assert db.session.scalars(select(outbox.OutboxRow.address)).all() == [None, None]
        entry = db.session.scalars(select(AuditEntry)).one()
        assert (entry.deed, entry.detail) == ("invitation.mailed", {"count": 2, "language": "ja"})
    assert visitor.get(f"/join/{cast.invitation}").status_code == 200


@pytest.mark.parametrize("language", ORDER)
def test_the_letter_is_whole_in_every_language(app: Flask, coordinator: Browser, team: str, language: str) -> None:
    coordinator.post(f"{team}/letters", {"addresses": "emi@example.org", "language": language})
    text = sent(app)[0].get_content()
    assert "Tide" in text
    assert not re.search(r"[<>{}|]", text)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"addresses": ""}, "Please write an e-mail address."),
        ({"addresses": "emi@example.org\nfumi@\ngen example"}, "no whole address: fumi@, gen, example"),
        ({"addresses": "\n".join(f"p{n}@example.org" for n in range(11))}, "10 people at most"),
        ({"addresses": "a" * 250 + "@example.org"}, "no whole address"),
        ({"language": "xx"}, "choose a language from the list"),
    ],
)
def test_what_no_mail_can_reach_is_named_and_nothing_is_sent(
    app: Flask, coordinator: Browser, team: str, typed: dict[str, str], told: str
) -> None:
    data = {"addresses": "emi@example.org", "language": "en"} | typed
    found = coordinator.post(f"{team}/letters", data)
    assert found.status_code == 400
    assert told in words(found)
    assert keeps(found.text, "addresses", "\r\n" + data["addresses"]) or data["addresses"][:20] in found.text
    assert sent(app) == []


def test_letters_come_to_a_limit_for_who_sends_and_for_who_gets_them(
    coordinator: Browser, team: str, now: Callable[..., None]
) -> None:
    once = {"addresses": "emi@example.org", "language": "en"}
    assert [coordinator.post(f"{team}/letters", once).status_code for _ in range(6)] == [302] * 5 + [429]
    many = ["\n".join(f"p{turn}{n}@example.org" for n in range(10)) for turn in range(6)]
    answers = [coordinator.post(f"{team}/letters", {"addresses": each, "language": "en"}).status_code for each in many]
    assert (answers[0], answers[-1]) == (302, 429)
    now(NOW + timedelta(hours=2))
    assert coordinator.post(f"{team}/letters", once).status_code == 302


def test_without_mail_no_page_promises_a_letter(app: Flask, coordinator: Browser, team: str) -> None:
    from dataclasses import replace

    app.extensions["gonin_settings"] = replace(app.extensions["gonin_settings"], mail_url="")
    page = coordinator.sees(team)
    assert "This site sends no mail." in page
    assert "/letters" not in page
    assert coordinator.get(f"{team}/letters").location == team
