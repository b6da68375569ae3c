"""Problems with notebooks."""

SENTENCES: dict[str, tuple[str, str, str]] = {
    "notebook-json": (
        "error",
        "This is not a notebook: its JSON cannot be read.",
        "ノートブックではありません。JSONとして読めません。",
    ),
    "notebook-shape": (
        "error",
        "This is not a notebook as Jupyter writes it: {word}.",
        "Jupyterのノートブックの形ではありません（{word}）。",
    ),
    "notebook-version": (
        "error",
        "Notebooks of format {word} cannot be read; save it again in a current Jupyter.",
        "形式{word}のノートブックは読めません。新しいJupyterで保存し直してください。",
    ),
    "notebook-output": (
        "warning",
        "A stored result of kind {word} works only where the code runs, and is not shown.",
        "保存された結果（{word}）はコードを動かす場所でだけ見られるので、出しません。",
    ),
    "notebook-result": (
        "warning",
        "A stored result of kind {word} cannot be read, and is not shown.",
        "保存された結果（{word}）は読めないので、出しません。",
    ),
    "notebook-long": (
        "error",
        "A notebook may have {word} cells at most; split it into several lessons.",
        "ノートブックのセルは{word}個までです。いくつかのレッスンに分けてください。",
    ),
    "notebook-newer": (
        "warning",
        "The notebook is of format {word}, which is newer than what is known here; look at it before publishing.",
        "ノートブックの形式{word}は、ここで知られているものより新しいです。公開する前に見て確かめてください。",
    ),
    "notebook-part": (
        "warning",
        "“{word}” on top of the notebook is not as Jupyter writes it, and is left out.",
        "ノートブック全体の「{word}」がJupyterの形ではないので、使いません。",
    ),
    "notebook-cell": (
        "error",
        "Cell {number} cannot be shown, because its “{word}” is missing or is not as Jupyter writes it.",
        "セル{number}は表示できません。「{word}」がないか、Jupyterの形ではありません。",
    ),
    "notebook-odd-cell": (
        "warning",
        "Cell {number} is not quite as Jupyter writes it ({word}); it is shown as far as it can be.",
        "セル{number}に、Jupyterの形とちがうところがあります（{word}）。わかるところだけ表示します。",
    ),
    "notebook-id-twice": (
        "warning",
        "Cell {number} has the same id as one before it ({word}); save the notebook again in Jupyter.",
        "セル{number}のIDが前のセルと同じです（{word}）。Jupyterで保存し直してください。",
    ),
    "notebook-order": (
        "warning",
        "Cell {number} was run before a cell above it; run all cells from the top, so that results fit.",
        "セル{number}は、上のセルより先に動かされています。上から順に全部動かして、結果を合わせてください。",
    ),
    "notebook-raw": (
        "warning",
        "Cell {number} is written for {word} and is not shown.",
        "セル{number}は{word}のために書かれているので、表示しません。",
    ),
    "notebook-step-title": (
        "error",
        "A cell that opens a step needs a heading, or a title under gonin.step in its metadata.",
        "ステップを始めるセルには、見出しか、メタデータの gonin.step の title を書いてください。",
    ),
    "exercise-id-twice": (
        "error",
        "Two cells of this notebook are the exercise “{word}”.",
        "このノートブックには、練習「{word}」のセルが2つあります。",
    ),
    "attachment-unused": (
        "warning",
        "The attached picture “{word}” is not used in its cell.",
        "セルに付いている画像「{word}」は、そのセルで使われていません。",
    ),
    "attachment-kind": (
        "warning",
        "The attachment “{word}” is not a picture that can be shown.",
        "セルに付いている「{word}」は、表示できる画像ではありません。",
    ),
}
