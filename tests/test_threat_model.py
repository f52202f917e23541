"""The page on threats names tests that there are, and leaves nothing out that the page on security promises."""

import re

import pytest

from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "threat-model.md").read_text(encoding="utf-8")
SECURITY = (REPOSITORY / ".github" / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE[PAGE.index("| through |") :].partition("\n\n")[0].splitlines()[2:]
]
NAMED = sorted(set(re.findall(r"tests/[\w/.]+\.py", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_a_test_that_the_page_names_is_there(name):
    assert "def test_" in (REPOSITORY / name).read_text(encoding="utf-8")


def test_every_row_says_what_stops_it_and_what_shows_that():
    assert len(ROWS) >= 20
    for row in ROWS:
        assert len(row) == 4, row
        assert all(row), row
        assert re.fullmatch(r"`tests/[\w/.]+\.py`(, `tests/[\w/.]+\.py`)*", row[3]), row


def test_every_way_in_has_a_row():
    ways = {row[0] for row in ROWS}
    assert ways >= {
        "deal files",
        "rates",
        "settings",
        "names of files",
        "history",
        "cells",
        "terminals",
        "pages",
        "workflow logs",
    }


def test_all_tests_of_attacks_are_named():
    attacks = {str(path.relative_to(REPOSITORY)) for path in (REPOSITORY / "tests" / "attacks").rglob("test_*.py")}
    assert attacks <= set(NAMED)


@pytest.mark.parametrize(("page", "folder"), [(PAGE, "docs"), (SECURITY, ".github")])
def test_links_lead_somewhere(page, folder):
    for link in re.findall(r"\]\(([^)#:]+)\)", page):
        assert (REPOSITORY / folder / link).resolve().is_file(), link
