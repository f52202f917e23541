"""``dealtrack rates import``: the ECB's history into the record of a book."""

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dealtrack.files.book import open_book
from dealtrack.rates.readers.ecb import PUBLISHER
from tests.rates.test_rate_recording import UNKNOWN

REPOSITORY = Path(__file__).parents[2]
RECORD = REPOSITORY / "seeds/rates/ecb.csv"
HISTORY = REPOSITORY / "../shared/data/eurofxref-hist.zip"
needs_history = pytest.mark.skipif(not HISTORY.exists(), reason="the ECB's history, eurofxref-hist.zip, is not here")

TO_THE_13TH = """\
Date,USD,JPY,CNY,
2020-05-13,1.0875,116.28,7.7102,
2020-05-12,1.0858,116.55,7.6933,
"""
NEW = "2020-05-14,1.0792,115.3,7.6655,\n"
TO_THE_14TH = TO_THE_13TH.replace("CNY,\n", f"CNY,\n{NEW}")
OLD = TO_THE_13TH
MORE = """\
Date,USD,JPY,CNY,KRW,ISK,
2020-05-13,1.0875,116.28,7.7102,1329.87,158.6,
2020-05-12,1.0858,116.55,7.6933,1327.7,N/A,
"""


@pytest.fixture
def book(make_book: Callable) -> Path:
    """A book whose record ends on 13 May 2020."""
    return make_book({"seeds/rates/ecb.csv": OLD}).root


