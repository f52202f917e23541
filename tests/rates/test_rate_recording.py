"""Recording a published history: what is new is added, and what is recorded never changes.

In these tables a ``|`` is the end of a line.
"""

import pytest
from msgspec import structs

from dealtrack.rates.readers.ecb import PUBLISHER
from dealtrack.rates.readers.formats import FORMATS
from dealtrack.rates.recorded import Conflict, LeftOut, NotImportable, Recording, Wanted
from dealtrack.rates.recording import published_series
from dealtrack.rates.recording import record as record_series

ATTRIBUTION = PUBLISHER.attribution
ECB = "seeds/rates/ecb.csv"
UNKNOWN = (
    "no file of rates that dealtrack knows: start as one of these does: "
    + ", ".join(f"{each.name} ({each.starts})" for each in FORMATS[:-1])
    + f" or {FORMATS[-1].name} ({FORMATS[-1].starts})"
)

PUBLISHED = """\
Date,USD,JPY,CNY,HKD,KRW,
2020-05-14,1.0792,115.3,7.6655,8.3655,1327,
2020-05-13,1.0875,116.28,7.7102,8.4284,1329.87,
2020-05-12,1.0858,116.55,7.6933,8.4156,N/A,
"""


def record(text: str, published: str, currencies: tuple[str, ...] = (), since: str = "") -> Recording:
    """Add to the record what is asked for, or only what it has: the usual currencies are the command's affair."""
    [series] = published_series(published, "eurofxref-hist.csv")
    of_the_record = [line for line in text.splitlines() if not line.startswith("#")][:1]
    own = tuple(head for line in of_the_record for head in line.split(",")[1:] if head in published)
    made = record_series(text, series, Wanted(currencies or own[:1], since=since))
    return structs.replace(made, left_out=LeftOut())


def recorded(text: str, published: str = PUBLISHED, currencies: str = "", since: str = "") -> Recording:
    return record(text.replace("|", "\n"), published.replace("|", "\n"), tuple(currencies.split()), since)


def body(found: Recording) -> str:
    """The record without its attribution, on one line."""
    return found.text.removeprefix(ATTRIBUTION).replace("\n", "|")


@pytest.mark.parametrize(
    ("old", "expected", "added"),
    [
        pytest.param(
            "Date,USD,CNY,|2020-05-12,1.0858,7.6933,|",
            "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|2020-05-13,1.0875,7.7102,|2020-05-12,1.0858,7.6933,|",
            4, id="later days",
        ),
        pytest.param(
            "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|2020-05-12,1.0858,7.6933,|",
            "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|2020-05-13,1.0875,7.7102,|2020-05-12,1.0858,7.6933,|",
            2, id="a day between",
        ),
        pytest.param(
            "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|",
            "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|2020-05-13,1.0875,7.7102,|2020-05-12,1.0858,7.6933,|",
            4, id="earlier days",
        ),
        pytest.param(
            "Date,USD,CNY,|2020-05-13,N/A,7.7102,|",
            "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|2020-05-13,1.0875,7.7102,|2020-05-12,1.0858,7.6933,|", 5,
            id="a value that was missing",
        ),
        pytest.param(
            "Date,USD,CNY,|2020-05-15,1.08,7.7,|2020-05-14,,.,|",
            "Date,USD,CNY,|2020-05-15,1.08,7.7,|2020-05-14,1.0792,7.6655,|2020-05-13,1.0875,7.7102,|2020-05-12,1.0858,7.6933,|",
            6, id="a day that is not published stays",
        ),
        pytest.param(
            "Date,ZAR,USD,|2020-05-13,20.1,1.0875,|",
            "Date,ZAR,USD,|2020-05-14,N/A,1.0792,|2020-05-13,20.1,1.0875,|2020-05-12,N/A,1.0858,|", 2, id="a currency that is not published stays",
        ),
        pytest.param(
            "Date,ZAR,USD,|2020-05-13,.,1.0875,|", "Date,ZAR,USD,|2020-05-14,N/A,1.0792,|2020-05-13,.,1.0875,|2020-05-12,N/A,1.0858,|", 2,
            id="a dot stays a dot",
        ),
        pytest.param(
            "Date,CNY,USD|2020-05-13,7.7102,1.0875|2020-05-14,7.6655,1.0792|2020-05-12,7.6933,1.0858|",
            "Date,CNY,USD|2020-05-13,7.7102,1.0875|2020-05-14,7.6655,1.0792|2020-05-12,7.6933,1.0858|",
            0, id="nothing new: not a byte is changed, whatever the order",
        ),
        pytest.param(
            "Date,KRW,|2020-05-12,N/A,|", "Date,KRW,|2020-05-14,1327,|2020-05-13,1329.87,|2020-05-12,N/A,|", 2,
            id="what is missing in both stays missing",
        ),
    ],
)  # fmt: skip
def test_what_is_new_is_added(old: str, expected: str, added: int) -> None:
    found = recorded(old)
    assert body(found) == expected
    assert (found.added, found.conflicts) == (added, ())
    assert found.days == expected.count("2020-")


