"""Text: Markdown in, clean HTML out, with the places of headings and activities kept."""
