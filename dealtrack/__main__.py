"""The way in, of ``python -m dealtrack`` and of the program that is installed: the outermost edge of a run.

Nothing is imported before the handler stands: whatever goes wrong, also an interrupt while modules are being loaded,
ends with an exit code and a line, and not with a traceback.
"""

import os
import sys


def main() -> None:
    """Run the command line of this process. Exits 2 for an internal fault, 130 when it is interrupted."""
    try:
        from dealtrack.cli import main as run

        code = run()
    except KeyboardInterrupt:
        code = 130
    except Exception as error:
        code = _fault(error)
    raise SystemExit(code)


def _fault(error: Exception) -> int:
    """Say what went wrong before there was a command line, or in it; its exit code."""
    try:
        from dealtrack.cli.errors import failed

        return failed(error)
    except ImportError:  # an installation that lacks a part: then nothing of it is there to say so
        os.write(2, f"dealtrack: cannot start: {error!a}: install it again\n".encode())
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    # Python has put the working directory first, which may be anybody's book: a typer.py in it is not ours to run. What
    # Python itself loads before this line only -P keeps from there. Where dealtrack comes from the directory, it stays.
    if not sys.flags.safe_path and os.path.realpath(sys.path[0]) != os.path.dirname(os.path.dirname(__file__)):
        del sys.path[0]
    main()
