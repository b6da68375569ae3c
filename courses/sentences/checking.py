"""What the checker's rules find: nothing that keeps a course from being shown, much that keeps people from reading it."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "heading-jump": (
        "warning",
        "The heading “{word}” is of level {level}, right after level {before}; take one level at a time.",
        "見出し「{word}」はレベル{level}ですが、すぐ前はレベル{before}です。1つずつ下げてください。",
    ),
    "heading-empty": ("warning", "This heading has no words.", "この見出しに文字がありません。"),
    "heading-twice": (
        "warning",
        "The heading “{word}” stands twice in this step; give each its own words.",
        "見出し「{word}」がこのステップに2回あります。それぞれちがう言葉にしてください。",
    ),
    "anchor-missing": (
        "warning",
        "“#{word}” leads nowhere: no heading, step or note of this lesson has that name.",
        "「#{word}」の行き先がありません。このレッスンに、その名前の見出し、ステップ、注はありません。",
    ),
    "link-empty": (
        "warning",
        "The link to “{word}” has no words to press.",
        "「{word}」へのリンクに、おすための言葉がありません。",
    ),
    "link-words": (
        "warning",
        "The link says only “{word}”; say where it leads.",
        "リンクの言葉が「{word}」だけです。どこへ行くのかを書いてください。",
    ),
    "link-bare": (
        "warning",
        "The link shows its address “{word}”; write words for people: [words](address).",
        "リンクがアドレス「{word}」のままです。[言葉](アドレス) の形で、人が読む言葉を書いてください。",
    ),
    "image-alt-useless": (
        "warning",
        "“{word}” does not say what the picture shows; describe what people should learn from it.",
        "「{word}」では、画像に何があるかがわかりません。画像から知ってほしいことを書いてください。",
    ),
    "image-alt-repeats": (
        "warning",
        "“{word}” repeats the words beside the picture, so people hear it twice; say what only the picture shows.",
        "「{word}」は画像のとなりの言葉と同じで、2回読み上げられます。画像だけが伝えることを書いてください。",
    ),
    "image-heavy": (
        "warning",
        "The picture “{word}” has {size} kB; make it less than {most} kB with: python -m courses shrink.",
        "画像「{word}」は{size} kBあります。python -m courses shrink で{most} kBより小さくしてください。",
    ),
    "table-wide": (
        "warning",
        "This table of {columns} columns needs about {width} pixels, but a phone has {room}; use fewer columns or words.",
        "この{columns}列の表には約{width}ピクセルいりますが、スマホには{room}しかありません。列か言葉をへらしてください。",
    ),
    "reading-language": (
        "warning",
        "This reading is named “{word}”, but it is not written in that language.",
        "この文の名前は「{word}」ですが、その言語で書かれていません。",
    ),
    "reading-copied": (
        "warning",
        "Most of this reading in “{word}” is word for word the original; translate it, or leave the file out.",
        "この「{word}」の文は、ほとんどがもとの文のままです。訳すか、ファイルをのぞいてください。",
    ),
    "reading-lags": (
        "warning",
        "The step “{word}” of the original changed after this was translated; translate it again.",
        "ステップ「{word}」のもとの文が、訳したあとに変わりました。訳し直してください。",
    ),
    "readings-record": (
        "warning",
        "This record of translations cannot be read; write it anew with: python -m courses translated.",
        "この訳の記録を読めません。python -m courses translated で書き直してください。",
    ),
    "kanji-level": (
        "warning",
        "The step “{word}” has {count} kanji above the course's level without furigana: {kanji}",
        "ステップ「{word}」に、コースのレベルより難しい、ふりがなのない漢字が{count}字あります：{kanji}",
    ),
    "jargon": (
        "warning",
        "“{word}” is a hard word that nobody explains here; explain it, or add it to the glossary.",
        "「{word}」は難しい言葉ですが、説明がありません。説明を書くか、用語集に入れてください。",
    ),
    "vanished-lesson": (
        "warning",
        "The lesson “{word}” is gone; people who finished it keep that, but cannot find it here any more.",
        "レッスン「{word}」がなくなりました。終えた人の記録は残りますが、ここではもう見つかりません。",
    ),
    "vanished-lesson-renamed": (
        "warning",
        "The lesson “{word}” is now “{other}”, so everybody begins it anew; write id: {word} to keep their progress.",
        "レッスン「{word}」が「{other}」になり、みんなが始めからになります。進みを残すには id: {word} と書いてください。",
    ),
    "vanished-step": (
        "warning",
        "The step “{word}” is gone; what people did in it no longer counts towards this lesson.",
        "ステップ「{word}」がなくなりました。そこでしたことは、このレッスンの進みに数えられなくなります。",
    ),
    "vanished-step-renamed": (
        "warning",
        "The step “{word}” is now “{other}”, so everybody has to do it again; write #{word} to keep their progress.",
        "ステップ「{word}」が「{other}」になり、みんながやり直しになります。進みを残すには #{word} と書いてください。",
    ),
    "vanished-activity": (
        "warning",
        "The {kind} “{word}” is gone; its answers and points no longer count towards the certificate.",
        "「{word}」（{kind}）がなくなりました。その答えと点は、修了証に数えられなくなります。",
    ),
    "silence-error": (
        "error",
        "“{word}” would break the course for learners, so it cannot be silenced; mend it.",
        "「{word}」は学ぶ人のコースをこわすので、だまらせることはできません。直してください。",
    ),
    "silence-unknown": (
        "error",
        "There is no problem with the code “{word}”.",
        "「{word}」という問題のコードはありません。",
    ),
    "silence-unused": (
        "warning",
        "Nothing here is called “{word}” any more; take this entry out.",
        "「{word}」はもう見つかりません。この項目をのぞいてください。",
    ),
}
