"""The standard streams of a run: always there, harmless to what reads them, and never the cause of a traceback.

A closed standard input is at its end; nothing can be written to a closed standard output, which is said like any other
failure; what cannot be said on standard error is left unsaid. A reader that has gone is not told about.
"""

import os
import sys
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from typing import Any, TextIO

from dealtrack.render.harmless import shown

_INPUT, _OUTPUT, _ERRORS = range(3)
_WINDOWS = os.name == "nt"
# What stands in for a stream that is closed: reading ends at once, and writing fails on output, but not on errors.
_STAND_INS = {_INPUT: os.O_RDONLY, _OUTPUT: os.O_RDONLY, _ERRORS: os.O_WRONLY}


class _Descriptor(FileIO):
    """A file descriptor to write to, which takes what comes after a failure, and drops it."""

    has_reader = True

    def write(self, data: Any) -> int:
        """Write; raises OSError for standard output, once, and not where its reader has gone."""
        try:
            return super().write(data)
        except BrokenPipeError:
            self.has_reader = False
            self._drop_the_rest()
        except OSError as error:
            self._drop_the_rest()
            if self.fileno() == _OUTPUT:
                error.filename = "standard output"
                raise
        return len(data)

    def _drop_the_rest(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


class Stream(TextIOWrapper):
    """A standard stream of text in which no line is a command of a workflow's host, and nothing acts on a terminal."""

    def __init__(self, descriptor: int, given: TextIO | None) -> None:
        self._descriptor = _Descriptor(descriptor, "w", closefd=False)
        is_terminal = self._descriptor.isatty()
        super().__init__(
            BufferedWriter(self._descriptor),
            encoding=given.encoding if given else "utf-8",
            errors="replace",
            line_buffering=is_terminal or descriptor == _ERRORS,
        )
        self._begins_line = True

    def write(self, text: str) -> int:
        """Write *text* as it is shown harmlessly. Raises OSError for standard output."""
        is_text = isinstance(text, str)  # what it is asked with bytes, it refuses as any stream of text does
        super().write(shown(text, begins_line=self._begins_line) if is_text else text)
        self._begins_line = text[-1:] in "\r\n" if text else self._begins_line
        return len(text)

    @property
    def has_reader(self) -> bool:
        """Whether anybody reads it, as far as is known."""
        return self._descriptor.has_reader


def set_up() -> None:
    """Put :class:`Stream` in the place of standard output and error, and something that is open where one is closed."""
    _open_closed()
    if sys.stdin is None:
        sys.stdin = TextIOWrapper(BufferedReader(FileIO(_INPUT, closefd=False)), encoding="utf-8", errors="replace")
    if _WINDOWS and sys.stdout and sys.stderr:  # whose terminals are no files
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        return
    sys.stdout, sys.stderr = Stream(_OUTPUT, sys.stdout), Stream(_ERRORS, sys.stderr)


def _open_closed() -> None:
    """Open what is closed of the first three descriptors: else the next file to be opened would become one of them."""
    for descriptor, mode in _STAND_INS.items():
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, mode)
            os.dup2(opened, descriptor)  # which programs that are run here inherit
            if opened != descriptor:
                os.close(opened)
            else:
                os.set_inheritable(descriptor, True)
