"""Problems with lessons, their readings and their steps."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "front-unclosed": (
        "error",
        "The lines on top begin with --- but no second --- ends them.",
        "先頭の --- に対して、終わりの --- がありません。",
    ),
    "front-too-long": ("error", "The lines between --- and --- are too long.", "--- から --- までが長すぎます。"),
    "front-yaml": (
        "error",
        "The lines between --- and --- must be of the form “name: value”; put quotes around a value with a colon.",
        "--- から --- までは「名前: 値」の形で書いてください。値にコロンがあるときは引用符で囲んでください。",
    ),
    "front-alias": (
        "error",
        "References like *name are not allowed between --- and ---.",
        "--- から --- までに *名前 のような参照は使えません。",
    ),
    "front-not-text": ("error", "“{word}” must be a simple text.", "「{word}」は1つの文字列にしてください。"),
    "front-unknown": (
        "warning",
        "“{word}” is not known here; id, title and minutes are.",
        "「{word}」は使えません。使えるのは id、title、minutes です。",
    ),
    "front-minutes": (
        "error",
        "The minutes must be a whole number from 1, not “{word}”.",
        "minutes は「{word}」ではなく、1以上の整数にしてください。",
    ),
    "id-form": (
        "error",
        "The id “{word}” may hold small letters, digits and hyphens only.",
        "ID「{word}」に使えるのは英小文字、数字、ハイフンだけです。",
    ),
    "lesson-id-missing": (
        "error",
        "The lesson has no id; write “id: …” between --- and --- on top.",
        "レッスンにIDがありません。先頭の --- と --- の間に「id: …」と書いてください。",
    ),
    "lesson-id-twice": (
        "error",
        "The id “{word}” belongs already to the lesson “{other}”.",
        "ID「{word}」はもうレッスン「{other}」で使われています。",
    ),
    "lesson-title-missing": (
        "error",
        "The lesson has no title; write “title: …” between --- and --- on top.",
        "レッスンに題名がありません。先頭の --- と --- の間に「title: …」と書いてください。",
    ),
    "reading-name": (
        "error",
        "A reading is named lesson.<language>.md or lesson.<language>.ipynb, like lesson.ja.md.",
        "ファイルの名前は lesson.ja.md のように、lesson.言語.md か lesson.言語.ipynb にしてください。",
    ),
    "reading-undeclared": (
        "error",
        "The language {word} is not among the languages in course.toml.",
        "{word}は course.toml の languages にありません。",
    ),
    "reading-twice": (
        "error",
        "There are two readings in {word}, one as Markdown and one as notebook.",
        "{word}の文が、Markdownとノートブックの2つあります。",
    ),
    "readings-id": (
        "error",
        "The id is “{theirs}” here, but “{ours}” in the original.",
        "IDがここでは「{theirs}」、もとの文では「{ours}」です。",
    ),
    "readings-kind": (
        "error",
        "The original is of another kind: all readings of a lesson are Markdown, or all are notebooks.",
        "もとの文と種類がちがいます。1つのレッスンの文は、すべてMarkdownか、すべてノートブックにしてください。",
    ),
    "readings-steps": (
        "error",
        "The steps here are {theirs}, but {ours} in the original.",
        "ステップがここでは {theirs}、もとの文では {ours} です。",
    ),
    "readings-need": (
        "error",
        "The step “{word}” needs {theirs} here, but {ours} in the original.",
        "ステップ「{word}」に必要なものが、ここでは{theirs}、もとの文では{ours}です。",
    ),
    "readings-minutes": (
        "warning",
        "The minutes of the step “{word}” differ from the original, which counts.",
        "ステップ「{word}」の分の数がもとの文とちがいます。もとの文のほうを使います。",
    ),
    "readings-activities": (
        "error",
        "The step “{word}” has the activities {theirs} here, but {ours} in the original.",
        "ステップ「{word}」の練習が、ここでは {theirs}、もとの文では {ours} です。",
    ),
    "readings-quiz": (
        "error",
        "“{word}” differs from the original in kind, number of parts, what is right, points, attempts or required.",
        "「{word}」の種類、部分の数、合っている答え、点、回数、必須のどれかが、もとの文とちがいます。",
    ),
    "step-attribute": (
        "error",
        "“{word}” cannot stand in the braces after a heading; id, minutes and need can.",
        "見出しのあとのかっこに「{word}」は書けません。書けるのは id、minutes、need です。",
    ),
    "step-minutes": (
        "error",
        "The minutes must be a whole number from 1, not “{word}”.",
        "minutes は「{word}」ではなく、1以上の整数にしてください。",
    ),
    "step-need": (
        "error",
        "A step needs phone, pc or windows, not “{word}”.",
        "need は「{word}」ではなく、phone、pc、windows のどれかにしてください。",
    ),
    "step-untitled": ("error", "This heading has no words.", "この見出しに文字がありません。"),
    "step-id-twice": ("error", "The step id “{word}” is used twice.", "ステップのID「{word}」が2回使われています。"),
    "step-too-long": (
        "warning",
        "The step “{word}” takes about {minutes} minutes; split it so that none is over {most}.",
        "ステップ「{word}」は約{minutes}分かかります。{most}分より短くなるように分けてください。",
    ),
}
