"""How a lesson looks: the learner's own styles and quiz pages where they lie beside the engine, plain ones where not."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, TemplateError

from courses.activities.kinds import Activity, kind_of
from courses.languages import direction

_MOVED = re.compile(r"url\([^)]*\)")


def beside_the_engine() -> Path | None:
    """The folder with `templates/` and `static/css/` that comes with the engine in one checkout; None when it is alone."""
    folder = Path(__file__).resolve().parents[2] / "lms"
    return folder if (folder / "static" / "css" / "ORDER").is_file() else None


class Look:
    """Styles and pieces of pages. `folder` holds files only: nothing of it is imported."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def styles(self) -> str:
        """One sheet: the learner's, in its order, or a plain one."""
        if self.folder is None:
            return (Path(__file__).parent / "static" / "plain.css").read_text(encoding="utf-8")
        css = self.folder / "static" / "css"
        names = (css / "ORDER").read_text(encoding="utf-8").split()
        sheet = "\n".join((css / name).read_text(encoding="utf-8") for name in names)
        # Pictures that styles point to lie at addresses that only the site knows.
        return _MOVED.sub("none", sheet)

    def page(self, name: str, **values: Any) -> str:
        """One of the preview's own pages."""
        return self._pages.get_template(name).render(**values)

    def activity(self, activity: Activity, language: str) -> str:
        """An activity as learners see it before answering, without a form around it."""
        if self.folder is not None:
            try:
                learners = self._learners(language)
                if kind_of(activity) == "quiz":
                    return learners.get_template("components/quiz.html").module.quiz(activity, None, "", "")  # type: ignore[attr-defined,no-any-return] # a macro of the template
                return learners.get_template("components/tasks.html").module.task(activity)  # type: ignore[attr-defined,no-any-return] # a macro of the template
            except TemplateError:
                pass  # The look is of another version than the engine: its words are shown all the same.
        return self.page("quiz.html.j2", quiz=activity)

    @cached_property
    def _pages(self) -> Environment:
        pages = Environment(
            loader=PackageLoader("courses.preview"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        pages.filters["direction"] = direction
        return pages

    def _learners(self, language: str) -> Environment:
        folder = self.folder or Path()
        ours = "ja" if language.split("-")[0] == "ja" else "en"
        loader = ChoiceLoader([FileSystemLoader(folder / "templates")])
        pages = Environment(loader=loader, autoescape=True, extensions=["jinja2.ext.i18n"], trim_blocks=True)
        pages.filters["direction"] = direction
        pages.globals.update({"page_lang": ours, "page_dir": "ltr"})
        one, many = _gettext(folder / "translations" / ours / "LC_MESSAGES" / "messages.po")
        pages.install_gettext_callables(one, many, newstyle=True)  # type: ignore[attr-defined] # the extension adds it
        return pages


def _gettext(path: Path) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    """How the learner's texts are said in the language of that catalogue; as written where there is none."""
    if not path.is_file():
        return (lambda text: text), (lambda text, several, number: text if number == 1 else several)
    with path.open("rb") as file:
        catalogue = read_po(file)

    def one(text: str) -> str:
        message = catalogue.get(text)
        return str(message.string) if message and isinstance(message.string, str) and message.string else text

    def many(text: str, several: str, number: int) -> str:
        message = catalogue.get(text)
        forms = message.string if message else ()
        if isinstance(forms, str) or not forms or not forms[0]:
            return text if number == 1 else several
        return str(forms[0 if len(forms) == 1 or number == 1 else 1])

    return one, many
