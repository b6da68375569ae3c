"""What is wrong with a file that a lesson shows or offers."""

from __future__ import annotations


class AssetError(ValueError):
    """Content that cannot be kept; `code` is the problem's: "asset-…" for any file, "image-…" for a picture."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
