"""The rules of facts, where a case of one file would not show it: dates, settings, rates, several facts at once."""

import json

import pytest

RATES = """\
Date,USD,CNY,
2020-05-14,1.0792,7.6655,
2020-05-13,1.0875,7.7102,
2017-11-03,1.1657,7.72,
2017-11-02,1.1645,7.7011,
"""
NAME = "name: X\n"


@pytest.fixture
def found(make_book, run):
    """Code, path, message and hint of each diagnostic of a company file."""

    def check(text, *arguments, **files):
        book = make_book({"deals/x.yaml": NAME + text, "seeds/rates/ecb.csv": RATES, **files})
        result = run("validate", "--format", "json", *arguments, book=book)
        keys = ("code", "path", "message", "hint")
        return [tuple(each[key] for key in keys) for each in json.loads(result.stdout)["diagnostics"]]

    return check


def codes(found):
    return [(code, path) for code, path, _, _ in found]


def valued(date, amount, equivalent=None):
    """A company file with one amount of that date, which may lie ahead of its source."""
    printed = f", equivalent: {equivalent}" if equivalent else ""
    return f"valuations:\n  - {{date: {date}, amount: {amount}{printed}, standing: target, sources: [a]}}\n"


@pytest.mark.parametrize(
    ("date", "amount", "expected"),
    [
        ("2020-05-13", "CNY 1bn", False),
        ("2020-05-20", "CNY 1bn", False),
        ("2020-05-22", "CNY 1bn", True),
        ("2020-05", "CNY 1bn", False),
        ("2020-06", "CNY 1bn", True),
        ("2017/2020", "CNY 1bn", False),
        ("../2017-10", "CNY 1bn", True),
        ("2020-05-13/..", "CNY 1bn", False),
        ("2030", "CNY 1bn", False),
        ("1998", "USD 1bn", False),
        ("1998", "undisclosed", False),
        ("1998", "undisclosed CNY", False),
        ("2020-05-13", "JPY 1bn", True),
        ("2020-05-13", "EUR 1bn", False),
    ],
)
def test_an_amount_needs_a_rate_at_its_date(date, amount, expected, found):
    assert codes(found(valued(date, amount))) == [("DT401", "valuations[0].amount")] * expected


def test_every_kind_of_fact_with_an_amount_needs_a_rate(found):
    text = (
        "deals:\n"
        "  - {id: a, date: 1998, status: filed, amount: CNY 1bn, sources: [a],\n"
        "     claims: [{by: A, amount: CNY 1bn}, {by: B, amount: CNY 1bn, date: 2020-05-13}]}\n"
        "valuations: [{date: 1998, amount: CNY 1bn, sources: [a]}]\n"
        "metrics: [{label: x, date: 1998, amount: CNY 1bn, sources: [a]}, {label: x, date: 1998, value: 1, sources: [a]}]\n"
        "events: [{date: 1998, what: x, sources: [a]}]\n"
    )
    claims = ["deals[0].claims[0].amount", "deals[0].claims[1].amount"]
    paths = ["deals[0].amount", *claims, "valuations[0].amount", "metrics[0].amount"]
    assert codes(found(text)) == [("DT401", path) for path in paths]


@pytest.mark.parametrize(
    ("date", "equivalent", "expected"),
    [
        ("2017-11", "USD 75.5m", []),
        ("2017-11", "USD 76m", []),
        ("2017-11", "USD 70m", ["DT402"]),
        ("2017-11", "USD 700m", ["DT403"]),
        ("2020-05-13", "USD 70m", []),
        ("2017-11-03", "about USD 70m", ["DT402"]),
        ("2017-11-03", "undisclosed", []),
        ("2017-11-03", "CNY 500m", []),
        ("2017-11-03", "HKD 500m", []),
    ],
)
def test_a_printed_conversion_is_explained(date, equivalent, expected, found):
    assert codes(found(valued(date, "CNY 500m", equivalent))) == [
        (code, "valuations[0].equivalent") for code in expected
    ]


def test_the_sources_day_explains_a_conversion_even_where_the_deals_day_has_no_rate(found):
    told = found(valued("2016-11-03", "CNY 500m", "USD 70m"))
    assert codes(told) == [("DT401", "valuations[0].amount"), ("DT402", "valuations[0].equivalent")]
    assert told[1][3] == "there is no rate on record at 2016-11-03"


