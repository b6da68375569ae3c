"""Giving a lesson's file the id and title it needs, where it has none yet."""

from __future__ import annotations

import json
import re


def markdown_with(text: str, lesson_id: str, title: str) -> str:
    """The Markdown with id and title in the lines on top; what stands there already stays as it is. Promises: idempotent."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = re.match(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    known = found.group(1) if found else ""
    wanted = {"id": lesson_id, "title": title}
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False) if name == 'title' else value}\n"
        for name, value in wanted.items()
        if value and not re.search(rf"^{name}[ \t]*:", known, re.MULTILINE)
    ]
    if not found:
        return f"---\n{''.join(lines)}---\n\n{text}"
    return f"---\n{''.join(lines)}{known}{text[found.end(1) :]}"


def notebook_with(text: str, lesson_id: str, title: str) -> str:
    """The notebook with id and title in its metadata under "gonin"; what is no notebook comes back as it was."""
    try:
        data = json.loads(text)
        metadata = data.setdefault("metadata", {})
        ours = metadata.setdefault("gonin", {})
        for name, value in (("id", lesson_id), ("title", title)):
            if value:
                ours.setdefault(name, value)
    except (ValueError, AttributeError, RecursionError):
        return text
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
