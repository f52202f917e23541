"""A mistake that one rule tells of is no other's; one that is like another, but is not it, is new."""

import json
from datetime import date

import pytest

from dealtrack.files.book import open_book
from dealtrack.rules.proposals import Proposal, outcome

DEAL = "{id: a, date: 2020-05, status: completed, amount: USD 5m, sources: [a]}"


@pytest.mark.parametrize(
    ("second", "expected"), [(DEAL, ["DT203"]), (DEAL.replace("id: a", "id: b"), ["DT503"])], ids=["one id", "two ids"]
)
def test_a_deal_that_stands_there_twice(make_book, run, second, expected) -> None:
    book = make_book({"deals/x.yaml": f"name: X\ndeals:\n  - {DEAL}\n  - {second}\n"})
    found = json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]
    assert [each["code"] for each in found] == expected


def test_another_mistake_of_the_same_rule_is_new(make_book) -> None:
    company = "name: X\ncitty: Y\nevents: [{date: 2020, what: moved, sources: [a]}]\n"
    on_disk = open_book(make_book({"deals/x.yaml": company}).root)
    proposal = Proposal("deals/x.yaml", None, company.replace("citty", "foundedd"))
    then = outcome(on_disk, [proposal], date(2026, 11, 22), lambda found: found)
    assert [(each.code, "foundedd" in each.message) for each in then.found] == [("DT101", True)]


def test_an_empty_list_of_sources_is_told_at_its_key(make_book, run) -> None:
    text = "name: X\nevents:\n  - date: 20x20\n    what: moved\n    sources: []\n"
    book = make_book({"deals/x.yaml": text})
    found = json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]
    assert ("DT701", 5, 5) in [(each["code"], each["line"], each["column"]) for each in found]
