"""Problems in the text of a lesson."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "heading-first-level": (
        "warning",
        "“{word}” is a second title; within a lesson use ## for steps and ### below them.",
        "「{word}」は2つめの題名です。レッスンの中では、ステップに ##、その下に ### を使ってください。",
    ),
    "nested-too-deep": (
        "error",
        "Lists or quotes are nested too deep here.",
        "ここはリストや引用が深く重なりすぎています。",
    ),
    "text-too-long": (
        "error",
        "More than {word} lines, links or signs of formulas: from here on this text is shown without its markup. Divide it.",
        "この文章は、行、リンク、または式の字が{word}より多いので、ここから先は書式なしで出します。いくつかのレッスンに分けてください。",
    ),
    "block-too-long": (
        "error",
        "This paragraph has more than {word} signs and is shown without its markup; divide it.",
        "この段落は{word}字より長いので、書式なしで出します。分けてください。",
    ),
    "formula": ("error", "This formula cannot be read: {word}", "この式を読めません：{word}"),
    "furigana-count": (
        "warning",
        "{word} has neither one reading nor one for each character.",
        "{word} のふりがなが、全体で1つでも、1文字に1つでもありません。",
    ),
    "callout-kind": (
        "warning",
        "“{word}” is no kind of callout; use note, tip, important, warning or caution.",
        "「{word}」という囲みはありません。note、tip、important、warning、caution のどれかを使ってください。",
    ),
    "attribute-dropped": (
        "warning",
        "“{word}” in braces is not carried over; an id, dir, lang and the classes small, tiny, soft and num are.",
        "かっこの中の「{word}」は引きつぎません。使えるのは id、dir、lang と、クラスの small、tiny、soft、num です。",
    ),
    "diagram-unread": (
        "warning",
        "This diagram could not be put into words, so its source is shown; describe it in the text.",
        "この図をことばにできなかったので、書かれたまま出します。文章でも説明してください。",
    ),
    "footnote-unused": (
        "warning",
        "Nothing points to the note “{word}”, so nobody will see it.",
        "注「{word}」を指すところがないので、だれにも表示されません。",
    ),
    "footnote-unknown": ("error", "There is no note “{word}”.", "注「{word}」がありません。"),
    "html-dropped": (
        "warning",
        "{word} is not allowed in lessons and is left out.",
        "{word} はレッスンでは使えないので、のぞきました。",
    ),
    "image-alt-missing": (
        "error",
        "The picture “{word}” has no text for people who cannot see it; write it between the brackets: ![…].",
        "画像「{word}」に、見えない人のための説明がありません。![…] のかっこの中に書いてください。",
    ),
    "image-remote": (
        "warning",
        "The picture “{word}” lies on another site, so only a link to it is shown; put it beside the lesson.",
        "画像「{word}」はほかのサイトにあるので、リンクだけを出します。レッスンのフォルダーに入れてください。",
    ),
    "link-scheme": (
        "error",
        "The address “{word}” cannot be used in a lesson.",
        "アドレス「{word}」はレッスンでは使えません。",
    ),
    "link-broken": ("error", "“{word}” is not a whole address.", "「{word}」はアドレスとして正しくありません。"),
    "link-step": (
        "error",
        "The lesson “{lesson}” has no step “{word}”.",
        "レッスン「{lesson}」にステップ「{word}」はありません。",
    ),
}
