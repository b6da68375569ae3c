"""Problems with a course's glossary."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "glossary-file": (
        "error",
        "The glossary cannot be read; save it as a text file (UTF-8) of less than 1 MB.",
        "用語集を読めません。1MBより小さいテキストファイル（UTF-8）で保存してください。",
    ),
    "glossary-toml": (
        "error",
        "The glossary is no valid TOML: {word}.",
        "用語集がTOMLの形になっていません：{word}。",
    ),
    "glossary-unexplained": (
        "warning",
        "“{word}” has no explanation for {language}; write one under {key}.",
        "「{word}」に、{language} の説明がありません。{key} に書いてください。",
    ),
}
