"""Bringing files: a new course, a new version as a ZIP, or one file into a course."""

from __future__ import annotations

from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from courses.manifest_editing import CannotEdit, Shape, shape
from lms.accounts.access import me
from lms.accounts.roles import ADMIN, INSTRUCTOR
from lms.authoring import adding, receiving
from lms.authoring.access import work_or_404
from lms.authoring.adding import Brought, NewLesson, WrongFile
from lms.authoring.forms import NEW, FileForm, NewCourseForm, ZipForm
from lms.authoring.jobs import CHECK
from lms.authoring.views import blueprint
from lms.catalog import sources, sourcing
from lms.catalog.sourcing import Changed, Files, Made
from lms.kit import clock, jobs
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.forms import choices
from lms.kit.i18n import current_language, own_name
from lms.kit.limits import limiter
from lms.kit.storage import Storage
from lms.kit.uploads import MEGABYTE, takes_files

if TYPE_CHECKING:
    from lms.catalog.models import SourceVersion

LARGEST_ZIP, LARGEST_FILE = 64 * MEGABYTE, 32 * MEGABYTE


@blueprint.route("/author/new", methods=["GET", "POST"])
@audience(INSTRUCTOR, ADMIN)
@limiter.limit("60 per hour", methods=["POST"])
@takes_files(LARGEST_ZIP)
def new_course() -> ResponseReturnValue:
    """Begin a course with a ZIP. Who brings it is its author."""
    form = NewCourseForm()
    if form.validate_on_submit():
        parcel = _looked_at(form, form.import_id.data or "")
        if not form.errors and sourcing.begin_course(parcel.course, me().id, clock.now()):
            return _take_in(parcel.course, form, _import_wish(form, parcel))
        if not form.errors:
            db.session.rollback()
            form.file.errors = [_is_taken(parcel.course)]
    return render_template("authoring/new.html", form=form, work=None), 400 if form.errors else 200


def _import_wish(form: NewCourseForm, parcel: receiving.Parcel) -> dict[str, str] | None:
    """What is said of a course that comes from another form; None where it has its course.toml."""
    if parcel.has_manifest:
        return None
    return {"import_title": form.import_title.data or "", "import_language": form.import_language.data or ""}


def _is_taken(course: str) -> str:
    if sources.course_number(course, me().id) is not None:
        words = gettext("You have the course “%(course)s” already. Please open it, and upload a new draft there.")
    else:
        words = gettext(
            "There is a course “%(course)s” already, and you are not its author. "
            "Please write another id into course.toml, or ask one of its authors to add you."
        )
    return str(words % {"course": course})


@blueprint.route("/author/<course>/upload", methods=["GET", "POST"])
@audience(INSTRUCTOR, ADMIN)
@limiter.limit("60 per hour", methods=["POST"])
@takes_files(LARGEST_ZIP)
def upload(course: str) -> ResponseReturnValue:
    """Bring a course's whole folder anew."""
    work, form = work_or_404(me(), course), ZipForm()
    if form.validate_on_submit():
        parcel = _looked_at(form)
        if parcel.course not in ("", course) and not form.errors:
            words = gettext("This ZIP is of the course “%(other)s”. Please upload it there.", other=parcel.course)
            form.file.errors = [words]
        if not form.errors:
            return _take_in(course, form)
    return render_template("authoring/new.html", form=form, work=work), 400 if form.errors else 200


def _looked_at(form: ZipForm, import_as: str = "") -> receiving.Parcel:
    """What the ZIP is at first sight; what is wrong stands at the field then. `import_as`: its id where it has no manifest."""
    parcel = receiving.look_at(form.file.data.stream, current_language())
    if parcel.sentences:
        form.file.errors = list(parcel.sentences)
    elif not parcel.has_manifest and import_as:
        return replace(parcel, course=import_as)
    elif not parcel.has_manifest:
        words = gettext(
            "There is no course.toml in this ZIP. If the course was written for another system, "
            "begin a new course, write an id under “No course.toml?”, and choose the file again."
        )
        form.file.errors = [words]
    elif not parcel.course:
        form.file.errors = [gettext('course.toml says no id. Please write one on top, such as id = "my-course".')]
    return parcel


