"""Language tags as folders and files spell them, to tags by BCP 47 as courses write them."""

from __future__ import annotations

import re
from functools import lru_cache

from babel.core import Locale

from courses.languages import is_tag

# ISO 639-1 and the few longer codes that courses are translated into. A folder of another name is no language.
_CODES = (
    "af am ar as az be bg bn bo br bs ca ckb cs cy da de dv el en eo es et eu fa fi fil fo fr ga gl gu ha he hi hr "
    "ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn no ny om "
    "or pa pcm pl prs ps pt ro ru rw sd si sk sl sm sn so sq sr st su sv sw ta te tg th ti tk tl tr tt ug uk ur uz "
    "vi wo xh yi yo yue zh zu"
)
_KNOWN = set(_CODES.split())
_HOME_WORDS = (
    "ja-JP ko-KR uk-UA fa-IR my-MM ne-NP vi-VN th-TH tr-TR pl-PL id-ID de-DE fr-FR it-IT ru-RU es-ES en-US hi-IN "
    "he-IL cs-CZ da-DK el-GR fi-FI hu-HU nl-NL ro-RO sv-SE bn-BD ur-PK ar-SA km-KH lo-LA mn-MN si-LK ta-IN"
)
# A region that goes without saying is left out, as the registry of tags asks.
_AT_HOME = set(_HOME_WORDS.split())
_CHINESE = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}
_SHAPE = re.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?(?:[-_](x[-_][A-Za-z0-9]{1,8}))?\Z"
)


@lru_cache(maxsize=1)
def _registered() -> tuple[frozenset[str], frozenset[str]]:
    """Writings and regions that there are: `as-Text` is a piece of a file's name, and no Assamese."""
    english = Locale("en")
    return frozenset(english.scripts), frozenset(english.territories)


def tag_of(name: str) -> str | None:
    """`ja-jp` → `ja`, `zh-cn` → `zh-Hans`, `pt_br` → `pt-BR`; None when the name is no language's."""
    found = _SHAPE.match(name)
    if not found or found.group(1).lower() not in _KNOWN:
        return None
    language, script, region = found.group(1).lower(), found.group(2), found.group(3)
    script = script.title() if script else None
    region = region.upper() if region else None
    scripts, regions = _registered()
    if (script and script not in scripts) or (region and region not in regions):
        return None
    if language == "zh" and region and (script is None or script == _CHINESE.get(region)):
        script, region = _CHINESE.get(region, script), None if region in _CHINESE else region
    if region and f"{language}-{region}" in _AT_HOME:
        region = None
    private = found.group(4).lower().replace("_", "-") if found.group(4) else None
    tag = "-".join(part for part in (language, script, region, private) if part)
    return tag if is_tag(tag) else None


_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_ARABIC = re.compile("[\u0600-\u06ff]")


def guess(text: str) -> str:
    """The language of a text as far as its writing tells: ja, ko, else en."""
    sample = text[:20_000]
    for tag, signs in (("ja", _KANA), ("ko", _HANGUL), ("ar", _ARABIC)):
        if len(signs.findall(sample)) * 20 > len(sample):
            return tag
    return "en"
