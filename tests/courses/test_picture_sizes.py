"""Every picture says how large it is, so that text does not jump while it loads."""

import re

import pytest
from PIL import Image

from courses import compile_course
from courses.assets import AssetError
from courses.compiling.confining import compile_confined
from courses.compiling.workshop import Workshop
from courses.pictures.drawings import read_drawing
from courses.pictures.size import Size, shown_size
from tests.courses.drawn_pictures import drawn, saved


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="200" viewBox="0 0 3 2"', Size(300, 200)),
        ('width="40mm" height="1in"', Size(151, 96)),
        ('width="600" viewBox="0 0 1200 800"', Size(600, 400)),
        ('height="400" viewBox="0,0,1200,800"', Size(600, 400)),
        ('viewBox="0 0 24 12"', Size(720, 360)),
        ('viewBox="-5 -5 1440 720"', Size(1440, 720)),
        ('width="100%" height="100%" viewBox="0 0 900 450"', Size(900, 450)),
        ('width="100%"', None),
        ('viewBox="0 0 0 0"', None),
        ('viewBox="0 0 1e309 NaN"', None),
        ('width="-3" height="1e400"', None),
        ('width="99999" height="5"', None),
    ],
)
def test_a_drawing_is_as_large_as_it_says(attributes, size):
    assert read_drawing(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()) == size


@pytest.mark.parametrize("content", [b"", b"<html/>", b"<svg>", b"<!DOCTYPE svg>", b"<svg/><svg/>"])
def test_what_is_no_drawing_is_refused(content):
    with pytest.raises(AssetError, match="asset-content"):
        read_drawing(content)


@pytest.mark.parametrize(
    ("wished", "shown"),
    [
        ({}, {"width": "800", "height": "600"}),
        ({"width": "400"}, {"width": "400", "height": "300"}),
        ({"height": "30px"}, {"width": "40", "height": "30"}),
        ({"width": "10", "height": "10"}, {"width": "10", "height": "10"}),
        ({"width": "50%"}, {"width": "50%"}),
        ({"width": "wide", "height": "-1"}, {"width": "800", "height": "600"}),
        ({"width": "0"}, {"width": "800", "height": "600"}),
    ],
)
def test_an_authors_wish_keeps_the_pictures_shape(wished, shown):
    assert shown_size(Size(800, 600), wished) == shown


def test_a_picture_without_a_size_of_its_own_has_what_its_author_wished():
    assert shown_size(None, {}) == {}
    assert shown_size(None, {"width": "9"}) == {"width": "9"}


def pictures(folder):
    release = compile_course(folder).release
    assert release is not None
    parts = [part for step in release.readings["water", "en"].steps for part in step.parts]
    return re.findall(r"<img[^>]*>", "".join(getattr(part, "html", "") for part in parts))


def test_markdown_and_html_pictures_say_their_size(course, change):
    (course / "01-water" / "cup.jpg").write_bytes(saved(drawn(90, 40), "JPEG"))
    html = '![A cup](cup.jpg "Cup")\n\n<img src="cup.jpg" alt="One" width="45">\n\n<img src=cup.jpg alt=Two width=50%>'
    change("01-water/lesson.en.md", "First words.", html)
    cup, one, two, pot = pictures(course)
    assert 'title="Cup"' in cup
    assert ('width="90"' in cup, 'height="40"' in cup) == (True, True)
    assert ('width="45"' in one, 'height="20"' in one) == (True, True)
    assert ('width="50%"' in two, "height" in two) == (True, False)
    assert ('width="1"' in pot, 'height="1"' in pot) == (True, True)


def test_a_damaged_picture_is_named_with_file_and_line(course, change):
    whole = saved(drawn(600, 400, grain=3), "PNG")
    (course / "01-water" / "half.png").write_bytes(whole[: len(whole) // 2])
    (course / "01-water" / "head.png").write_bytes(whole[:20])
    change("01-water/lesson.en.md", "First words.", "![Half](half.png)\n\n![Head](head.png)")
    compiled = compile_course(course)
    assert compiled.release is None
    told = [
        (one.code, one.path, one.line, one.params["word"]) for one in compiled.problems if one.code == "image-damaged"
    ]
    path = "01-water/lesson.en.md"
    assert told == [("image-damaged", path, 6, "half.png"), ("image-damaged", path, 8, "head.png")]
    with Workshop(1) as workshop:
        confined = compile_confined(course, workshop=workshop, cache=None)
    assert confined.problems == compiled.problems


def test_a_photograph_lying_on_its_side_is_as_wide_as_it_is_shown(course, change):
    notes = Image.Exif()
    notes[0x0112] = 6
    (course / "01-water" / "pot.jpg").write_bytes(saved(drawn(80, 30), "JPEG", exif=notes))
    change("01-water/lesson.en.md", "pot.png", "pot.jpg")
    (pot,) = pictures(course)
    assert ('width="30"' in pot, 'height="80"' in pot) == (True, True)
