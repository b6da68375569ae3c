"""Opening pictures made of pixels, with Pillow: never more of them than we can hold, and no surprise of its readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import GifImagePlugin, Image, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from courses.pictures.error import AssetError
from courses.pictures.size import WIDEST, Size

MOST_PIXELS = 40_000_000
"""Of four bytes each, and twice while a picture is made smaller: 320 MB. A phone's photograph has 12 to 24 million."""
TURNED = frozenset({5, 6, 7, 8})
"""Orientations of a camera held upright: width and height change places."""
_ORIENTATION = 0x0112  # Exif 2.32, table 4
# Named one by one: `Image.open` warns of large pictures once a process, and tries readers that we do not want.
_READERS: dict[str, type[ImageFile.ImageFile]] = {
    "png": PngImagePlugin.PngImageFile,
    "jpg": JpegImagePlugin.JpegImageFile,
    "jpeg": JpegImagePlugin.JpegImageFile,
    "gif": GifImagePlugin.GifImageFile,
    "webp": WebPImagePlugin.WebPImageFile,
}
ENDINGS = frozenset(_READERS)


@contextmanager
def opened(content: bytes, ending: str) -> Iterator[ImageFile.ImageFile]:
    """The picture with its head read and no pixel yet.

    AssetError "image-pixels" when it has too many; "image-damaged" when anything within the block cannot be read.
    """
    try:
        if ending == "webp":
            # Its reader asks for the memory of all pixels at once, so their number comes first.
            _check(_webp_size(content))
        with _READERS[ending](BytesIO(content)) as picture:
            _check(Size(*picture.size))
            yield picture
    except (AssetError, MemoryError):
        raise
    except Exception as error:  # Pillow's readers trust their input: what they raise has no common kind.
        raise AssetError("image-damaged") from error


def pixel_size(content: bytes, ending: str) -> Size:
    """The size of the picture as browsers show it, which is upright; AssetError as `opened` raises it."""
    with opened(content, ending) as picture:
        return Size(picture.height, picture.width) if orientation(picture) in TURNED else Size(*picture.size)


def orientation(picture: ImageFile.ImageFile) -> int:
    """How the camera was held (Exif), 1 where it does not say; of a PNG counts only what stands before its pixels."""
    notes = Image.Exif()
    try:
        notes.load(picture.info.get("exif") or b"")
        return int(notes.get(_ORIENTATION, 1))
    except Exception:  # As above; and a picture with strange notes is a picture all the same.
        return 1


def _check(size: Size) -> None:
    if size.width * size.height > MOST_PIXELS or max(size.width, size.height) > WIDEST:
        raise AssetError("image-pixels")
    if min(size.width, size.height) < 1:
        raise AssetError("image-damaged")


def _webp_size(content: bytes) -> Size:
    """By the head of its first chunk (RFC 9649, 2.5 to 2.7)."""
    kind, head = content[12:16], content[20:30]
    if content[8:12] != b"WEBP" or len(head) < 10:
        raise AssetError("image-damaged")
    if kind == b"VP8X":
        return Size(int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1)
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind != b"VP8 ":
        raise AssetError("image-damaged")
    return Size(int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF)
