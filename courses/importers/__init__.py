"""Foreign courses to ours: what other people's folders hold becomes course.toml, lessons and a report."""

from courses.importers.imported import Imported, Sums
from courses.importers.importing import import_course
from courses.importers.placing import DestinationError, check_apart, write_course

__all__ = ["DestinationError", "Imported", "Sums", "check_apart", "import_course", "write_course"]
