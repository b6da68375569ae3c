"""A course's folder in, a release or its problems out, reading by reading."""

from courses.compiling.trusting import compile_course

__all__ = ["compile_course"]