@pytest.fixture
def imported(book: Path, run: Callable, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Import a text: the exit code, what was said on standard output, and on standard error."""

    def import_text(text: str | bytes, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "eurofxref-hist.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        result = run("rates", "import", str(file), *options, book=book)
        return result.exit_code, result.stdout, result.stderr.replace(str(file), "FILE")

    return import_text


def record_of(book: Path) -> str:
    return (book / "seeds/rates/ecb.csv").read_bytes().decode("utf-8")


def test_new_days_are_added(book: Path, imported: Callable) -> None:
    assert imported(TO_THE_14TH) == (0, "added 3 rates; seeds/rates/ecb.csv holds 3 days\n", "")
    assert record_of(book).endswith(OLD.replace("CNY,\n", f"CNY,\n{NEW}"))


def test_what_was_imported_is_used(book: Path, imported: Callable, run: Callable) -> None:
    assert run("convert", "CNY 1.8bn", "--on", "2020-05-14", book=book).stdout.splitlines()[1].endswith("1 day earlier")
    imported(TO_THE_14TH)
    assert run("convert", "CNY 1.8bn", "--on", "2020-05-14", book=book).stdout.splitlines() == [
        "CNY 1.8bn = USD 253.42m",
        "at 7.1029 CNY per USD · ECB · cross via EUR · Thursday 2020-05-14",
    ]


def test_twice_over_changes_nothing(book: Path, imported: Callable) -> None:
    imported(TO_THE_14TH)
    once = record_of(book)
    assert imported(TO_THE_14TH) == (0, "added 0 rates; seeds/rates/ecb.csv holds 3 days\n", "")
    assert record_of(book) == once


def test_a_dry_run_changes_nothing(book: Path, imported: Callable) -> None:
    said = "would add 3 rates; seeds/rates/ecb.csv would hold 3 days\n"
    assert imported(TO_THE_14TH, "--dry-run") == (0, said, "")
    assert record_of(book) == OLD


def test_nothing_new_does_not_even_touch_the_file(book: Path, imported: Callable) -> None:
    os.utime(book / "seeds/rates/ecb.csv", (1, 1))
    imported(TO_THE_13TH)
    assert (book / "seeds/rates/ecb.csv").stat().st_mtime == 1


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_conflict_is_told_and_the_record_stays(book: Path, imported: Callable, options: tuple[str, ...]) -> None:
    code, said, complained = imported(TO_THE_13TH.replace("7.7102", "7.1702").replace("1.0858", "1.0885"), *options)
    assert code == 1
    assert complained == (
        "dealtrack: 2020-05-13 CNY: 7.7102 is recorded, 7.1702 is published: the record stays\n"
        "dealtrack: 2020-05-12 USD: 1.0858 is recorded, 1.0885 is published: the record stays\n"
    )
    assert "0 rates" in said
    assert record_of(book) == OLD


def test_a_conflict_does_not_keep_what_is_new_from_being_added(book: Path, imported: Callable) -> None:
    code, said, complained = imported(TO_THE_14TH.replace("7.7102", "7.1702"))
    assert (code, said) == (1, "added 3 rates; seeds/rates/ecb.csv holds 3 days\n")
    assert complained == "dealtrack: 2020-05-13 CNY: 7.7102 is recorded, 7.1702 is published: the record stays\n"
    assert f"{NEW}2020-05-13,1.0875,116.28,7.7102,\n" in record_of(book)


@pytest.mark.parametrize("currencies", ["KRW", "krw", " KRW ,USD"])
def test_a_currency_more(book: Path, imported: Callable, currencies: str) -> None:
    left = "left out 1 rate of ISK, which no deal is in: --currencies ISK takes it\n"
    assert imported(MORE, "--currencies", currencies)[:2] == (
        0, f"added 2 rates; seeds/rates/ecb.csv holds 2 days\n{left}",
    )  # fmt: skip
    assert "Date,USD,JPY,CNY,KRW,\n2020-05-13,1.0875,116.28,7.7102,1329.87,\n" in record_of(book)
    assert imported(MORE, "--currencies", "ALL")[1] == "added 1 rate; seeds/rates/ecb.csv holds 2 days\n"


def test_what_deals_are_in_is_taken_and_all_else_is_counted(make_book: Callable, run: Callable, tmp_path: Path) -> None:
    deal = "name: A\ndeals:\n  - {id: a, date: 2020-05-12, status: completed, amount: KRW 1bn, sources: [s]}\n"
    book = make_book({"deals/a.yaml": deal, "seeds/rates/ecb.csv": OLD})
    (tmp_path / "hist.csv").write_text(MORE)
    said = run("rates", "import", str(tmp_path / "hist.csv"), book=book).stdout
    assert said == (
        "added 2 rates; seeds/rates/ecb.csv holds 2 days\n"
        "left out 1 rate of ISK, which no deal is in: --currencies ISK takes it\n"
    )
    assert "Date,USD,JPY,CNY,KRW,\n" in record_of(book.root)


@pytest.mark.parametrize("since", ["2020-05-11", "2020/5/11", "11 May 2020"])
def test_earlier_days_are_left_out_only_when_asked_for(book: Path, imported: Callable, since: str) -> None:
    text = TO_THE_14TH + "2020-05-11,1.0824,116.28,7.68,\n2020-05-08,1.0843,115.3,7.67,\n"
    assert imported(text, "--since", since)[1] == (
        "added 6 rates; seeds/rates/ecb.csv holds 4 days\n"
        "left out 3 rates of days before --since: without it they are taken\n"
    )
    assert record_of(book).endswith("2020-05-11,1.0824,116.28,7.68,\n")
    assert imported(text)[1] == "added 3 rates; seeds/rates/ecb.csv holds 5 days\n"
    assert record_of(book).endswith("2020-05-08,1.0843,115.3,7.67,\n")


def test_a_book_without_a_record_gets_one(book: Path, imported: Callable) -> None:
    shutil.rmtree(book / "seeds/rates")
    assert imported(TO_THE_13TH) == (0, "added 6 rates; seeds/rates/ecb.csv holds 2 days\n", "")
    assert record_of(book) == PUBLISHER.attribution + OLD
    assert open_book(book).faults == ()


def test_only_those_asked_for(book: Path, imported: Callable) -> None:
    (book / "seeds/rates/ecb.csv").unlink()
    assert imported(TO_THE_13TH, "--currencies", "USD,CNY") == (
        0,
        "added 4 rates; seeds/rates/ecb.csv holds 2 days\n"
        "left out 2 rates of JPY, which no deal is in: --currencies JPY takes them\n",
        "",
    )
    assert record_of(book).endswith("Date,USD,CNY,\n2020-05-13,1.0875,7.7102,\n2020-05-12,1.0858,7.6933,\n")


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("", (), f"FILE: {UNKNOWN}"),
        ("DATE,DEXCHUS\n", (), "FILE: the file has no rates"),
        ("Date,USD,CNY,\n2020-05-14,1.0792,-7,\n", (), "FILE: line 2: -7 is not a positive number"),
        ("Date,USD,CNY,\r\n2020-05-14,-1,-7,\r\n", (), "FILE: line 2: -1 is not a positive number, and 1 more"),
        (TO_THE_14TH, ("--currencies", "ZAR"), "FILE: the file has no rates of ZAR"),
        (TO_THE_14TH, ("--currencies", "XBT"), "XBT is not a currency of ISO 4217: write its three letters, such as USD"),
        (
            TO_THE_14TH, ("--since", "2020-05"),
            "--since: 2020-05 is no full day: write the year, the month and the day, such as 2020-05-13",
        ),
        (b"Date,USD,\n2020-05-14,\xff,\n", (),
         "FILE is not a text in UTF-8: fetch it again"),
    ],
)  # fmt: skip
def test_what_cannot_be_imported(
    book: Path, imported: Callable, text: str, options: tuple[str, ...], expected: str
) -> None:
    assert imported(text, *options) == (2, "", f"dealtrack: {expected}\n")
    assert record_of(book) == OLD


def test_a_file_that_is_not_there(book: Path, run: Callable) -> None:
    result = run("rates", "import", "nowhere.csv", book=book)
    assert (result.exit_code, result.stderr) == (2, "dealtrack: nowhere.csv: no such file or directory\n")


def test_a_directory_is_no_file(book: Path, run: Callable) -> None:
    result = run("rates", "import", "seeds", book=book)
    assert (result.exit_code, result.stderr) == (2, "dealtrack: seeds: is a directory\n")


def test_a_failure_of_the_disk_leaves_the_record(
    book: Path, imported: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: str, target: str, **folders: int) -> None:
        raise OSError(28, "No space left on device", source)

    monkeypatch.setattr(os, "replace", fail)
    code, said, complained = imported(TO_THE_14TH)
    assert (code, said) == (2, "")
    assert complained == f"dealtrack: {book / 'seeds/rates/ecb.csv'}: no space left on device\n"
    assert record_of(book) == OLD
    assert os.listdir(book / "seeds/rates") == ["ecb.csv"]


def test_the_permissions_of_the_record_are_kept(book: Path, imported: Callable) -> None:
    (book / "seeds/rates/ecb.csv").chmod(0o640)
    imported(TO_THE_14TH)
    assert (book / "seeds/rates/ecb.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(OLD.replace("7.7102", "-7"), "line 2: -7 is not a positive number", id="a bad cell"),
        pytest.param("DATE,DEXCHUS\n2020-05-13,7.09\n", "", id="another format"),
        pytest.param(OLD.encode("gb18030") + b"\xff\n", "", id="no UTF-8"),
    ],
)
def test_a_broken_record_is_blamed_itself(book: Path, imported: Callable, text: str | bytes, line: str) -> None:
    old = text if isinstance(text, bytes) else text.encode()
    (book / "seeds/rates/ecb.csv").write_bytes(old)
    code, said, complained = imported(TO_THE_14TH)
    assert (code, said) == (2, "")
    assert "seeds/rates/ecb.csv" in complained
    assert line in complained
    assert "FILE" not in complained
    assert "internal fault" not in complained
    assert (book / "seeds/rates/ecb.csv").read_bytes() == old


def test_a_byte_order_mark_in_the_record_does_no_harm(book: Path, imported: Callable) -> None:
    (book / "seeds/rates/ecb.csv").write_text(OLD, encoding="utf-8-sig")
    assert imported(TO_THE_14TH)[:2] == (0, "added 3 rates; seeds/rates/ecb.csv holds 3 days\n")
    assert open_book(book).faults == ()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_record_keeps_its_mark_and_its_ends_of_lines(
    book: Path, imported: Callable, mark: str, newline: str
) -> None:
    (book / "seeds/rates/ecb.csv").write_bytes((mark + OLD.replace("\n", newline)).encode())
    assert imported(TO_THE_14TH)[0] == 0
    assert record_of(book) == mark + OLD.replace("CNY,\n", f"CNY,\n{NEW}").replace("\n", newline)


def test_a_record_that_is_a_link_out_of_the_book_is_left_alone(book: Path, imported: Callable, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    (book / "seeds/rates/ecb.csv").rename(elsewhere)
    (book / "seeds/rates/ecb.csv").symlink_to(elsewhere)
    code, _, complained = imported(TO_THE_14TH)
    assert (code, elsewhere.read_text(encoding="utf-8")) == (2, OLD)
    assert complained.endswith(f"seeds/rates/ecb.csv: it is a link to {elsewhere}, outside the book\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_zip_holds_the_history(book: Path, imported: Callable, tmp_path: Path, encoding: str, newline: str) -> None:
    file = tmp_path / "history.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", TO_THE_14TH.replace("\n", newline).encode(encoding))
        archive.writestr("README.txt", "")
    assert imported(file.read_bytes())[:2] == (0, "added 3 rates; seeds/rates/ecb.csv holds 3 days\n")
    assert record_of(book).endswith(OLD.replace("CNY,\n", f"CNY,\n{NEW}"))


@pytest.mark.parametrize(
    ("members", "held"),
    [
        ((), "holds no file: unpack it, and import one file at a time"),
        (("__MACOSX/._a.csv", ".DS_Store"), "holds no file: unpack it, and import one file at a time"),
        (("a.csv", "b/b.csv"), "holds a.csv, b/b.csv: unpack it, and import one file at a time"),
        (tuple(f"{n}.xml" for n in range(9)), "holds 0.xml, 1.xml, 2.xml, 3.xml, 4.xml, 5.xml and 3 more: unpack it, and"
         " import one file at a time"),
        (("[Content_Types].xml", "xl/worksheets/sheet1.xml"),
         "is a spreadsheet of 1 sheet: save the rates as CSV, and import that"),
        (("[Content_Types].xml", "word/document.xml"), "is an Office file: save the rates as CSV, and import that"),
    ],
)  # fmt: skip
def test_a_zip_that_does_not_fit_says_what_is_in_it(
    imported: Callable, tmp_path: Path, members: tuple[str, ...], held: str
) -> None:
    file = tmp_path / "history.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for member in members:
            archive.writestr(member, TO_THE_14TH)
    assert imported(file.read_bytes()) == (2, "", f"dealtrack: FILE {held}\n")


@pytest.mark.parametrize("beside", ["__MACOSX/._eurofxref-hist.csv", ".hidden.csv", "a/.b/c.csv", "README.txt", "sub/"])
@pytest.mark.parametrize("name", ["eurofxref-hist.csv", "a/EUROFXREF.CSV"])
def test_what_programs_put_beside_a_file_is_passed_over(
    imported: Callable, tmp_path: Path, beside: str, name: str
) -> None:
    with zipfile.ZipFile(tmp_path / "mac.zip", "w") as archive:
        archive.writestr(beside, b"\0\5\x16\7")
        archive.writestr(name, TO_THE_14TH)
    assert imported((tmp_path / "mac.zip").read_bytes())[0] == 0


def test_a_zip_of_far_too_much_is_refused(imported: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealtrack.rates.published.MOST_BYTES", 10_000)
    file = tmp_path / "history.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", TO_THE_14TH + "\n" * 10_000)
    code, said, complained = imported(file.read_bytes())
    assert (code, said) == (2, "")
    assert complained.startswith("dealtrack: FILE holds a.csv, which is larger than ")
    assert imported(TO_THE_14TH + "\n" * 10_000)[2].startswith("dealtrack: FILE is larger than ")


@pytest.mark.parametrize("position", [0.1, 0.5])
@pytest.mark.parametrize(
    "method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA],
    ids=["deflated", "stored", "bzip2", "lzma"],
)  # fmt: skip
def test_a_damaged_zip_is_told_in_plain_words(
    book: Path, imported: Callable, tmp_path: Path, method: int, position: float
) -> None:
    file = tmp_path / "history.zip"
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("eurofxref-hist.csv", TO_THE_14TH * 20)
    data = bytearray(file.read_bytes())
    at = int(len(data) * position)
    data[at : at + 8] = bytes(byte ^ 0xFF for byte in data[at : at + 8])
    code, said, complained = imported(bytes(data))
    assert (code, said) == (2, "")
    assert complained.startswith("dealtrack: FILE")
    assert record_of(book) == OLD


@pytest.mark.parametrize("mark", [b"PK\x01\x02", b"PK\x03\x04"], ids=["the directory", "the file"])
def test_a_zip_with_a_damaged_mark_is_told_in_plain_words(imported: Callable, tmp_path: Path, mark: bytes) -> None:
    file = tmp_path / "history.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("eurofxref-hist.csv", TO_THE_14TH)
    code, said, complained = imported(file.read_bytes().replace(mark, b"XX\x00\x00"))
    assert (code, said) == (2, "")
    assert complained.startswith("dealtrack: FILE")


def test_a_zip_of_another_encoding_is_not_called_damaged(imported: Callable, tmp_path: Path) -> None:
    file = tmp_path / "history.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("eurofxref-hist.csv", TO_THE_14TH.encode("utf-16"))
    code, said, complained = imported(file.read_bytes())
    assert (code, said) == (2, "")
    assert "UTF-8" in complained
    assert "damaged" not in complained


def test_a_zip_that_was_cut_short_is_refused(book: Path, imported: Callable, tmp_path: Path) -> None:
    file = tmp_path / "history.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", TO_THE_14TH)
    code, said, complained = imported(file.read_bytes()[:-30])
    assert (code, said) == (2, "")
    assert complained.startswith("dealtrack: FILE")
    assert "zip" in complained
    assert record_of(book) == OLD


def test_an_encrypted_zip_is_told_in_plain_words(imported: Callable, tmp_path: Path) -> None:
    file = tmp_path / "history.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("eurofxref-hist.csv", TO_THE_14TH)
    data = file.read_bytes()
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    encrypted = bytearray(data)
    encrypted[local + 6] |= 1
    encrypted[central + 8] |= 1
    code, said, complained = imported(bytes(encrypted))
    assert (code, said) == (2, "")
    assert complained.startswith("dealtrack: FILE")


def test_outside_a_book(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    result = run("rates", "import", "hist.csv", book=tmp_path / "nothing")
    assert result.exit_code == 2
    assert "is in no book" in result.stderr


@needs_history
def test_the_record_of_this_repository_is_the_published_one(make_book: Callable, run: Callable) -> None:
    book = make_book({"seeds/rates/ecb.csv": RECORD.read_bytes()})
    result = run("rates", "import", str(HISTORY), "--since", "2005-01-01", book=book)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("added 0 rates; seeds/rates/ecb.csv holds ")
    assert (book.root / "seeds/rates/ecb.csv").read_bytes() == RECORD.read_bytes()


@needs_history
def test_the_history_makes_the_record_of_this_repository(make_book: Callable, run: Callable) -> None:
    book = make_book()
    (book.root / "seeds/rates/ecb.csv").unlink()
    since = ("--since", "2005-01-01")
    first = run("rates", "import", str(HISTORY), *since, book=book)
    made = record_of(book.root)
    second = run("rates", "import", str(HISTORY), *since, book=book)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert second.stdout.startswith("added 0 rates; ")
    assert record_of(book.root) == made
    rows = [line for line in RECORD.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in made.splitlines() if not line.startswith("#")] == rows
    days, values = len(rows) - 1, sum(cell not in ("", "N/A") for row in rows[1:] for cell in row.split(",")[1:])
    assert first.stdout.splitlines()[0] == f"added {values} rates; seeds/rates/ecb.csv holds {days} days"


@needs_history
def test_the_whole_history_is_read_without_a_fault(make_book: Callable) -> None:
    with zipfile.ZipFile(HISTORY) as archive:
        text = archive.read("eurofxref-hist.csv")
    on_disk = open_book(make_book({"seeds/rates/ecb.csv": text}).root)
    assert on_disk.faults == ()
    assert len(on_disk.rates.series[0].days) == len(text.splitlines()) - 1
    assert len(on_disk.rates.currencies()) == text.splitlines()[0].count(b",")
