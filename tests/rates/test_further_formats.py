"""The formats in which others pass rates on: what is read, what is a fault at its place, and what is left alone."""

import time
from collections.abc import Callable

import pytest

from dealtrack.files.places import Located
from dealtrack.rates.readers import find_figures, read_rates
from dealtrack.rates.readers.cells import sheet_of
from dealtrack.rates.readers.formats import FORMATS
from dealtrack.rates.table import MISSING
from tests.rates import samples

FILE = "download"
DAYS = [
    "2020-05-12 EUR/CNY 7.6933", "2020-05-12 EUR/USD 1.0858", "2020-05-13 EUR/CNY 7.7102", "2020-05-13 EUR/USD 1.0875",
]  # fmt: skip
SAMPLES = {
    "ecb_xml": ("ECB", samples.ECB_XML),
    "ecb_sdmx": ("ECB", samples.ECB_SDMX),
    "beancount": (FILE, samples.BEANCOUNT),
    "ledger": (FILE, samples.HLEDGER),
    "pricehist": ("ecb by pricehist", samples.PRICEHIST),
    "frankfurter, days": ("Frankfurter", samples.FRANKFURTER_DAYS),
    "frankfurter, list": ("Frankfurter", samples.FRANKFURTER_LIST),
}


def kept(text: str) -> list[str]:
    """Every figure that can be used: ``2020-05-13 EUR/USD 1.0875``."""
    series, _ = read_rates(text, FILE)
    found = (
        f"{day} {'/'.join(pair)} {figure}"
        for each in series
        for pair, column in each.columns.items()
        for day, figure in zip(each.days, column, strict=True)
        if figure not in MISSING
    )
    return sorted(found)


def told(text: str) -> list[str]:
    """Every fault, with its line."""
    located = Located(text)
    return [
        f"{located.locate(fault.place).line}: {fault.text} {fault.why}".strip() for fault in read_rates(text, FILE)[1]
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("source", "text"), SAMPLES.values(), ids=SAMPLES)
def test_every_figure_is_read(source: str, text: str, newline: str) -> None:
    series, faults = read_rates(text.replace("\n", newline), FILE)
    assert faults == ()
    assert [each.source for each in series] == [source]
    assert kept(text.replace("\n", newline)) == DAYS


def test_one_day_of_frankfurter() -> None:
    assert kept(samples.FRANKFURTER_DAY) == DAYS[2:]


ALL = {
    **{name: text for name, (_, text) in SAMPLES.items()},
    **{name: value for name, value in vars(samples).items() if name.isupper() and isinstance(value, str)},
    "plain": "date,base,quote,rate\n2020-05-13,USD,CNY,7.09\n", "ECB": "Date,USD,CNY,\n2020-05-13,1.0875,7.7102,\n",
}  # fmt: skip


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_one_format_alone_recognises_a_file(text: str) -> None:
    assert [each.name for each in FORMATS if each.recognises(sheet_of(text, FILE))] != []
    by_header = [each.name for each in FORMATS if each.recognises(sheet_of(text, FILE))]
    assert len(by_header) == 1, by_header


