"""``python -m tests.fuzz``: see the package's own words."""

import argparse
import random
import shlex
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.cases import Case
from tests.fuzz.commands import names
from tests.fuzz.harness import Harness, kind_of, sequence
from tests.fuzz.history import make_repository
from tests.fuzz.invariants import Finding
from tests.fuzz.place import Place
from tests.fuzz.shrinking import shrink


def main() -> int:
    """Run cases until the time is over, or a finding ends it. The exit code."""
    asked = _arguments()
    print(f"seed {asked.seed}: python -m tests.fuzz --seed {asked.seed}", flush=True)
    by_command, by_code, kinds = Counter[str](), Counter[int](), Counter[str]()
    sys.dont_write_bytecode = True  # what commands import when they run would be written outside the book
    until = time.monotonic() + 60 * asked.minutes
    with Harness() as harness:
        for number, made in enumerate(sequence(asked.seed, asked.only)):
            if time.monotonic() > until or (asked.runs and number >= asked.runs):
                break
            outcome, found = harness.judged(made)
            by_command[made.command] += 1
            by_code[outcome.code] += 1
            for finding in found:
                kind = kind_of(made, finding)
                kinds[kind] += 1
                if kinds[kind] == 1:
                    _report(harness, made, finding, number, asked.shrink)
            if found and not asked.keep_going:
                break
    _summary(by_command, by_code, kinds)
    return 1 if kinds else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Books and command lines at random, until one breaks a promise."
    )
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default: 1)")
    parser.add_argument("--runs", type=int, default=0, help="how many runs, if that comes first")
    parser.add_argument(
        "--seed", type=int, default=random.SystemRandom().randrange(2**32), help="the seed (default: a fresh one)"
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=names(),
        metavar="COMMAND",
        help=f"only this: {', '.join(names())}",
    )
    parser.add_argument("--keep-going", action="store_true", help="go on after a finding, and report one of each kind")
    parser.add_argument(
        "--shrink", type=float, default=30.0, metavar="SECONDS", help="how long to make a finding smaller (default: 30)"
    )
    return parser.parse_args()


def _report(harness: Harness, made: Case, finding: Finding, number: int, seconds: float) -> None:
    """Tell of a finding, and save the smallest case that shows it."""
    smallest = shrink(harness, made, finding, seconds)
    _, found = harness.judged(smallest)
    kind = kind_of(made, finding)
    shown = next((each for each in found if kind_of(smallest, each) == kind), finding)
    folder = _saved(smallest)
    print(f"\nfinding in run {number} ({finding.invariant})\n  {_indented(shown.what)}\n  {_command(smallest, folder)}")
    print(f"  saved in {folder}", flush=True)


def _indented(text: str) -> str:
    return "\n  ".join(ascii(line)[1:-1] for line in text.rstrip().split("\n"))


def _saved(made: Case) -> Path:
    """A folder with the case as it is set up, and its command line."""
    folder = Path(tempfile.mkdtemp(prefix="dealtrack-finding-"))
    place = Place(folder / "place")
    if made.history:
        make_repository(place, made.history)
    place.fill(made.entries)
    (folder / "stdin").write_bytes(made.given)
    (folder / "command.sh").write_text(_command(made, folder) + "\n", encoding="utf-8", errors="surrogateescape")
    return folder


def _command(made: Case, folder: Path) -> str:
    root = str(folder / "place")
    words = (
        [f"{name}={shlex.quote(value)}" for name, value in made.environment]
        + ["dealtrack"]
        + [shlex.quote(word) for word in made.argv]
    )
    return f"cd {root}/{made.directory}; {' '.join(words)} < {folder}/stdin".replace("@PLACE@", root)


def _summary(by_command: Counter[str], by_code: Counter[int], kinds: Counter[str]) -> None:
    print(f"\n{by_command.total()} runs")
    for title, counts in (("by command", by_command), ("by exit code", by_code), ("findings by kind", kinds)):
        if counts:
            print(f"{title}:")
            for name, count in sorted(counts.items(), key=str):
                print(f"  {count:6} {ascii(name)[1:-1] if isinstance(name, str) else name}")


if __name__ == "__main__":
    sys.exit(main())
