"""The engine: files of a course in, an immutable release out; knows no web, no database and no people."""

from courses.compiling import Workshop, compile_confined, compile_course
from courses.data import from_data, to_data
from courses.outline import (
    ActivityOutline,
    CertificateRules,
    LessonOutline,
    ModuleOutline,
    Outline,
    SkillOutline,
    StepOutline,
)
from courses.problems import Problem
from courses.quiz import GapField, GapText, Option, Quiz, QuizKey
from courses.reading import ActivityPart, HtmlPart, Reading, StepReading
from courses.release import Asset, Compiled, Derivative, Release
from courses.texts import step_text
from courses.version import ENGINE

__all__ = [
    "ENGINE",
    "ActivityOutline",
    "ActivityPart",
    "Asset",
    "CertificateRules",
    "Compiled",
    "Derivative",
    "GapField",
    "GapText",
    "HtmlPart",
    "LessonOutline",
    "ModuleOutline",
    "Option",
    "Outline",
    "Problem",
    "Quiz",
    "QuizKey",
    "Reading",
    "Release",
    "SkillOutline",
    "StepOutline",
    "StepReading",
    "Workshop",
    "compile_confined",
    "compile_course",
    "from_data",
    "step_text",
    "to_data",
]
