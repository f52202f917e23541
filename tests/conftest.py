"""What the tests share: a book made of strings, and the command line run in this process."""

import re
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dealtrack.cli import app

REPOSITORY = Path(__file__).parent.parent

# A month of real rates, as the ECB published them (units per euro), for books that need a few.
RATES = """\
Date,USD,CNY,
2020-05-20,1.0958,7.7806,
2020-05-19,1.095,7.7816,
2020-05-18,1.0832,7.7068,
2020-05-15,1.0798,7.6759,
2020-05-14,1.0792,7.6655,
2020-05-13,1.0875,7.7102,
2020-05-12,1.0858,7.6933,
"""
SOURCES = "a: {publisher: A Paper, published: 2020-05-14}\n"
CITES_A = re.compile(
    rb"sources(?::|\xef\xbc\x9a)\s*((?:\[|\xef\xbc\xbb).*?(?<![\w-])|(- \S+\s+)*- |)a(?=[],}\s]*([],}\n]|\Z)| *[,#]|\xef)",
    re.IGNORECASE,
)


class MadeBook:
    """A book in a temporary directory."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "deals").mkdir(parents=True)

    def write(self, file: str, text: str | bytes) -> Path:
        """Write a file of the book; text is dedented first."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).encode("utf-8"))
        return path

    def without_uncited(self) -> "MadeBook":
        """The book without the source ``a`` of all made books, where no file cites it."""
        shared = self.root / "seeds" / "sources.yaml"
        texts = [path.read_bytes() for path in self.root.rglob("*") if path.is_file() and path != shared]
        is_cited = any(CITES_A.search(text) and b"\n  a: " not in text for text in texts)
        if not is_cited and shared.is_file() and shared.read_text(encoding="utf-8") == SOURCES:
            shared.unlink()
        return self


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., MadeBook]:
    """Make a book of the files given by name, with rates and a source ``a`` unless they are given too."""

    def make(files: Mapping[str, str | bytes] | None = None) -> MadeBook:
        book = MadeBook(tmp_path / "book")
        for file, text in {"seeds/rates/ecb.csv": RATES, "seeds/sources.yaml": SOURCES, **(files or {})}.items():
            book.write(file, text)
        return book.without_uncited()

    return make


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command line: ``run("validate", "--strict", book=book)``. No colour, and a fixed today."""
    for name in ("NO_COLOR", "FORCE_COLOR", "DEALTRACK_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEALTRACK_TODAY", "2026-11-22")

    def run_command(*arguments: str, book: MadeBook | Path | None = None) -> Result:
        root = book.root if isinstance(book, MadeBook) else book or REPOSITORY
        monkeypatch.chdir(root)
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return run_command
