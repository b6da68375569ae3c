"""Diagrams written as text (Mermaid): said in words for everybody, drawn beside the release where a renderer is at hand."""

from courses.diagrams.outline import Item, Saying, outline

__all__ = ["Item", "Saying", "outline"]
