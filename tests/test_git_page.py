"""The page on git is true: its examples print what it says, in a repository of the files that it shows."""

import shutil
from pathlib import Path

import pytest

from tests.readme_console import GIT, examples, history_of, updated

PAGE = GIT.read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git")
def test_console_examples(tmp_path: Path) -> None:
    """Made by ``python -m tests.readme_console``."""
    assert updated(PAGE, history_of(PAGE, tmp_path)) == PAGE
    assert len(examples(PAGE)) >= 6