def test_where_no_day_has_a_rate_there_is_nothing_to_explain(found):
    told = found(
        valued("2016-11-03", "CNY 500m", "USD 70m"), **{"seeds/sources.yaml": "a: {publisher: P, published: 2016}\n"}
    )
    assert codes(told) == [("DT401", "valuations[0].amount")]


def test_a_claims_conversion_is_explained_by_its_own_date_and_sources(found):
    text = (
        "deals:\n"
        "  - {id: a, date: 2017-11, status: filed, sources: [old],\n"
        "     claims: [{by: A, amount: CNY 500m, equivalent: USD 70m, sources: [a]},\n"
        "              {by: B, amount: CNY 500m, equivalent: USD 70m, date: 2020-05-13},\n"
        "              {by: C, amount: CNY 500m, equivalent: USD 70m}]}\n"
        "sources: {old: {publisher: P, published: 2017-11-03}}\n"
    )
    assert codes(found(text)) == [
        ("DT402", "deals[0].claims[0].equivalent"),
        ("DT402", "deals[0].claims[1].equivalent"),
        ("DT403", "deals[0].claims[2].equivalent"),
    ]


def test_the_tolerance_decides(found):
    text = valued("2017-11-03", "CNY 500m", "USD 74m")  # at 6.76, two per cent off
    assert codes(found(text)) == [("DT403", "valuations[0].equivalent")]


def test_a_wider_tolerance_lets_it_pass(found):
    text = valued("2017-11-03", "CNY 500m", "USD 74m")
    assert codes(found(text, **{"dealtrack.toml": "[rates]\ntolerance_percent = 3\n"})) == []


def test_a_date_in_the_future_takes_the_latest_rate(found):
    assert (
        codes(found(valued("2020-05-13", "CNY 500m", "USD 75.5m"), "--today", "2017-11-03", "--ignore", "DT306")) == []
    )


def test_a_day_before_all_rates_has_none_whatever_is_today(found):
    assert codes(found(valued("2017-11-01", "CNY 500m"), "--today", "2017-11-01", "--ignore", "DT306")) == [
        ("DT401", "valuations[0].amount")
    ]


def test_an_implied_rate_is_told_as_a_range_with_two_ends(found):
    (told,) = found(valued("2017-11-03", "CNY 5.3bn", "USD 900m"))
    low, high = told[2].split(" implies ")[1].split(" CNY")[0].split(" to ")
    assert float(low) < float(high)


@pytest.mark.parametrize("key", ["deals", "valuations", "totals", "metrics", "events", "backers"])
@pytest.mark.parametrize("sources", ["", ", sources: []", ", sources: "])
def test_every_fact_names_a_source(key, sources, found):
    facts = {
        "deals": "id: a, date: 2020, status: filed",
        "valuations": "date: 2020, amount: USD 1",
        "totals": "date: 2020, amount: USD 1, standing: target",
        "metrics": "date: 2020, label: x, value: 1",
        "events": "date: 2020, what: x",
        "backers": "date: 2020, investors: [A]",
    }
    assert codes(found(f"{key}:\n  - {{{facts[key]}{sources}}}\n")) == [("DT701", f"{key}[0].sources")]


def test_steps_and_claims_may_lean_on_their_deals_sources(found):
    inner = "status: [{on: 2020, is: filed}], claims: [{by: A, amount: USD 1}]"
    assert found(f"deals:\n  - {{id: a, date: 2020-05, {inner}, sources: [a]}}\n") == []


def test_the_files_own_sources_come_before_the_shared_ones(found):
    text = "events: [{date: 2020, what: x, sources: [b]}]\nsources: {b: {publisher: P, published: 2020}}\n"
    assert found(text) == []


@pytest.mark.parametrize(
    ("cited", "hint"),
    [
        ("a-paperr", "did you mean a-paper?"),
        ("A-Paper", "did you mean a-paper?"),
        ("zzz", "add it to seeds/sources.yaml or to this file's sources"),
    ],
)
def test_an_unknown_source_is_told_with_the_nearest(cited, hint, found):
    text = f"events: [{{date: 2020, what: x, sources: [{cited}]}}, {{date: 2020, what: x, sources: [a-paper]}}]\nsources: {{a-paper: {{publisher: P, published: 2020}}}}\n"
    (told,) = found(text)
    assert (told[0], told[3]) == ("DT201", hint)


def test_an_id_that_is_used_thrice_is_told_twice(found):
    deals = "".join(f"  - {{id: {i}, date: 2020, status: filed, sources: [a]}}\n" for i in "abaca")
    assert codes(found(f"deals:\n{deals}")) == [("DT203", "deals[2].id"), ("DT203", "deals[4].id")]


