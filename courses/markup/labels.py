"""The few words that the engine itself puts into a reading, in the reading's language."""

from __future__ import annotations

from courses.languages import fallbacks
from courses.markup.heard_words import WORDS as HEARD_WORDS
from courses.markup.notebook_words import WORDS as NOTEBOOK_WORDS

_LABELS: dict[str, dict[str, str]] = {
    "en": {
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
        "words": "Words",
        "diagram": "The diagram in words",
        "diagram-alt": "Diagram; it is described in words below",
        "diagram-source": "This diagram can only be shown as it was written.",
        "diagram-start": "Start",
        "diagram-end": "End",
        "diagram-loop": "Again and again",
        "diagram-alt-block": "If",
        "diagram-else": "Otherwise",
        "diagram-opt": "Sometimes",
        "diagram-par": "At the same time",
        "diagram-and": "And at the same time",
        "diagram-critical": "Without a break",
        "diagram-option": "In the case of",
        "diagram-break": "Stop when",
        "diagram-colon": ": ",
        "diagram-and-sign": ", ",
        "diagram-brackets": "narrow",
        "task-done": "Done",
        "task-open": "Not done yet",
        "video": "Video",
        "video-opens": "Opens {site}",
        "video-file": "Video file",
        "video-minutes": "{number} min",
        "tabs": "Choose what fits you",
        "tab": "Open",
        "table": "Table {number}",
        "footnotes": "Notes",
        "footnote": "Note {number}",
        "back": "Back to the text",
    },
    "ja": {
        "note": "メモ",
        "tip": "ヒント",
        "important": "大切",
        "warning": "注意",
        "caution": "気をつけて",
        "words": "ことば",
        "diagram": "図の内容をことばで",
        "diagram-alt": "図。下にことばの説明があります",
        "diagram-source": "この図は、書かれたままの形でだけ見られます。",
        "diagram-start": "はじめ",
        "diagram-end": "終わり",
        "diagram-loop": "くり返す",
        "diagram-alt-block": "もし",
        "diagram-else": "そうでなければ",
        "diagram-opt": "場合によって",
        "diagram-par": "同時に",
        "diagram-and": "同時に、もう一つ",
        "diagram-critical": "続けて",
        "diagram-option": "次の場合",
        "diagram-break": "次のときに止まる",
        "diagram-colon": "：",
        "diagram-and-sign": "、",
        "diagram-brackets": "wide",
        "task-done": "できた",
        "task-open": "まだ",
        "video": "動画",
        "video-opens": "{site}が開きます",
        "video-file": "動画のファイル",
        "video-minutes": "{number}分",
        "tabs": "自分に合うものを選んで開く",
        "tab": "開く",
        "table": "表{number}",
        "footnotes": "注",
        "footnote": "注{number}",
        "back": "本文に戻る",
    },
    "ja-x-easy": {
        "important": "大切（たいせつ）",
        "warning": "注意（ちゅうい）",
        "caution": "気（き）を つけて",
        "video": "動画（どうが）",
        "video-opens": "{site}が 開（ひら）きます",
        "video-file": "動画（どうが）の ファイル",
        "tabs": "自分（じぶん）の ものを 選（えら）んで 開（ひら）く",
        "tab": "開（ひら）く",
        "footnotes": "説明（せつめい）",
        "back": "文（ぶん）に もどる",
    },
    "uk": {
        "note": "Примітка",
        "tip": "Порада",
        "important": "Важливо",
        "warning": "Увага",
        "caution": "Обережно",
        "words": "Слова",
        "diagram": "Схема словами",
    },
    "fa": {
        "note": "یادداشت",
        "tip": "نکته",
        "important": "مهم",
        "warning": "هشدار",
        "caution": "احتیاط",
        "words": "واژه‌ها",
        "diagram": "نمودار به زبان واژه‌ها",
    },
    "ar": {
        "note": "ملاحظة",
        "tip": "نصيحة",
        "important": "مهم",
        "warning": "تحذير",
        "caution": "تنبيه",
        "words": "كلمات",
        "diagram": "الرسم بالكلمات",
    },
}

for _language, _words in (*NOTEBOOK_WORDS.items(), *HEARD_WORDS.items()):
    _LABELS.setdefault(_language, {}).update(_words)


def labels_of(key: str) -> list[str]:
    """The word for `key` in every language that has one, in lower case: authors write it in any of them."""
    return [words[key].lower() for words in _LABELS.values() if key in words]


def own_words(language: str) -> frozenset[str]:
    """All that the engine may put into a reading in this language: no author answers for it."""
    return frozenset(text for tag in fallbacks(language) for text in _LABELS.get(tag, {}).values())


def label(key: str, language: str, **values: int | str) -> str:
    """The word for `key` in the language, else in its parent language, else in English."""
    for tag in (*fallbacks(language), "en"):
        if key in _LABELS.get(tag, {}):
            return _LABELS[tag][key].format(**values)
    raise KeyError(key)
