"""The page on validating is true: its examples print what it says, its settings hold, its comments silence."""

import re
import shutil
from pathlib import Path

import pytest

from dealtrack.files.settings import read_settings
from dealtrack.rules.selectors import Choice
from tests.readme_console import VALIDATING, examples, repository_of, updated

PAGE = VALIDATING.read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git")
def test_console_examples(tmp_path: Path) -> None:
    """Made by ``python -m tests.readme_console``."""
    assert updated(PAGE, repository_of(PAGE, tmp_path)) == PAGE
    assert len(examples(PAGE)) >= 6


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
def test_settings_can_be_used(block: str, tmp_path: Path) -> None:
    (tmp_path / "dealtrack.toml").write_text(block, encoding="utf-8")
    assert Choice.of(read_settings(tmp_path).validate).rules


def test_the_comment_silences_its_line(make_book, run) -> None:
    [comment] = re.findall(r"```yaml\n(sources:\n.*?)```", PAGE, re.DOTALL)
    book = make_book({"deals/yitu.yaml": f"name: Yitu Technology\n{comment}"})
    assert run("validate", "--strict", book=book).stdout.endswith(": nothing to report\n")
    book.write("deals/yitu.yaml", f"name: Yitu Technology\n{comment.partition('#')[0]}\n")
    assert run("validate", "--strict", book=book).exit_code == 1
