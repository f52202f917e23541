"""What was typed at questions and is not written yet: shown as YAML where a run ends without writing it."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from dealtrack.render.harmless import shown

_SIGNALS = ("SIGTERM", "SIGHUP")


class Draft:
    """Facts that are being typed, by where they are meant to go. It changes with each answer."""

    def __init__(self) -> None:
        self._parts: dict[str, Mapping[str, Any]] = {}

    def keeper(self, where: str, wrapped: Callable[[Any], Mapping[str, Any]]) -> Callable[[Any], None]:
        """What takes a fact after each answer to it; *wrapped* puts it below the keys that it has in that file."""

        def keep(fact: Any) -> None:
            self._parts[where] = wrapped(fact)

        return keep

    def show(self, *, in_a_question: bool = False) -> None:
        """Print on standard error what was typed, as YAML; nothing if nothing was. The line of a question is ended."""
        if in_a_question and self._parts:
            print(file=sys.stderr)
        for where, tree in self._parts.items():
            lines = [line for key, value in tree.items() for line in _lines(key, value)]
            text = "".join(f"{line}\n" for line in lines)
            print(shown(f"dealtrack: this was typed, and is not written; for {where}:\n\n{text}"), file=sys.stderr)


def _lines(key: str, value: Any) -> list[str]:
    """The lines of an entry, in which records stand below each other."""
    from dealtrack.files.yaml_text import Layout, entry_lines, item_lines

    layout = Layout()
    if not isinstance(value, list) or not any(isinstance(each, Mapping) for each in value):
        return entry_lines(key, value, 0, layout)
    return [f"{key}:", *(line for item in value for line in item_lines(item, layout))]


@contextmanager
def kept_if_lost() -> Iterator[Draft]:
    """A draft that is shown where the block ends by an exception: an interrupt, a signal, a refusal, a fault."""
    draft = Draft()
    with _signals_as_exits():
        try:
            yield draft
        except BaseException as error:
            with suppress(OSError):  # nobody may be left to read it
                draft.show(in_a_question=isinstance(error, KeyboardInterrupt | EOFError))
            raise


@contextmanager
def _signals_as_exits() -> Iterator[None]:
    """Let signals that would end the process at once end it by SystemExit, with the exit code that shells give it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is told of signals
        return
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    taken = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _exit)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _exit(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)
