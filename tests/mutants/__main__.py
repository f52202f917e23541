"""``python -m tests.mutants``: see the package's own words."""

import argparse
import ast
import difflib
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.mutants.made import Mutant, mutants_of
from tests.mutants.running import Copy, Reached, record

REPOSITORY = Path(__file__).parent.parent.parent
KEPT = REPOSITORY / ".mutants"
JUDGED = ("dealtrack/values", "dealtrack/rates", "dealtrack/rules", "dealtrack/files/atomic.py")
FIRST = 60  # tests, the fastest, that a mutant meets before all the others that reach it


def main() -> int:
    """Draw mutants, run each, tell of the survivors. The exit code is 1 if a tenth or more live."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy.of(REPOSITORY, Path(folder) / "copy")
        if asked.record or not (KEPT / "durations.json").is_file():
            record(copy, KEPT, JUDGED)
        reached = Reached.read(KEPT, REPOSITORY)
        drawn = _drawn(asked.seed, asked.count)
        print(f"seed {asked.seed}: {len(drawn)} mutants", flush=True)
        numbers = asked.only or range(len(drawn))
        fates = Counter(_fate(copy, reached, number, *drawn[number], asked) for number in numbers)
    killed = fates.total() - fates["lives"]
    print(f"{killed} of {fates.total()} killed ({killed / fates.total():.1%}): {dict(fates)}")
    return int(10 * killed <= 9 * fates.total())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--only", type=int, action="append", help="the number of a mutant, shown with its change")
    parser.add_argument("--seconds", type=float, default=60, help="of tests that reach a mutant, the fastest (60)")
    parser.add_argument("--record", action="store_true", help="find anew which tests reach which lines")
    parser.add_argument("--whole", action="store_true", help="run survivors against the whole suite, too")
    return parser.parse_args()


def _drawn(seed: int, count: int) -> list[tuple[str, Mutant]]:
    everything = [
        (path.relative_to(REPOSITORY).as_posix(), mutant)
        for judged in JUDGED
        for path in ([REPOSITORY / judged] if judged.endswith(".py") else sorted((REPOSITORY / judged).rglob("*.py")))
        for mutant in mutants_of(path.read_text(encoding="utf-8"))
    ]
    return random.Random(seed).sample(everything, min(count, len(everything)))


def _fate(copy: Copy, reached: Reached, number: int, file: str, mutant: Mutant, asked: argparse.Namespace) -> str:
    """``killed``, ``killed by the whole suite`` or ``lives``, which is printed with the test that failed."""
    tests, started = reached.within(reached.tests(file, mutant), asked.seconds), time.monotonic()
    with copy.changed(file, mutant.text()):
        killer = copy.first_failure(tests[:FIRST]) or copy.first_failure(tests[FIRST:])
        fate = "killed" if killer else "lives"
        if not killer and asked.whole and (killer := copy.first_failure(None)):
            fate = "killed by the whole suite"
    seconds = time.monotonic() - started
    where = f"{file}:{mutant.lines.start}: {mutant.what}"
    print(f"{number:3} {fate:6} {where} ({len(tests)} tests, {seconds:.0f} s) {killer}", flush=True)
    if asked.only or not killer:
        _show(file, mutant)
    return fate


def _show(file: str, mutant: Mutant) -> None:
    old = ast.unparse(ast.parse((REPOSITORY / file).read_text(encoding="utf-8"))).splitlines()
    changes = difflib.unified_diff(old, mutant.text().splitlines(), lineterm="", n=1)
    print("\n".join(f"    {line[:300]}" for line in list(changes)[3:]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
