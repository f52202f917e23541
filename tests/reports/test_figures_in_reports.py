"""What the figures in reports are: totals as intervals, plans apart, marks, what is missing said."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import pytest
from typer.testing import Result

from dealtrack.files.book import open_book
from dealtrack.known_by import known_by
from dealtrack.rates.lookup import Conversion
from dealtrack.render import delimited, jsonable, markdown, terminal  # noqa: F401 - they register their formats
from dealtrack.render.cells import words as cell_words
from dealtrack.render.layout import lay_out, written
from dealtrack.render.registry import FORMATS, Page
from dealtrack.reports.cells import Names
from dealtrack.reports.compare import compare, sorted_slugs
from dealtrack.reports.conversion import At, AtMode, Converter
from dealtrack.reports.document import Column, Row, Table
from dealtrack.reports.metrics import METRICS
from dealtrack.reports.sums import raised
from dealtrack.reports.timeline import timeline
from dealtrack.reports.wording import round_title
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import parse_date
from dealtrack.values.rounds import Round
from tests.conftest import REPOSITORY, MadeBook
from tests.reports.awkward import AWKWARD

TODAY = date(2026, 11, 22)
DEAL = "{{id: a{0}, date: 2020-05-13, status: {1}, kind: {2}, amount: {3}, sources: [a]}}"


def words(make_book: Callable[..., MadeBook], *deals: tuple[str, str, str], at: At | None = None) -> str:
    lines = "".join(f"  - {DEAL.format(number, *deal)}\n" for number, deal in enumerate(deals))
    on_disk = open_book(make_book({"deals/x.yaml": f"name: X\ndeals:\n{lines}"}).root)
    assert not on_disk.faults
    converter = Converter(on_disk.rates, "USD", TODAY, at or At())
    return cell_words(raised(on_disk.book.companies["x"], converter), Page())


@pytest.mark.parametrize(
    ("deals", "expected"),
    [
        ([("completed", "equity", "CNY 1.8bn")], "USD 253.9m in 1 deal"),
        ([("completed", "equity", "USD 30m")], "USD 30m in 1 deal"),
        (
            [("completed", "equity", "CNY 1.8bn"), ("announced", "convertible", "about USD 1m")],
            "~USD 254.9m in 2 deals",
        ),
        ([("completed", "equity", "USD 1m"), ("completed", "support", "USD 9m")], "USD 1m in 1 deal"),
        ([("completed", "equity", "USD 1m"), ("planned", "equity", "USD 9m")], "USD 1m in 1 deal"),
        ([("completed", "equity", "USD 1m"), ("terminated", "equity", "USD 9m")], "USD 1m in 1 deal"),
        ([("completed", "equity", "USD 1m-2m"), ("completed", "equity", "USD 3m")], "USD 4–5m in 2 deals"),
        ([("completed", "equity", "over USD 1m"), ("completed", "equity", "USD 3m")], "≥ USD 4m in 2 deals"),
        ([("completed", "equity", "up to USD 1m"), ("completed", "equity", "USD 3m")], "USD 3–4m in 2 deals"),
        (
            [("completed", "equity", "USD 1m"), ("completed", "equity", "undisclosed")],
            "≥ USD 1m in 1 deal, 1 undisclosed",
        ),
        ([("completed", "equity", "undisclosed")] * 2, "2 undisclosed"),
        (
            [("completed", "equity", "USD 1m"), ("completed", "equity", "CHF 1m")],
            "≥ USD 1m in 1 deal, 1 without a rate",
        ),
        ([("completed", "equity", "数千万美元")], "USD 10–100m in 1 deal"),
        ([("planned", "equity", "USD 1m")], "none on record"),
    ],
)
def test_raised(make_book: Callable[..., MadeBook], deals: list[tuple[str, str, str]], expected: str) -> None:
    assert words(make_book, *deals) == expected


def test_a_deal_without_an_amount_is_counted_apart(make_book: Callable[..., MadeBook]) -> None:
    on_disk = open_book(make_book(AWKWARD).root)
    total = raised(on_disk.book.companies["wide"], Converter(on_disk.rates, "USD", TODAY))
    assert (total.counted, total.undisclosed, total.unrecorded, total.unconverted) == (2, 1, 1, 1)
    assert (
        cell_words(total, Page())
        == "≥ USD 142.1m in 2 deals, 1 undisclosed, 1 without an amount on record, 1 without a rate"
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (At(), "~USD 473.9m in 3 deals"),
        (At(AtMode.STATED), "~USD 465m in 3 deals"),
        (At(AtMode.LATEST), "~USD 483.0m in 3 deals"),
        (At(AtMode.DATE, parse_date("2020-05-14")), "~USD 464.6m in 3 deals"),
    ],
)
def test_raised_at_each_choice_of_day(at: At, expected: str) -> None:
    on_disk = open_book(REPOSITORY)
    assert (
        cell_words(raised(on_disk.book.companies["cloudwalk"], Converter(on_disk.rates, "USD", TODAY, at)), Page())
        == expected
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (At(), "USD at each deal's own date · ECB"),
        (At(AtMode.STATED), "USD as stated by the source, else at each deal's own date · ECB"),
        (At(AtMode.LATEST), "USD at the latest rate on record, of 2026-04-13 · ECB"),
        (At(AtMode.DATE, parse_date("2020-05")), "USD at 2020-05 · ECB"),
    ],
)
def test_the_title_says_which_rates(at: At, expected: str) -> None:
    converter = Converter(open_book(REPOSITORY).rates, "USD", TODAY, at)
    taken = converter.convert(parse_amount("CNY 1bn"), None, parse_date("2026-04-13"))
    assert isinstance(taken, Conversion)
    assert taken.rate
    assert cell_words(converter.basis([taken.rate]), Page()) == expected
    assert cell_words(converter.basis([]), Page()) == expected.removesuffix(" · ECB")


@pytest.mark.parametrize("command", ["list", "timeline a", "compare", "show a", "reconcile a", "list --at latest"])
def test_only_publishers_whose_rates_were_used_are_named(make_book: Callable, run: Callable, command: str) -> None:
    deal = "name: A\ndeals:\n  - {id: a, date: 2020-05-13, status: completed, amount: CNY 1bn, sources: [s]}\n"
    files = {"deals/a.yaml": deal, "seeds/rates/pboc.csv": "Date,USD/CNY\n2020-05-13,7\n"}
    said = run(
        *command.split(), book=make_book({**files, "seeds/rates/ecb.csv": "Date,USD,\n2020-05-12,1.1,\n"})
    ).stdout
    assert "ECB" not in said
    assert "PBoC" in said or "reconcile" in command


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-05-12", {}),
        ("2020-05-13", {"megvii": ["none"], "sensetime": ["none"], "yitu": ["USD 30m"]}),
        (
            "2020-05-14",
            {"megvii": ["USD 500m-1bn"], "sensetime": ["up to USD 1bn", "up to USD 750m"], "yitu": ["USD 30m"]},
        ),
        (
            "2020-07-13",
            {"megvii": ["USD 500m-1bn"], "sensetime": ["USD 1bn-1.5bn", "up to USD 750m"], "yitu": ["USD 30m"]},
        ),
    ],
)
def test_what_was_known_by_a_day(day: str, expected: dict[str, list[str]]) -> None:
    book = known_by(open_book(REPOSITORY).book, date.fromisoformat(day))
    found = {slug: [str(deal.amount or "none") for deal in company.deals] for slug, company in book.companies.items()}
    cloudwalk = found.pop("cloudwalk", None)
    assert found == expected
    assert bool(cloudwalk) == bool(expected)


def test_what_was_known_of_valuations_and_turns() -> None:
    book = open_book(REPOSITORY).book
    in_may, in_july = (known_by(book, day).companies["sensetime"] for day in (date(2020, 5, 20), date(2020, 7, 13)))
    assert (in_may.valuations, in_may.totals, in_may.metrics) == ((), (), ())
    assert [step.is_ for step in in_may.deals[0].steps] == ["planned"]
    assert [str(valuation.amount) for valuation in in_july.valuations] == ["USD 10bn"]
    assert [step.is_ for step in in_july.deals[0].steps] == ["planned", "in-talks"]
    assert [len(known_by(book, date(2020, 5, day)).companies["cloudwalk"].deals) for day in (13, 14)] == [2, 5]


def test_known_by_falls_back_to_the_claim_that_remains(make_book: Callable[..., MadeBook]) -> None:
    on_disk = open_book(
        make_book(
            {
                "deals/x.yaml": """
                    name: X
                    deals:
                      - id: a
                        date: 2020
                        status: [{on: 2020-05, is: planned}, {on: 2020-08, is: completed}]
                        amount: USD 2m
                        claims:
                          - {by: P, amount: USD 1m, sources: [a]}
                          - {by: Q, amount: USD 2m, sources: [b]}
                        sources: [a, b]
                    sources: {b: {publisher: Q, published: 2020-08}}
                    """
            }
        ).root
    )
    assert not on_disk.faults
    for day, amount, steps in (
        (date(2020, 8, 30), "USD 1m", 2),
        (date(2020, 8, 31), "USD 2m", 2),
        (date(2020, 7, 1), "USD 1m", 1),
    ):
        [deal] = known_by(on_disk.book, day).companies["x"].deals
        assert (str(deal.amount), len(deal.steps)) == (amount, steps)
    assert known_by(on_disk.book, date(2020, 5, 13)).companies == {}


def test_footnotes_tell_a_mismatch_from_a_publication_day(make_book: Callable[..., MadeBook]) -> None:
    on_disk = open_book(make_book(AWKWARD).root)
    report = timeline(on_disk.book, ["mistyped"], Converter(on_disk.rates, "USD", TODAY))
    assert [(mark, cell_words(text, Page())) for mark, text in report.footnotes] == [
        (
            "¹",
            "the source printed USD 700m, which implies 0.7138 to 0.7148 CNY per USD: no recorded rate explains it"
            ": dealtrack reconcile mistyped",
        ),
        ("", "rates: of 2020-05-13, published by ECB"),
    ]
    assert report.lacks_rates()
    stated = timeline(on_disk.book, ["mistyped"], Converter(on_disk.rates, "USD", TODAY, At(AtMode.STATED)))
    assert stated.footnotes == ()


def test_every_format_shows_the_same_figures() -> None:
    on_disk = open_book(REPOSITORY)
    report = timeline(on_disk.book, ["cloudwalk"], Converter(on_disk.rates, "USD", TODAY))
    rows = json.loads(FORMATS["json"](report, Page()))["sections"][0]["rows"]
    lines = list(csv.DictReader(io.StringIO(FORMATS["csv"](report, Page()))))
    shown = FORMATS["table"](report, Page())
    marked = FORMATS["md"](report, Page())
    assert len(rows) == len(lines) > 5
    for row, line in zip(rows, lines, strict=True):
        assert line["date"] == row["date"]
        for key in ("amount", "converted"):
            amount = row[key] or {"currency": None, "low": None, "high": None, "qualifier": None}
            cells = [line[f"{key}_{part}"] for part in ("currency", "low", "high", "qualifier")]
            assert cells == [amount[part] or "" for part in ("currency", "low", "high", "qualifier")]
    for figure in ("75.5m", "302.0m", "~144.5m", "253.9m", "747.5m", "5.5bn"):
        assert figure in shown
        assert figure in marked.replace("\\", "")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_data_is_data(make_book: Callable[..., MadeBook], form: str) -> None:
    on_disk = open_book(make_book(AWKWARD).root)
    report = timeline(on_disk.book, ["hostile"], Converter(on_disk.rates, "USD", TODAY))
    text = FORMATS[form](report, Page(color=False))
    assert "\x1b" not in text
    if form != "json":
        assert "\n::error::" not in text
    if form == "md":
        assert "\\[red\\]" in text
        assert "a \\| b" in text
    if form == "csv":
        assert all(not cell.startswith(("=", "+", "@")) for line in csv.reader(io.StringIO(text)) for cell in line)


def test_metrics_are_defined() -> None:
    assert len(METRICS) >= 10
    for metric in METRICS.values():
        assert metric.definition.endswith(".")


@pytest.mark.parametrize(
    ("key", "reverse", "expected"),
    [
        ("raised", False, ["yitu", "cloudwalk", "megvii", "sensetime"]),
        ("raised", True, ["cloudwalk", "yitu", "megvii", "sensetime"]),
        ("founded", False, ["cloudwalk", "megvii", "sensetime", "yitu"]),
        ("plan", False, ["megvii", "cloudwalk", "sensetime", "yitu"]),
    ],
)
def test_sorting_by_a_metric(key: str, reverse: bool, expected: list[str]) -> None:
    on_disk = open_book(REPOSITORY)
    converter = Converter(on_disk.rates, "USD", TODAY)
    assert sorted_slugs(on_disk.book, on_disk.book.companies, converter, key, reverse=reverse) == expected


MIXED = """
    name: X
    deals:
      - {id: a, date: 2020-05-13, status: completed, amount: CNY 1.8bn, equivalent: USD 254m, sources: [a]}
      - {id: b, date: 2020-05-13, status: completed, amount: CNY 1.8bn, sources: [a]}
      - {id: c, date: 2020-05-13, status: completed, amount: USD 1m, sources: [a]}
    """


@pytest.mark.parametrize(
    ("mode", "to", "expected"),
    [
        (AtMode.DEAL, "USD", "USD 508.8m in 3 deals"),
        (AtMode.LATEST, "USD", "USD 508.0m in 3 deals"),
        (AtMode.STATED, "USD", "USD 508.9m in 3 deals, 1 as its source converted it"),
        (AtMode.STATED, "CNY", "CNY 3.61bn in 3 deals"),
    ],
)
def test_a_total_that_mixes_bases_says_so(
    make_book: Callable[..., MadeBook], mode: AtMode, to: str, expected: str
) -> None:
    on_disk = open_book(make_book({"deals/x.yaml": MIXED}).root)
    converter = Converter(on_disk.rates, to, TODAY, At(mode))
    assert cell_words(raised(on_disk.book.companies["x"], converter), Page()) == expected


RATES_TAKEN = {
    "timeline cloudwalk": "of 2017-11 (mean of 22 of 22 weekdays), 2018-10 (mean of 23 of 23 weekdays) and 2020-05-13, published by ECB",
    "timeline cloudwalk --at latest": "of 2026-04-13, published by ECB",
    "timeline cloudwalk --at 2020-05": "of 2020-05 (mean of 20 of 21 weekdays), published by ECB",
    "timeline cloudwalk --at stated --to CNY": "of 2019 (mean of 255 of 261 weekdays) and 2020-05 (mean of 20 of 21 weekdays), published by ECB",
    "timeline sensetime": None,
    "compare": "of 2017-11 (mean of 22 of 22 weekdays), 2018-10 (mean of 23 of 23 weekdays) and 2020-05-13, published by ECB",
    "show cloudwalk": "of 2017-11 (mean of 22 of 22 weekdays), 2018-10 (mean of 23 of 23 weekdays) and 2020-05-13, published by ECB",
    "reconcile cloudwalk": "of 2017-11 (mean of 22 of 22 weekdays), 2018-10 (mean of 23 of 23 weekdays) and 2020-05-13, published by ECB",
    "timeline --to EUR": "10, of 2017-11 to 2020, published by ECB",
}


@pytest.mark.parametrize("command", RATES_TAKEN)
def test_every_report_ends_with_the_rates_that_it_took(run: Callable[..., Result], command: str) -> None:
    told = [line for line in run(*command.split()).stdout.splitlines() if line.startswith("rates: ")]
    expected = RATES_TAKEN[command]
    assert told == ([f"rates: {expected}"] if expected else [])


def many(make_book: Callable[..., MadeBook], count: int, **options: bool) -> str:
    files = {f"deals/c{number:02}.yaml": f"name: Company {number:02}\n" for number in range(count)}
    on_disk = open_book(make_book(files).root)
    converter = Converter(on_disk.rates, "USD", TODAY)
    return FORMATS["table"](compare(on_disk.book, on_disk.book.companies, converter, **options), Page(80))


def test_many_companies_stand_below_each_other(make_book: Callable[..., MadeBook]) -> None:
    lines = many(make_book, 12).splitlines()
    assert max(map(len, lines)) <= 80
    assert [line[:10] for line in lines if line.startswith("Company")] == [
        f"Company {number:02}" for number in range(12)
    ]


def test_many_companies_side_by_side_are_shown_in_parts(make_book: Callable[..., MadeBook]) -> None:
    text = many(make_book, 12, transpose=True)
    assert max(map(len, text.splitlines())) <= 80
    assert all(f"Company {number:02}" in text for number in range(12))
    assert text.count("step-up") == 3


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (None, "Shunwei Capital*, Industrial and Commercial Bank of China, Haier"),
        (38, "Shunwei Capital*, ICBC, Haier"),
        (26, "Shunwei Capital*, ICBC +1"),
        (19, "Shunwei Capital* +2"),
    ],
)
def test_names_that_do_not_fit_are_counted(width: int | None, expected: str) -> None:
    names = ("Shunwei Capital", "Industrial and Commercial Bank of China", "Haier")
    cell = Names(names, 1, ("Shunwei Capital", "ICBC", "Haier"))
    table = Table((Column("who", "who", flexible=True),), (Row((cell,)),), headed=False)
    assert [line for line, _ in lay_out(written(table, Page(width)), Page(width))] == [expected]


@pytest.mark.parametrize(
    ("term", "title"),
    [
        (None, "round not stated"), (Round("unknown"), "round not stated"), (Round("b+"), "B+"), (Round("pre-a"), "Pre-A"),
        (Round("pre-a+"), "Pre-A+"), (Round("pre-ipo"), "pre-ipo"), (Round("pre-seed"), "pre-seed"), (Round("strategic"), "strategic"),
        (Round("neeq"), "NEEQ"), (Round("angel"), "angel"), (Round("c2"), "C2"), (Round("pre-z++"), "Pre-Z++"), (Round("d-ext"), "D extension"),
    ],
)  # fmt: skip
def test_round_titles(term: Round | None, title: str) -> None:
    assert cell_words(round_title(term), Page()) == title


@pytest.mark.parametrize(
    ("transpose", "expected"),
    [(False, ["CNY 1m", "CNY 3m", "CNY 2m", "CNY 4m"]), (True, ["CNY 1m", "CNY 2m", "CNY 3m", "CNY 4m"])],
)
def test_the_rates_of_a_comparison_stand_in_the_order_of_its_table(
    make_book: Callable[..., MadeBook], transpose: bool, expected: list[str]
) -> None:
    company = (
        "name: {0}\ndeals:\n  - {{id: a, date: 2020-05-13, status: completed, amount: CNY {1}m, sources: [a]}}\n"
        "  - {{id: s, date: 2020-05-13, status: completed, kind: support, amount: CNY {2}m, sources: [a]}}\n"
    )
    made = make_book({"deals/x.yaml": company.format("X", 1, 2), "deals/y.yaml": company.format("Y", 3, 4)})
    on_disk = open_book(made.root)
    assert not on_disk.faults
    converter = Converter(on_disk.rates, "USD", TODAY)
    document = compare(on_disk.book, ["x", "y"], converter, transpose=transpose, with_rates=True)
    [rates] = [section.table for section in document.sections if section.key != "compare"]
    assert rates
    assert [cell_words(row.cells[0], Page()) for row in rates.rows] == expected