@pytest.mark.parametrize(
    ("old", "currencies", "since", "expected"),
    [
        pytest.param("", "USD CNY", "", "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|2020-05-13,1.0875,7.7102,|"
                     "2020-05-12,1.0858,7.6933,|", id="a new record of those asked for"),
        pytest.param("", "KRW", "2020-05-13", "Date,KRW,|2020-05-14,1327,|2020-05-13,1329.87,|", id="since a day"),
        pytest.param("", "USD USD CNY USD", "2020-05-14", "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|", id="each once"),
        pytest.param("Date,USD,|2020-05-14,1.0792,|", "CNY", "", "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|2020-05-13,1.0875,7.7102,|"
                     "2020-05-12,1.0858,7.6933,|", id="a column added"),
        pytest.param("Date,USD,|2020-05-14,1.0792,|2020-05-12,1.0858,|", "KRW HKD", "2020-05-14",
                     "Date,USD,HKD,KRW,|2020-05-14,1.0792,8.3655,1327,|2020-05-12,1.0858,N/A,N/A,|",
                     id="columns added, the usual first, since a day"),
        pytest.param("Date,USD,|2020-05-14,1.0792,|", "", "2020-05-13",
                     "Date,USD,|2020-05-14,1.0792,|2020-05-13,1.0875,|", id="earlier days, when asked for"),
        pytest.param("Date,USD,|2020-05-14,1.0792,|", "USD", "2020-05-14", "Date,USD,|2020-05-14,1.0792,|",
                     id="nothing new"),
        pytest.param("Date,USD,|2020-05-12,1.0858,|", "", "2020-05-14",
                     "Date,USD,|2020-05-14,1.0792,|2020-05-12,1.0858,|", id="not the days before"),
    ],
)  # fmt: skip
def test_which_currencies_and_days(old: str, currencies: str, since: str, expected: str) -> None:
    assert body(recorded(old, currencies=currencies, since=since)) == expected


def test_a_new_record_starts_with_the_usual_currencies() -> None:
    published = "Date,USD,JPY,BGN,GBP,CNY,HKD,SGD,|2005-01-03,1,2,3,4,N/A,6,7,|1999-01-04,1,2,3,4,5,6,7,|"
    found = recorded("", published)
    assert found.text == (
        "# Euro foreign exchange reference rates, daily: units of each currency per euro, newest first.\n"
        "# Source: European Central Bank (eurofxref-hist). Free to reuse with the source named; figures unchanged.\n"
        "Date,USD,JPY,GBP,CNY,HKD,SGD,\n"
        "2005-01-03,1,2,4,N/A,6,7,\n"
        "1999-01-04,1,2,4,5,6,7,\n"
    )
    assert (found.added, found.days) == (11, 2)


@pytest.mark.parametrize("since", ["", "2020-05-13"])
def test_a_record_taken_twice_is_the_same(since: str) -> None:
    once = recorded("", currencies="USD CNY", since=since)
    assert record(once.text, PUBLISHED, since=since) == Recording(ECB, once.text, 0, once.days)


