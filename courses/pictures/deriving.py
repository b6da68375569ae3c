"""What lies beside an asset, or why nothing does; Pillow, slow to import, is loaded only for pictures made of pixels."""

from __future__ import annotations

from dataclasses import dataclass

from courses.pictures.error import AssetError
from courses.release import Asset, Derivative


@dataclass(frozen=True)
class Pictured:
    """What became of an asset: what lies beside it, and the code of the problem when it is damaged, else empty."""

    derivatives: tuple[Derivative, ...] = ()
    code: str = ""


def pictured(asset: Asset) -> Pictured:
    """Narrower pictures for phones. Promises: the same asset and the same Pillow give the same outcome; nothing raises."""
    if not asset.width or asset.media_type == "image/svg+xml":
        return Pictured()
    from courses.pictures.phones import for_phones

    try:
        return Pictured(for_phones(asset))
    except AssetError as error:
        return Pictured(code=error.code)
