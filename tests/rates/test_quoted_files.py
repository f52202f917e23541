"""Every layout of a CSV with its cells quoted, as spreadsheets and pandas may save it, reads as it does without."""

import pytest

from dealtrack.rates.readers import find_figures, read_rates
from dealtrack.rates.table import MISSING
from tests.rates import samples

FILE = "seeds/rates/mine.csv"
LAYOUTS = {
    "ECB": "Date,USD,CNY,\n2020-05-13,1.0875,7.7102,\n2020-05-12,1.0858,N/A,\n",
    "ECB, one day": samples.ECB_DAY,
    "FRED": samples.FRED_OLD,
    "H.10": samples.H10_SHORT,
    "CFETS": samples.CFETS_CHINESE,
    "SAFE": samples.SAFE,
    "own": "date,base,quote,rate,source\n2020-05-13,USD,CNY,7.0898,A\n",
    "pricehist": samples.PRICEHIST,
}


def quoted(text: str) -> str:
    """Every cell in quotation marks."""
    lines = [
        ",".join(f'"{cell.strip().strip(chr(34))}"' for cell in line.split(",")) for line in text.splitlines() if line
    ]
    return "\n".join(lines) + "\n"


def kept(text: str) -> list[str]:
    series, faults = read_rates(text, FILE)
    assert faults == ()
    return [
        f"{each.source} {day} {pair} {figure}"
        for each in series
        for pair, column in each.columns.items()
        for day, figure in zip(each.days, column, strict=True)
        if figure not in MISSING
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_quotation_marks_change_nothing(text: str, newline: str) -> None:
    assert kept(quoted(text).replace("\n", newline)) == kept(text)
    assert len(kept(text)) > 0


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_figure_is_found_where_it_stands(text: str) -> None:
    marked = quoted(text)
    [series, *_], _ = read_rates(marked, FILE)
    pair, day = next((pair, series.days[0]) for pair, column in series.columns.items() if column[0] not in MISSING)
    [(figure, place)] = find_figures(marked, FILE, {(series.source, pair, day)}).values()
    assert place.span
    assert marked[place.span.start : place.span.end] == figure
    assert marked[place.span.start - 1] == '"'


def test_a_comma_in_quotation_marks_is_part_of_its_cell() -> None:
    text = 'date,base,quote,rate,source\n2020-05-13,USD,CNY,7.0898,"Bank, Ltd"\n'
    assert kept(text) == ["Bank, Ltd 2020-05-13 ('USD', 'CNY') 7.0898"]
    [fault] = read_rates('Date,KRW,\n2020-05-13,"1,329.87",\n', FILE)[1]
    assert fault.why == "is not a positive number"
    assert fault.text == "1,329.87"