def test_what_is_recorded_never_changes() -> None:
    old = "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|2020-05-13,1.0857,7.7120,|2020-05-12,1.0858,7.6933,|"
    found = recorded(old)
    assert found == Recording(
        ECB, old.replace("|", "\n"), 0, 3,
        (Conflict("2020-05-13", "USD", "1.0857", "1.0875"), Conflict("2020-05-13", "CNY", "7.7120", "7.7102")),
    )  # fmt: skip


def test_a_conflict_does_not_keep_what_is_new_from_being_added() -> None:
    found = recorded("Date,USD,|2020-05-13,1.0857,|")
    assert body(found) == "Date,USD,|2020-05-14,1.0792,|2020-05-13,1.0857,|2020-05-12,1.0858,|"
    assert found.conflicts == (Conflict("2020-05-13", "USD", "1.0857", "1.0875"),)


@pytest.mark.parametrize("value", ["7.71020", "7.710200"])
def test_the_same_number_in_another_spelling_is_no_conflict(value: str) -> None:
    old = f"Date,CNY,\n2020-05-14,7.6655,\n2020-05-13,{value},\n2020-05-12,7.6933,\n"
    assert record(old, PUBLISHED) == Recording(ECB, old, 0, 3)


def test_a_record_that_was_published_no_more_is_no_conflict() -> None:
    old = "Date,KRW,\n2020-05-14,1327,\n2020-05-13,1329.87,\n2020-05-12,1328,\n"
    assert record(old, PUBLISHED) == Recording(ECB, old, 0, 3)


def test_two_rows_of_a_day_are_one_day() -> None:
    found = recorded("Date,USD,CNY,|2020-05-11,1.0824,N/A,|2020-05-11,N/A,7.68,|2020-05-11,,,|", since="2020-05-14")
    assert body(found) == "Date,USD,CNY,|2020-05-14,1.0792,7.6655,|2020-05-11,1.0824,7.68,|"


def test_the_lines_above_the_header_stay() -> None:
    notes = "# Euro rates, as our desk keeps them.\n# Asked for by the auditors: do not delete.\n"
    found = record(notes + "Date,USD,\n2020-05-13,1.0875,\n", PUBLISHED)
    assert found.text == notes + "Date,USD,\n2020-05-14,1.0792,\n2020-05-13,1.0875,\n2020-05-12,1.0858,\n"


def test_days_without_any_of_the_currencies_are_not_recorded() -> None:
    found = recorded("Date,KRW,|2020-05-13,1329.87,|", "Date,KRW,|2020-05-15,1330,|2020-05-14,N/A,|2020-05-13,N/A,|")
    assert body(found) == "Date,KRW,|2020-05-15,1330,|2020-05-13,1329.87,|"


def test_the_days_counted_are_those_that_the_record_holds() -> None:
    old = "Date,KRW,\n2020-05-13,1329.87,\n"
    assert record(old, "Date,KRW,\n2020-05-14,N/A,\n2020-05-13,1329.87,\n") == Recording(ECB, old, 0, 1)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("", UNKNOWN),
        ("<!DOCTYPE html>|<p>404</p>|", UNKNOWN),
        ("Date,USD,|2020-05-13,x,|", "line 2: x is not a positive number"),
        ("# ECB|Date,USD,|2020-05-13,1,|2020-02-30,1,|", "line 4: 2020-02-30 is not a date"),
        ("Date,USD,|2020-05-13,x,|2020-05-12,-1,|2020-05-11,0,|", "line 2: x is not a positive number, and 2 more"),
        ("Date,XXX,|2020-05-13,1,|", "line 1: XXX is not a currency of ISO 4217"),
        ("Date,CNY,|2020-05-13,7.7102,|", "the file has no rates of USD"),
        ("Date,USD,|", "the file has no rates"),
    ],
)
def test_what_cannot_be_imported(published: str, expected: str) -> None:
    with pytest.raises(NotImportable) as raised:
        recorded("", published, currencies="USD")
    assert str(raised.value) == expected


def test_all_the_currencies_that_a_file_lacks_are_named() -> None:
    with pytest.raises(NotImportable, match=r"^the file has no rates of ISK, ZAR$"):
        recorded("", currencies="USD ISK ZAR")
