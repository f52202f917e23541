"""``dealtrack rates import`` of every published format: a file for each source, and nothing recorded ever changes."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dealtrack.files.book import open_book
from tests.rates import samples

ECB = "Date,USD,CNY,\n2020-05-12,1.0858,7.6933,\n"
FED, PBOC = "seeds/rates/federal-reserve.csv", "seeds/rates/pboc.csv"


@pytest.fixture
def book(make_book: Callable) -> Path:
    """A book with one day of the ECB's."""
    return make_book({"seeds/rates/ecb.csv": ECB}).root


@pytest.fixture
def imported(book: Path, run: Callable, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Import a text: the exit code, what was said on standard output, and on standard error."""

    def import_text(text: str | bytes, *options: str, name: str = "download.csv") -> tuple[int, str, str]:
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        result = run("rates", "import", str(file), *options, book=book)
        return result.exit_code, result.stdout, result.stderr.replace(str(file), "FILE")

    return import_text


def body(book: Path, file: str) -> str:
    """A record without the lines above its header, which name the source."""
    lines = (book / file).read_text("utf-8").splitlines(keepends=True)
    assert not lines[0].startswith("#") or any("Source: " in line for line in lines if line.startswith("#"))
    return "".join(line for line in lines if not line.startswith("#"))


@pytest.mark.parametrize(
    ("text", "file", "said", "expected"),
    [
        pytest.param(
            samples.ECB_DAY.replace(" BGN,", "").replace(" 1.9558,", "").replace(" KRW,", "").replace(" 1329.87,", ""),
            "seeds/rates/ecb.csv", "added 6 rates; seeds/rates/ecb.csv holds 2 days",
            "Date,USD,CNY,JPY,GBP,HKD,SGD,\n2020-05-13,1.0875,7.7102,116.28,0.88408,8.4284,1.5432,\n"
            "2020-05-12,1.0858,7.6933,N/A,N/A,N/A,N/A,\n", id="the ECB's one day",
        ),
        pytest.param(samples.FRED_OLD, FED, f"added 20 rates; {FED} holds 20 days", None, id="FRED, old"),
        pytest.param(
            samples.FRED_NEW, FED, f"added 8 rates; {FED} holds 8 days",
            "observation_date,DEXCHUS\n2020-12-22,6.5426\n2020-12-23,6.5400\n2020-12-28,6.5346\n2020-12-29,6.5300\n"
            "2020-12-30,6.5208\n2020-12-31,6.5250\n2021-01-04,6.4601\n2021-01-05,6.4550\n", id="FRED, new",
        ),
        pytest.param(
            samples.H10_PACKAGE, FED, f"added 6 rates; {FED} holds 2 days",
            "observation_date,DEXUSEU,DEXUSUK,DEXCHUS\n2021-02-19,1.2136,1.4025,6.4555\n2021-02-22,1.2155,1.4077,6.4625\n",
            id="the Federal Reserve's package",
        ),
        pytest.param(
            samples.CFETS_CHINESE, PBOC, f"added 8 rates; {PBOC} holds 1 day",
            "Date,USD/CNY,EUR/CNY,100JPY/CNY,HKD/CNY,GBP/CNY,SGD/CNY,CNY/MYR,CNY/KRW\n"
            "2018-08-13,6.8629,7.8286,6.2070,0.87428,8.7697,5.0009,0.59482,164.49\n", id="CFETS, Chinese",
        ),
        pytest.param(
            samples.SAFE, PBOC, f"added 8 rates; {PBOC} holds 1 day",
            "Date,USD/CNY,EUR/CNY,100JPY/CNY,HKD/CNY,GBP/CNY,SGD/CNY,CNY/MYR,CNY/KRW\n"
            "2018-08-13,6.8629,7.8286,6.2070,0.87428,8.7697,5.0009,0.59482,164.49\n", id="SAFE",
        ),
        pytest.param(
            "# From our bank.\ndate,base,quote,rate,source\n2020-05-13,USD,CNY,7.09,Our Bank\n",
            "seeds/rates/our-bank.csv", "added 1 rate; seeds/rates/our-bank.csv holds 1 day",
            "date,base,quote,rate,source\n2020-05-13,USD,CNY,7.09,Our Bank\n", id="our own",
        ),
        pytest.param(
            "date,base,quote,rate\n2020-05-13,USD,CNY,7.09\n", "seeds/rates/download.csv",
            "added 1 rate; seeds/rates/download.csv holds 1 day",
            "date,base,quote,rate,source\n2020-05-13,USD,CNY,7.09,download\n", id="our own without a source",
        ),
    ],
)  # fmt: skip
def test_each_source_has_its_file(
    book: Path, imported: Callable, text: str, file: str, said: str, expected: str | None
) -> None:
    assert imported(text, "--dry-run") == (
        0,
        said.replace("added", "would add").replace("holds", "would hold") + "\n",
        "",
    )
    assert imported(text) == (0, f"{said}\n", "")
    assert expected is None or body(book, file) == expected
    assert open_book(book).faults == ()
    once = (book / file).read_text("utf-8")
    assert imported(text)[:2] == (0, re.sub(r"added [0-9]+ rates?", "added 0 rates", said) + "\n")
    assert (book / file).read_text("utf-8") == once


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (samples.FRED_NEW, "Federal Reserve"),
        (samples.CFETS_ENGLISH, "People's Bank of China"),
        (samples.ECB_DAY, "European Central Bank"),
        ("date,base,quote,rate,source\n2020-05-13,USD,CNY,7.09,Our Bank\n", "Our Bank"),
    ],
)
def test_a_record_opens_with_its_source(book: Path, imported: Callable, text: str, source: str) -> None:
    (book / "seeds/rates/ecb.csv").unlink()
    assert imported(text)[0] == 0
    [file] = (book / "seeds/rates").iterdir()
    above = [line for line in file.read_text("utf-8").splitlines() if line.startswith("#")]
    assert any(line.startswith("# Source: ") and source in line for line in above)


def test_a_zip_of_one_day_is_unpacked(book: Path, run: Callable, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "eurofxref.zip", "w") as archive:
        archive.writestr("eurofxref.csv", samples.ECB_DAY)
    assert run("rates", "import", str(tmp_path / "eurofxref.zip"), book=book).exit_code == 0
    assert "2020-05-13,1.0875,7.7102," in body(book, "seeds/rates/ecb.csv")


def test_the_central_parity_as_excel_saves_it_in_china(book: Path, imported: Callable) -> None:
    assert imported(samples.CFETS_CHINESE.encode("gb18030"))[0] == 0
    assert "2018-08-13,6.8629," in body(book, PBOC)


@pytest.mark.parametrize("first", [samples.CFETS_CHINESE, samples.CFETS_ENGLISH, samples.SAFE])
@pytest.mark.parametrize("second", [samples.CFETS_CHINESE, samples.CFETS_ENGLISH, samples.SAFE])
def test_one_day_in_any_layout_is_the_same_day(imported: Callable, first: str, second: str) -> None:
    imported(first)
    assert imported(second)[:2] == (0, f"added 0 rates; {PBOC} holds 1 day\n")


def test_fred_and_the_package_are_one_record(book: Path, imported: Callable) -> None:
    imported(samples.FRED_NEW)
    assert imported(samples.H10_PACKAGE, "--currencies", "GBP")[1] == (
        f"added 4 rates; {FED} holds 10 days\n"
        "left out 2 rates of EUR, which no deal is in: --currencies EUR takes them\n"
    )
    assert body(book, FED).startswith("observation_date,DEXCHUS,DEXUSUK\n2020-12-22,6.5426,\n")
    assert body(book, FED).endswith("2021-01-05,6.4550,\n2021-02-19,6.4555,1.4025\n2021-02-22,6.4625,1.4077\n")
    assert imported(samples.H10_PACKAGE)[1] == f"added 2 rates; {FED} holds 10 days\n"
    assert body(book, FED).startswith("observation_date,DEXCHUS,DEXUSUK,DEXUSEU\n")


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        (samples.FRED_NEW.replace("6.5208", "6.5280"), "2020-12-30 DEXCHUS: 6.5208 is recorded, 6.5280 is published"),
        (samples.SAFE.replace("686.29", "682.69"), "2018-08-13 USD/CNY: 6.8629 is recorded, 6.8269 is published"),
        (samples.SAFE.replace("6.2070", "6.2700"), "2018-08-13 100JPY/CNY: 6.2070 is recorded, 6.2700 is published"),
        (
            "date,base,quote,rate,source\n2020-05-13,USD,CNY,7.90,Our Bank\n2020-05-14,USD,CNY,7.1,Our Bank\n",
            "2020-05-13 USD/CNY: 7.09 is recorded, 7.90 is published",
        ),
    ],
)
def test_a_conflict_is_told_and_the_record_stays(book: Path, imported: Callable, text: str, conflict: str) -> None:
    for first in (
        samples.FRED_NEW, samples.SAFE, "date,base,quote,rate,source\n2020-05-13,USD,CNY,7.09,Our Bank\n",
    ):  # fmt: skip
        imported(first)
    before = {file.name: file.read_text("utf-8") for file in (book / "seeds/rates").iterdir()}
    code, _, complained = imported(text)
    assert (code, complained) == (1, f"dealtrack: {conflict}: the record stays\n")
    for name, old in before.items():
        assert (book / "seeds/rates" / name).read_text("utf-8").startswith(old)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        (samples.FRED_OLD, ("--since", "2017-11-29"), ["2017-11-29,6.6091", "2017-11-30,6.6090"]),
        (samples.CFETS_ENGLISH, ("--since", "2018-08-14"), None),
        (samples.CFETS_ENGLISH, ("--currencies", "JPY,krw"), ["2018-08-13,6.2070,164.49"]),
        (samples.H10_PACKAGE, ("--currencies", "CNY", "--since", "22 February 2021"), ["2021-02-22,6.4625"]),
        (
            "date,base,quote,rate,source\n2020-05-13,USD,CNY,7.09,A\n2020-05-14,USD,CNY,7,A\n2020-05-14,EUR,USD,1,A\n",
            ("--since", "2020-05-14", "--currencies", "CNY"), ["2020-05-14,USD,CNY,7,A"],
        ),
    ],
)  # fmt: skip
def test_some_currencies_and_days(
    book: Path, imported: Callable, text: str, options: tuple[str, ...], expected: list[str] | None
) -> None:
    assert imported(text, *options)[0] == 0
    files = [file for file in (book / "seeds/rates").iterdir() if file.name != "ecb.csv"]
    if expected is None:
        assert not files
    else:
        assert body(book, f"seeds/rates/{files[0].name}").splitlines()[1:] == expected


def test_several_sources_in_one_file_go_to_their_files(book: Path, imported: Callable) -> None:
    text = (
        "date,base,quote,rate,source\n2020-05-13,USD,CNY,7.09,Our Bank\n2020-05-13,USD,CNY,7.1,our bank!\n"
        "2020-05-13,EUR,CNY,7.7102,ECB\n2020-05-13,USD,CNY,7.0938,Federal Reserve\n"
    )
    code, said, complained = imported(text)
    assert (code, complained) == (0, "")
    assert sorted(line.partition("; ")[2] for line in said.splitlines()) == [
        "seeds/rates/ecb.csv holds 2 days", "seeds/rates/federal-reserve.csv holds 1 day",
        "seeds/rates/our-bank.csv holds 1 day", "seeds/rates/our-bank.csv holds 1 day",
    ]  # fmt: skip
    assert "2020-05-13,N/A,7.7102," in body(book, "seeds/rates/ecb.csv")
    assert body(book, "seeds/rates/our-bank.csv").splitlines()[1:] == [
        "2020-05-13,USD,CNY,7.09,Our Bank", "2020-05-13,USD,CNY,7.1,our bank!",
    ]  # fmt: skip
    assert open_book(book).faults == ()


def test_what_another_file_has_is_recorded_there(book: Path, imported: Callable) -> None:
    (book / "seeds/rates/dexchus.csv").write_text(samples.FRED_NEW, "utf-8")
    more = samples.FRED_NEW.replace("6.5208", "6.5280") + "2021-01-06,6.4617\n"
    code, said, complained = imported(more)
    assert (code, said) == (1, f"added 1 rate; {FED} holds 1 day\n")
    assert complained == "dealtrack: 2020-12-30 USD/CNY: 6.5208 is recorded, 6.5280 is published: the record stays\n"
    assert open_book(book).faults == ()


def test_a_record_in_our_own_layout_stays_in_it(book: Path, imported: Callable) -> None:
    (book / PBOC).write_text("date,base,quote,rate\n2018-08-10,USD,CNY,6.8395", "utf-8")
    said = imported(samples.SAFE, "--currencies", "USD,JPY")[1]
    assert said.startswith(f"added 2 rates; {PBOC} holds 2 days\nleft out 6 rates of EUR, HKD, GBP, ")
    assert body(book, PBOC) == (
        "date,base,quote,rate\n2018-08-10,USD,CNY,6.8395\n2018-08-13,JPY,CNY,0.062070\n2018-08-13,USD,CNY,6.8629\n"
    )


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        (samples.FRED_NEW, ("--currencies", "EUR"), "FILE: the file has no rates of EUR"),
        (samples.SAFE, ("--currencies", "THB"), "FILE: the file has no rates of THB"),
        ("date,base,quote,rate\n2020-05-13,USD,CNY,7\n", ("--currencies", "JPY"), "FILE: the file has no rates of JPY"),
        (samples.FRED_NEW.replace("6.5208", "-6.5"), (), "FILE: line 8: -6.5 is not a positive number"),
        (samples.H10_PACKAGE.replace("6.4555", "x"), (), "FILE: line 8: x is not a positive number"),
        (samples.SAFE.replace("美元", "美金"), (), "FILE: line 1: 美金 is no pair that dealtrack knows"),
        (
            "date,base,quote,rate,source\n2020-05-13,USD,CNY,7,ECB\n", (),
            "FILE: USD/CNY is no pair that ECB publishes",
        ),
        (
            "date,base,quote,rate,source\n2020-05-13,USD,CNY,7,ecb\n", (),
            "seeds/rates/ecb.csv: is not laid out as the record of ecb is: move it to another name",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_imported(
    book: Path, imported: Callable, text: str, options: tuple[str, ...], expected: str
) -> None:
    assert imported(text, *options) == (2, "", f"dealtrack: {expected}\n")
    assert [file.name for file in (book / "seeds/rates").iterdir()] == ["ecb.csv"]
