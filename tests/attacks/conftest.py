"""What attacks share: a secret outside of the book, which nobody may read, print or touch."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SECRET = "swordfish-7f3a"


class Canary(NamedTuple):
    """A folder outside of every book, with files that each say the secret in the place of a value."""

    folder: Path

    @property
    def company(self) -> Path:
        """A company's file, wrong at the secret, so that an excerpt would print it."""
        return self.folder / "company.yaml"

    @property
    def rates(self) -> Path:
        """A file of rates, wrong at the secret."""
        return self.folder / "rates.csv"

    def state(self) -> dict[str, tuple[int, int, bytes | None]]:
        """The names, and when each file was last read and changed."""
        return {
            path.relative_to(self.folder).as_posix(): (path.stat().st_atime_ns, path.stat().st_mtime_ns, None)
            for path in sorted(self.folder.rglob("*"))
        }


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    """The canary; after the test it is as it was, and nobody has read it."""
    folder = tmp_path / "outside"
    (folder / "deals").mkdir(parents=True)
    for name in ("company.yaml", "deals/x.yaml", "sources.yaml", "investors.yaml"):
        (folder / name).write_text(f"{SECRET}: {SECRET}\nname: {SECRET}\n", encoding="utf-8")
    (folder / "rates.csv").write_text(f"Date,USD,CNY,\n{SECRET},1,2,\n", encoding="utf-8")
    (folder / "settings.toml").write_text(f'currency = "{SECRET}"\n', encoding="utf-8")
    (folder / "known.json").write_text(f'{{"version": 1, "diagnostics": [], "x": "{SECRET}"}}', encoding="utf-8")
    for path in (folder, *folder.rglob("*")):
        os.utime(path, ns=(10**18, 10**18))  # read long before it was changed: any reading would be noted
    made = Canary(folder)
    before = made.state()
    yield made
    assert made.state() == before, "something outside of the book was read or written"
