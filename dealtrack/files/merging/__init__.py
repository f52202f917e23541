"""Three versions of a book's file to one: additions join, and what the two sides changed differently is a conflict.

``base`` is what both sides started from, ``ours`` the version that is kept byte for byte, ``theirs`` the one whose
changes go into it.
"""

from dealtrack.files.merging.driver import Merged, is_sound, merge

__all__ = ["Merged", "is_sound", "merge"]
