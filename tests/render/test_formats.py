"""Every format: the registry, what is loaded for one, and whole reports of one small book.

``DEALTRACK_UPDATE_SNAPSHOTS=1 pytest tests/render`` records new ones.
"""

import json
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dealtrack.cli.validate import DiagnosticFormat
from dealtrack.render import diagnostics
from dealtrack.render.diagnostics import REPORTERS, Style, reporter
from tests.render.runs import found, run_of

SNAPSHOTS = Path(__file__).parent / "snapshots"
FORMATS = [format.value for format in DiagnosticFormat]
# An error with another place, one about a whole file, a warning and a note, in a book that is not the whole repository.
BOOK = {
    "books/china/deals/a.yaml": "name: 云从科技\ncity: x\ncity: y\n",
    "books/china/deals/b.yaml": "name: B\nvaluations:\n"
    "  - {date: 1998, amount: CNY 1bn, sources: [a]}\n"
    "  - {date: 2017-11-03, amount: CNY 500m, equivalent: USD 70m, sources: [a]}\n",
    "books/china/deals/c.yaml": "name: C\n",
    "books/china/deals/D_.yaml": "name: D\n",
    "books/china/seeds/sources.yaml": "a: {publisher: A Paper, published: 2020-05-14}\n",
    "books/china/seeds/rates/ecb.csv": "Date,USD,CNY,\n2020-05-14,1.0792,7.6655,\n2017-11-03,1.1657,7.72,\n",
}


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository that holds a book below its root, and a file for the summary of a step."""
    for file, text in BOOK.items():
        path = tmp_path / "repository" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "repository" / ".git").mkdir()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    return tmp_path / "repository"


def check(name, text):
    path = SNAPSHOTS / name
    if os.environ.get("DEALTRACK_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def without_rules(sarif):
    """A SARIF report without what changes with the version and with every other rule."""
    tree = json.loads(sarif)
    (run,) = tree["runs"]
    run["tool"]["driver"] |= {"version": "X.Y.Z", "rules": "…"}
    for result in run["results"]:
        result["ruleIndex"] = "…"
    return json.dumps(tree, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("text.txt", ()),
        ("concise.txt", ("--concise",)),
        ("statistics.txt", ("--statistics",)),
        ("report.json", ("--format", "json")),
        ("statistics.json", ("--format", "json", "--statistics")),
        ("github.txt", ("--format", "github")),
        ("gitlab.json", ("--format", "gitlab")),
        ("sarif.json", ("--format", "sarif")),
        ("junit.xml", ("--format", "junit")),
        ("junit-strict.xml", ("--format", "junit", "--strict")),
    ],
)
def test_a_report_is_told_in_these_words(name, arguments, repository, run):
    result = run("validate", *arguments, book=repository / "books/china")
    assert (result.exit_code, result.stderr) == (1, "")
    check(name, without_rules(result.stdout) if name == "sarif.json" else result.stdout)


def test_the_summary_of_a_step_is_told_in_these_words(repository, run):
    run("validate", "--format", "github", book=repository / "books/china")
    check("summary.md", (repository.parent / "summary.md").read_text(encoding="utf-8"))


def test_every_module_of_a_format_is_a_choice_of_the_command_line():
    names = [module.name for module in pkgutil.iter_modules(diagnostics.__path__)]
    helpers = {"registry", "wording", "sarif_rules"}
    for name in set(names) - helpers:
        reporter(name)
    assert set(REPORTERS) == set(FORMATS) == set(names) - helpers


@pytest.mark.parametrize("format", FORMATS)
def test_only_the_format_that_was_asked_for_is_loaded(format):
    code = f"import sys; from dealtrack.render.diagnostics import reporter; reporter({format!r}); print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    prefix = f"{diagnostics.__name__}."
    loaded = {name.removeprefix(prefix) for name in printed.split() if name.startswith(prefix)}
    assert loaded & set(FORMATS) == {format}
    assert ("xml.etree.ElementTree" in printed) == (format == "junit")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_can_tell_that_nothing_was_found(format):
    assert reporter(format)(run_of(), Style())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "json", "--concise"), "--concise is for --format text, not json"),
        (("--format", "github", "--concise"), "--concise is for --format text, not github"),
        (("--format", "sarif", "--statistics"), "--statistics is for --format text or json, not sarif"),
    ],
)
def test_an_option_that_the_format_has_no_use_for_is_refused(arguments, message, repository, run):
    result = run("validate", *arguments, book=repository / "books/china")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"dealtrack: {message}\n")


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "text"])
def test_what_machines_read_is_utf_8_whatever_the_locale(format, repository):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "dealtrack", "validate", "--format", format],
        cwd=repository / "books/china", env={**environment, "LC_ALL": "C"}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
    printed = done.stdout.decode("utf-8")
    assert "?" not in printed.replace("did you mean", "").replace("<?xml", "").replace("?>", "")


@pytest.mark.parametrize(
    ("style", "lines"),
    [
        (Style(concise=True), ["deals/a.yaml:1:1: error DT101 some-name: m (h)"]),
        (Style(statistics=True), ["1  DT101  some-name  error", ""]),
        (Style(statistics=True, concise=True), ["1  DT101  some-name  error", ""]),
    ],
)
def test_text_may_be_short(style, lines):
    printed = reporter("text")(run_of(found("m", hint="h")), style)
    assert printed.splitlines() == [*lines, "checked 2 files, 2 companies, 0 deals: 1 error"]


def test_a_long_help_does_not_stand_on_the_line_of_its_message():
    printed = reporter("text")(run_of(found("m", hint="h" * 61)), Style(concise=True))
    assert printed.splitlines()[0] == "deals/a.yaml:1:1: error DT101 some-name: m"


def test_statistics_count_by_rule_and_name_the_most_frequent_first():
    diagnostics = [found(code=code, name=name, severity=severity) for code, name, severity in [
        ("DT005", "too-deep", "error"), ("DT401", "no-rate", "warning"), ("DT005", "too-large", "error"),
        *[("DT402", "equivalent", "note")] * 10, ("DT401", "no-rate", "warning"),
    ]]  # fmt: skip
    assert reporter("text")(run_of(*diagnostics), Style(statistics=True)).splitlines()[:-2] == [
        "10  DT402  equivalent  note",
        " 2  DT401  no-rate     warning",
        " 1  DT005  too-deep    error",
        " 1  DT005  too-large   error",
    ]


@pytest.mark.parametrize("style", [Style(concise=True, color=True), Style(statistics=True, color=True)])
def test_colour_changes_nothing_but_colour(style):
    run = run_of(found(), found(severity="note"))
    colored = reporter("text")(run, style)
    plain = reporter("text")(run, Style(concise=style.concise, statistics=style.statistics))
    assert colored != plain
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain
