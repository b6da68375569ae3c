"""What addresses in a lesson mean: a picture beside it, a file to take along, another lesson, or the web."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from courses.assets import FILES, PICTURES, AssetError, Assets
from courses.files import MEGABYTE, CourseFiles, FileError, normal
from courses.identifiers import is_id
from courses.pictures.size import Size
from courses.problems import Problem, problem

_LARGEST = 20 * MEGABYTE
_WEB = {"http", "https"}
_DATA = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,([A-Za-z0-9+/=\s]+)\Z")
_READING = re.compile(r"lesson\.[\w-]+\.(md|ipynb)\Z")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


@dataclass(frozen=True)
class StepLink:
    """A link into a step of a lesson, to be checked when all lessons are known."""

    lesson_id: str
    step_id: str
    path: str
    line: int | None


@dataclass
class CourseTargets:
    """Answers for one lesson file at `path`; `lessons` gives the id of each lesson folder."""

    files: CourseFiles
    assets: Assets
    course_id: str
    lessons: Mapping[str, str]
    path: str
    tell: Callable[[Problem], None]
    attachments: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    step_links: list[StepLink] = field(default_factory=list)

    def image(self, address: str, line: int | None) -> str | None:
        """`/assets/<name>` for a picture of the course; a remote one stays an address, to be linked."""
        scheme = _scheme(address)
        if scheme in _WEB or address.startswith("//"):
            self._report("image-remote", line, address)
            return address if scheme in _WEB else None
        if scheme == "data":
            return self._data_image(address, line)
        if scheme == "attachment":
            return self._attachment(address, line)
        if scheme:
            self._report("link-scheme", line, address)
            return None
        return self._file(address, line, PICTURES, "image")

    def link(self, address: str, line: int | None) -> str | None:
        """The address to link to: the web, a place in the text, another lesson or a file of the course."""
        scheme = _scheme(address)
        if scheme in {"mailto", "tel"} or scheme in _WEB:
            return address if _is_web_address(address) else self._refuse("link-broken", line, address)
        if scheme or address.startswith("//") or not address:
            return self._refuse("link-scheme", line, address)
        if address.startswith("#"):
            return address
        path, fragment = self._local(address)
        lesson_id = self._lesson_at(path)
        if lesson_id is None:
            return self._file(address, line, {**PICTURES, **FILES}, "link")
        if not fragment:
            return f"/learn/{self.course_id}/{lesson_id}"
        self.step_links.append(StepLink(lesson_id, fragment, self.path, line))
        # Where in that lesson this is gets known when all lessons are (courses/anchors.py).
        place = f"?step={fragment}" if is_id(fragment) else f"#{fragment}"
        return f"/learn/{self.course_id}/{lesson_id}{place}"

    def _lesson_at(self, path: str) -> str | None:
        """The lesson meant by its folder or by any of its readings."""
        folder, name = posixpath.split(path)
        if _READING.match(name) and self.files.exists(path):
            return self.lessons.get(folder)
        return self.lessons.get(path)

    def _local(self, address: str) -> tuple[str, str]:
        path, _, fragment = address.partition("#")
        path = unquote(path.partition("?")[0])
        base = "" if path.startswith("/") else posixpath.dirname(self.path)
        return normal(posixpath.join(base, path.lstrip("/"))), unquote(fragment)

    def _file(self, address: str, line: int | None, kinds: Mapping[str, str], what: str) -> str | None:
        path, _ = self._local(address)
        ending = posixpath.splitext(path)[1].lstrip(".").lower()
        try:
            if self.files.is_folder(path):
                raise FileError("missing")
            content = self.files.read(path, _LARGEST)
            # The notebook of a lesson that no module lists holds its answers: nobody is to take it along.
            if ending not in kinds or _READING.match(posixpath.basename(path)):
                raise AssetError("asset-type")
            return self._kept(content, ending, line, address)
        except FileError as error:
            return self._refuse(f"{what}-{error.code}", line, address)
        except AssetError as error:
            return self._refuse(error.code, line, address)

    def _data_image(self, address: str, line: int | None) -> str | None:
        found = _DATA.match(address)
        if not found:
            return self._refuse("link-scheme", line, address[:40])
        ending = {"svg+xml": "svg"}.get(found.group(1), found.group(1))
        try:
            content = base64.b64decode(found.group(2))
            return self._kept(content, ending, line, address[:40])
        except binascii.Error:
            return self._refuse("asset-content", line, address[:40])
        except AssetError as error:
            return self._refuse(error.code, line, address[:40])

    def _attachment(self, address: str, line: int | None) -> str | None:
        name = address.partition(":")[2]
        found = self.attachments.get(name) or self.attachments.get(unquote(name))
        if found is None:
            return self._refuse("image-missing", line, address)
        try:
            return self._kept(*found, line, address)
        except AssetError as error:
            return self._refuse(error.code, line, address)

    def size(self, address: str) -> Size | None:
        """The size of a picture that `image` gave the address of."""
        return self.assets.size(address)

    def _kept(self, content: bytes, ending: str, line: int | None, address: str) -> str:
        asset = self.assets.keep(content, ending)
        if asset.width is not None:
            self.assets.shown(asset, self.path, line, address)
        return f"/assets/{asset.name}"

    def _refuse(self, code: str, line: int | None, address: str) -> str | None:
        """Tell of the problem; the None that it gives back says that there is no address."""
        self._report(code, line, address)
        return None

    def _report(self, code: str, line: int | None, address: str) -> None:
        self.tell(problem(code, self.path, line, word=address))


def _scheme(address: str) -> str:
    found = _SCHEME.match(address)
    return found.group(1).lower() if found else ""


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.scheme in {"mailto", "tel"} or parts.hostname)
    except ValueError:
        return False
