"""Pictures for phones: narrower WebP pictures beside an original, where that saves something."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile

from courses.pictures.photographs import ENDINGS, TURNED, opened, orientation
from courses.release import Asset, Derivative

WIDTHS = (720, 1080, 1440)
"""Pixels. A phone is 360 to 430 CSS pixels wide, at two device pixels each or at three; a column of text on a PC is
at most 720 CSS pixels wide, and has two device pixels each on a sharp screen."""
NARROW = 360
"""Pixels. Narrower pictures have nothing to gain."""
LARGEST_SHARE = 0.8
"""Of the original's bytes. What saves less is not worth another file."""
_QUALITY = 80
_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
_LARGEST_PROFILE = 10_000
# What sets a picture upright, by its orientation (Exif 2.32, table 4).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def for_phones(asset: Asset) -> tuple[Derivative, ...]:
    """Narrower pictures of an asset, narrow ones first; none when it is no picture of pixels, moves, or nothing is saved.

    None is wider than the original. They are upright, keep the original's colours and none of its other notes (where
    and by whom it was taken). The same bytes and the same Pillow give the same pictures. AssetError "image-damaged"
    when the pixels cannot be read.
    """
    ending = asset.name.rpartition(".")[2]
    if ending not in ENDINGS or asset.width is None or asset.height is None:
        return ()
    with opened(asset.content, ending) as picture:
        if getattr(picture, "is_animated", False):
            return ()
        _load(picture)
        if asset.width <= NARROW or picture.mode not in _MODES:
            return ()
        original = _Original(asset, _plain(picture), orientation(picture), _colours(picture))
        made = [original.narrowed(width) for width in _widths(asset.width)]
    most = LARGEST_SHARE * len(asset.content)
    return tuple(one for one in made if len(one.content) <= most)


def _widths(own: int) -> list[int]:
    narrower = [width for width in WIDTHS if width < own]
    return [*narrower, own] if own <= WIDTHS[-1] else narrower


def _load(picture: ImageFile.ImageFile) -> None:
    """Read the pixels. A JPEG may leave out detail while it is read: much less to hold and to wait for."""
    if picture.format == "JPEG":
        wide, high = picture.size
        share = min(1.0, 2 * WIDTHS[-1] / min(wide, high))
        picture.draft("RGB", (round(wide * share), round(high * share)))
    picture.load()


def _plain(picture: Image.Image) -> Image.Image:
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    # Converting to what it is already would copy it, and a large one has no room beside itself twice.
    return picture if picture.mode == mode else picture.convert(mode)


def _colours(picture: Image.Image) -> bytes:
    """What its colours mean (ICC), where that is about red, green and blue and no book."""
    found = picture.info.get("icc_profile") or b""
    return found if found[16:20] == b"RGB " and len(found) <= _LARGEST_PROFILE else b""


@dataclass(frozen=True)
class _Original:
    asset: Asset
    image: Image.Image
    orientation: int
    colours: bytes

    def narrowed(self, width: int) -> Derivative:
        """The picture in that width, upright."""
        own_width, own_height = self.asset.width or 1, self.asset.height or 1
        size = width, max(1, round(width * own_height / own_width))
        image = self._upright(size)
        content = _webp(image, self.colours, lossless=False)
        if width == own_width and self.asset.media_type != "image/jpeg":
            # Drawings and pictures of screens are often smaller without loss, and always sharper.
            content = min(content, _webp(image, self.colours, lossless=True), key=len)
        sha256 = hashlib.sha256(content).hexdigest()
        return Derivative(f"{sha256[:16]}.webp", "image/webp", sha256, content, *size)

    def _upright(self, size: tuple[int, int]) -> Image.Image:
        """Resized as it lies, then turned: turning the whole picture would need its memory twice."""
        lying = size[::-1] if self.orientation in TURNED else size
        image = self.image
        if image.size != lying:
            image = image.resize(lying, Image.Resampling.LANCZOS, reducing_gap=3.0)
        turn = _TURNS.get(self.orientation)
        return image if turn is None else image.transpose(turn)


def _webp(image: Image.Image, colours: bytes, lossless: bool) -> bytes:
    stream = BytesIO()
    image.save(stream, "WEBP", lossless=lossless, quality=_QUALITY, method=4, icc_profile=colours, exif=b"", xmp=b"")
    return stream.getvalue()
