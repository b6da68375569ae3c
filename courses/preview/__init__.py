"""The live preview: a course as its learners see it, made anew whenever a file of it is saved, with its problems beside it."""
