"""The page on writing to a book is true: its examples, run one after the other, print and write what it says."""

import shutil
from pathlib import Path

import pytest

from tests.outside.programs import succeed
from tests.readme_console import EDITING, examples, repository_of, run_on_terminal, updated

PAGE = EDITING.read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git")


def test_console_examples(tmp_path: Path) -> None:
    """Made by ``python -m tests.readme_console``."""
    assert updated(PAGE, repository_of(PAGE, tmp_path)) == PAGE
    assert len(examples(PAGE)) >= 8


def test_git_takes_what_a_dry_run_prints(tmp_path: Path) -> None:
    repository = repository_of(PAGE, tmp_path)
    company = repository / "deals" / "yitu.yaml"
    before = company.read_text(encoding="utf-8")
    shown = [command for command, _ in examples(PAGE) if command.endswith("--dry-run")]
    assert shown
    for command in shown:
        company.write_text(before, encoding="utf-8")
        patch = run_on_terminal(command, repository)
        (tmp_path / "change.patch").write_text(patch[patch.index("--- a/") :], encoding="utf-8")
        succeed("git", "apply", "change.patch", cwd=repository)
        by_git = company.read_text(encoding="utf-8")
        company.write_text(before, encoding="utf-8")
        run_on_terminal(command.removesuffix(" --dry-run"), repository)
        assert company.read_text(encoding="utf-8") == by_git != before
