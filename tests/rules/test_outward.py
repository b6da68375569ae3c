"""Addresses that go out carry the mark that opens a real browser, and lose it again without losing anything else."""

import pytest

from lms.kit.outward import inward, outward

ADDRESSES = (
    "https://gonin.example/join/ABCDEFGHJK",
    "/learn/tiny/hello?step=morning#step-morning",
    "/search?q=%E8%A1%A8+x&page=2",
    "/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_mark_comes_and_goes_and_nothing_else_changes(address: str) -> None:
    marked = outward(address)
    assert marked.count("openExternalBrowser=1") == 1
    assert marked == outward(marked)
    assert marked.partition("#")[2] == address.partition("#")[2]
    assert inward(marked) == address == inward(address)


def test_the_mark_is_dropped_wherever_it_stands_and_whatever_it_says() -> None:
    assert inward("/a?openExternalBrowser=0&x=1&openExternalBrowser=1") == "/a?x=1"
    assert inward("/a?openExternalBrowser") == "/a"
    assert inward("/openExternalBrowser?empty=") == "/openExternalBrowser?empty="
