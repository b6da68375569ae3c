"""The instructor's desk for courses: bringing sources, seeing what is wrong, previewing, publishing, going back."""
