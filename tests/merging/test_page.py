"""The page on merging is true: its settings are those that are made, its conflict is the one that comes out."""

import re

from dealtrack.cli import merge_driver
from dealtrack.files.merging import merge
from dealtrack.files.starting import starting_files
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "git-merging.md").read_text(encoding="utf-8")
[CONFLICT] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_conflict_of_the_page():
    deal = "name: A\ndeals:\n" + re.sub(r"<<<<<<<.*>>>>>>> theirs\n", "    amount: {}\n", CONFLICT, flags=re.DOTALL)
    base, ours, theirs = (deal.format(amount) for amount in ("CNY 500m", "CNY 510m", "CNY 520m"))
    merged = merge(base, ours, theirs, "deals/a.yaml")
    assert (merged.conflicts, merged.text) == (1, "name: A\ndeals:\n" + CONFLICT)


def test_the_attributes_of_the_page_are_those_of_a_new_book():
    [shown] = re.findall(r"```gitattributes\n(.*?)```", PAGE, re.DOTALL)
    made = starting_files(is_below_repository=True)[".gitattributes"]
    assert shown == "".join(line for line in made.splitlines(keepends=True) if not line.startswith("#"))


def test_the_commands_of_the_page_are_those_that_are_run(monkeypatch):
    monkeypatch.setattr(merge_driver.sys, "executable", "/path/to/python3")
    assert f'git config merge.dealtrack.driver "{merge_driver.driver_command()}"\n' in PAGE
    assert f'git config merge.dealtrack.name "{merge_driver._NAME}"\n' in PAGE


def test_git_is_told_of_this_python_whatever_its_name(monkeypatch):
    monkeypatch.setattr(merge_driver.sys, "executable", "/a b/100%O/python")
    command = merge_driver.driver_command()
    assert command.startswith("'/a b/100%%O/python' -P -c ")
    assert command.endswith("; '/a b/100%%O/python' -P -m dealtrack merge-driver -- %O %A %B %P")