@pytest.mark.parametrize(("source", "text"), SAMPLES.values(), ids=SAMPLES)
def test_a_figure_is_found_again(source: str, text: str) -> None:
    [series], _ = read_rates(text, FILE)
    key = (source, ("EUR", "CNY"), series.days[-1])
    assert find_figures(text, FILE, {key})[key][0] == "7.7102"


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("ecb_xml", "'7.7102'", "'x'", "10: x is not a positive number"),
        ("ecb_xml", "'7.7102'", "'0'", "10: 0 is not a positive number"),
        ("ecb_xml", "'2020-05-13'", "'13.5.2020'", "8: 13.5.2020 is not a date"),
        ("ecb_xml", "'CNY'", "'XXX'", "10: XXX is not a currency of ISO 4217 that is quoted per euro"),
        ("ecb_sdmx", "2020-05-13,7.7102", "2020-05-13,-7", "3: -7 is not a positive number"),
        ("ecb_sdmx", "2020-05-13,7.7102", "2020-05,7.7102", "3: 2020-05 is not a date"),
        ("ecb_sdmx", "D,CNY,EUR,SP00,A,2020-05-13", "M,CNY,EUR,SP00,A,2020-05", "3: M is no daily spot rate"),
        ("ecb_sdmx", "D,CNY,EUR,SP00,A,2020-05-13", "D,CNY,EUR,EN00,A,2020-05-13", "3: EN00 is no daily spot rate"),
        ("ecb_sdmx", "D,CNY,EUR,SP00,A,2020-05-13", "D,E5,EUR,SP00,A,2020-05-13", "3: E5 is not a currency of ISO 4217"),
        ("beancount", "7.7102 CNY", "0 CNY", "8: 0 is not a positive number"),
        ("beancount", "7.7102 CNY", "7,71 CNY", "8: 7,71 is not a positive number"),
        ("beancount", "2020/05/13 price", "2020/02/30 price", "8: 2020/02/30 is not a date"),
        ("ledger", "7.7102 ", "7,7102 ", "6: 7,7102 is not a positive number"),
        ("ledger", "2020.5.13", "2020.2.30", "5: 2020.2.30 is not a date"),
        ("ledger", "US$", "$", "5: $ is the sign of several currencies"),
        ("pricehist", "7.7102", "nan", "5: nan is not a positive number"),
        ("pricehist", "7.7102,ecb", "7.7102", "5:  has 5 cells where the header has 6"),
        ("frankfurter, days", '"CNY":7.7102', '"CNY":-7', "1: -7 is not a positive number"),
        ("frankfurter, days", '"CNY":7.7102', '"CNY":NaN', "1: NaN is not a positive number"),
        ("frankfurter, days", '"CNY":7.7102', '"CNY":7.7e0', "1: 7.7e0 is not a positive number"),
        ("frankfurter, days", '"amount":1.0', '"amount":100.0', "1: the file has the rates of 100.0 units, not of one"),
        ("frankfurter, days", '"2020-05-13":', '"May":', "1: May is not a date"),
        ("frankfurter, list", '"2020-05-13","base":"EUR","quote":"CNY"', '"2020-05-13","base":"EUR","quote":"EUR"',
         "1: EUR is not a currency of ISO 4217, or quoted against itself"),
        ("frankfurter, list", ',"rate":7.7102', "", "1: the file is no list of date, base, quote and rate"),
        ("frankfurter, list", "}]", "}", "1: the file is damaged JSON"),
        ("ecb_xml", "</gesmes:Envelope>", "", "18: the file is damaged XML: no element found"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_at_its_place(name: str, old: str, new: str, fault: str) -> None:
    text = SAMPLES[name][1]
    assert old in text
    assert list(dict.fromkeys(told(text.replace(old, new)))) == [fault]
    assert "2020-05-13 EUR/CNY 7.7102" not in kept(text.replace(old, new)) or "ledger" in name or "18:" in fault


def test_a_grouped_number_is_one_number() -> None:
    assert kept("2020-05-13 price EUR 1,329.87 KRW\n") == ["2020-05-13 EUR/KRW 1329.87"]
    assert kept("P 2020-05-13 EUR 1,329.87 KRW\n") == ["2020-05-13 EUR/KRW 1329.87"]
    assert told("P 2020-05-13 EUR 1,329 KRW\n") == ["1: 1,329 is not a positive number"]


BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>\n<gesmes:Envelope><Cube><Cube time='2020-05-13'><Cube currency='USD' rate='&a11;'/></Cube></Cube>"
    "</gesmes:Envelope>\n"
)
OUTSIDE = BOMB.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize(
    "text", [BOMB, OUTSIDE, BOMB.replace("!ENTITY", "!ENTITY %")], ids=["bomb", "file", "parameter"]
)
def test_no_entity_is_expanded(text: str) -> None:
    start = time.monotonic()
    assert told(text) == ["2: <!DOCTYPE is in no file of the ECB's"]
    assert kept(text) == []
    assert time.monotonic() - start < 10


def test_deep_files_end_with_a_word() -> None:
    assert told('{"rates":' * 50_000) == ["1: the file is damaged JSON"]
    assert told("<Envelope>" + "<Cube>" * 50_000)[0].startswith("1: the file is damaged XML")


def test_xml_that_says_another_encoding_is_read_as_what_it_is() -> None:
    assert kept(samples.ECB_XML.replace('encoding="UTF-8"', "encoding='ISO-8859-1'")) == DAYS


@pytest.mark.parametrize(("source", "text"), SAMPLES.values(), ids=SAMPLES)
def test_import_twice(
    make_book: Callable, run: Callable, tmp_path_factory: pytest.TempPathFactory, source: str, text: str
) -> None:
    book = make_book({"deals/a.yaml": "name: A\n", "seeds/rates/ecb.csv": "Date,USD,CNY,\n2020-05-12,1.0858,7.6933,\n"})
    file = tmp_path_factory.mktemp("download") / "download"
    file.write_text(text, encoding="utf-8")
    first = run("rates", "import", str(file), book=book)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("added 2 rates" if source == "ECB" else "added 4 rates")
    records = {each.name: each.read_bytes() for each in (book.root / "seeds/rates").iterdir()}
    assert run("rates", "import", str(file), book=book).stdout.startswith("added 0 rates; ")
    assert {each.name: each.read_bytes() for each in (book.root / "seeds/rates").iterdir()} == records
    assert run("validate", "--strict", book=book).exit_code == 0
    assert "7.0898 CNY per USD" in run("convert", "CNY 1m", "--on", "2020-05-13", book=book).stdout
