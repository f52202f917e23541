"""Several series side by side: which one a look-up takes, and how the settings say so."""

from collections.abc import Callable

import pytest

ECB = "Date,USD,CNY,\n2020-05-13,1,7,\n"
FED = "observation_date,DEXCHUS\n2020-05-12,7.1\n2020-05-13,7.2\n2020-05-14,7.3\n"
OWN = "date,base,quote,rate,source\n2020-05-13,CNY,USD,0.125,Our Bank\n"
FILES = {"seeds/rates/ecb.csv": ECB, "seeds/rates/federal-reserve.csv": FED, "seeds/rates/our-bank.csv": OWN}


@pytest.fixture
def converted(make_book: Callable, run: Callable) -> Callable[[str, str], str]:
    """What CNY 1m comes to at a day, with a setting: the rate and its source, or what was complained of."""

    def convert(prefer: str, on: str = "2020-05-13") -> str:
        book = make_book({**FILES, "dealtrack.toml": f"[rates]\n{prefer}\n"})
        result = run("convert", "CNY 1m", "--on", on, book=book)
        said = result.stdout.splitlines()[1].split(" · ") if result.stdout else []
        return " · ".join(said[:3]).removeprefix("at ") or f"{result.exit_code} {result.stderr.strip()}"

    return convert


@pytest.mark.parametrize(
    ("prefer", "on", "expected"),
    [
        ("", "2020-05-13", "7.2000 CNY per USD · Federal Reserve · direct"),
        ("prefer = []", "2020-05-13", "7.2000 CNY per USD · Federal Reserve · direct"),
        ('prefer = ["ECB", "Federal Reserve"]', "2020-05-13", "7.0000 CNY per USD · ECB · cross via EUR"),
        ('prefer = ["Federal Reserve", "ECB"]', "2020-05-13", "7.2000 CNY per USD · Federal Reserve · direct"),
        ('prefer = ["Our Bank"]', "2020-05-13", "8.0000 CNY per USD · Our Bank · inverse"),
        ('prefer = ["PBoC", "ECB"]', "2020-05-13", "7.0000 CNY per USD · ECB · cross via EUR"),
        ('prefer = ["ECB"]', "2020-05-12", "7.1000 CNY per USD · Federal Reserve · direct"),
        ('prefer = ["ECB"]', "2020-05", "7.2000 CNY per USD · Federal Reserve · direct"),
        ('prefer = ["ECB"]', "2020-05-13/2020-05-13", "7.0000 CNY per USD · ECB · cross via EUR"),
        ('prefer = ["Our Bank"]', "2030", "7.3000 CNY per USD · Federal Reserve · direct"),
    ],
)
def test_a_preferred_source_comes_first_among_those_that_cover_the_date_equally_well(
    converted: Callable, prefer: str, on: str, expected: str
) -> None:
    assert converted(prefer, on) == expected


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        ('prefer = ["ECP"]', "rates.prefer: there is no source ECP: did you mean ECB?"),
        ('prefer = ["ECB", "Federal Reserve H.10"]',
         "rates.prefer: there is no source Federal Reserve H.10: did you mean Federal Reserve?"),
        ('prefer = ["our bank"]', "rates.prefer: there is no source our bank: did you mean Our Bank?"),
        ('prefer = ["Reuters"]',
         "rates.prefer: there is no source Reuters: known are ECB, Federal Reserve, PBoC, Our Bank"),
        ('prefer = "ECB"', 'rates.prefer is no list of sources, such as ["ECB", "Federal Reserve"]'),
        ("prefer = [1]", 'rates.prefer is no list of sources, such as ["ECB", "Federal Reserve"]'),
        ('preferred = ["ECB"]', "there is no setting preferred: did you mean prefer?"),
    ],
)  # fmt: skip
def test_a_source_that_there_is_not(converted: Callable, prefer: str, expected: str) -> None:
    assert converted(prefer) == f"2 dealtrack: dealtrack.toml:2: {expected}"


def test_the_settings_of_a_project_are_named(make_book: Callable, run: Callable) -> None:
    book = make_book({"pyproject.toml": '[tool.dealtrack.rates]\nprefer = ["ECP"]\n'})
    assert run("validate", book=book).stderr == (
        "dealtrack: pyproject.toml:2: [tool.dealtrack]: rates.prefer: there is no source ECP: did you mean ECB?\n"
    )


def test_a_file_that_cannot_be_read_may_be_the_preferred_one(make_book: Callable, run: Callable) -> None:
    files = {"deals/a.yaml": "name: A\n", "seeds/rates/bank.csv": "hello\n"}
    book = make_book({**files, "dealtrack.toml": '[rates]\nprefer = ["Our Bank"]\n'})
    result = run("validate", book=book)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "DT601" in result.stdout
