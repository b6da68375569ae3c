"""Problems in course.toml."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "manifest-toml": ("error", "This is not valid TOML: {word}", "TOMLとして読めません：{word}"),
    "manifest-toml-twice": (
        "error",
        "A key or a table stands here for the second time; keep one.",
        "同じ項目か表が2回書かれています。1つにしてください。",
    ),
    "manifest-toml-value": (
        "error",
        "A value is missing after the equals sign, or is no text in quotes, number, list or true/false.",
        "＝のあとの値がないか、正しい形（引用符の文字、数、ならび、true か false）ではありません。",
    ),
    "manifest-toml-key": (
        "error",
        "This line must be of the form: name = value.",
        "この行は「名前 = 値」の形で書いてください。",
    ),
    "manifest-toml-quote": (
        "error",
        "A text here has no closing quotation mark.",
        "ここの文字に、終わりの引用符がありません。",
    ),
    "manifest-toml-bracket": (
        "error",
        "A bracket that was opened here or above is not closed.",
        "ここか上で開いたかっこが、閉じられていません。",
    ),
    "manifest-toml-end": (
        "error",
        "Something stands behind the end of the value; put one value on each line.",
        "値のあとに、余分なものがあります。1行に1つの値を書いてください。",
    ),
    "manifest-toml-backslash": (
        "error",
        "A backslash stands alone in a text; write it twice, or put the text in single quotes.",
        "文字の中に「\\\\」が1つだけあります。2つ書くか、文字を '…' で囲んでください。",
    ),
    "manifest-language-case": (
        "error",
        "The language tag “{word}” is written “{other}”.",
        "言語の記号「{word}」は「{other}」と書きます。",
    ),
    "manifest-missing": ("error", "“{key}” is missing.", "「{key}」がありません。"),
    "manifest-empty": ("error", "“{key}” is empty.", "「{key}」が空です。"),
    "manifest-unknown": (
        "error",
        "“{key}” is not a key that courses have; check its spelling.",
        "「{key}」という項目はありません。つづりを確かめてください。",
    ),
    "manifest-kind-text": ("error", "“{key}” must be text in quotes.", "「{key}」は引用符で囲んだ文字にしてください。"),
    "manifest-kind-number": ("error", "“{key}” must be a whole number.", "「{key}」は整数にしてください。"),
    "manifest-kind-list": (
        "error",
        '“{key}” must be a list of texts, like ["…", "…"].',
        '「{key}」は ["…", "…"] のような文字のならびにしてください。',
    ),
    "manifest-kind-table": ("error", "“{key}” must be a table: [{key}].", "「{key}」は表 [{key}] にしてください。"),
    "manifest-kind-tables": (
        "error",
        "“{key}” must be written as [[{key}]], once for each.",
        "「{key}」は、1つごとに [[{key}]] と書いてください。",
    ),
    "manifest-id": (
        "error",
        "“{key}” is “{word}”, but an id has small letters, digits and hyphens only.",
        "「{key}」は「{word}」ですが、IDに使えるのは英小文字、数字、ハイフンだけです。",
    ),
    "manifest-bounds": (
        "error",
        "“{key}” must be from {least} to {most}.",
        "「{key}」は{least}から{most}までにしてください。",
    ),
    "manifest-language": (
        "error",
        "“{word}” is not a language tag like ja, en or ja-x-easy.",
        "「{word}」は ja、en、ja-x-easy のような言語の記号ではありません。",
    ),
    "manifest-original": (
        "error",
        "“{key}” has no text in the course's first language, {word}.",
        "「{key}」に、コースの最初の言語（{word}）の文がありません。",
    ),
    "manifest-untranslated": ("warning", "“{key}” has no text in {word}.", "「{key}」に{word}の文がありません。"),
    "manifest-twice": ("error", "“{key}” names the same thing twice.", "「{key}」に同じものが2回あります。"),
    "manifest-hours": (
        "error",
        '“{key}” must be a number of hours in quotes, like "3" or "1.5", not “{word}”.',
        '「{key}」は「{word}」ではなく、"3" や "1.5" のように時間の数を書いてください。',
    ),
    "manifest-skill": (
        "error",
        "The skill code “{word}” may hold letters, digits, colons, dots and hyphens only.",
        "スキルのコード「{word}」に使えるのは英字、数字、コロン、点、ハイフンだけです。",
    ),
    "manifest-prerequisite": (
        "error",
        "A prerequisite needs a course, or a text that says what one should know or have.",
        "「prerequisites」には、コースのID（course）か、説明（text）を書いてください。",
    ),
    "manifest-prerequisite-itself": (
        "error",
        "The course “{word}” cannot ask for itself.",
        "コース「{word}」は、自分自身を前提にできません。",
    ),
    "manifest-unreviewed": (
        "error",
        "“{word}” is not one of the course's languages.",
        "「{word}」は、このコースの言語（languages）にありません。",
    ),
    "manifest-certificate-lessons": ("error", '“{key}” can only be "all".', '「{key}」に書けるのは "all" だけです。'),
    "manifest-certificate-tasks": (
        "error",
        '“{key}” can only be "passed".',
        '「{key}」に書けるのは "passed" だけです。',
    ),
    "certificate-without-activity": (
        "error",
        "There is a certificate, but no required activity with points: nothing would be proven.",
        "修了証がありますが、点のつく必須の練習がひとつもないので、何も証明できません。",
    ),
    "certificate-needs-pc": (
        "warning",
        "The required activity “{word}” needs {need}, so the certificate cannot be reached by phone.",
        "必須の練習「{word}」が{need}の必要なステップにあるので、スマホだけでは修了証を受け取れません。",
    ),
    "lesson-listed-twice": ("error", "The lesson “{word}” is listed twice.", "レッスン「{word}」が2回書かれています。"),
    "lesson-unlisted": (
        "warning",
        "The folder “{word}” holds a lesson that no module lists.",
        "フォルダー「{word}」のレッスンは、どの章にも入っていません。",
    ),
    "lesson-no-original": (
        "error",
        "The lesson “{word}” has no reading in the course's first language, {language}.",
        "レッスン「{word}」に、コースの最初の言語（{language}）の文がありません。",
    ),
}
