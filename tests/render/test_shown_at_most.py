"""How much of a file is shown: the gravest, in the order of their places; what is left out is counted in every format."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from dealtrack.files.fingerprints import fingerprints
from dealtrack.render.diagnostics import Style
from dealtrack.render.diagnostics.github import step_summary
from tests.render.runs import found, run_of, shown

SCHEMAS = Path(__file__).resolve().parents[1] / "data" / "schemas"
MANY = (
    found("first", "note"),
    found("second", "warning", code="DT102"),
    found("third", "error"),
    found("fourth", "error", code="DT103"),
    found("of another file", "note", file="deals/b.yaml", end=1),
)
MORE = "and 2 more of 2 kinds: --max all shows them"


def test_the_gravest_are_shown_in_their_order():
    run = run_of(*MANY, most=2)
    assert [each.diagnostic.message for each in run.shown] == ["third", "fourth", "of another file"]
    assert [(each.file, each.count, each.kinds, each.severity) for each in run.omitted] == [
        ("deals/a.yaml", 2, 2, "warning")
    ]


@pytest.mark.parametrize("most", [None, 4, 100])
def test_nothing_is_left_out_where_there_is_room(most):
    run = run_of(*MANY, most=most)
    assert (len(run.shown), run.omitted) == (5, ())


def test_of_one_kind():
    assert "deals/a.yaml: and 1 more of one kind: --max" in shown("text", found(), found(start=1), most=1)


def test_text_says_how_many_more_and_counts_all():
    lines = shown("text", *MANY, most=2, style=Style(concise=True)).splitlines()
    assert lines[-2:] == [
        f"deals/a.yaml: {MORE}",
        "checked 2 files, 2 companies, 0 deals: 2 errors, 1 warning, 2 notes",
    ]
    assert f"\ndeals/a.yaml: {MORE}\n\nchecked" in shown("text", *MANY, most=2)
    assert re.search(r"(?m)^2  DT101  some-name  note", shown("text", *MANY, most=1, style=Style(statistics=True)))


def test_json_has_them_counted():
    told = json.loads(shown("json", *MANY, most=2))
    assert told["omitted"] == [{"file": "deals/a.yaml", "count": 2, "kinds": 2}]
    assert (len(told["diagnostics"]), told["summary"]["warnings"], told["summary"]["notes"]) == (3, 1, 2)
    assert "omitted" not in json.loads(shown("json", *MANY))


def test_github_has_a_line_that_is_no_command():
    lines = shown("github", *MANY, most=2, prefix="book/").splitlines()
    assert f"- book/deals/a.yaml: {MORE}" in lines
    assert f"\n`book/deals/a.yaml: {MORE}`\n" in step_summary(run_of(*MANY, most=2, prefix="book/"))


def test_gitlab_has_an_issue_of_its_own_and_the_fingerprints_of_a_whole_run():
    issues = json.loads(shown("gitlab", *MANY, most=2))
    schema = json.loads((SCHEMAS / "gitlab-code-quality.json").read_text(encoding="utf-8"))
    jsonschema.validate(issues, schema)
    assert [issue["description"] for issue in issues[3:]] == [MORE]
    assert (issues[3]["severity"], issues[3]["location"]["path"]) == ("minor", "deals/a.yaml")
    whole = json.loads(shown("gitlab", *MANY))
    assert {each["fingerprint"] for each in issues[:3]} < {each["fingerprint"] for each in whole}
    assert len({each["fingerprint"] for each in (*whole, *issues[3:])}) == 6


def test_sarif_has_a_notification():
    log = json.loads(shown("sarif", *MANY, most=2))
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(log, schema)
    (told,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert (told["level"], told["message"]["text"]) == ("note", f"deals/a.yaml: {MORE}")
    whole = json.loads(shown("sarif", *MANY))["runs"][0]["results"]
    assert all(result in whole for result in log["runs"][0]["results"])


def test_junit_has_a_test_that_fails_where_any_of_them_would():
    root = ElementTree.fromstring(shown("junit", *MANY, most=1))
    suite = root.find("testsuite[@name='deals/a.yaml']")
    assert (suite.get("tests"), suite.get("failures"), len(suite.findall("testcase"))) == ("2", "2", 2)
    more = "and 3 more of 3 kinds: --max all shows them"
    assert suite.findall("testcase")[1].find("failure").get("message") == more
    passing = ElementTree.fromstring(shown("junit", *MANY, most=2)).find("testsuite[@name='deals/a.yaml']")
    assert (passing.get("failures"), f"- deals/a.yaml: {MORE}" in passing.find("system-out").text) == ("2", True)


def test_a_fingerprint_knows_the_prefix_that_files_are_named_with():
    run = run_of(*MANY, prefix="book/")
    assert fingerprints(run.in_repository) == fingerprints(run.found, "book/")


KEYS = "name: X\n" + "".join(f"k{n}: v\n" for n in range(300))


@pytest.mark.parametrize(("option", "count"), [((), 200), (("--max", "7"), 7), (("--max", "all"), 300)])
@pytest.mark.parametrize("format", ["text", "json"])
def test_max_lifts_and_lowers_it(option, count, format, make_book, run):
    result = run("validate", "--format", format, *option, book=make_book({"deals/x.yaml": KEYS}))
    assert result.stdout.count("DT101") == count
    assert result.exit_code == 1
    assert ("300 errors" if format == "text" else '"errors": 300') in result.stdout


def test_zero_is_all_and_words_are_refused(make_book, run):
    book = make_book({"deals/x.yaml": KEYS})
    assert run("validate", "--max", "0", book=book).stdout == run("validate", "--max", "all", book=book).stdout
    for wrong in ("many", "-1", "1.5", "", "9" * 20):
        assert run("validate", "--max", wrong, book=book).exit_code == 2


def test_a_baseline_does_not_stop_there(make_book, run):
    book = make_book({"deals/x.yaml": KEYS})
    assert "300 diagnostics" in run("validate", "--write-baseline", book=book).stderr
    baseline = book.root / ".dealtrack-baseline.json"
    assert run("validate", "--max", "5", "--baseline", str(baseline), book=book).exit_code == 0


def test_fixes_do_not_stop_there(make_book, run):
    terms = "".join(f"  - {{id: d{n}, date: 2020, status: completd, sources: [a]}}\n" for n in range(300))
    book = make_book({"deals/x.yaml": "name: X\nsources: {a: {publisher: P, published: 2021}}\ndeals:\n" + terms})
    run("validate", "--fix", book=book)
    assert "completd" not in (book.root / "deals/x.yaml").read_text(encoding="utf-8")
