"""Pages speak the reader's language, or what stands in for it, and the words that bind only languages somebody has checked."""

from __future__ import annotations

import gettext as gettext_module
from collections.abc import Callable

import pytest
from babel import Locale

from lms.kit import catalogues
from lms.kit.i18n import INTERFACE, UNREVIEWED, asked_for
from tests.app_fixtures import Browser, Cast

NOT_CHECKED = "No native reader has checked these words yet. If one of them is odd, please tell us."


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("prs,en;q=0.5", "fa-AF"),
        ("fa-AF", "fa-AF"),
        ("fa-IR", "fa"),
        ("ar-SY,ar;q=0.9", "ar"),
        ("ja-JP", "ja"),
        ("xx,en-GB;q=0.3", "en"),
        ("en;q=0, ja;q=0.1", "ja"),
        ("xx", None),
        ("", None),
        ("not a header;;q=z", None),
    ],
)
def test_a_browsers_wish_finds_the_language_that_fits(header: str, language: str | None) -> None:
    assert asked_for(header) == language


def chooses(browser: Browser, language: str) -> None:
    browser.post("/language", {"language": language, "next": "/"})


@pytest.mark.parametrize("language", INTERFACE)
def test_every_language_can_be_chosen_and_frames_the_page(visitor: Browser, language: str) -> None:
    chooses(visitor, language)
    page = visitor.sees("/login")
    way = "rtl" if language in ("ar", "fa", "fa-AF") else "ltr"
    assert f'<html lang="{language}" dir="{way}"' in page
    assert (catalogues.spoken(language).ugettext(NOT_CHECKED) in page) is (language in UNREVIEWED)


def test_the_browsers_wish_counts_until_somebody_chooses(visitor: Browser) -> None:
    assert '<html lang="ar" dir="rtl"' in visitor.get("/login", headers={"Accept-Language": "ar-SY"}).text
    chooses(visitor, "uk")
    assert '<html lang="uk"' in visitor.get("/login", headers={"Accept-Language": "ar-SY"}).text


def test_words_that_bind_are_in_english_where_nobody_has_checked(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    chooses(aya, "ar")
    for address in ("/me/privacy", "/me/privacy/delete"):
        page = aya.sees(address)
        assert '<html lang="en" dir="ltr"' in page
        assert '<p class="status status-bar" role="status" lang="ar" dir="rtl">' in page, (
            "why, in the reader's own language"
        )
    assert '<html lang="ar"' in aya.sees("/me"), "other pages stay as they were"


def test_words_that_bind_are_in_japanese_for_who_reads_it(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    chooses(aya, "ja")
    page = aya.sees("/me/privacy")
    assert '<html lang="ja"' in page
    assert "status-bar" not in page


@pytest.mark.parametrize("language", [tag for tag in INTERFACE if tag != "en"])
def test_plurals_follow_the_forms_of_the_language(language: str) -> None:
    made = catalogues.empty(language)
    forms = gettext_module.c2py(str(made.plural_expr))
    locale = Locale.parse(catalogues.babel_name(language))
    seen = {(forms(number), locale.plural_form(number)) for number in range(1001)}
    assert len(seen) == len({form for form, _ in seen}) == len({name for _, name in seen}) == made.num_plurals


def test_a_title_of_another_script_keeps_its_signs_on_a_page_from_right_to_left(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    chooses(aya, "ar")
    next_one = catalogues.spoken("ar").ugettext("Next: %(lesson)s") % {"lesson": "<bdi>Saying goodbye</bdi>"}
    assert next_one in aya.sees("/learn/tiny/hello")
