"""Private-market deals as plain text: checked, converted, reconciled and shown.

``open_book`` is the way in; it returns the facts, the rates and whatever is wrong with the files::

    import dealtrack

    on_disk = dealtrack.open_book(".")
    on_disk.book.companies["cloudwalk"].deals
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dealtrack.files.book import BookNotFound, BookOnDisk, open_book

__version__ = "0.1.0"
__all__ = ["BookNotFound", "BookOnDisk", "__version__", "open_book"]


def __getattr__(name: str) -> Any:
    """Load the public names when they are first used, so that ``dealtrack --version`` loads nothing."""
    if name in ("BookNotFound", "BookOnDisk", "open_book"):
        from dealtrack.files import book

        return getattr(book, name)
    raise AttributeError(f"module 'dealtrack' has no attribute {name!r}")
