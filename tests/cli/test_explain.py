"""``dealtrack explain``: one rule, all rules, the page of documentation that is made of them."""

import json

import pytest

from dealtrack.rules import RULES
from tests.conftest import REPOSITORY

DT403 = """\
DT403 equivalent-mismatch · warning

What it checks: that the conversion that a source printed fits some recorded rate: that of the
deal's date, or of the day on which the source was published; for the size of an investor, of that
day.

Why it matters: where neither fits, one of the two figures was probably mistyped, here or in the
source.

Bad:

    name: CloudWalk Technology
    deals:
      - {id: b, date: 2017-11, status: completed, amount: CNY 500m, equivalent: USD 700m, sources: [a]}
    sources:
      a: {publisher: A Paper, published: 2020-05-14}

Good:

    name: CloudWalk Technology
    deals:
      - {id: b, date: 2017-11, status: completed, amount: CNY 500m, equivalent: USD 75.5m, sources: [a]}
    sources:
      a: {publisher: A Paper, published: 2020-05-14}

How to mend it: compare both figures with the source, and its day of publication too.
"""


@pytest.mark.parametrize("asked", ["DT403", "dt403", "equivalent-mismatch"])
def test_a_rule_is_explained_by_its_code_or_its_name(asked, run):
    assert run("explain", asked).stdout == DT403


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (("DT7",), ["DT701"]),
        (("DT40",), ["DT401", "DT402", "DT403", "DT404", "DT405"]),
        (("DT701", "too-deep"), ["DT701", "DT005"]),
        (("--all",), sorted(RULES)),
    ],
)
def test_several_rules_are_explained_in_one_run(asked, codes, run):
    result = run("explain", *asked, "--format", "json")
    assert [each["code"] for each in json.loads(result.stdout)] == codes


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("DT999",), "there is no rule DT999: dealtrack explain --all lists them"),
        (("equivalent-mismatsch",), "did you mean equivalent-mismatch?"),
        (("zzz",), "dealtrack explain --all lists them"),
        ((), "name a rule"),
        (("DT403", "--all"), "name a rule"),
    ],
)
def test_what_cannot_be_explained_is_told(asked, words, run):
    result = run("explain", *asked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_every_rule_is_listed_on_a_line_of_its_own(run):
    lines = run("explain", "--all").stdout.splitlines()
    for code, rule in RULES.items():
        (line,) = (line for line in lines if line.startswith(f"{code}  "))
        assert rule.names[0] in line
        assert rule.severity.value in line


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_as_json_has_all_its_parts(code, run):
    (told,) = json.loads(run("explain", code, "--format", "json").stdout)
    keys = {"code", "names", "severity", "what_it_checks", "why_it_matters", "bad", "good", "how_to_mend_it"}
    assert set(told) == keys
    assert all(told.values())


def test_colour_is_for_terminals(run):
    assert "\x1b[" not in run("explain", "DT403").stdout
    assert run("explain", "DT403", "--color", "always").stdout.startswith(
        "\x1b[1mDT403 equivalent-mismatch\x1b[0m · \x1b[1;33mwarning"
    )


def test_the_page_of_rules_is_current(run):
    """Made by ``dealtrack explain --all --format md > docs/rules.md``."""
    page = (REPOSITORY / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == run("explain", "--all", "--format", "md").stdout
