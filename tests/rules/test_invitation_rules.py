"""Names that tell whom they are for are found in bulk; codes, days and addresses are read as people write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from lms.cohorts import rules
from lms.cohorts.public_names import ENGLISH, JAPANESE, telling_word
from lms.coordination import qr
from lms.coordination.rules import LONGEST_SHOWN, short

FROM_THE_GLOSSARY = "シングルマザー ひとり親 母子 難民 避難民 支援対象 弱者".split()
TELLING = """
single mother|Single Mothers|SINGLE-MOTHER|single moms|lone parents|solo parenting|refugee|Refugees|asylum seekers|
displaced people|vulnerable women|low-income families|at risk youth|the unemployed|survivors|single mother's|disabled|
シングル・マザー|シングル マザー|ｼﾝｸﾞﾙﾏｻﾞｰ|シングルマザ|ひとり 親|一人親家庭|ひきこもりの人|生活保護|ニート|外国人材|
курс для біженців|для переселенців|одиноких матерів|پناهندگان|پناه‌جویان|للاجئين|النازحين
""".replace("\n", "").split("|")
SILENT = """
Work from home|Evening courses|オンラインしごと講座|島のしごと|RPAの基本|はじめての自動化|
Spoor and trace|Mothership|Parents' evening|
Single sign-on|コミュニティ|ユニート|Робота вдома|کار در خانه|العمل من المنزل|A plan for the year|Refuge Bay|親子丼の店|
Singles and doubles|
ママレード|朝の部|しおかぜ|Team 5|🌸 うめ
""".replace("\n", "").split("|")


@pytest.mark.parametrize("word", FROM_THE_GLOSSARY + TELLING)
def test_a_name_that_tells_whom_it_is_for_is_found(word: str) -> None:
    found = telling_word(word)
    assert found
    assert telling_word(f"2026 {word} A")


@pytest.mark.parametrize("name", SILENT)
def test_a_name_that_tells_nothing_is_left_alone(name: str) -> None:
    assert telling_word(name) is None


@given(st.sampled_from(JAPANESE), st.text(max_size=20), st.text(max_size=20))
def test_a_japanese_word_is_found_anywhere(word: str, before: str, after: str) -> None:
    assert telling_word(f"{before} {word}{after}") or "ァ" <= before[-1:] <= "ー"


@given(st.text(max_size=200))
def test_any_text_is_looked_through(text: str) -> None:
    found = telling_word(text)
    assert found is None or found


def test_the_lists_hold_no_doubles() -> None:
    assert len(set(JAPANESE)) == len(JAPANESE)
    words = "|".join(ENGLISH).split("|")
    assert len(set(words)) == len(words)


@given(st.lists(st.emails(), max_size=12), st.sampled_from(["\n", ", ", ";", "\r\n", " ", "、"]))
def test_addresses_are_read_however_they_are_parted(emails: list[str], between: str) -> None:
    emails = [email for email in emails if not set(email) & set(",;、 ")]
    found = rules.addresses_in(between.join(emails))
    assert found == rules.addresses_in("\n".join(found))
    assert len(found) == len(set(found)) <= len(emails)


def test_a_code_is_printed_in_two_halves_that_make_it_up() -> None:
    assert rules.in_halves("ABCDEFGHJK") == ("ABCDE", "FGHJK")
    assert rules.normal_code(" ".join(rules.in_halves("ABCDEFGHJK"))) == "ABCDEFGHJK"


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001  # The zone is put on below.
    st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    st.sampled_from(["Asia/Tokyo", "Europe/Kyiv", "America/New_York"]),
)
def test_an_invitation_is_open_on_the_last_day_that_is_told_and_closed_after_it(
    naive: datetime, ends_on: date, zone: str
) -> None:
    from zoneinfo import ZoneInfo

    expires_at = naive.replace(tzinfo=UTC)
    told = rules.last_day(expires_at, ends_on, zone)
    morning = datetime(told.year, told.month, told.day, tzinfo=ZoneInfo(zone))
    assert rules.is_open(expires_at, morning, ends_on, told)
    assert not rules.is_open(expires_at, morning + timedelta(days=1, hours=2), ends_on, told + timedelta(days=1))


@given(st.text(max_size=300))
def test_an_address_in_a_message_stays_short(address: str) -> None:
    assert len(short(address)) <= LONGEST_SHOWN
    assert short(address) == address or short(address).endswith("…")


def test_a_qr_code_holds_exactly_its_text_with_a_quiet_zone() -> None:
    text = "https://learn.example.org/join/ABCDEFGHJK"
    code = segno.make(text, error="m", micro=False, boost_error=False)
    drawn = str(qr.svg(text))
    size = code.symbol_size(border=4)[0]
    assert f'viewBox="0 0 {size} {size}"' in drawn
    assert (code.error, code.is_micro) == ("M", False)
    assert drawn != str(qr.svg(text[:-1] + "L"))
