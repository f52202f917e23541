"""Run a command line in this process, as the program's entry would, and tell all that came of it."""

import importlib
import io
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

import typer.rich_utils

from tests.fuzz.cases import ALWAYS, Case
from tests.fuzz.guard import watched
from tests.fuzz.place import Place

SECONDS, MEGABYTES, PRINTED = 5.0, 500, 64 << 20
_TWICE = {"add", "new", "fmt", "diff", "log", "merge-driver", "--fix", "--diff"}  # these read before and after
_MOST = 8 << 20  # bytes that are looked at of what is printed
_MOST_MEMORY = 2000  # megabytes
_HANGS = 30.0  # seconds by the clock, for a run that waits and does nothing
_OF_ITSELF = 50  # megabytes that the program takes before it has read anything, and that this process has already


class TooLong(BaseException):
    """The time of a run is over."""


class Outcome(NamedTuple):
    """What came of a run."""

    code: int
    out: str
    err: str
    seconds: float = 0.0  # of the processor
    megabytes: float = 0.0
    crash: str = ""
    seen: tuple[str, ...] = ()
    printed: int = 0  # bytes


def entry() -> None:
    """What ``dealtrack`` and ``python -m dealtrack`` run."""
    importlib.import_module("dealtrack.__main__").main()


def run(case: Case, place: Place, program: Callable[[], None] = entry) -> Outcome:
    """Run the command line of *case* in *place*, where its book is."""
    directory = place.root / case.directory
    environment = {**ALWAYS, **dict(case.environment)}
    argv = ["dealtrack", *(place.named(argument) for argument in case.argv)]
    memory = _Memory()
    with (
        _standard_files(case.given) as (out, err),
        _as_started_in(directory if directory.is_dir() else place.book, argv),
    ):
        with _environment({name: place.named(value) for name, value in environment.items()}), watched(place) as guard:
            started = time.process_time()
            code, crash = _called(program, seconds_for(argv))
            seconds = time.process_time() - started
        _flush()
        sizes, printed = (
            [os.fstat(each.fileno()).st_size for each in (out, err)],
            [_contents(each) for each in (out, err)],
        )
    grown, seen = memory.grown() + _OF_ITSELF, tuple(dict.fromkeys(guard.seen))
    return Outcome(code, printed[0], printed[1], seconds, grown, crash, seen, sum(sizes))


def seconds_for(argv: Sequence[str]) -> float:
    """How long a command line may take: as long as checking a file, or twice that where it is read before and after."""
    return SECONDS * (2 if _TWICE & set(argv) else 1)


def _called(program: Callable[[], None], seconds: float) -> tuple[int, str]:
    """The exit code, and the traceback of what should never come out."""
    try:
        with _memory_limit(), _time_limit(seconds):
            program()
    except SystemExit as end:
        return (end.code if isinstance(end.code, int) else 1 if end.code else 0), ""
    except KeyboardInterrupt:
        return 130, ""
    except TooLong as end:
        return -1, f"{traceback.format_exc(limit=-6)}\ntoo long: {end}"
    except BaseException:
        return -1, traceback.format_exc(limit=-8)
    return 0, ""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLong in the block when its time is over."""

    def ring(number: int, _: Any) -> None:
        raise TooLong(f"{seconds} s of the processor" if number == signal.SIGPROF else f"{_HANGS} s of waiting")

    before = {number: signal.signal(number, ring) for number in (signal.SIGPROF, signal.SIGALRM)}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, _HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _memory_limit() -> Iterator[None]:
    """Let the block take no more than would be a finding many times over, so that the machine goes on."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(OSError, ValueError):
        most = _Memory.kilobytes("VmSize") * 1024 + (_MOST_MEMORY << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


class _Memory:
    """How far the memory of this process has grown since; Linux alone tells."""

    def __init__(self) -> None:
        try:
            Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
            self.before = self.kilobytes("VmRSS")
        except OSError:
            self.before = -1

    def grown(self) -> float:
        """Megabytes at the peak."""
        return (self.kilobytes("VmHWM") - self.before) / 1024 if self.before >= 0 else 0.0

    @staticmethod
    def kilobytes(name: str) -> int:
        _, _, rest = Path("/proc/self/status").read_text().partition(f"{name}:")
        return int(rest.split()[0])


@contextmanager
def _as_started_in(directory: Path, argv: list[str]) -> Iterator[None]:
    here, before = os.getcwd(), sys.argv
    os.chdir(directory)
    sys.argv = argv
    try:
        yield
    finally:
        sys.argv = before
        os.chdir(here)


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before, forced = dict(os.environ), typer.rich_utils.FORCE_TERMINAL
    os.environ.clear()
    os.environ.update(variables)
    typer.rich_utils.FORCE_TERMINAL = None  # typer asks the environment once, when it is imported
    try:
        yield
    finally:
        typer.rich_utils.FORCE_TERMINAL = forced
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _standard_files(given: bytes) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Files in the place of the standard ones, for programs that are started, too."""
    streams, kept = (sys.stdin, sys.stdout, sys.stderr), [os.dup(number) for number in range(3)]
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        stdin.write(given)
        stdin.seek(0)
        for stream in streams[1:]:
            stream.flush()
        for number, file in enumerate((stdin, out, err)):
            os.dup2(file.fileno(), number)
        try:
            sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8", "surrogateescape")
            sys.stdout, sys.stderr = _writer(1, "strict"), _writer(2, "backslashreplace")
            yield out, err
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
            for number, file_number in enumerate(kept):
                os.dup2(file_number, number)
                os.close(file_number)


def _writer(number: int, errors: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(number, "w", closefd=False)), "utf-8", errors, line_buffering=True
    )


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # a program may have closed it
            stream.flush()


def _contents(file: IO[bytes]) -> str:
    """What was printed, up to so much that a test can look through it."""
    file.seek(0)
    data = file.read(_MOST)
    return data.decode("utf-8", "surrogateescape" if len(data) < _MOST else "ignore")