def test_companies_may_share_an_id_of_a_deal(found):
    deal = "deals:\n  - {id: a, date: 2020, status: filed, sources: [a]}\n"
    assert found(deal, **{"deals/y.yaml": "name: Y\n" + deal}) == []


# Sums, where a case of one file would not show it.

DEALS = (
    "deals:\n"
    "  - {id: a, date: 2017-11-03, status: completed, amount: CNY 500m, sources: [a]}\n"
    "  - {id: b, date: 2020-05-13, status: completed, amount: USD 100m, sources: [a]}\n"
)


def stated(amount, date="2020-05-13"):
    return f"totals:\n  - {{date: {date}, amount: {amount}, sources: [a]}}\n"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        # CNY 500m was USD 75.5m on its day, and USD 70.5m on the total's.
        ("USD 175.5m", []),
        ("USD 170.5m", []),
        ("USD 168m", ["DT501"]),
        ("USD 179m", ["DT502"]),
        ("CNY 1209m", []),
        ("CNY 1150m", ["DT501"]),
        ("CNY 1250m", ["DT502"]),
        ("EUR 157m", []),
        ("ISK 1bn", ["DT401"]),
    ],
)
def test_a_total_may_have_been_added_up_at_either_days_rate(amount, expected, found):
    assert [code for code, _ in codes(found(DEALS + stated(amount)))] == expected


@pytest.mark.parametrize(("percent", "expected"), [(1, ["DT501"]), (5, [])])
def test_the_tolerance_is_that_of_the_settings(percent, expected, found):
    settings = {"dealtrack.toml": f"[rates]\ntolerance_percent = {percent}\n"}
    assert [code for code, _ in codes(found(DEALS + stated("USD 168m"), **settings))] == expected


@pytest.mark.parametrize(
    "broken",
    [
        DEALS.replace("amount: USD 100m", "amount: 100m"),
        DEALS.replace("amount: USD 100m", "amount: USD 100m, note: x"),
        DEALS.replace("deals:", "deasl:"),
    ],
)
@pytest.mark.parametrize("amount", ["USD 10m", "USD 1bn"])
def test_deals_that_cannot_be_read_are_not_reconciled(broken, amount, found):
    assert not {code for code, _ in codes(found(broken + stated(amount)))} & {"DT501", "DT502"}


@pytest.mark.parametrize(
    ("investors", "expected"), [("", []), ("A Fund: {names: {zh: 一号基金}}\n", [("DT503", "deals[1].amount")])]
)
def test_an_investor_by_another_name_is_the_same(investors, expected, found):
    deals = (
        "deals:\n"
        "  - {id: a, date: 2020-05-12, status: completed, amount: USD 1m, leads: [A Fund], sources: [a]}\n"
        "  - {id: b, date: 2020-05-13, status: completed, amount: USD 1m, investors: [一号基金], sources: [a]}\n"
    )
    files = {"seeds/investors.yaml": investors} if investors else {}
    assert [each for each in codes(found(deals, **files)) if each[0] != "DT207"] == expected


@pytest.mark.parametrize(
    ("today", "expected"), [("2020-05-12", ["DT301", "DT306"]), ("2020-05-13", ["DT306"]), ("2020-05-14", [])]
)
def test_today_decides_what_is_still_to_come(today, expected, found):
    text = "deals:\n  - {id: a, date: 2020-05-13, status: completed, sources: [a]}\n"
    assert [code for code, _ in codes(found(text, "--today", today))] == expected


def test_places_are_those_of_the_file_where_a_deal_could_not_be_read(found):
    text = (
        "deals:\n"
        "  - {id: x, date: soon, status: completed, sources: [a]}\n"
        "  - {id: a, date: 2020-05-13, status: completed, sources: [a]}\n"
        "  - {id: b, date: 2019, status: completed, sources: [a]}\n"
    )
    assert codes(found(text)) == [("DT106", "deals[0].date"), ("DT304", "deals[2].date")]


def test_a_step_of_a_day_to_come_is_not_told_again_for_its_place(found):
    steps = "[{on: 2200, is: announced}, {on: 2020, is: completed}]"
    text = f"deals:\n  - {{id: a, date: 2020-05-13, status: {steps}, sources: [a]}}\n"
    assert codes(found(text)) == [("DT301", "deals[0].status[0].on")]
