"""A release is found by its number for ever, also when a newer one is read."""

from dataclasses import replace

import pytest
from flask import Flask

from courses import Release
from lms.catalog import publishing
from lms.catalog import queries as catalog
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast


@pytest.fixture
def second_release(app: Flask, cast: Cast, tiny_release: Release) -> None:
    with app.app_context():
        changed = replace(tiny_release, outline=replace(tiny_release.outline, hours="2"), digest="f" * 64)
        assert publishing.publish(changed, app.extensions["gonin_storage"], None, NOW) == (2, True)
        db.session.commit()


def test_each_number_leads_to_its_own_release(app: Flask, cast: Cast, second_release: None) -> None:
    with app.app_context():
        first, second = (catalog.release_by_number(cast.course, number) for number in (1, 2))
        assert first is not None
        assert (first.id, first.number) == (cast.release_id, 1)
        assert second == catalog.current_release(cast.course)
        assert catalog.outline(first).hours != "2"


@pytest.mark.parametrize("number", [-1, 0, 3, 2**31, 2**63, 10**30])
def test_a_number_that_no_release_has_leads_nowhere(app: Flask, cast: Cast, second_release: None, number: int) -> None:
    with app.app_context():
        assert catalog.release_by_number(cast.course, number) is None


def test_a_number_counts_within_its_course_alone(app: Flask, cast: Cast) -> None:
    with app.app_context():
        assert catalog.release_by_number("another-course", 1) is None


def test_an_earlier_achievement_is_served_before_anybody_got_a_certificate_for_it(
    visitor: Browser, cast: Cast, second_release: None
) -> None:
    assert visitor.get("/credentials/achievements/tiny/1-en").json["name"]
