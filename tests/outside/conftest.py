"""This repository as others would fetch it, and small books to check."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, MadeBook
from tests.outside.programs import find, succeed

SOURCES = "a: {publisher: A Paper, published: 2020-05-14}\n"
GOOD = """\
name: Yitu Technology
deals:
  - {id: 2020-05, date: 2020-05-13, status: completed, amount: USD 30m, sources: [a]}
"""
BAD = GOOD.replace("2020-05-13", "2020-02-30")
DOUBTFUL = GOOD.replace("USD", "CNY")  # a warning: there is no rate
BAD_DATE = 'deals/yitu.yaml:3:25: error DT106 bad-date: "2020-02-30" is not a date: 2020-02 has no day 30'


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository in a git repository of its own, with what is not committed yet, too."""
    if not find("git"):
        pytest.skip("there is no git")
    root = tmp_path_factory.mktemp("checkout") / "dealtrack"
    listed = succeed("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=REPOSITORY)
    for name in filter(None, listed.split("\0")):
        if (REPOSITORY / name).is_file() and not name.startswith("tests/"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, root / name)
    commit_all(root)
    return root


def commit_all(root: Path) -> str:
    """Make *root* a git repository with one commit of all that is in it, and return that commit."""
    succeed("git", "init", "-q", "-b", "main", cwd=root)
    succeed("git", "add", "-A", cwd=root)
    succeed("git", "commit", "-q", "-m", "All of it", cwd=root)
    return succeed("git", "rev-parse", "HEAD", cwd=root).strip()


def small_book(root: Path, deals: str = GOOD, sources: str = SOURCES) -> MadeBook:
    """A book of one company and one source."""
    book = MadeBook(root)
    book.write("deals/yitu.yaml", deals)
    book.write("seeds/sources.yaml", sources)
    return book
