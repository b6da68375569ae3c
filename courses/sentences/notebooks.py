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
}
