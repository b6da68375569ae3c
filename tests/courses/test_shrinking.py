"""`python -m courses shrink`: lighter pictures, mended references, never a heavier file."""

import random

from PIL import Image

from courses.checking.pictures import LARGEST
from courses.commands import main


def photograph(path, width=700, height=500):
    """A picture full of noise, which no format can make small without losing."""
    noise = random.Random(5).randbytes(width * height * 3)
    Image.frombytes("RGB", (width, height), noise).resize((width, height)).save(path)


def test_heavy_picture_is_only_named_without_yes(course):
    picture = course / "01-water" / "pot.png"
    photograph(picture)
    before, said = picture.read_bytes(), []
    assert main(["shrink", str(course)], said.append) == 0
    assert "01-water/pot.png" in said[0]
    assert "--yes" in said[-1]
    assert picture.read_bytes() == before


def test_heavy_picture_gets_lighter_and_lessons_follow_its_ending(course):
    picture = course / "01-water" / "pot.png"
    photograph(picture)
    before = picture.stat().st_size
    assert main(["shrink", str(course), "--yes"], lambda _: None) == 0
    after = course / "01-water" / "pot.webp"
    assert not picture.exists()
    assert after.stat().st_size < before
    for name in ("lesson.ja.md", "lesson.en.md"):
        text = (course / "01-water" / name).read_text(encoding="utf-8")
        assert "(pot.webp)" in text
        assert "pot.png" not in text


def test_light_pictures_and_what_is_no_picture_are_left_alone(course):
    odd = course / "01-water" / "odd.png"
    odd.write_bytes(b"no picture" * LARGEST)
    said = []
    assert main(["shrink", str(course), "--yes"], said.append) == 0
    assert said == ["No picture can be made lighter."]
    assert main(["shrink", str(course / "01-water")], said.append) == 2


def test_japanese_is_spoken_too(course):
    said = []
    assert main(["shrink", str(course), "--lang", "ja"], said.append) == 0
    photograph(course / "01-water" / "pot.png")
    assert main(["shrink", str(course), "--lang", "ja"], said.append) == 0
    assert main(["shrink", str(course / "01-water"), "--lang", "ja"], said.append) == 2
    assert said[0] == "軽くできる画像はありません。"
    assert said[1].startswith("01-water/pot.png → 01-water/pot.webp：")
    assert "まだ何も変えていません" in said[2]
    assert said[3].endswith("に course.toml がありません。")
