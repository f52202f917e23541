"""How long dealtrack takes to start and to check this repository's book, as ratios to peers in the same run.

``python benchmarks/startup.py [--bean-check PATH]`` with dealtrack installed beside this interpreter. Commands run in
turn, and ratios are taken pair by pair: a machine that changes its speed changes both. What counts is the median.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
DEALTRACK = [str(Path(sys.executable).parent / "dealtrack")]


# What bash hands over when Tab is pressed at a company.
ASKED = {"_DEALTRACK_COMPLETE": "complete_bash", "COMP_WORDS": "dealtrack\ntimeline\ncl", "COMP_CWORD": "2"}


def seconds(command: list[str]) -> float:
    """The wall-clock time of one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY)
    return time.perf_counter() - start


def compare(title: str, command: list[str], peer: list[str], budget: float, runs: int) -> None:
    """Print the median ratio of *command* to *peer*, and the spread."""
    seconds(command), seconds(peer)  # the first run reads from disk
    pairs = [(seconds(command), seconds(peer)) for _ in range(runs)]
    ratios = sorted(own / other for own, other in pairs)
    own, other = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    print(
        f"{title}: {statistics.median(ratios):.2f} (at most {budget}; {spread}) · {own:.0f} ms against {other:.0f} ms"
    )


def main() -> None:
    """Run the comparisons for which the peers are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bean-check", help="beancount's checker, for the comparison of validate")
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    compare(
        "--version / import typer",
        [*DEALTRACK, "--version"],
        [sys.executable, "-c", "import typer"],
        1.3,
        arguments.runs,
    )
    asked = ["env", *(f"{name}={value}" for name, value in ASKED.items()), *DEALTRACK]
    compare("Tab at a company / --version", asked, [*DEALTRACK, "--version"], 1.5, arguments.runs)
    if arguments.bean_check:
        with tempfile.NamedTemporaryFile(suffix=".beancount") as empty:
            peer = [os.path.abspath(arguments.bean_check), empty.name]
            compare("validate / bean-check of an empty file", [*DEALTRACK, "validate"], peer, 1.5, arguments.runs)


if __name__ == "__main__":
    main()
