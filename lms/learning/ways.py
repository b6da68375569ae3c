"""Where the links and buttons of a course's pages lead: for learners, and elsewhere for whoever previews a course."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ways:
    """The endpoints behind a course's and a lesson's pages. Pages are the same but for the addresses these give."""

    course: str = "learning.course"
    lesson: str = "learning.read"
    finish: str = "learning.finish_step"
    hard: str = "learning.mark_hard"
    answer: str = "learning.answer"
    keep: str = "learning.keep_typed"
    """Empty where nothing that is half typed is kept."""
    task: str = "learning.task"
    """Empty where nothing can be handed in."""
    version: int = 0
    """Which version of the source is previewed; 0 for what is published. Nothing that is previewed is recorded."""
    as_phone: bool = False
    """Whether the page is shown as narrow as on a phone."""

    @property
    def more(self) -> dict[str, str]:
        """What these endpoints want to know besides the course, the lesson and the activity."""
        return {"number": str(self.version)} if self.version else {}


LEARNERS = Ways()
