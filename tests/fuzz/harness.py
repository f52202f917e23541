"""Set a case up, run it, judge it; and the endless sequence of cases that a seed stands for."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from types import TracebackType

from tests.fuzz.cases import Case, case, weighted_book
from tests.fuzz.commands import names
from tests.fuzz.history import History, history, make_repository
from tests.fuzz.invariants import Finding, Scene, findings
from tests.fuzz.place import Entries, Place, stamps
from tests.fuzz.running import Outcome, entry, run

RUNS_A_BOOK, BOOKS_A_HISTORY = 5, 12


class Harness:
    """A place in the temporary directory, used again for every case."""

    def __init__(self, program: Callable[[], None] = entry) -> None:
        self.program = program
        self.folder = Path(tempfile.mkdtemp(prefix="dealtrack-fuzz-")).resolve()
        self.place = Place(self.folder / "place")
        self._there: tuple[Entries | None, History] = (None, ())

    def __enter__(self) -> "Harness":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def judged(self, made: Case) -> tuple[Outcome, list[Finding]]:
        """What came of a case, and what it breaks."""
        self._set_up(made)
        before = stamps(self.place.root)
        outcome = run(made, self.place, self.program)
        found = findings(Scene(made, self.place, outcome, before, self.program))
        if stamps(self.place.root) != before:
            self._there = (None, self._there[1] if made.command != "merge-driver" else ())
        return outcome, found

    def _set_up(self, made: Case) -> None:
        entries, states = self._there
        if made.history != states:
            self.place.clear()
            shutil.rmtree(self.place.book / ".git", ignore_errors=True)
            if made.history:
                make_repository(self.place, made.history)
            entries = None
        if entries is not made.entries:
            self.place.clear()
            self.place.fill(made.entries)
        self._there = (made.entries, made.history)


def sequence(seed: int, only: Sequence[str] = ()) -> Iterator[Case]:
    """The cases of a seed: books one after the other, some runs in each, more than half of them in a repository."""
    number, commands = 0, _in_turn(Random(f"{seed} commands"), only)
    while True:
        random = Random(f"{seed} {number}")
        states = history(random) if random.random() < 0.6 else ()
        for _ in range(BOOKS_A_HISTORY):
            made = weighted_book(random)
            for _ in range(RUNS_A_BOOK):
                yield case(random, next(commands), made, states)
        number += 1


def _in_turn(random: Random, only: Sequence[str]) -> Iterator[str]:
    """Every command once, in any order, and again."""
    wanted = [name for name in names() if not only or name in only]
    while True:
        yield from random.sample(wanted, len(wanted))


def kind_of(made: Case, finding: Finding) -> str:
    """What findings of one kind have in common: the invariant, and its words without the names and numbers of a case.

    What is printed or written badly is told apart by command, since each has its own way to do so.
    """
    first = finding.what.split("\n")[0].split(" in ")[0]
    words = re.sub(r"'[^']*'?|\"[^\"]*\"?|#x\w+|[0-9]+|/\S+", "…", first)[:60]
    if finding.invariant in ("harmless", "book_is_kept"):
        return f"{finding.invariant} ({made.command}): {words.partition(': ')[0]}"
    return f"{finding.invariant}: {words}"
