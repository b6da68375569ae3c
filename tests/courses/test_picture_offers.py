"""Pages offer a picture in every width there is, and change nothing else."""

import re
from dataclasses import replace

import pytest

from courses import Derivative, compile_course, to_data
from courses.markup.clean import clean
from courses.pictures.offering import offers_of, with_offers
from tests.courses.drawn_pictures import drawn, saved

OFFERS = {"0123456789abcdef.png": [["aaaaaaaaaaaaaaaa.webp", 720, 300], ["0123456789abcdef.png", 900, 375]]}
PICTURE = clean('<p><img src="/assets/0123456789abcdef.png" alt="a > b" width="900" height="375" loading="lazy"></p>')


def test_a_picture_is_offered_in_every_width_no_wider_than_it_is_shown():
    html = with_offers(PICTURE, OFFERS)
    assert 'srcset="/assets/aaaaaaaaaaaaaaaa.webp 720w, /assets/0123456789abcdef.png 900w"' in html
    assert 'sizes="min(100vw - 2rem, 40rem, 900px)"' in html
    assert 'src="/assets/0123456789abcdef.png"' in html
    assert re.sub(r' (srcset|sizes)="[^"]*"', "", html) == PICTURE


def test_every_text_of_a_reading_is_looked_through():
    data = {"steps": [{"parts": [{"html": PICTURE}, {"hints": (PICTURE,), "points": 3}]}], "none": None}
    made = with_offers(data, OFFERS)
    assert str(made).count("srcset=") == 2
    assert made["none"] is None
    assert with_offers(data, {}) is data


@pytest.mark.parametrize(
    "html",
    [
        '<code>&lt;img src="/assets/0123456789abcdef.png"&gt;</code>',
        '<a href="/assets/0123456789abcdef.png" download="a.png">a</a>',
        '<img src="/assets/fedcba9876543210.png" alt="another">',
        '<img alt="it says src=&quot;/assets/0123456789abcdef.png&quot;" src="/assets/fedcba9876543210.png">',
        "<img src='/assets/0123456789abcdef.png'>",
    ],
)
def test_nothing_but_the_picture_itself_is_changed(html):
    assert with_offers(html, OFFERS) == html


def test_a_release_offers_narrow_pictures_first_and_its_original_last(course):
    (course / "01-water" / "pot.png").write_bytes(saved(drawn(1600, 400, grain=4), "PNG"))
    release = compile_course(course).release
    assert release is not None
    (name,) = release.assets
    offers = offers_of(release)
    assert [width for _, width, _ in offers[name]] == [720, 1080, 1440, 1600]
    assert offers[name][-1][0] == name
    html = str(with_offers(to_data(release.readings["water", "ja"]), offers))
    assert html.count("srcset=") == 1


def test_an_original_is_not_offered_beside_a_smaller_file_of_its_width(course):
    (course / "01-water" / "pot.png").write_bytes(saved(drawn(600, 300, grain=4), "PNG"))
    release = compile_course(course).release
    assert release is not None
    ((name, offered),) = offers_of(release).items()
    assert [(one != name, width) for one, width, _ in offered] == [(True, 600)]


def test_a_diagram_is_offered_under_its_own_name(course):
    release = compile_course(course).release
    assert release is not None
    drawn_diagram = Derivative("0123456789abcdef.svg", "image/svg+xml", "0" * 64, b"<svg/>", 320, 200)
    release = replace(release, derivatives={"a-diagram": (drawn_diagram,)})
    assert offers_of(release) == {"a-diagram": [["0123456789abcdef.svg", 320, 200]]}
