"""A course's folder in, a release or its problems out: reading by reading, remembered, on all cores, within limits."""

from courses.compiling.confining import compile_confined
from courses.compiling.trusting import compile_course
from courses.compiling.workshop import Workshop

__all__ = ["Workshop", "compile_confined", "compile_course"]
