"""Problems with the files themselves."""

_REASONS = {
    "missing": (
        "{en} was not found; check its spelling, small and capital letters included.",
        "{ja}が見つかりません。大文字と小文字もふくめて、つづりを確かめてください。",
    ),
    "outside": ("{en} lies outside the course's folder.", "{ja}がコースのフォルダーの外にあります。"),
    "no-file": ("{en} is not a plain file.", "{ja}がふつうのファイルではありません。"),
    "too-large": ("{en} is too large.", "{ja}が大きすぎます。"),
    "unreadable": ("{en} cannot be read.", "{ja}を読めません。"),
    "not-text": (
        "{en} is not UTF-8 text; save it as UTF-8.",
        "{ja}がUTF-8の文字ではありません。UTF-8で保存してください。",
    ),
}
# What is no text to begin with has no signs; of a folder nothing is read but its names.
_NEVER = {
    "lesson-folder-no-file",
    "lesson-folder-too-large",
    "lesson-folder-not-text",
    "image-not-text",
    "link-not-text",
}
_THINGS = {
    "manifest-file": ("course.toml", "course.toml"),
    "lesson": ("This file", "このファイル"),
    "lesson-folder": ("The lesson's folder “{word}”", "レッスンのフォルダー「{word}」"),
    "image": ("The picture “{word}”", "画像「{word}」"),
    "link": ("The linked file “{word}”", "リンク先のファイル「{word}」"),
}

SENTENCES: dict[str, tuple[str, str, str]] = {
    f"{thing}-{reason}": ("error", sentence.replace("{en}", en), japanese.replace("{ja}", ja))
    for thing, (en, ja) in _THINGS.items()
    for reason, (sentence, japanese) in _REASONS.items()
    if f"{thing}-{reason}" not in _NEVER
}
SENTENCES |= {
    "course-missing": ("error", "There is no such folder.", "そのフォルダーはありません。"),
    "lesson-too-slow": (
        "error",
        "Reading this file took too long. Make it shorter, or look for something that repeats without an end.",
        "このファイルを読むのに時間がかかりすぎました。短くするか、くり返しが終わらないところがないか見てください。",
    ),
    "lesson-too-much-memory": (
        "error",
        "Reading this file took too much memory. Split it into several lessons, or make its pictures smaller.",
        "このファイルを読むのにメモリーがかかりすぎました。レッスンを分けるか、画像を小さくしてください。",
    ),
    "lesson-changed": (
        "error",
        "This file was saved while it was being read. Check the course once more.",
        "読んでいる間に、このファイルが保存されました。もう一度確認してください。",
    ),
    "lesson-failed": (
        "error",
        "The engine could not read this file ({word}); please report it.",
        "エンジンがこのファイルを読めませんでした（{word}）。知らせてください。",
    ),
    "course-failed": (
        "error",
        "Checking this course took too long or too much memory. Please make it smaller, or ask whoever runs the system.",
        "このコースの確認には、時間かメモリーがかかりすぎました。小さくするか、システム担当に聞いてください。",
    ),
    "course-other": (
        "error",
        'This is the course “{word}”, and not “{ours}”. Please upload it there, or write id = "{ours}".',
        'これは「{ours}」ではなく、コース「{word}」です。そのコースにアップロードするか、id = "{ours}" と書いてください。',
    ),
    "asset-type": (
        "error",
        "“{word}” is of a kind that courses cannot hold.",
        "「{word}」はコースに入れられない種類のファイルです。",
    ),
    "asset-content": (
        "error",
        "“{word}” is damaged, or is not what its name says.",
        "「{word}」はこわれているか、名前とちがう種類のファイルです。",
    ),
    "image-damaged": (
        "error",
        "The picture “{word}” is damaged: it cannot be read to its end.",
        "画像「{word}」がこわれていて、最後まで読めません。",
    ),
    "image-pixels": (
        "error",
        "The picture “{word}” has more than 40 million pixels; make it smaller.",
        "画像「{word}」が4,000万画素をこえています。小さくしてください。",
    ),
    "asset-active": (
        "error",
        "The drawing “{word}” holds a script or fetches something from elsewhere.",
        "図「{word}」の中に、プログラムか、ほかの場所から読みこむものがあります。",
    ),
}
