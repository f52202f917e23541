"""A mistake costs the value or the record that it is in, not the file; places stay those of the file."""

from collections.abc import Callable
from datetime import date

import pytest

from dealtrack.diagnostics import Path
from dealtrack.files.book import open_book
from dealtrack.files.salvage import Dropped, restored, salvage
from dealtrack.files.tree import compose
from dealtrack.model import Company
from dealtrack.rules import check_book
from tests.conftest import MadeBook

DEAL = "  - {{id: {0}, date: {1}, status: {2}, sources: [{3}]}}\n"


@pytest.mark.parametrize(
    ("text", "names", "dropped"),
    [
        ("{name: X, founded: soon}", [], [("founded",)]),
        ("{name: X, colour: red}", [], [("colour",)]),
        ("{name: X, deals: [{id: a, date: 2020, status: filed}, {id: b, date: 20x, status: filed}]}", ["a"], [("deals", 1, "date"), ("deals", 1)]),
        ("{name: X, deals: [{id: a}, {id: b, date: 2020, status: filed}]}", ["b"], [("deals", 0)]),
        ("{name: X, deals: [{id: a, date: 2020, status: filed, amount: lots}]}", ["a"], [("deals", 0, "amount")]),
        ("{name: X, deals: [{id: a, date: 2020, status: [{on: 2020, is: odd}]}]}", [], [("deals", 0, "status", 0, "is"), ("deals", 0, "status", 0), ("deals", 0, "status"), ("deals", 0)]),
        ("{name: X, deals: none}", [], [("deals",)]),
        ("{names: {}}", None, [()]),
        ("[]", None, [()]),
        ("text", None, [()]),
    ],
)  # fmt: skip
def test_what_is_left(text: str, names: list[str] | None, dropped: list[Path]) -> None:
    found = salvage(compose(text, "f").tree, Company, "f")
    assert (None if found.value is None else [deal.id for deal in found.value.deals]) == names
    assert set(found.dropped) == set(dropped)


@pytest.mark.parametrize(
    ("path", "dropped", "whole"),
    [
        (("deals", 0), [], ("deals", 0)),
        (("deals", 0), [("deals", 0)], ("deals", 1)),
        (("deals", 1), [("deals", 0), ("deals", 2)], ("deals", 3)),
        (("deals", 1, "leads", 0), [("deals", 0), ("deals", 2, "leads", 0)], ("deals", 2, "leads", 1)),
        (("totals", 0), [("deals", 0)], ("totals", 0)),
    ],
)
def test_places_are_those_of_the_file(path: Path, dropped: list[Path], whole: Path) -> None:
    assert restored(path, Dropped.fromkeys(dropped)) == whole


def test_the_rest_of_a_broken_file_is_checked(make_book: Callable[..., MadeBook]) -> None:
    deals = (
        DEAL.format("a", "20x", "filed", "a")
        + DEAL.format("b", "2020", "filed", "nowhere")
        + DEAL.format("c", "2020", "filed", "")
    )
    on_disk = open_book(make_book({"deals/x.yaml": f"name: X\ndeals:\n{deals}"}).root)
    found = {(each.code, each.place.path) for each in check_book(on_disk, date(2026, 1, 1))}
    assert found == {
        ("DT106", ("deals", 0, "date")),
        ("DT201", ("deals", 1, "sources", 0)),
        ("DT701", ("deals", 2, "sources")),
    }


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"deals/x.yaml": "name: X\nevents: [{date: 2020, what: w, sources: a}]\n"}, "DT103"),
        ({"deals/x.yaml": "name: X\nevents: [{date: 2020, what: w, sources: [b]}]\nsources: {b: {publisher: P, published: soon}}\n"}, "DT106"),
        ({"deals/x.yaml": "name: X\nevents: [{date: 2020, what: w, sources: [b]}]\n", "seeds/sources.yaml": "b: {publisher: P}\n"}, "DT102"),
        ({"deals/x.yaml": "name: X\nevents: [{date: 2020, what: w, sources: [b]}]\n", "seeds/sources.yaml": "b: [\n"}, "DT001"),
    ],
)  # fmt: skip
def test_one_mistake_makes_one_message(make_book: Callable[..., MadeBook], files: dict[str, str], code: str) -> None:
    on_disk = open_book(make_book(files).root)
    assert [each.code for each in check_book(on_disk, date(2026, 1, 1))] == [code]
