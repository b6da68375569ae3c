"""The engine: files of a course in, an immutable release out; knows no web, no database and no people."""

from courses.activities.kinds import Activity, ActivityKey, key_from_data, kind_of
from courses.activities.quiz import GapField, GapText, NumberKey, Option, Quiz, QuizKey, Reply
from courses.activities.tasks import Check, Exercise, Prompt, TaskKey
from courses.compiling import Workshop, compile_confined, compile_course
from courses.data import from_data, to_data
from courses.diagrams.drawing import draw_diagrams
from courses.markup.figures import drawings_in, with_drawings
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
from courses.reading import ActivityPart, HtmlPart, Reading, StepReading
from courses.release import Asset, Compiled, Derivative, Release
from courses.texts import heard_paragraphs, step_text
from courses.version import ENGINE

__all__ = [
    "ENGINE",
    "Activity",
    "ActivityKey",
    "ActivityOutline",
    "ActivityPart",
    "Asset",
    "CertificateRules",
    "Check",
    "Compiled",
    "Derivative",
    "Exercise",
    "GapField",
    "GapText",
    "HtmlPart",
    "LessonOutline",
    "ModuleOutline",
    "NumberKey",
    "Option",
    "Outline",
    "Problem",
    "Prompt",
    "Quiz",
    "QuizKey",
    "Reading",
    "Release",
    "Reply",
    "SkillOutline",
    "StepOutline",
    "StepReading",
    "TaskKey",
    "Workshop",
    "compile_confined",
    "compile_course",
    "draw_diagrams",
    "drawings_in",
    "from_data",
    "heard_paragraphs",
    "key_from_data",
    "kind_of",
    "step_text",
    "to_data",
    "with_drawings",
]
