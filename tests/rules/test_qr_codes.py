"""A QR code as it is drawn on the page is read back by a reader of our own (ISO/IEC 18004), apart from what made it."""

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.cohorts.rules import CODE_ALPHABET, CODE_LENGTH
from lms.coordination import qr

MASKS: list[Callable[[int, int], bool]] = [
    lambda row, column: (row + column) % 2 == 0,
    lambda row, column: row % 2 == 0,
    lambda row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
]
FORMAT = [
    (8, 0),
    (8, 1),
    (8, 2),
    (8, 3),
    (8, 4),
    (8, 5),
    (8, 7),
    (8, 8),
    (7, 8),
    *((row, 8) for row in range(5, -1, -1)),
]
FORMAT_MASK = 0b101010000010010


def drawn(svg: str) -> tuple[int, set[tuple[int, int]]]:
    """The size without the quiet zone, and the dark modules as (row, column), from the strokes of the path."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])  # type: ignore[index]
    path = re.search(r'stroke="#000" d="([^"]+)"', svg)[1]  # type: ignore[index]
    dark, x, y = set(), 0.0, 0.0
    for letter, numbers in re.findall(r"([Mmh])([^Mmh]*)", path):
        values = [float(value) for value in re.findall(r"-?\d*\.?\d+", numbers)]
        if letter == "h":
            dark |= {(int(y - 0.5), int(x) + step) for step in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if letter == "M" else (x + values[0], y + values[1])
    assert all(4 <= place < side - 4 for module in dark for place in module), "the quiet zone is white"
    return side - 8, {(row - 4, column - 4) for row, column in dark}


def data_places(size: int) -> Iterator[tuple[int, int]]:
    """Where data stands, in its order: pairs of columns from the right, up and down, around the patterns (versions 2 to 6)."""
    upwards, right = True, size - 1
    while right > 0:
        right -= right == 6
        for step in range(size):
            row = size - 1 - step if upwards else step
            for column in (right, right - 1):
                is_corner = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
                is_aligning = abs(row - (size - 7)) <= 2 and abs(column - (size - 7)) <= 2
                if not is_corner and not is_aligning and 6 not in (row, column):
                    yield row, column
        upwards, right = not upwards, right - 2


def read(svg: str) -> str:
    """The text of a code with one block of data (versions 2 and 3 at level M), in bytes."""
    size, dark = drawn(svg)
    assert size in (25, 29)
    told = int("".join(str(int(place in dark)) for place in FORMAT), 2) ^ FORMAT_MASK
    assert told >> 13 == 0, "level M"
    mask = MASKS[told >> 10 & 0b111]
    bits = "".join(str(int(((row, column) in dark) != mask(row, column))) for row, column in data_places(size))
    assert bits[:4] == "0100", "bytes"
    length = int(bits[4:12], 2)
    return bytes(int(bits[12 + 8 * at : 20 + 8 * at], 2) for at in range(length)).decode()


@pytest.mark.parametrize("text", ["https://learn.example.org/join/ABCDEFGHJK", "http://gonin.test/join/23456789AB"])
def test_the_code_on_the_page_reads_as_the_link(text: str) -> None:
    assert read(str(qr.svg(text))) == text


@settings(max_examples=60)
@given(
    st.text(CODE_ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH), st.sampled_from(["a.jp", "learn.example.org"])
)
def test_every_invitation_code_is_read_back(code: str, host: str) -> None:
    assert read(str(qr.svg(f"https://{host}/join/{code}"))) == f"https://{host}/join/{code}"
