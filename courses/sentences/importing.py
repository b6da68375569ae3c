"""What an importer could not carry over from a foreign course, or carried over in another form."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "import-empty": (
        "error",
        "There is no lesson in this folder: no Markdown file and no notebook.",
        "このフォルダーにレッスンがありません。Markdownもノートブックも見つかりませんでした。",
    ),
    "import-dest-full": (
        "error",
        "The target folder is not empty; name a new one.",
        "保存先のフォルダーが空ではありません。新しいフォルダーを指定してください。",
    ),
    "import-dest-kind": ("error", "The target is not a folder.", "保存先がフォルダーではありません。"),
    "import-dest-large": (
        "error",
        "The course would be more than 1,000 MB, since each lesson keeps its own copy of a file; link large files on the web.",
        "コースが1,000MBを超えます。ファイルはレッスンごとに複製されます。大きなファイルは、Webに置いてリンクしてください。",
    ),
    "import-dest-inside": (
        "error",
        "The target lies inside the folder that is read, so the next import would read it too; name one beside it.",
        "保存先が、読みこむフォルダーの中にあります。次に読みこむとき、いっしょに読まれてしまいます。外のフォルダーを指定してください。",
    ),
    "import-dest-failed": (
        "error",
        "Not everything could be written there; look whether you may write and whether the disk has room, then use --replace.",
        "全部は書きこめませんでした。書きこんでよいフォルダーか、空きがあるかを見て、--replace でやり直してください。",
    ),
    "import-language": (
        "error",
        "“{word}” is no language tag that we know; write one such as ja, en or pt-BR.",
        "「{word}」は、わからない言語タグです。ja、en、pt-BR のように書いてください。",
    ),
    "import-dest-name": (
        "error",
        "A file would lie outside the target folder; nothing more was written.",
        "保存先の外に出るファイルがあったので、書きこみをやめました。",
    ),
    "import-encoding": (
        "warning",
        "The file was written in {word}; it was read as that and is UTF-8 now.",
        "このファイルは{word}で書かれていました。UTF-8に直しました。",
    ),
    "import-yaml": (
        "warning",
        "The YAML in “{word}” cannot be read, so nothing in it was used.",
        "「{word}」のYAMLを読めないので、使いませんでした。",
    ),
    "import-order-missing": (
        "warning",
        "The list of contents names “{word}”, which is not there.",
        "目次に「{word}」がありますが、そのファイルはありません。",
    ),
    "import-order-unused": (
        "warning",
        "The list of contents in “{word}” names too few lessons; the folders' own order is used.",
        "「{word}」の目次にはレッスンが少ししかないので、フォルダーの順番を使いました。",
    ),
    "import-unlisted": (
        "warning",
        "The list of contents “{word}” does not name this file, so it is left out.",
        "目次「{word}」にないファイルなので、入れていません。",
    ),
    "import-double": (
        "warning",
        "Another file is already the reading in this place ({word}); this one is left out.",
        "同じ場所（{word}）にもうほかのファイルがあるので、こちらは入れていません。",
    ),
    "import-machine-translation": (
        "warning",
        "A machine translated this text; have a person read it before people learn from it.",
        "この文は機械が訳したものです。公開する前に、人が読んで確かめてください。",
    ),
    "import-stand-in": (
        "warning",
        "This lesson has no text in {language}; the text in {word} stands in for it until someone translates it.",
        "このレッスンには{language}の文がありません。訳されるまで{word}の文を代わりに出します。",
    ),
    "import-not-parallel": (
        "warning",
        "The text in {word} is no translation of the one in {language}; it became a lesson of its own.",
        "{word}の文は{language}の文の訳ではないようです。別のレッスンにしました。",
    ),
    "import-step-untranslated": (
        "warning",
        "The step “{word}” has no translation; the original's words are shown.",
        "ステップ「{word}」の訳がありません。もとの文を出します。",
    ),
    "import-heading-extra": (
        "warning",
        "The original has no heading for “{word}”; it stands inside the step before it.",
        "見出し「{word}」はもとの文にありません。前のステップの中に入れました。",
    ),
    "import-quiz-differs": (
        "warning",
        "This quiz differs from the original's; the original's is used, and this one stands beside it as text.",
        "このクイズはもとの文のものとちがいます。もとのクイズを使い、こちらは文として残しました。",
    ),
    "import-quiz-unreadable": (
        "warning",
        "This question has no answer that can be graded, so it stands there as text: {word}",
        "この問いには採点できる答えがないので、文として残しました：{word}",
    ),
    "import-step-cut": (
        "warning",
        "“{word}” takes more than ten minutes and was cut here; give the new step a better title.",
        "「{word}」は10分より長いので、ここで分けました。新しいステップに、わかりやすい題をつけてください。",
    ),
    "import-image-missing": (
        "warning",
        "The picture “{word}” is not there; its description stands in its place.",
        "画像「{word}」がありません。代わりに説明の文を入れました。",
    ),
    "import-image-remote": (
        "warning",
        "The picture “{word}” lies on another site; a link or its description stands in its place.",
        "画像「{word}」はほかのサイトにあります。代わりにリンクか説明の文を入れました。",
    ),
    "import-image-kind": (
        "warning",
        "The picture “{word}” is damaged, too large or of a kind that courses cannot hold; its description is shown.",
        "画像「{word}」はこわれているか、大きすぎるか、使えない種類です。代わりに説明の文を入れました。",
    ),
    "import-image-active": (
        "warning",
        "The drawing “{word}” holds a script or fetches something from elsewhere; its description is shown.",
        "図「{word}」の中に、プログラムか、ほかの場所から読みこむものがあります。代わりに説明の文を入れました。",
    ),
    "import-image-alt": (
        "warning",
        "The picture “{word}” has no description; its name stands in for one. Write what the picture shows.",
        "画像「{word}」に説明がないので、名前を入れました。画像の内容を書いてください。",
    ),
    "import-link-missing": (
        "warning",
        "“{word}” leads nowhere; only the words of the link stay.",
        "「{word}」の行き先がありません。リンクの文字だけを残しました。",
    ),
    "import-link-file": (
        "warning",
        "“{word}” is no lesson, and of a kind that courses cannot hold; only the words of the link stay.",
        "「{word}」はレッスンではなく、コースに入れられない種類です。リンクの文字だけを残しました。",
    ),
    "import-link-scheme": (
        "warning",
        "“{word}” is no address that a lesson can use; only the words of the link stay.",
        "「{word}」はレッスンで使えるアドレスではありません。リンクの文字だけを残しました。",
    ),
    "import-link-anchor": (
        "warning",
        "The other lesson has no place “{word}”; the link leads to its beginning.",
        "行き先のレッスンに「{word}」という場所がありません。はじめに行くリンクにしました。",
    ),
    "import-component": (
        "warning",
        "The component {word} has no counterpart here and is left out.",
        "部品 {word} にあたるものがないので、のぞきました。",
    ),
    "import-code": (
        "warning",
        "This line of program is left out: {word}",
        "プログラムの行をのぞきました：{word}",
    ),
    "import-directive": (
        "warning",
        "The directive “{word}” is not known here; what it holds stays as text.",
        "「{word}」という指示は使えません。中の文はそのまま残しました。",
    ),
    "import-generated": (
        "warning",
        "“{word}” asks the book's builder for a list; Gonin makes its own, so it is left out.",
        "「{word}」は一覧を作る指示です。Goninが自分で作るので、のぞきました。",
    ),
    "import-role": (
        "warning",
        "The role “{word}” is not known here; its words stay.",
        "「{word}」という役割は使えません。文字だけを残しました。",
    ),
    "import-substitution": (
        "warning",
        "Nothing says what {word} stands for; it stays as it is written.",
        "{word} に入るものがわからないので、書かれたまま残しました。",
    ),
    "import-liquid": (
        "warning",
        "This template code is left out: {word}",
        "ひな形の命令をのぞきました：{word}",
    ),
    "import-attributes": (
        "warning",
        "These attributes are left out: {word}",
        "属性をのぞきました：{word}",
    ),
    "import-html": (
        "warning",
        "{word} cannot be shown in a lesson and is left out.",
        "{word} はレッスンでは出せないので、のぞきました。",
    ),
    "import-embedded": (
        "warning",
        "{word} would be fetched from another site; a link to it stands in its place.",
        "{word} はほかのサイトから読みこむものです。代わりにリンクを入れました。",
    ),
    "import-formula": (
        "warning",
        "This formula cannot be read and is shown as code: {word}",
        "この式を読めないので、コードとして出します：{word}",
    ),
    "import-as-text": (
        "warning",
        "This part is nested too deep or too long, so it is shown as it is written: {word}",
        "重なりすぎているか長すぎるので、書かれたまま出します：{word}",
    ),
    "import-note-missing": (
        "warning",
        "There is no note “{word}”; its mark stays as text.",
        "注「{word}」がありません。印を文字として残しました。",
    ),
    "import-licence": (
        "warning",
        "No licence was found that we know; make sure that you may use this course, and write its licence.",
        "ライセンスがわかりません。このコースを使ってよいか確かめて、course.toml に書いてください。",
    ),
    "import-authors": (
        "warning",
        "Nobody is named as author; write who made this course.",
        "書いた人がわかりません。course.toml に書いてください。",
    ),
    "import-cell": (
        "warning",
        "Jupyter would not write such a cell, so it is shown as its source: {word}",
        "Jupyterの形ではないセルなので、もとの形のまま出します：{word}",
    ),
    "import-front": (
        "warning",
        "These values on top of the file are left out: {word}",
        "先頭の値をのぞきました：{word}",
    ),
}
