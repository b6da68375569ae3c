"""Problems with a ZIP that somebody brings."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "archive-not-zip": (
        "error",
        "This is no ZIP file, or it was cut off. Please pack the course's folder again and upload it once more.",
        "これはZIPファイルではないか、途中で切れています。コースのフォルダーをもう一度ZIPにして、アップロードしてください。",
    ),
    "archive-empty": (
        "error",
        "There is no file of a course in this ZIP.",
        "このZIPには、コースのファイルが入っていません。",
    ),
    "archive-too-many": (
        "error",
        "This ZIP holds more than {most} files. Please leave out what the course does not need.",
        "このZIPにはファイルが{most}個より多く入っています。コースに要らないものを外してください。",
    ),
    "archive-too-large": (
        "error",
        "Unpacked, this ZIP has more than {most} MB. Please leave out what the course does not need.",
        "このZIPは、広げると{most} MBより大きくなります。コースに要らないものを外してください。",
    ),
    "archive-file-too-large": (
        "error",
        "This file has more than {most} MB. Please make it smaller.",
        "このファイルは{most} MBより大きいです。小さくしてください。",
    ),
    "archive-bomb": (
        "error",
        "This ZIP is packed in a way that real courses never are, so it was not opened. Please pack the folder again.",
        "このZIPは、ふつうのコースにはない詰め方をしているので、開きませんでした。フォルダーをもう一度ZIPにしてください。",
    ),
    "archive-encrypted": (
        "error",
        "This file is locked with a password. Please pack the folder without one.",
        "このファイルにはパスワードがかかっています。パスワードなしでZIPにしてください。",
    ),
    "archive-method": (
        "error",
        "This file is packed in a way that we do not open. Please pack the folder as a plain ZIP.",
        "このファイルは、開けない方式で詰められています。ふつうのZIPにしてください。",
    ),
    "archive-damaged": (
        "error",
        "This file is damaged inside the ZIP. Please pack the folder again.",
        "ZIPの中のこのファイルはこわれています。フォルダーをもう一度ZIPにしてください。",
    ),
    "archive-link": (
        "error",
        "This is a link to another file, not a file. Please put the file itself there.",
        "これはほかのファイルへのリンクで、ファイルではありません。ファイルそのものを入れてください。",
    ),
    "archive-name-outside": (
        "error",
        "This name leads out of the course's folder. Please pack the folder again, from outside it.",
        "この名前は、コースのフォルダーの外をさしています。フォルダーの外から、もう一度ZIPにしてください。",
    ),
    "archive-name-sign": (
        "error",
        "This name has a sign that files cannot have everywhere. Please rename the file.",
        "この名前には、使えない文字があります。ファイルの名前を変えてください。",
    ),
    "archive-name-reserved": (
        "error",
        "Windows cannot store a file of this name. Please rename it.",
        "この名前のファイルはWindowsで保存できません。名前を変えてください。",
    ),
    "archive-name-long": (
        "error",
        "This name is too long, or has too many folders in one another. Please shorten it.",
        "この名前は長すぎるか、フォルダーが重なりすぎています。短くしてください。",
    ),
    "archive-name-twice": (
        "error",
        "This name is there twice; small and capital letters are the same on many computers (“{other}”).",
        "この名前は2回出てきます。大文字と小文字を区別しないパソコンもあります（「{other}」）。",
    ),
    "archive-name-unreadable": (
        "error",
        "We cannot read this name. Please pack the folder with UTF-8 names.",
        "この名前を読めません。名前をUTF-8にして、もう一度ZIPにしてください。",
    ),
    "archive-names-guessed": (
        "warning",
        "Some names were written the old Japanese way (Shift_JIS). Please check that they are right.",
        "古い日本語の書き方（Shift_JIS）の名前がありました。正しく読めているか、確かめてください。",
    ),
    "archive-left-out": (
        "warning",
        "Left out, because courses do not need it: {count} files of this kind.",
        "コースに要らないので外しました（この種類のファイル{count}個）。",
    ),
}
