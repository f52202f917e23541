"""The command line of reports: what is asked for, how it is answered, how it ends."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from typer.testing import Result

from dealtrack import __version__
from dealtrack.cli import errors
from dealtrack.cli.options import ColorMode, ReportFormat
from dealtrack.cli.output import has_color
from dealtrack.render import (  # noqa: F401 - they register their formats
    delimited,
    html,
    jsonable,
    markdown,
    terminal,
)
from dealtrack.render.charts import svg  # noqa: F401 - it registers its format
from dealtrack.render.registry import FORMATS
from dealtrack.reports.metrics import METRICS
from tests.conftest import REPOSITORY, MadeBook
from tests.reports.awkward import AWKWARD

Run = Callable[..., Result]


def test_formats_are_those_of_the_registry() -> None:
    assert {form.value for form in ReportFormat} == set(FORMATS)


def test_every_format_is_on_the_page() -> None:
    page = (REPOSITORY / "docs" / "reports.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == sorted(FORMATS)


@pytest.mark.parametrize("name", ["cloudwalk", "CloudWalk", "cloudwalk technology", "云从科技", " CLOUDWALK "])
def test_a_company_answers_to_its_names(run: Run, name: str) -> None:
    result = run("timeline", name)
    assert result.exit_code == 0
    assert result.stdout.startswith("CloudWalk Technology  云从科技")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("timeline", "cloudwlk"), "there is no company cloudwlk: did you mean cloudwalk?"),
        (("show", "zzz"), "there is no company zzz: known are cloudwalk, megvii, sensetime, yitu"),
        (("compare", "--group", "nobody"), "no company is of that group and sector"),
        (("compare", "--columns", "rased"), "there is no metric rased: did you mean raised?"),
        (("compare", "--sort", "zzz"), "there is no metric zzz: known are founded, raised, stated"),
        (("timeline", "--to", "XYZ"), "XYZ is not a currency of ISO 4217: write its three letters, such as USD"),
        (("timeline", "--at", "never"), "--at (deal, stated, latest or a date): never is not a date"),
        (("timeline", "--known-by", "2020-05"), "--known-by: 2020-05 is no full day"),
        (("timeline", "--known-by", "2019-01-01"), "the book of that day holds no company"),
        (("timeline", "--today", "2020-13-01"), "--today: there is no month 13"),
        (("convert", "5bn", "--on", "2020"), "5bn: an amount without a currency: write CNY 5bn or USD 5bn"),
        (("convert", "undisclosed", "--on", "2020"), "an undisclosed amount cannot be converted"),
        (("validate", "/etc/passwd"), "/etc/passwd is not in the book"),
        (("validate", "--book", "docs"), "is no book: it has no deals/"),
    ],
)
def test_what_cannot_be_answered_exits_2(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_options_stand_before_or_behind_the_command(run: Run) -> None:
    before = run("--today", "2020-05-20", "timeline", "cloudwalk", "--at", "latest")
    behind = run("timeline", "cloudwalk", "--at", "latest", "--today", "20 May 2020")
    assert before.stdout == behind.stdout
    assert "at the latest rate on record, of 2020-05-20" in behind.stdout


def test_a_book_that_is_named(run: Run, make_book: Callable[..., MadeBook], tmp_path: object) -> None:
    book = make_book(AWKWARD)
    for arguments in (("--book", str(book.root), "show", "withheld"), ("show", "withheld", "--book", str(book.root))):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "2 undisclosed" in result.stdout


def test_from_a_folder_inside_the_book(run: Run) -> None:
    assert run("show", "yitu", book=REPOSITORY / "seeds" / "rates").exit_code == 0


def test_outside_of_any_book(run: Run, tmp_path: object) -> None:
    result = run("timeline", book=tmp_path)
    assert result.exit_code == 2
    assert "is in no book: no directory from there upwards has deals/" in result.stderr
    assert "--book DIR" in result.stderr


def test_strict_fails_where_a_rate_is_missing(run: Run, make_book: Callable[..., MadeBook]) -> None:
    book = make_book(AWKWARD)
    assert run("timeline", "mistyped", book=book).exit_code == 0
    strict = run("timeline", "mistyped", "--strict", book=book)
    assert strict.exit_code == 1
    assert "no rate" in strict.stdout
    assert strict.stderr.endswith("dealtrack: some figures have no rate\n")
    assert run("compare", "mistyped", "--strict", book=book).exit_code == 1
    assert run("timeline", "--strict").exit_code == 0


def test_a_broken_file_is_told_of_and_left_out(run: Run, make_book: Callable[..., MadeBook]) -> None:
    book = make_book({**AWKWARD, "deals/broken.yaml": "name: [\n"})
    result = run("timeline", book=book)
    assert result.exit_code == 0
    assert "deals/broken.yaml has mistakes" in result.stderr
    assert "Withheld" in result.stdout


def test_rates_are_shown(run: Run) -> None:
    result = run("timeline", "cloudwalk", "--rates")
    assert "6.6216  2017-11     mean of 22 days, cross via EUR  ECB" in result.stdout
    stated = run("timeline", "cloudwalk", "--rates", "--at", "stated")
    assert "stated by the source" in stated.stdout


@pytest.mark.parametrize("command", ["timeline", "compare", "show"])
def test_json_is_json(run: Run, command: str) -> None:
    tree = json.loads(run(command, "cloudwalk", "--format", "json").stdout)
    assert tree["version"] == 1
    assert tree["report"] == command


def test_metrics_are_listed(run: Run) -> None:
    lines = run("compare", "--help-metrics").stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == list(METRICS)
    assert all(line.rstrip().endswith(".") for line in lines)


def test_columns_and_sort(run: Run) -> None:
    result = run("compare", "--columns", "founded, raised", "--sort", "-raised", "--format", "csv")
    assert result.stdout.splitlines() == [
        "section,metric,cloudwalk,yitu,megvii,sensetime,tone",
        "compare,founded,2015,–,–,–,plain",
        "compare,raised,~USD 473.9m in 3 deals,USD 30m in 1 deal,–,–,plain",
    ]


def test_sector(run: Run) -> None:
    result = run("compare", "--sector", "facial recognition", "--columns", "founded", "--format", "csv")
    assert result.stdout.splitlines()[0] == "section,metric,cloudwalk,tone"


@pytest.mark.parametrize(
    ("environment", "mode", "is_terminal", "expected"),
    [
        ({}, ColorMode.AUTO, True, True),
        ({}, ColorMode.AUTO, False, False),
        ({"NO_COLOR": "1"}, ColorMode.AUTO, True, False),
        ({"FORCE_COLOR": "1"}, ColorMode.AUTO, False, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, ColorMode.AUTO, True, False),
        ({"TERM": "dumb"}, ColorMode.AUTO, True, False),
        ({"NO_COLOR": "1"}, ColorMode.ALWAYS, False, True),
        ({"FORCE_COLOR": "1"}, ColorMode.NEVER, True, False),
    ],
)
def test_when_there_is_colour(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], mode: ColorMode, is_terminal: bool, expected: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_color(mode, is_terminal) is expected


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dealtrack", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=REPOSITORY, env={**os.environ, **environment}, check=False
    )


def test_version() -> None:
    assert process("--version").stdout == f"dealtrack {__version__}\n"


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    script = f"{sys.executable} -m dealtrack timeline | head -1; exit ${{PIPESTATUS[0]}}"
    run = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("CloudWalk Technology")


def test_a_terminal_without_chinese_gets_question_marks() -> None:
    run = process("show", "cloudwalk", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert run.returncode == 0
    assert run.stdout.startswith("CloudWalk Technology  ????")


def test_an_internal_fault_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("dealtrack.reports.timeline.timeline", fail)
    result = run("timeline")
    assert result.exit_code == errors.USAGE
    told = "dealtrack: internal fault while running dealtrack: ZeroDivisionError: a bug\n  please report it"
    assert result.stderr.startswith(told)
    monkeypatch.setenv("DEALTRACK_DEBUG", "1")
    assert run("timeline").stderr.startswith("Traceback (most recent call last):\n")


def test_without_libyaml_a_hint_is_given(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = run("validate")
    monkeypatch.setattr("dealtrack.files.tree.HAS_LIBYAML", False)
    without = run("validate")
    assert without.stdout == with_it.stdout
    assert (with_it.stderr, "without libyaml" in without.stderr) == ("", True)


def test_interrupted_exits_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dealtrack.reports.timeline.timeline", interrupt)
    assert run("timeline").exit_code == 130
