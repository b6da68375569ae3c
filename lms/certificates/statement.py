"""What a certificate says, in the words of one language: course, what it took, hours, skills."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext, ngettext

from courses import Outline
from courses.outline import in_language
from lms.catalog.queries import ReleaseRef
from lms.certificates.credentials.achievement import Achievement, Skill
from lms.certificates.rules import Validity
from lms.kit.i18n import formal_language, speaking
from lms.progress.rules import is_asked

WORDS = {
    Validity.VALID: lazy_gettext("Valid"),
    Validity.REVOKED: lazy_gettext("Withdrawn"),
    Validity.EXPIRED: lazy_gettext("Expired"),
    Validity.REPLACED: lazy_gettext("No longer valid"),
    Validity.ALTERED: lazy_gettext("Does not match what we issued"),
    Validity.UNKNOWN: lazy_gettext("We could not confirm this"),
}


def word_beside(state: Validity, language: str) -> tuple[str, str]:
    """The word for a state in the other language than the page's, and that language; for readers who share neither."""
    other = "en" if formal_language(language) == "ja" else "ja"
    with speaking(other):
        return str(WORDS[state]), other


def title(outline: Outline, language: str) -> str:
    """The name of the course on its certificate."""
    own = outline.certificate.titles if outline.certificate else {}
    return in_language(own or outline.titles, language, outline.languages)


def summary(outline: Outline, language: str) -> str:
    """What the course is about."""
    return in_language(outline.summaries, language, outline.languages)


def skills(outline: Outline, language: str) -> tuple[Skill, ...]:
    """What the certificate proves."""
    return tuple(
        Skill(skill.code, in_language(skill.names, language, outline.languages) or skill.code)
        for skill in outline.skills
    )


def criteria(outline: Outline, language: str) -> str:
    """What the person had to do."""
    count = len(outline.lessons)
    percent = outline.certificate.points_percent if outline.certificate else 0
    with speaking(language):
        sentences = [ngettext("The %(num)d lesson was completed.", "All %(num)d lessons were completed.", count)]
        if percent and any(is_asked(activity) for activity in outline.activities):
            sentences.append(
                gettext("At least %(percent)d percent of the points of the quick checks were reached.", percent=percent)
            )
        if outline.certificate and outline.certificate.tasks == "passed":
            sentences.append(gettext("Each required task was reviewed and passed."))
        sentences.append(gettext("An instructor may count a requirement as met, and writes down why."))
    return _joined(sentences, language)


def narrative(outline: Outline, language: str) -> str:
    """What the signed file says of it: the criteria, and the hours, as designed: nobody's time is measured."""
    with speaking(language):
        hours = gettext("Standard study hours: %(hours)s.", hours=outline.hours)
    return _joined([criteria(outline, language), hours], language)


def _joined(sentences: list[str], language: str) -> str:
    return ("" if language == "ja" else " ").join(sentences)


@dataclass(frozen=True)
class Words:
    """What a certificate's page says of a course."""

    title: str
    hours: str
    criteria: str
    skills: tuple[str, ...]


def words(outline: Outline, language: str) -> Words:
    """The words of a course on the public page of its certificates."""
    names = tuple(skill.name for skill in skills(outline, language))
    return Words(title(outline, language), outline.hours, criteria(outline, language), names)


def version(ref: ReleaseRef, language: str) -> str:
    """The version of an achievement: the release, and the language, since each language has words of its own."""
    return f"{ref.number}-{language}"


def achievement(ref: ReleaseRef, outline: Outline, language: str) -> Achievement:
    """What was reached: one release of a course, in the words of one language."""
    return Achievement(
        course=ref.course,
        version=version(ref, language),
        name=title(outline, language),
        description=summary(outline, language),
        criteria=narrative(outline, language),
        language=language,
        skills=skills(outline, language),
    )
