"""What tests of notebooks share: a course with one notebook in it, and what becomes of it."""

import base64

from courses import HtmlPart, compile_course

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
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
    for name in ("lesson.ja.md", "lesson.en.md"):
        (course / "01-water" / name).unlink(missing_ok=True)
    manifest = course / "course.toml"
    others = 'languages = ["ja", "en"]'
    text = manifest.read_text(encoding="utf-8")
    if language not in ("ja", "en"):
        text = text.replace(others, f'languages = ["{language}", "ja", "en"]')
        for table in ("title", "summary", "skills.name", "modules.title"):
            text = text.replace(f"[{table}]\n", f'[{table}]\n{language} = "x"\n')
        text = text.replace("[outcomes]\n", f'[outcomes]\n{language} = ["x"]\n')
    elif language == "en":
        text = text.replace(others, 'languages = ["en", "ja"]')
    manifest.write_text(text, encoding="utf-8")
    (course / "01-water" / f"lesson.{language}.ipynb").write_text(source, encoding="utf-8")
    return Shown(compile_course(course))
