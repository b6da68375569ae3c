"""Narrower pictures beside an original: which, how large, how they look, and what they do not carry along."""

import struct

import pytest
from PIL import Image

from courses.assets import AssetError
from courses.pictures.phones import LARGEST_SHARE, for_phones
from tests.courses.drawn_pictures import drawn, kept, opened, saved


@pytest.mark.parametrize(
    ("width", "widths"), [(360, []), (361, [361]), (720, [720]), (900, [720, 900]), (1600, [720, 1080, 1440])]
)
def test_pictures_wider_than_a_phone_get_narrower_ones_and_none_is_wider_than_the_original(width, widths):
    asset = kept(saved(drawn(width, 200, grain=40), "PNG", compress_level=1), "png")
    made = for_phones(asset)
    assert [one.width for one in made] == widths
    for one in made:
        picture = opened(one.content)
        assert (picture.format, picture.size) == ("WEBP", (one.width, one.height))
        assert abs(one.height - 200 * one.width / width) <= 0.5
        assert one.name == f"{one.sha256[:16]}.webp"


def test_what_saves_too_little_is_not_kept():
    small = saved(drawn(700, 500, grain=200), "WEBP", quality=5)
    assert for_phones(kept(small, "webp")) == ()
    asset = kept(saved(drawn(900, 600, grain=4), "JPEG", quality=60), "jpg")
    made = for_phones(asset)
    assert all(len(one.content) <= LARGEST_SHARE * len(asset.content) for one in made)
    assert 900 not in [one.width for one in made]


def test_same_picture_twice_gives_the_same_bytes():
    asset = kept(saved(drawn(800, 300), "PNG"), "png")
    assert for_phones(asset) == for_phones(asset) != ()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photograph_is_set_upright(orientation):
    picture = Image.new("RGB", (800, 400), "white")
    picture.paste("red", (0, 0, 200, 200))
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "Secret camera"
    asset = kept(saved(picture, "JPEG", exif=notes, quality=95), "jpg")
    assert (asset.width, asset.height) == ((400, 800) if orientation > 4 else (800, 400))
    made = for_phones(asset)
    assert made
    upright = opened(made[0].content).convert("RGB")
    assert upright.size == (made[0].width, made[0].height)
    # Where the red corner of the lying picture is seen, by Exif's table of orientations.
    right, low = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[orientation]
    corner = (upright.width - 9 if right else 8, upright.height - 9 if low else 8)
    red, green, _ = upright.getpixel(corner)
    assert red > 200
    assert green < 60
    assert b"Secret" not in made[0].content
    assert "exif" not in opened(made[0].content).info


def test_clear_pixels_stay_clear():
    picture = drawn(600, 300, "RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((600, 300)))
    made = for_phones(kept(saved(picture, "PNG"), "png"))
    assert made
    alpha = opened(made[0].content).convert("RGBA").getchannel("A")
    assert alpha.getpixel((300, 0)) < 10
    assert alpha.getpixel((300, 299)) > 245


def test_moving_pictures_are_left_alone():
    frames = [drawn(500, 200, grain=8 + number) for number in range(3)]
    for kind, ending in (("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png")):
        content = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)
        assert for_phones(kept(content, ending)) == ()
    assert for_phones(kept(saved(frames[0], "GIF"), "gif")) != ()


def test_colours_keep_their_meaning():
    colours = b"\0\0\0\x80lcms\x02\x10\0\0mntrRGB XYZ ".ljust(200, b"\0")
    asset = kept(saved(drawn(800, 300), "PNG", icc_profile=colours), "png")
    assert opened(for_phones(asset)[0].content).info["icc_profile"] == colours
    for foreign in (colours.replace(b"RGB ", b"GRAY"), colours.ljust(20_000, b"\0")):
        asset = kept(saved(drawn(800, 300), "PNG", icc_profile=foreign), "png")
        assert "icc_profile" not in opened(for_phones(asset)[0].content).info


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")])
def test_a_damaged_picture_is_refused_and_never_a_traceback(kind, ending):
    whole = saved(drawn(400, 300, grain=3), kind)
    for length in range(13, int(len(whole) * 0.95), len(whole) // 40):
        with pytest.raises(AssetError, match="image-damaged"):
            for_phones(kept(whole[:length], ending))


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 60_000, 60_000, 8, 6, 0, 0, 0)),
        ("gif", b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0) + b"," + b"\0" * 20),
        ("webp", b"RIFF\0\1\0\0WEBPVP8X" + struct.pack("<II", 10, 0) + b"\xff\xff\xff" * 2 + b"\0" * 20),
        ("webp", b"RIFF\0\1\0\0WEBPVP8L" + struct.pack("<IBI", 10, 0x2F, 0x0FFFFFFF) + b"\0" * 20),
    ],
)
def test_a_picture_of_too_many_pixels_is_refused_by_its_head(ending, content):
    if ending == "png":
        content += struct.pack(">I", 0x6B9D2B4E)
    with pytest.raises(AssetError) as refused:
        kept(content, ending)
    assert refused.value.code in {"image-pixels", "image-damaged"}


def test_a_picture_of_most_pixels_is_made_smaller(monkeypatch):
    monkeypatch.setattr("courses.pictures.photographs.MOST_PIXELS", 480_000)
    assert for_phones(kept(saved(Image.new("RGBA", (800, 600)), "PNG", compress_level=0), "png"))
    with pytest.raises(AssetError, match="image-pixels"):
        kept(saved(Image.new("RGB", (801, 600)), "PNG"), "png")
