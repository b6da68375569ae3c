"""The words of the preview's own page, for authors, in English and Japanese."""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Preview",
        "lesson": "Lesson",
        "language": "Language",
        "width": "Width",
        "phone": "Phone",
        "wide": "Wide",
        "both": "Both",
        "furigana": "Furigana",
        "steps": "{number} steps",
        "one-step": "1 step",
        "minutes": "about {minutes} min",
        "previous": "Previous lesson",
        "next": "Next lesson",
        "here": "In this text",
        "elsewhere": "In other files",
        "errors": "Errors",
        "warnings": "Warnings",
        "error": "Error",
        "warning": "Warning",
        "note": "Note",
        "none-here": "Nothing to mend in this text.",
        "none": "Nothing to mend in this course.",
        "line": "line {line}",
        "open": "Open this text",
        "mend": "How to mend it:",
        "fresh": "Up to date",
        "working": "Reading what was saved…",
        "progress": "Reading: {done} of {total}",
        "lost": "The preview has ended. Start it again in the terminal.",
        "kept": "The last version that could be read is shown. Mend what is named beside it.",
        "cannot": "There is nothing to show yet. Mend what is named here, and save.",
        "answers": "For authors: what is right, and what people are told",
        "right": "Right",
        "feedback": "Feedback",
        "explanation": "Explanation",
        "gaps": "Accepted in each gap",
        "number": "Right number",
        "value": "Number",
        "tolerance": "How far off it may be",
        "unit": "Unit",
        "replies": "Said to somebody who typed",
        "answer": "Typed",
        "html": "Said",
        "model": "Answer to compare with",
        "pc": "This step needs a PC.",
        "windows": "This step needs Windows.",
        "try": "Tries: {attempts}",
        "points": "Points: {points}",
        "text": "Text of the lesson",
        "problems": "Problems",
    },
    "ja": {
        "title": "プレビュー",
        "lesson": "レッスン",
        "language": "言語",
        "width": "画面のはば",
        "phone": "スマホ",
        "wide": "広い画面",
        "both": "両方",
        "furigana": "ふりがな",
        "steps": "{number}ステップ",
        "one-step": "1ステップ",
        "minutes": "約{minutes}分",
        "previous": "前のレッスン",
        "next": "次のレッスン",
        "here": "この文",
        "elsewhere": "ほかのファイル",
        "errors": "誤り",
        "warnings": "注意",
        "error": "誤り",
        "warning": "注意",
        "note": "メモ",
        "none-here": "この文に、直すところはありません。",
        "none": "このコースに、直すところはありません。",
        "line": "{line}行目",
        "open": "この文を開く",
        "mend": "直し方：",
        "fresh": "最新です",
        "working": "保存されたファイルを読んでいます…",
        "progress": "読んでいます：{total}のうち{done}",
        "lost": "プレビューが終わりました。ターミナルでもう一度始めてください。",
        "kept": "最後に読めたものを表示しています。横に書かれたところを直してください。",
        "cannot": "まだ表示できるものがありません。ここに書かれたところを直して、保存してください。",
        "answers": "書く人へ：合っている答えと、学ぶ人に伝えること",
        "right": "合っている答え",
        "feedback": "一言",
        "explanation": "説明",
        "gaps": "空欄で認める書き方",
        "number": "合っている数",
        "value": "数",
        "tolerance": "認める差",
        "unit": "単位",
        "replies": "こう書いた人への一言",
        "answer": "書いたこと",
        "html": "一言",
        "model": "見本の答え",
        "pc": "このステップにはパソコンが必要です。",
        "windows": "このステップにはWindowsが必要です。",
        "try": "回数：{attempts}",
        "points": "点：{points}",
        "text": "レッスンの文",
        "problems": "直すところ",
    },
}
LANGUAGES = tuple(_WORDS)


def words(language: str) -> Mapping[str, str]:
    """All words in the language, English where it is not ours."""
    return _WORDS.get(language, _WORDS["en"])


def own_name(tag: str) -> str:
    """A language under its own name, in its own script; its tag where no name is known."""
    if tag == "ja-x-easy":
        return "やさしい日本語"
    try:
        return Locale.parse(tag.split("-x")[0].replace("-", "_")).get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
