"""Bytes of a foreign file to text: UTF-8, or what is certain to be something else."""

from __future__ import annotations

import codecs
import re

from courses.files import FileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Kana are what Japanese cannot do without; text in another encoding hardly decodes to them by chance.
_KANA = re.compile("[\u3041-\u30ff]")
_HALF = re.compile("[\uff61-\uff9f\ue000-\uf8ff]")


def decoded(content: bytes) -> tuple[str, str]:
    """The text with `\\n` between lines, and the encoding's name if it was not UTF-8.

    FileError "not-text", with its line, when the bytes are no text whose encoding is certain.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _plain(_strict(content, encoding)), "" if encoding == "utf-8-sig" else encoding.upper()
    try:
        return _plain(content.decode("utf-8")), ""
    except UnicodeDecodeError as error:
        japanese = _japanese(content)
        if japanese is None:
            raise FileError("not-text", content[: error.start].count(b"\n") + 1) from error
        return _plain(japanese), "Shift_JIS"


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileError("not-text", 1) from error


def _japanese(content: bytes) -> str | None:
    try:
        text = content.decode("cp932")
    except UnicodeDecodeError:
        return None
    kana = len(_KANA.findall(text))
    return text if kana >= 3 and kana > 3 * len(_HALF.findall(text)) else None


def _plain(text: str) -> str:
    if "\x00" in text:
        raise FileError("not-text", text[: text.index("\x00")].count("\n") + 1)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")
