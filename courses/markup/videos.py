"""Video cards: a link that says where it leads, instead of a player that calls other sites before it is pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from markdown.util import AtomicString

from courses.markup.labels import label

_NAME = re.compile(r"[A-Za-z0-9_-]{1,30}\Z")
_YOUTUBE = {"youtube.com", "youtube-nocookie.com", "m.youtube.com", "music.youtube.com"}
_PLAYERS = {"embed", "shorts", "live", "v"}


@dataclass(frozen=True)
class Video:
    """A video's own page, and the name of the site; `site` is empty for a file."""

    address: str
    site: str


def video_at(address: str) -> Video | None:
    """The video that an address leads to; None when it leads to something else."""
    text = address.strip()
    try:
        parts = urlsplit("https:" + text if text.startswith("//") else text)
        host, pieces = (parts.hostname or "").removeprefix("www."), [piece for piece in parts.path.split("/") if piece]
    except ValueError:
        return None
    if parts.path.lower().endswith((".mp4", ".webm", ".m4v", ".mov")):
        return Video(text, "")
    if parts.scheme not in {"http", "https"} or not pieces:
        return None
    return _youtube(host, pieces, parse_qs(parts.query)) or _others(host, pieces)


def _youtube(host: str, pieces: list[str], query: dict[str, list[str]]) -> Video | None:
    name = ""
    if host == "youtu.be":
        name = pieces[0]
    elif host in _YOUTUBE and pieces[0] == "watch":
        name = query.get("v", [""])[0]
    elif host in _YOUTUBE and pieces[0] in _PLAYERS and len(pieces) > 1:
        name = pieces[1]
    if not _NAME.match(name):
        return None
    begin = next((query[key][0] for key in ("t", "start") if key in query), "")
    later = f"&t={quote(begin)}" if re.fullmatch(r"[0-9hms]{1,10}", begin) else ""
    return Video(f"https://www.youtube.com/watch?v={name}{later}", "YouTube")


def _others(host: str, pieces: list[str]) -> Video | None:
    last = pieces[-1]
    if host in {"vimeo.com", "player.vimeo.com"} and last.isascii() and last.isdigit():
        return Video(f"https://vimeo.com/{last}", "Vimeo")
    watch = host in {"nicovideo.jp", "embed.nicovideo.jp", "sp.nicovideo.jp"} and pieces[0] == "watch"
    if (watch or host == "nico.ms") and _NAME.match(last):
        return Video(f"https://www.nicovideo.jp/watch/{last}", "ニコニコ")
    return None


def fill_card(card: Element, video: Video, name: str, language: str, minutes: str = "") -> None:
    """Turn a link into a card; a picture that is already in it stays in front."""
    card.set("class", "video")
    SubElement(card, "span", {"class": "video-name"}).text = AtomicString(name or label("video", language))
    where = label("video-opens", language, site=video.site) if video.site else label("video-file", language)
    if minutes.isascii() and minutes.isdigit() and len(minutes) < 4:
        where += f" · {label('video-minutes', language, number=int(minutes))}"
    SubElement(card, "span", {"class": "small soft"}).text = AtomicString(where)


def card_html(address: str, video: Video, name: str, language: str) -> str:
    """A card for an author's own HTML, which had a player there."""
    card = Element("a", {"href": address})
    fill_card(card, video, name, language)
    return tostring(card, encoding="unicode", method="html") if card.get("href") else escape(name)
