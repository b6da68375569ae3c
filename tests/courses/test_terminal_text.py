"""Printed text is shown as a terminal shows it in the end, in colours of ours, and never takes long."""

import re
import time
from pathlib import Path

import pytest

from courses.markup.clean import CLASSES, clean
from courses.notebooks.colours import COLOURS, PLAIN, changed
from courses.notebooks.printed import text_block
from courses.notebooks.terminal import Patience, shown_lines

ROOT = Path(__file__).resolve().parents[2]


def lines(text):
    return shown_lines(text, Patience())


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("a\nb\n\n", ["a", "b"]),
        ("a\rb\n\x1b]0;title\x07c\x08\r\n", ["b", "c"]),
        ("windows\r\nends\r\n", ["windows", "ends"]),
        (" 10%|#  |\r 50%|## |\r100%|###|\ndone", ["100%|###|", "done"]),
        ("long line\rab", ["abng line"]),
        ("long line\r\x1b[Kab", ["ab"]),
        ("abc\b\bX", ["aXc"]),
        ("one\ntwo\x1b[A\rONE\x1b[B\rTWO", ["ONE", "TWO"]),
        ("abc\x1b[2K\rx", ["x"]),
        ("a\x1b[3Cb", ["a   b"]),
        ("gone\x1b[2Jhere", ["here"]),
        ("<b>&\x00\x07", ["&lt;b&gt;&amp;"]),
        ("<b>\x1b[m&", ["&lt;b&gt;&amp;"]),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", ["link"]),
        ("\x1b", []),
        ("\x1b[", []),
        ("日本\r本", ["本本"]),
    ],
)
def test_terminal_shows_what_stands_in_the_end(printed, shown):
    assert lines(printed) == shown


@pytest.mark.parametrize(
    ("codes", "html"),
    [
        ("31", '<span class="f-red">x</span>'),
        ("1;32", '<span class="f-green"><b>x</b></span>'),
        ("93", '<span class="f-yellow">x</span>'),
        ("90", '<span class="f-soft">x</span>'),
        ("30", "x"),
        ("37", "x"),
        ("3;4;9", "<i><u><s>x</s></u></i>"),
        ("7", '<span class="inv">x</span>'),
        ("44", '<span class="b-blue">x</span>'),
        ("31;46", '<span class="b-cyan">x</span>'),
        ("38;5;196", '<span class="f-red">x</span>'),
        ("38;5;21", '<span class="f-blue">x</span>'),
        ("38;5;244", '<span class="f-soft">x</span>'),
        ("48;5;231", '<span class="b-soft">x</span>'),
        ("38;2;255;0;255", '<span class="f-plum">x</span>'),
        ("38:2:0:200:200", '<span class="f-cyan">x</span>'),
        ("38;2;0;255;0;1", '<span class="f-green"><b>x</b></span>'),
        ("31;0", "x"),
        ("1;22;4;24;7;27;31;39;41;49", "x"),
        ("38", "x"),
        ("38;5", "x"),
        ("99999999999", "x"),
    ],
)
def test_colours_become_classes_of_ours(codes, html):
    assert lines(f"\x1b[{codes}mx") == [html]
    assert clean(html) == html


def test_every_colour_has_a_class_in_the_sanitiser_and_in_the_style():
    style = (ROOT / "lms/static/css/code.css").read_text(encoding="utf-8")
    for name in COLOURS:
        assert {f"f-{name}", f"b-{name}"} <= CLASSES
        assert f".f-{name}" in style
        assert f".b-{name}" in style


def test_all_256_and_true_colours_are_mapped():
    names = {changed(PLAIN, [38, 5, number]).front for number in range(256)}
    assert names == {"", *COLOURS}
    assert all(changed(PLAIN, [48, 5, number]).back for number in range(8, 256) if number not in (15,))


@pytest.mark.parametrize(
    "text",
    [
        "\r" * 600_000,
        "\x1b[31ma" * 200_000,
        "\x1b[999C" * 300_000 + "x",
        "\x1b[" * 300_000,
        "\x1b]" * 300_000,
        "a\x1b[999B\n" * 100_000,
        "\x1b[999Cx\n" * 100_000,
        "\x1bP" * 300_000,
        "\n" * 600_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_endless_moves_take_bounded_time(text):
    patience, start = Patience(), time.process_time()
    for _ in range(3):
        shown_lines(text, patience)
    assert time.process_time() - start < 3


def test_long_text_is_folded_and_an_endless_one_cut():
    short = text_block([str(n) for n in range(30)], "en")
    assert "<details" not in short
    long = text_block([f"line {n}" for n in range(300)], "en")
    before, _, after = long.partition("<details")
    assert "line 11\n" in before + "\n" or "line 11</code>" in before
    assert "Show the other 288 lines" in after
    assert long.count("line ") == 300
    endless = text_block([f"line {n}" for n in range(9_000)], "en")
    assert "8500 lines are left out here." in endless
    assert "line 8999" in endless
    assert "line 399<" in endless


def test_text_opened_by_its_author_is_not_folded():
    assert "<details" not in text_block(["x"] * 300, "en", opened=True)


def test_endless_lines_are_cut_without_breaking_a_tag_or_a_sign():
    block = text_block(['<span class="f-red">' + "&lt;" * 9_000 + "</span>"], "en")
    assert len(block) < 3_000
    assert clean(block) == block
    assert not re.search("&(?!lt;)", block)


def test_wide_and_many_lines_stay_within_the_page():
    assert len(text_block(["x" * 1_900] * 500, "en")) < 120_000


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", range(3), ids=["light", "dark as asked", "dark as chosen"])
def test_coloured_text_is_legible_in_both_themes(theme):
    tokens = (ROOT / "lms/static/css/tokens.css").read_text(encoding="utf-8")
    block = re.split("[ {]color-scheme: (?:light|dark);", tokens)[1:4][theme]
    colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block))
    style = (ROOT / "lms/static/css/code.css").read_text(encoding="utf-8")
    fronts = dict(re.findall(r"\.(f-\w+) \{ color: var\(--([\w-]+)\)", style))
    grounds = dict(re.findall(r"\.(b-\w+) \{ background: var\(--([\w-]+)\)", style))
    assert {len(fronts), len(grounds)} == {len(COLOURS)}
    for name in fronts.values():
        assert contrast(colours[name], colours["surface"]) >= 4.5, name
        assert contrast(colours[name], colours["sunken"]) >= 4.5, name
    for name in grounds.values():
        assert contrast(colours["ink"], colours[name]) >= 4.5, name
    assert contrast(colours["ink"], colours["surface"]) >= 4.5
