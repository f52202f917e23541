"""Which word was meant, where there is no doubt, and where there is."""

import pytest

from dealtrack.files.decode import type_info
from dealtrack.model import Company, Deal
from dealtrack.values.spelling import meant
from dealtrack.values.vocabulary import Basis, InvestorType, Kind, Round, Standing, Status

DEAL = tuple(field.encode_name for field in type_info(Deal).fields)
COMPANY = tuple(field.encode_name for field in type_info(Company).fields)


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("Completed", Status, "completed"), ("COMPLETED", Status, "completed"), ("complete", Status, "completed"),
        ("comlpeted", Status, "completed"), ("compelted", Status, "completed"), ("anounced", Status, "announced"),
        ("rumoured", Status, "rumored"), ("Rumoured ", Status, "rumored"), ("in talks", Status, "in-talks"),
        ("in_talks", Status, "in-talks"), ("intalks", Status, "in-talks"), ("postoned", Status, "postponed"),
        ("B", Round, "b"), ("Series B", Round, "b"), ("series B+", Round, "b+"), ("Series-A", Round, "a"),
        ("B round", Round, "b"), ("Round C", Round, "c"), ("C series", Round, "c"), ("Pre-A", Round, "pre-a"),
        ("pre a", Round, "pre-a"), ("Series Seed", Round, "seed"), ("Angel Round", Round, "angel"),
        ("stratgic", Round, "strategic"), ("A轮融资", Round, "a"),
        ("post money", Basis, "post-money"), ("Post-Money", Basis, "post-money"),
        ("gov fund", InvestorType, None), ("government fund", InvestorType, "government-fund"),
        ("Equity", Kind, "equity"), ("convertable", Kind, "convertible"), ("aquisition", Kind, "acquisition"),
        ("estimated", Standing, "estimate"), ("confirmd", Standing, "confirmed"),
        ("staus", DEAL, "status"), ("Status", DEAL, "status"), ("amuont", DEAL, "amount"), ("lead", DEAL, "leads"),
        ("investor", DEAL, "investors"), ("Source", DEAL, "sources"), ("equivalant", DEAL, "equivalent"),
        ("citty", COMPANY, "city"), ("fonded", COMPANY, "founded"), ("Name", COMPANY, "name"),
        ("publshed", ("publisher", "published"), "published"), ("publishex", ("publisher", "published"), None),
        # In doubt.
        ("i", Round, None), ("aa", Round, None), ("x", Round, None), ("1", Round, None), ("", Status, None),
        ("done", Status, None), ("closed", Status, None), ("cancelled", Status, None), ("signed", Status, None),
        ("form", DEAL, None), ("data", DEAL, None), ("valuation", DEAL, None), ("namee", COMPANY, None),
        ("investment", DEAL, None),
    ],
)  # fmt: skip
def test_what_was_meant(word, choices, expected):
    assert meant(word, [str(choice) for choice in choices]) == expected
