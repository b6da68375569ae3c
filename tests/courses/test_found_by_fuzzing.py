"""What a fuzzer found, each once broken and promised since."""

import pytest

from courses.markup.clean import clean
from tests.fuzz.targets import sanitiser

NESTED = '<a href="https://a.example/"><table><a href="https://b.example/"><img alt=""></a></table></a>'


@pytest.mark.parametrize("html", [NESTED, "<a><table><a><b>x</b></a></table></a>", "<a><table><a>" * 6 + "x"])
def test_what_is_nested_wrongly_means_itself_after_cleaning(html):
    once = clean(html)
    assert clean(once) == once
    assert once.count("<a") == html.count("<a")
    sanitiser(b"\x01" + html.encode())


@pytest.mark.parametrize("html", ["\ufeff" * 9 + ">", "\ufeff<b>x</b>"])
def test_marks_of_byte_order_do_not_keep_text_from_being_settled(html):
    once = clean(html)
    assert clean(once) == once
    assert "&amp;" not in once
