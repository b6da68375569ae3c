"""Problems with activities."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "activity-nested": (
        "error",
        "A {word} cannot stand inside a list, a quote or a callout.",
        "{word} はリスト、引用、囲みの中には置けません。",
    ),
    "activity-as-text": (
        "warning",
        "This looks like a {word}, but people read it as text, answers and all; begin a line with “```{word} id=…”.",
        "{word} のように見えますが、このままでは答えも文として表示されます。行の先頭に「```{word} id=…」と書いてください。",
    ),
    "activity-unclosed": (
        "error",
        "The fence that begins here never ends, so all below is taken for part of it; close it with a line of the same signs.",
        "ここで始まるブロックが閉じられていないので、下の文がすべて中に入ります。同じ記号だけの行で閉じてください。",
    ),
    "activity-later": (
        "error",
        "“{word}” comes in a later version; nobody would see this block today, so take it out or write a quiz.",
        "「{word}」は今後のバージョンで使えるようになります。今はだれにも表示されないので、消すか、quiz にしてください。",
    ),
    "activity-id-missing": (
        "error",
        "This {kind} has no id; write “{kind} id=…” with a name of its own.",
        "この {kind} にIDがありません。「{kind} id=…」と、ほかにない名前を書いてください。",
    ),
    "activity-id-twice": (
        "error",
        "The activity id “{word}” is used twice in this course.",
        "練習のID「{word}」がこのコースで2回使われています。",
    ),
    "activity-attribute": (
        "error",
        "“{word}” is not known to a {kind}; {known} are.",
        "{kind} に「{word}」は使えません。使えるのは {known} です。",
    ),
    "activity-section": (
        "error",
        "A {kind} has no part “{name}:”; indent the line if it belongs to the text.",
        "{kind} に「{name}:」の部分はありません。文の一部なら、行を字下げしてください。",
    ),
    "activity-section-twice": (
        "error",
        "“{word}” has two parts “{name}:”; make one of them.",
        "「{word}」に「{name}:」が2つあります。1つにまとめてください。",
    ),
    "activity-row": (
        "error",
        "This line of “{word}” must be an item of a list: begin it with “- ”, or indent it.",
        "「{word}」のこの行はリストの項目にしてください。「- 」で始めるか、字下げします。",
    ),
    "activity-no-task": (
        "error",
        "The {kind} “{word}” does not say what to do; write it in the block's first lines.",
        "{kind}「{word}」に、することが書いてありません。ブロックの最初に書いてください。",
    ),
    "activity-hint-empty": (
        "error",
        "A hint of “{word}” has no words; write them after “hint:” or take it out.",
        "「{word}」のヒントに文字がありません。「hint:」のあとに書くか、消してください。",
    ),
    "activity-changed": (
        "error",
        "“{word}” was “{was}” in the published version and is “{now}” here; answers belong to the id, so take a new id.",
        "「{word}」は公開版では {was}、ここでは {now} です。答えの記録はIDについているので、新しいIDにしてください。",
    ),
    "exercise-no-rubric": (
        "warning",
        "The exercise “{word}” has no rubric; say under “rubric:” what will be looked at.",
        "課題「{word}」に見るところの表がありません。「rubric:」の下に、何を見るかを書いてください。",
    ),
    "exercise-row": (
        "error",
        "A row of the rubric of “{word}” needs words and points, like “- Others can read it (2)”.",
        "「{word}」の rubric の行は「- ほかの人が読める (2)」のように、文と点を書いてください。",
    ),
    "exercise-level": (
        "error",
        "A level of “{word}” is written “- 1: words”, each number once and none over {most}.",
        "「{word}」の段階は「- 1: 文」と書きます。同じ点は1回だけ、{most}点までにしてください。",
    ),
    "exercise-points": (
        "error",
        "“{word}” says points={points}, but its rubric brings {brought}; leave points out.",
        "「{word}」は points={points} ですが、rubric の合計は{brought}点です。points を消してください。",
    ),
    "exercise-files": (
        "error",
        "“{word}” names kinds of files but takes none; add file to hand-in.",
        "「{word}」に files がありますが、ファイルを受け取りません。hand-in に file を加えてください。",
    ),
    "check-no-notebook": (
        "error",
        "The check “{word}” can stand in a notebook only, since it tests one of its cells.",
        "check「{word}」はセルを確かめるものなので、ノートブックの中だけで使えます。",
    ),
    "check-no-cell": (
        "error",
        "The check “{word}” finds no cell “{cell}” above it; tag a code cell “exercise:name” and write cell=name.",
        "check「{word}」より上にセル「{cell}」がありません。コードセルに exercise:名前 のタグをつけ、cell=名前 と書きます。",
    ),
    "check-no-tests": (
        "error",
        "The check “{word}” has no tests; write them under “tests:”.",
        "check「{word}」にテストがありません。「tests:」の下に書いてください。",
    ),
    "prompt-no-fields": (
        "error",
        "The prompt “{word}” has no parts to write; list them under “fields:”.",
        "prompt「{word}」に書くところがありません。「fields:」の下にリストで書いてください。",
    ),
    "certificate-checks-only": (
        "error",
        "All points of the certificate come from checks, which run in the learner's browser; require a quiz or an exercise.",
        "修了証の点がすべて check の点です。check は学ぶ人の画面で動くので、quiz か exercise も必須にしてください。",
    ),
    "certificate-by-mates": (
        "error",
        "Mates review the task “{word}”, so no certificate can rest on it; write required=no, or let an instructor review it.",
        "課題「{word}」は仲間が見るので、修了証の条件にはできません。required=no と書くか、講師が見るようにしてください。",
    ),
    "certificate-tries-limited": (
        "warning",
        "Who uses all tries of {word} can never reach the {percent} per cent for the certificate; take attempts away.",
        "{word} の回数を使いきると、修了証に必要な{percent}%に届かなくなります。attempts を消してください。",
    ),
    "activity-value": (
        "error",
        "“{word}” cannot be the value of {name}.",
        "{name} に「{word}」は使えません。",
    ),
    "quiz-two-forms": (
        "error",
        "The quiz “{word}” has two of options, gaps and a number; make two quizzes of it.",
        "クイズ「{word}」に選択肢、空欄、数のうち2つがあります。2つのクイズに分けてください。",
    ),
    "quiz-variant-forms": (
        "error",
        "The questions of the quiz “{word}” are answered in different ways; let all have options, or gaps, or a number.",
        "クイズ「{word}」の問いは、答え方がそろっていません。選択肢、空欄、数のどれか1つにそろえてください。",
    ),
    "quiz-no-options": (
        "error",
        "The quiz “{word}” has no answer: options “- [ ]”, a gap “[[…]]”, a number “= 3”, lines “1.” or pairs “a :: b”.",
        "クイズ「{word}」に答えるところがありません。「- [ ]」「[[…]]」「= 3」「1.」「a :: b」のどれかを書いてください。",
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
        "This line of the quiz “{word}” belongs to nothing above it; indent it, or begin it with “explanation:”.",
        "クイズ「{word}」のこの行は、上のどれのものでもありません。字下げするか「explanation:」で始めてください。",
    ),
    "quiz-line-unread": (
        "error",
        "People would read the answer in this line of “{word}”; write “- [x] words”, “~ answer: words” or “explanation: words”.",
        "「{word}」のこの行は、このままだと答えが見えます。「- [x] 文」「~ 答え: 文」「explanation: 文」の形で書いてください。",
    ),
    "quiz-gap-place": (
        "error",
        "The quiz “{word}” has a gap where no field can stand, as in a formula, a picture or a link's address.",
        "クイズ「{word}」の空欄が、式、画像、リンク先など、入力欄を置けないところにあります。",
    ),
    "quiz-gap-open": (
        "error",
        "In the quiz “{word}”, these brackets are no gap; open and close it on the same line: [[answer]].",
        "クイズ「{word}」のこのかっこは空欄になりません。同じ行で開いて閉じてください。[[答え]] のように書きます。",
    ),
    "quiz-gap-empty": (
        "error",
        "The quiz “{word}” has a gap without an answer.",
        "クイズ「{word}」に答えのない空欄があります。",
    ),
    "quiz-number-form": (
        "error",
        "“{text}” is no number for the quiz “{word}”; write it like “= 3.14 ± 0.01 m”, with a point and no commas.",
        "クイズ「{word}」の「{text}」は数として読めません。「= 3.14 ± 0.01 m」のように、カンマなしで書いてください。",
    ),
    "quiz-number-twice": (
        "error",
        "The quiz “{word}” has two numbers; make two quizzes of it.",
        "クイズ「{word}」に数が2つあります。2つのクイズに分けてください。",
    ),
    "quiz-order-numbers": (
        "error",
        "Number the lines of “{word}” from 1 in their right order; people see them mixed.",
        "「{word}」の行に、合っている順番で1から番号をつけてください。学ぶ人には混ぜて表示します。",
    ),
    "quiz-rows": (
        "error",
        "“{word}” has {count} lines to arrange; write {fewest} to {most}.",
        "「{word}」の並べる行は{count}行です。{fewest}行から{most}行にしてください。",
    ),
    "quiz-row-twice": (
        "error",
        "“{text}” stands twice in “{word}”, so nobody could tell the two apart; change one.",
        "「{word}」に「{text}」が2回あり、区別できません。どちらかを変えてください。",
    ),
    "quiz-pairs-alike": (
        "error",
        "All right sides of “{word}” are the same; there is nothing to choose.",
        "「{word}」の右側がすべて同じで、選ぶものがありません。ちがうものにしてください。",
    ),
    "quiz-reply-place": (
        "error",
        "Lines “~ answer: words” are for gaps and numbers only; in “{word}” write “  > words” below an option.",
        "「~ 答え: 文」は空欄と数だけで使えます。「{word}」では選択肢の下に「  > 文」と書いてください。",
    ),
    "gift-unreadable": (
        "error",
        "The question “{word}” has no answer that can be carried over; write it by hand.",
        "問題「{word}」には読みこめる答えがありません。自分で書いてください。",
    ),
    "gift-weights": (
        "warning",
        "The answers of “{word}” bring different shares of points; here points are all or none, so look it over.",
        "「{word}」は答えごとに点の割合がちがいます。ここでは全部の点か0点なので、見直してください。",
    ),
    "gift-no-form": (
        "warning",
        "“{word}” cannot be written as GIFT, which has no such form; it was left out.",
        "「{word}」の形はGIFTにないので、書き出していません。",
    ),
    "gift-less": (
        "warning",
        "GIFT has no place for hints, replies, rubrics and model answers, as “{word}” has; the rest was written.",
        "「{word}」のヒント、答えごとの一言、見るところ、答えの例はGIFTに書けません。ほかは書き出しました。",
    ),
}
