"""What tests of notebooks share: a course with one notebook in it, and what becomes of it."""

import base64
import json
import re

from courses import HtmlPart, compile_course

# One clear pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000b4944415478da636000020000050001e9fadcd80000000049454e44ae426082"
)
PNG_TEXT = base64.b64encode(PNG).decode()
QUIZ = {"cell_type": "markdown", "metadata": {}, "source": "```quiz id=q\nQ\n- [x] a\n- [ ] b\n```"}


def bundle(kind="display_data", metadata=None, **data):
    """A stored result in several forms; of their names `__` stands for `/` and `_p_` for `+`."""
    forms = {name.replace("__", "/").replace("_p_", "+"): value for name, value in data.items()}
    return {"output_type": kind, "metadata": metadata or {}, "execution_count": 1, "data": forms}


def printed(text, name="stdout"):
    """Printed text."""
    return {"output_type": "stream", "name": name, "text": text}


def failed(*lines, name="ValueError", value="no"):
    """An error with its traceback."""
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": list(lines)}


class Shown:
    """A compiled course: the HTML of its notebook, the codes of its problems, and all of it."""

    def __init__(self, compiled):
        self.compiled = compiled
        self.problems = [one.code for one in compiled.problems]
        readings = compiled.release.readings if compiled.release else {}
        reading = next((readings[key] for key in readings if key[0] == "water"), None)
        self.steps = reading.steps if reading else ()
        self.title = reading.title if reading else None
        parts = [part for step in self.steps for part in step.parts]
        self.html = "\n".join(part.html for part in parts if isinstance(part, HtmlPart))


def shown_notebook(course, source, language="ja"):
    """Compile the course with this notebook as its only reading."""
    for old in (course / "01-water").glob("lesson.*"):
        old.unlink()
    manifest = course / "course.toml"
    text = manifest.read_text(encoding="utf-8")
    others = [other for other in ("ja", "en") if other != language]
    text = re.sub("languages = .*", f"languages = {json.dumps([language, *others])}", text)
    if f"\n{language} = " not in text:
        for table in ("title", "summary", "skills.name", "modules.title"):
            text = text.replace(f"[{table}]\n", f'[{table}]\n{language} = "x"\n')
        text = text.replace("[outcomes]\n", f'[outcomes]\n{language} = ["x"]\n')
    manifest.write_text(text, encoding="utf-8")
    (course / "01-water" / f"lesson.{language}.ipynb").write_text(source, encoding="utf-8")
    return Shown(compile_course(course))