def _take_in(course: str, form: ZipForm, wish: dict[str, str] | None = None) -> ResponseReturnValue:
    name = (form.file.data.filename or "")[-100:]
    deed = "uploaded" if wish is None else "imported"
    digest = receiving.keep(form.file.data.stream, _storage())
    version = sourcing.add_version(course, Made(deed, me().id, clock.now(), {"name": name, **(wish or {})}), {}, digest)
    return _begin(course, version)


def _begin(course: str, version: SourceVersion) -> ResponseReturnValue:
    number = version.number
    db.session.commit()
    jobs.wake(CHECK)
    return redirect(url_for("authoring.version", course=course, number=number))


@blueprint.route("/author/<course>/file", methods=["GET", "POST"])
@audience(INSTRUCTOR, ADMIN)
@limiter.limit("120 per hour", methods=["POST"])
@takes_files(LARGEST_FILE)
def add_file(course: str) -> ResponseReturnValue:
    """Bring one file into the newest version of a course."""
    work, lines = work_or_404(me(), course), sources.versions(course, most=1)
    newest = sources.version(course, lines[0].number) if lines else None
    manifest = _manifest(newest.files if newest else {})
    form = FileForm()
    if newest is None or not _offer(form, manifest):
        flash(gettext("One file can be added once the course has a course.toml that can be read."), "care")
        return redirect(url_for("authoring.course", course=course))
    if form.validate_on_submit():
        try:
            files, path = adding.files_with(newest.files, manifest, _brought(form), _storage())
            return _begin(course, _changed(course, form, files, path))
        except (WrongFile, CannotEdit, Changed) as error:
            _say(form, error)
    form.newest.data = form.newest.data or str(newest.number)
    return render_template("authoring/add_file.html", form=form, work=work), 400 if form.errors else 200


def _changed(course: str, form: FileForm, files: Files, path: str) -> SourceVersion:
    said = form.newest.data or ""
    expected = int(said) if said.isdecimal() and len(said) < 10 else None
    made = Made("changed", me().id, clock.now(), {"name": path}, expected)
    return sourcing.add_version(course, made, files)


def _say(form: FileForm, error: Exception) -> None:
    """Put into words why a file was not taken, at the field it is about."""
    if isinstance(error, WrongFile):
        form.file.errors = [
            {
                "kind": gettext("Courses cannot hold files of this kind."),
                "text": gettext("This file is not UTF-8 text. Please save it as UTF-8."),
                "name": gettext("This name cannot be used. Please rename the file."),
            }[error.why]
        ]
    elif isinstance(error, Changed):
        db.session.rollback()
        form.newest.data = ""
        form.file.errors = [
            gettext(
                "Somebody else changed this course meanwhile. Please choose the file again to add it to the newest draft."
            )
        ]
    else:
        form.module.errors = [gettext("course.toml has another shape there. Please add the lesson by hand.")]


def _manifest(files: Any) -> str:
    found = files.get(receiving.MANIFEST)
    if not found or found[1] > receiving.LARGEST_MANIFEST:
        return ""
    try:
        return _storage().path(found[0]).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def _offer(form: FileForm, manifest: str) -> bool:
    """Fill the lists of the form; False where the manifest gives none."""
    try:
        found: Shape = shape(manifest)
    except CannotEdit:
        return False
    form.lesson.choices = choices([*((each, each) for each in found.folders), (NEW, gettext("A new lesson"))])
    form.language.choices = choices((each, own_name(each)) for each in found.languages)
    form.module.choices = choices(found.modules)
    return bool(found.languages)


def _brought(form: FileForm) -> Brought:
    stream: IO[bytes] = form.file.data.stream
    is_new = form.lesson.data == NEW
    new = NewLesson(form.new_id.data or "", form.new_title.data or "", form.module.data) if is_new else None
    return Brought(form.file.data.filename or "", stream.read(), form.lesson.data, form.language.data, new)


def _storage() -> Storage:
    found: Storage = current_app.extensions["gonin_storage"]
    return found
