"""Language tags: their spelling, what stands in for them, and which way they are written."""

import pytest

from courses.languages import canonical_tag, direction, fallbacks, fitting, is_tag, script


@pytest.mark.parametrize("tag", ["ja", "zh-Hant-TW", "fa-AF", "ja-x-easy", "sr-Latn", "es-419", "de-1996", "ckb"])
def test_tags_are_known_in_their_canonical_spelling(tag):
    assert is_tag(tag)
    assert canonical_tag(tag.upper()) == tag
    assert not is_tag(tag + "!")


@pytest.mark.parametrize("tag", "ar fa fa-AF prs ur he yi dv ps ug ckb ku-Arab az-Arab pa-Arab pa-PK uz-AF".split())
def test_right_to_left(tag):
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", "ja en uk ku az pa zh-Hant-TW sr-Latn ar-Latn xx".split())
def test_left_to_right(tag):
    assert direction(tag) == "ltr"


def test_fallbacks_go_from_near_to_far():
    assert fallbacks("ja-x-easy") == ("ja-x-easy", "ja")
    assert fallbacks("zh-TW") == ("zh-TW", "zh", "zh-Hant-TW", "zh-Hant")
    assert fallbacks("prs") == ("prs", "fa-AF", "fa")


def test_reader_gets_the_nearest_reading_then_english_then_the_original():
    assert fitting(("ja", "fa", "en"), "fa-AF") == "fa"
    assert fitting(("ja", "ja-x-easy"), "ja-x-easy") == "ja-x-easy"
    assert fitting(("ja-x-easy", "en"), "ja") == "ja-x-easy"
    assert fitting(("ja", "en"), "uk") == "en"
    assert fitting(("ja", "vi"), "uk") == "ja"
    assert script("sr") == "Cyrl"
