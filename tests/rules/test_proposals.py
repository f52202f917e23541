"""What a change would bring is told before it is made: only what is new, and nothing is written."""

from datetime import date

import pytest

from dealtrack.files.book import open_book
from dealtrack.rules.proposals import Proposal, outcome

COMPANY = "name: X\ncitty: Y\ndeals:\n  - {id: a, date: 2020, status: completed, sources: [a]}\n"


@pytest.mark.parametrize(
    ("file", "after", "codes"),
    [
        ("deals/x.yaml", COMPANY, []),
        ("deals/x.yaml", COMPANY + "citi: Z\n", ["DT101"]),
        ("deals/x.yaml", COMPANY.replace("[a]", "[b]"), ["DT201", "DT206"]),
        ("deals/x.yaml", "# moved\n" + COMPANY, []),
        ("deals/y.yaml", "name: Y\n", []),
        ("deals/y.yaml", "name: x\n", ["DT205"]),
        ("seeds/sources.yaml", "b: {publisher: P, published: 2020}\n", ["DT201", "DT206"]),
        ("seeds/investors.yaml", "IDG:\n  typ: vc\n", ["DT101"]),
    ],
)
def test_outcome(file, after, codes, make_book) -> None:
    root = make_book({"deals/x.yaml": COMPANY}).root
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    on_disk = open_book(root)
    then = outcome(on_disk, [Proposal(file, None, after)], date(2026, 11, 22), lambda found: found)
    assert sorted(each.code for each in then.found) == codes
    assert file in then.on_disk.read
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
