"""Texts that cost a reader more than they weigh are read in time, or named; what floods the engine does not flood a phone."""

import time

import pytest

from courses.markup.dialect import Dialect
from tests.hostile.floods import FLOODS
from tests.hostile.reading import page_of

SECONDS = 5.0


@pytest.mark.parametrize("name", FLOODS)
def test_flood_is_read_in_time_and_does_not_reach_the_phone(name, tmp_path):
    began = time.process_time()
    html, _, _ = page_of(tmp_path, FLOODS[name], "markdown", Dialect())
    assert time.process_time() - began < SECONDS
    assert len(html) <= max(40 * len(FLOODS[name]), 4_000_000)
