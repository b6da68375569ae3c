"""Courses as people may read them: published releases, immutable and numbered."""
