"""Problems with activities."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "activity-nested": (
        "error",
        "A {word} cannot stand inside a list, a quote or a callout.",
        "{word} はリスト、引用、囲みの中には置けません。",
    ),
    "activity-id-missing": (
        "error",
        "This quiz has no id; write “quiz id=…” with a name of its own.",
        "このクイズにIDがありません。「quiz id=…」と、ほかにない名前を書いてください。",
    ),
    "activity-id-twice": (
        "error",
        "The activity id “{word}” is used twice in this course.",
        "練習のID「{word}」がこのコースで2回使われています。",
    ),
    "activity-attribute": (
        "error",
        "“{word}” is not known to a quiz; id, points, attempts and required are.",
        "クイズに「{word}」は使えません。使えるのは id、points、attempts、required です。",
    ),
    "activity-value": (
        "error",
        "“{word}” cannot be the value of {name}.",
        "{name} に「{word}」は使えません。",
    ),
    "quiz-two-forms": (
        "error",
        "The quiz “{word}” has both options and gaps; make two quizzes of it.",
        "クイズ「{word}」に選択肢と空欄の両方があります。2つのクイズに分けてください。",
    ),
    "quiz-no-options": (
        "error",
        "The quiz “{word}” has neither options “- [ ]” nor gaps “[[…]]”.",
        "クイズ「{word}」に選択肢「- [ ]」も空欄「[[…]]」もありません。",
    ),
    "quiz-one-option": (
        "error",
        "The quiz “{word}” has only one option.",
        "クイズ「{word}」の選択肢が1つしかありません。",
    ),
    "quiz-none-right": (
        "error",
        "No option of the quiz “{word}” is marked [x] as right.",
        "クイズ「{word}」に、合っている答えの印 [x] がありません。",
    ),
    "quiz-no-question": ("error", "The quiz “{word}” asks nothing.", "クイズ「{word}」に質問がありません。"),
    "quiz-empty-option": (
        "error",
        "The quiz “{word}” has an empty option.",
        "クイズ「{word}」に空の選択肢があります。",
    ),
    "quiz-stray-text": (
        "error",
        "This line of the quiz “{word}” belongs to no option; indent it, or begin it with “explanation:”.",
        "クイズ「{word}」のこの行は、どの選択肢のものでもありません。字下げするか「explanation:」で始めてください。",
    ),
    "quiz-gap-place": (
        "error",
        "The quiz “{word}” has a gap where no field can stand, as in a formula, a picture or a link's address.",
        "クイズ「{word}」の空欄が、式、画像、リンク先など、入力欄を置けないところにあります。",
    ),
    "quiz-gap-empty": (
        "error",
        "The quiz “{word}” has a gap without an answer.",
        "クイズ「{word}」に答えのない空欄があります。",
    ),
}
