"""GIFT, the text format for questions that Moodle and others write: into our blocks and back."""
