"""Pictures: words that help people who cannot see them, and files that a phone can load."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from courses.checking.view import Sheet, Tell
from courses.files import normal
from courses.markup.sights import Sight
from courses.problems import problem

LARGEST = 200_000  # bytes; at 1 Mbit/s more than a second and a half for one picture
_FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)\Z", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:img|dsc|image|screenshot|fig|figure|picture|photo|画像|図|写真|スクリーンショット)[\s_-]*\d*\Z"
)
_SAYING_NOTHING = {
    "image", "picture", "photo", "figure", "fig", "screenshot", "screen shot", "icon", "logo", "alt", "alt text",
    "image description", "untitled", "diagram", "graphic", "drawing",
    "画像", "図", "写真", "スクリーンショット", "スクショ", "アイコン", "ロゴ", "イラスト", "絵", "画面", "説明",
}  # fmt: skip


def check(sheet: Sheet, tell: Tell) -> None:
    """Tell of alt texts that help nobody, and of pictures that are too heavy."""
    for _, seen in sheet.by_step:
        for place, sight in enumerate(seen):
            if sight.kind == "image":
                _check_alt(sheet, sight, _near(seen, place), tell)
                _check_weight(sheet, sight, tell)


def _check_alt(sheet: Sheet, sight: Sight, near: set[str], tell: Tell) -> None:
    alt = sight.words.strip(" .。").casefold()
    if not alt:
        return
    if alt in _SAYING_NOTHING or _FILE.match(alt) or _NUMBERED.match(alt) or alt == _stem(sight.target):
        tell(problem("image-alt-useless", sheet.path, sight.line, word=sight.words))
    elif alt in near:
        tell(problem("image-alt-repeats", sheet.path, sight.line, word=sight.words))


def _near(seen: list[Sight], place: int) -> set[str]:
    """The words right before and after a picture, with those of its link or its title."""
    sight = seen[place]
    texts = [other.words for other in seen[max(0, place - 3) : place + 4] if other.kind in {"text", "heading"}]
    return {text.strip(" .。").casefold() for text in (*texts, sight.read) if text}


def _stem(address: str) -> str:
    name = posixpath.basename(unquote(address.partition("?")[0]))
    return posixpath.splitext(name)[0].casefold()


def _check_weight(sheet: Sheet, sight: Sight, tell: Tell) -> None:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#", sight.target):
        return
    path = unquote(sight.target.partition("?")[0].partition("#")[0])
    base = "" if path.startswith("/") else posixpath.dirname(sheet.path)
    size = sheet.files.size(normal(posixpath.join(base, path.lstrip("/"))))
    if size > LARGEST:
        tell(problem("image-heavy", sheet.path, sight.line, word=sight.target, size=size // 1000, most=LARGEST // 1000))
