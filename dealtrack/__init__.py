"""Private-market deals as plain text: checked, converted, reconciled and shown.

``open_book`` is the way in: it returns a book to ask what the command line is asked::

    import dealtrack

    book = dealtrack.open_book(".")
    book.companies["cloudwalk"].deals
    print(book.timeline("cloudwalk"))
"""

TYPE_CHECKING = False  # typing's, which is not loaded for it: an interrupt while it was would end in a traceback
if TYPE_CHECKING:
    from typing import Any

    from dealtrack.api import NoRateOnRecord, OpenBook, Report, UnknownCompany, open_book
    from dealtrack.files.book import BookNotFound

__version__ = "0.1.0"
__all__ = ["BookNotFound", "NoRateOnRecord", "OpenBook", "Report", "UnknownCompany", "__version__", "open_book"]


def __getattr__(name: str) -> "Any":
    """Load the public names when they are first used, so that ``dealtrack --version`` loads nothing."""
    if name == "BookNotFound":
        from dealtrack.files.book import BookNotFound

        return BookNotFound
    if name in __all__:
        from dealtrack import api

        return getattr(api, name)
    raise AttributeError(f"module 'dealtrack' has no attribute {name!r}")
