"""Small books that went wrong once, of which each stands for a kind: what dealtrack says of them now.

They stand beside the project, and where they do not, these tests are skipped.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY

CASES = REPOSITORY.parent / "shared" / "cases"
TODAY = "2026-11-28"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the small books are not beside the project")

SAID = {
    "rate-one-day-shadows-month": (
        "list --rates",
        ["7.1775  2024-03-12  cross via EUR", "7.1929  2024-03     mean of 11 of 21 weekdays"],
    ),
    "unit": (
        "list",
        ["1,000bn", "100bn", "100m", "150m", "180bn", " 1bn", "99bn", "raised USD 1.380tn in 14 deals"],
    ),
    "impossible-gap": ("timeline", ["rounds 0–10 months apart"]),
    "chart-date": ("timeline x --chart", ["2021-12-20  IPO, HKEX  ┊", "2021-12-30  IPO, HKEX  ┊"]),
    "zero": ("validate --concise", ["nothing is no sum: is it undisclosed?", ": 3 errors"]),
    "one-round-twice": ("validate --concise", ["warning DT503 duplicate-deal: deal b (≥ USD 500m"]),
    "scale-slip": ("validate --concise", ["warning DT404 implausible-amount: USD 4bn (2019-01)"]),
    "pre-and-post-money": ("validate --concise", ["DT505 parts-disagree", "come to USD 1.5bn, not USD 3bn post-money"]),
    "leak-the-day-before": ("validate --concise", ["DT504", "Bloomberg says USD 1bn (2018-04-08)", ": 1 note\n"]),
    "dunhao": ("validate --concise", ["error DT006 confusable-character: 、"]),
    "investor-twice": ("validate --concise", ["DT210 named-twice: HongShan", "DT210 named-twice: s "]),
    "joined-investors": (
        "validate --concise",
        ["write [交通银行, 软银, 银湖], without 等", "Alpha; Beta; Gamma is 3 names in one"],
    ),
    "ragged-list-swallowed": ("validate --concise", ["blue.yaml:4:4: warning DT011", "blue.yaml:12:6: warning DT011"]),
    "conflict-markers": (
        "validate --concise",
        ["blue.yaml:2:1: error DT012", "ecb.csv:8:1: error DT012", ": 2 errors\n"],
    ),
    "front-matter-closing": (
        "validate --concise",
        ["blue.yaml:3:1: error DT004", "(delete this line)", "--fix mends it"],
    ),
    "sum-with-conversion": ("validate --concise", ["write amount: 约5亿元人民币 and equivalent: 7500万美元"]),
    "hint-and-fix-promise-refused": (
        "validate --concise",
        ["write amount: 人民币1亿元 and equivalent: 约合1400万美元", ": 1 error\n"],
    ),
    "investor-nfc-nfd": ("validate --concise", ["(U+0065 U+0301 against U+00E9)", "(U+00A0 against U+0020)"]),
}


@pytest.fixture
def case(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of a book that can be written to."""

    def copied(name: str) -> Path:
        book = tmp_path / name
        for file in (CASES / name).rglob("*"):
            if file.is_file():
                copy = book / file.relative_to(CASES / name)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
        return book

    return copied


def said(run: Callable[..., Any], book: Path, command: str) -> str:
    name, *options = command.split()
    ignored = ["--ignore", "DT201,DT206,DT401"] if name == "validate" else []  # of sources and rates that they lack
    result = run(name, *options, *ignored, "--today", TODAY, book=book)
    return result.stdout


@pytest.mark.parametrize("name", SAID)
def test_what_is_said(name: str, case: Callable[[str], Path], run: Callable[..., Any]) -> None:
    command, words = SAID[name]
    shown = said(run, case(name), command)
    assert [each for each in words if each not in shown] == []


def test_a_chart_has_the_rows_that_a_filter_leaves(case: Callable[[str], Path], run: Callable[..., Any]) -> None:
    chart = said(run, case("chart-filter"), "timeline x --chart --kind equity").partition("1 of 2 rows")[0]
    assert "2018-01-10" in chart
    assert "2018-02-10" not in chart


@pytest.mark.parametrize("name", ["dunhao", "investor-twice", "ragged-list-swallowed", "front-matter-closing"])
def test_what_fix_promises_it_keeps(name: str, case: Callable[[str], Path], run: Callable[..., Any]) -> None:
    book = case(name)
    assert "--fix mends" in said(run, book, "validate --concise")
    shown = said(run, book, "validate --concise --fix")
    assert "error" not in shown
    assert "warning" not in shown
