"""Foreign courses to ours: what other people's folders hold becomes course.toml, lessons and a report."""

from courses.importers.imported import Imported, Sums
from courses.importers.importing import import_course
from courses.importers.placing import DestinationError, write_course

__all__ = ["DestinationError", "Imported", "Sums", "import_course", "write_course"]
