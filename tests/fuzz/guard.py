"""What a run opens, writes and starts, as Python's audit events tell it, while somebody watches.

What would be written outside a case's place is refused as well, so that no finding harms the machine.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.fuzz.place import Place

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PROGRAMS = {"git"}  # what dealtrack may start
_ALWAYS = ("/dev/null", "/dev/urandom")
_OWN = tuple(
    os.path.realpath(path) + os.sep for path in {sys.prefix, sys.base_prefix, Path(__file__).parents[2] / "dealtrack"}
)
# Events that change what a path names, and which of their arguments are paths.
_CHANGES = {
    "os.mkdir": 1, "os.remove": 1, "os.rmdir": 1, "os.rename": 2, "os.truncate": 1, "os.chmod": 1, "os.chown": 1, "os.link": 2,
    "os.symlink": 2, "os.utime": 1, "shutil.rmtree": 1,
}  # fmt: skip


class Guard:
    """Watches a place, and keeps what it saw that should not be."""

    def __init__(self, place: Place) -> None:
        self.root, self.canary = (os.path.realpath(path) for path in (place.root, place.canary))
        self.seen: list[str] = []

    def opened(self, path: Any, mode: Any, flags: Any) -> None:
        """A file is opened. Raises PermissionError where that would do harm."""
        if isinstance(path, int):
            return
        name, flags = os.fsdecode(path), flags if isinstance(flags, int) else 0
        if not flags & _WRITES and name.startswith(_OWN):
            return
        real = _real(name, follow=not flags & os.O_NOFOLLOW)
        if flags & _WRITES and real not in _ALWAYS:
            self._refuse_outside(real, "opened for writing")
        if real.startswith(f"{self.canary}{os.sep}") and not flags & os.O_DIRECTORY:
            self.seen.append(f"read outside the book: {real.removeprefix(self.root)}")
        elif real.startswith(("/proc/", "/dev/")) and real.endswith(("/environ", "/zero", "/mem")):
            self.seen.append(f"read outside the book: {name}")
            raise PermissionError(13, "refused by the harness", name)
        elif not flags & os.O_NONBLOCK and real.startswith(self.root) and _is_pipe(real):
            self.seen.append("opened a pipe, and waits for it")
            raise PermissionError(13, "refused by the harness", name)

    def changed(self, event: str, paths: tuple[Any, ...]) -> None:
        """Names are changed. Raises PermissionError where they are outside."""
        for path in paths:
            if not isinstance(path, int):
                self._refuse_outside(_real(os.fsdecode(path), follow=False), event)

    def started(self, program: Any) -> None:
        """A program is started."""
        if os.path.basename(os.fsdecode(program)) not in _PROGRAMS or os.fsdecode(program).startswith(self.root):
            self.seen.append(f"started {os.fsdecode(program)}")

    def connected(self, address: Any) -> None:
        """A connection is opened."""
        self.seen.append(f"connected to {address}")

    def _refuse_outside(self, real: str, what: str) -> None:
        if not real.startswith(f"{self.root}{os.sep}") and real != self.root:
            self.seen.append(f"{what} outside: {real}")
            raise PermissionError(13, "refused by the harness", real)


def _real(name: str, *, follow: bool) -> str:
    if follow:
        return os.path.realpath(name)
    head, tail = os.path.split(name)
    return os.path.join(os.path.realpath(head or os.curdir), tail)


def _is_pipe(real: str) -> bool:
    try:
        return stat.S_ISFIFO(os.lstat(real).st_mode)
    except (OSError, ValueError):
        return False


_watching: list[Guard] = []
_installed: list[Callable[..., None]] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    guard = _watching[-1]
    if event == "open":
        guard.opened(*arguments)
    elif event in _CHANGES:
        guard.changed(event, arguments[: _CHANGES[event]])
    elif event == "subprocess.Popen":
        guard.started(arguments[1][0] if isinstance(arguments[1], list | tuple) else arguments[0] or arguments[1])
    elif event in ("os.exec", "os.posix_spawn", "os.system"):
        guard.started(arguments[0])
    elif event == "socket.connect":
        guard.connected(arguments[1])


@contextmanager
def watched(place: Place) -> Iterator[Guard]:
    """Watch what happens until the end of the block."""
    if not _installed:
        sys.addaudithook(_hook)
        _installed.append(_hook)
    guard = Guard(place)
    _watching.append(guard)
    try:
        yield guard
    finally:
        _watching.remove(guard)
