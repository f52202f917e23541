"""``python -m dealtrack``."""

import os
import sys


def main() -> None:
    """Run the command line of this process."""
    from dealtrack.cli import main as run

    run()


if __name__ == "__main__":
    # Python has put the working directory first, which may be anybody's book: a typer.py in it is not ours to run. What
    # Python itself loads before this line only -P keeps from there. Where dealtrack comes from the directory, it stays.
    if not sys.flags.safe_path and os.path.realpath(sys.path[0]) != os.path.dirname(os.path.dirname(__file__)):
        del sys.path[0]
    main()
