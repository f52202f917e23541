"""Titles of sections and columns: a name stands there in all its forms."""

from dealtrack.render.cells import words
from dealtrack.render.registry import Page
from dealtrack.reports.cells import Cell, Name


def heading(title: Cell, page: Page, between: str = "  ") -> str:
    """A title in the reader's language; of a name its other forms follow."""
    return between.join(title.forms_in(page.language)) if isinstance(title, Name) else words(title, page)
