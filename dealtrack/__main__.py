"""``python -m dealtrack``."""

from dealtrack.cli import main

if __name__ == "__main__":
    main()
