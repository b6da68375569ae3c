"""Pictures drawn for tests: noise that no encoder can make small, and planes that every encoder can."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

from PIL import Image

from courses import Asset
from courses.assets import Assets


def drawn(width: int, height: int, mode: str = "RGB", grain: int = 8) -> Image.Image:
    """A picture of soft patches, the same each time; a larger grain makes it simpler."""
    rough = max(1, width // grain), max(1, height // grain)
    noise = Image.frombytes("RGB", rough, random.Random(7).randbytes(3 * rough[0] * rough[1]))
    return noise.resize((width, height), Image.Resampling.BICUBIC).convert(mode)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """Its bytes as that kind of file."""
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def kept(content: bytes, ending: str) -> Asset:
    """The picture as an asset."""
    return Assets().keep(content, ending)


def opened(content: bytes) -> Image.Image:
    """The picture in these bytes."""
    return Image.open(BytesIO(content))
