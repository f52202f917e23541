"""Bad input through the command line: a clear message at its place, an exit code, and all other files still checked."""

import json
import os
import re
import subprocess
import sys

import pytest

GOOD = "name: Good\n"
# The mistake of another file, which must be told whatever else is wrong.
OTHER = "name: Other\ncitty: G\n"


@pytest.fixture
def check(run):
    """Run ``validate`` on a book in both formats; give the diagnostics of ``deals/x.yaml``."""

    def checking(book, *arguments):
        book.write("deals/other.yaml", OTHER)
        text = run("validate", *arguments, book=book)
        machine = run("validate", "--format", "json", *arguments, book=book)
        for result in (text, machine):
            assert "Traceback" not in result.output
            assert "internal fault" not in result.output
        assert text.exit_code == machine.exit_code
        diagnostics = json.loads(machine.stdout)["diagnostics"]
        assert [each["code"] for each in diagnostics if each["file"] == "deals/other.yaml"] == ["DT101"]
        assert f"checked {json.loads(machine.stdout)['summary']['files']} file" in text.stdout
        assert text.exit_code == 1
        return [(each["code"], each["line"], each["column"]) for each in diagnostics if "other" not in each["file"]]

    return checking


FIVE_KB = "9" * 5000
FILES = {
    "random bytes": (bytes((n * 167 + 13) % 256 for n in range(4096)), [("DT002", 2, 1)]),
    "every byte": (bytes(range(256)), [("DT002", 3, 115)]),
    "GBK": ("name: X\ncity: 广州\n".encode("gbk"), [("DT002", 2, 7)]),
    "Big5": ("name: X\ncity: 廣州\n".encode("big5"), [("DT002", 2, 7)]),
    "UTF-16": ("name: X\ncity: 广州\n".encode("utf-16"), [("DT002", 1, 1)]),
    "UTF-16 without a mark": ("name: X\n".encode("utf-16-le"), [("DT002", 1, 2)]),
    "NUL bytes behind the text": (b"name: X\ncity: G" + b"\0" * 10 + b"\n", [("DT006", 2, 8)]),
    "a NUL byte in the text": (b"name: X\ncity: G\0H\n", [("DT006", 2, 8)]),
    "nothing": (b"", [("DT007", 1, 1)]),
    "blank lines": (b"\n \n\n", [("DT007", 1, 1)]),
    "a byte order mark": (b"\xef\xbb\xbf", [("DT007", 1, 1)]),
    "a comment": (b"# to be written\n", [("DT007", 1, 1)]),
    "an empty document": (b"---\n", [("DT007", 1, 1)]),
    "a null": (b"~\n", [("DT007", 1, 1)]),
    "50,000 brackets": (b"[" * 50_000, [("DT005", 1, 33)]),
    "50,000 braces": (b"{a: " * 50_000, [("DT005", 1, 129)]),
    "50,000 hyphens": (b"- " * 50_000 + b"x", [("DT005", 1, 65)]),
    "50,000 brackets in a value": (b"name: X\ndeals: " + b"[" * 50_000, [("DT005", 2, 39)]),
    "2 MiB and a byte": (b"name: X\n#" + b"x" * (2 * 1024 * 1024 - 8), [("DT005", 1, 1)]),
    "five kilobytes of digits for a date": (f"name: X\nfounded: {FIVE_KB}\n".encode(), [("DT106", 2, 10)]),
    "five kilobytes of digits for an amount": (
        f"name: X\nvaluations:\n  - {{date: 2020, amount: USD {FIVE_KB}, sources: [a]}}\n".encode(),
        [("DT105", 3, 26)],
    ),
    "five kilobytes of digits for a count": (
        f"name: X\ntotals:\n  - {{date: 2020-05, amount: USD 1, rounds: {FIVE_KB}, sources: [a]}}\n".encode(),
        [("DT103", 3, 44)],
    ),
    "a five-kilobyte key": (f"name: X\n? {FIVE_KB}\n: x\n".encode(), [("DT101", 2, 3)]),
    "an unclosed quote": (b"name: 'X\n", [("DT001", 1, 7)]),
    "HTML": (b"<!DOCTYPE html>\n<html lang='en'><body>404: not found</body></html>\n", [("DT001", 2, 23)]),
    "JSON": (b'{"name": "X", "deals": [], "city": null}\n', []),
    "a conflict of a merge": (b"<<<<<<< HEAD\nname: X\n=======\nname: Y\n>>>>>>> b\n", [("DT012", 1, 1)]),
}


@pytest.mark.parametrize(("data", "expected"), FILES.values(), ids=FILES)
def test_a_bad_file_is_told_at_its_place_and_others_are_checked(data, expected, make_book, check):
    found = check(make_book({"deals/x.yaml": data}))
    if expected and expected[0][0] == "DT001":  # where exactly is tested with the YAML
        assert [code for code, _, _ in found] == ["DT001"]
    else:
        assert found == expected


def test_a_file_of_exactly_2_mib_is_read(make_book, run):
    book = make_book({"deals/x.yaml": b"name: X\n#" + b"x" * (2 * 1024 * 1024 - 9)})
    assert run("validate", book=book).exit_code == 0


def test_a_file_with_10000_unknown_keys_is_told_of_each(make_book, run):
    keys = "".join(f"k{n}: v\n" for n in range(10_000))
    result = run(
        "validate", "--max", "all", book=make_book({"deals/x.yaml": "name: X\n" + keys, "deals/other.yaml": OTHER})
    )
    heads = re.findall(r"(?m)^deals/x.yaml:(\d+):1: error DT101", result.stdout)
    assert heads == [str(n + 2) for n in range(10_000)]
    assert (result.exit_code, "deals/other.yaml:2:1: error DT101" in result.stdout) == (1, True)


def test_a_list_of_10000_items_is_no_mistake(make_book, run):
    items = "".join(f"  - n{n}\n" for n in range(10_000))
    assert run("validate", book=make_book({"deals/x.yaml": "name: X\naliases:\n" + items})).exit_code == 0


def test_a_megabyte_of_nul_bytes_is_told_in_a_few_lines(make_book, run):
    result = run("validate", book=make_book({"deals/x.yaml": b"\0" * 200_000}))
    assert (result.exit_code, len(result.stdout) < 2000) == (1, True)


# What is no file.


def entry(name, make):
    return pytest.param(make, id=name)


ENTRIES = [
    entry("a directory", lambda path: path.mkdir()),
    entry("a directory with files", lambda path: (path / "deals").mkdir(parents=True)),
    entry("a dangling link", lambda path: path.symlink_to("nowhere.yaml")),
    entry("a link to itself", lambda path: path.symlink_to(path.name)),
    entry("a link to a directory", lambda path: path.symlink_to("..")),
    entry("a link to a device", lambda path: path.symlink_to("/dev/null")),
]


@pytest.mark.parametrize("make", ENTRIES)
def test_what_is_no_file_is_told_and_others_are_checked(make, make_book, check):
    book = make_book()
    make(book.root / "deals" / "x.yaml")
    assert check(book) == [("DT009", 1, 1)]


@pytest.mark.parametrize("make", ENTRIES)
@pytest.mark.parametrize("file", ["seeds/sources.yaml", "seeds/investors.yaml", "seeds/rates/x.csv"])
def test_seeds_that_are_no_files_are_told_and_others_are_checked(file, make, make_book, check):
    book = make_book()
    (book.root / file).unlink(missing_ok=True)
    make(book.root / file)
    assert check(book) == [("DT009", 1, 1)]


def test_a_loop_of_links_ends(make_book, check):
    book = make_book()
    (book.root / "deals" / "x.yaml").symlink_to("y.yaml")
    (book.root / "deals" / "y.yaml").symlink_to("x.yaml")
    assert check(book) == [("DT009", 1, 1), ("DT009", 1, 1)]


def test_a_loop_of_directories_ends(make_book, check):
    book = make_book({"deals/x.yaml": GOOD})
    (book.root / "deals" / "again").symlink_to("..")
    (book.root / "seeds" / "rates" / "again").symlink_to("../..")
    assert check(book) == []


def test_a_file_that_may_not_be_read_is_told(make_book, check, monkeypatch):
    book = make_book({"deals/x.yaml": GOOD})
    secret = book.root / "deals" / "x.yaml"
    secret.chmod(0)
    if os.access(secret, os.R_OK):  # as root, rights do not count: let the system refuse
        opened = os.open

        def refuse(file, *arguments, **options):
            if os.path.basename(file) == "x.yaml":
                raise PermissionError(13, "Permission denied", str(file))
            return opened(file, *arguments, **options)

        monkeypatch.setattr(os, "open", refuse)
    assert check(book) == [("DT009", 1, 1)]


def test_a_pipe_is_not_waited_for(make_book):
    book = make_book({"deals/other.yaml": OTHER})
    os.mkfifo(book.root / "deals" / "x.yaml")
    command = [sys.executable, "-m", "dealtrack", "validate"]
    result = subprocess.run(command, cwd=book.root, capture_output=True, text=True, timeout=10, check=False)
    assert result.returncode == 1
    assert "deals/x.yaml:1:1: error DT009" in result.stdout
    assert "deals/other.yaml:2:1: error DT101" in result.stdout


@pytest.mark.skipif(sys.platform == "darwin", reason="there every file name is UTF-8")
@pytest.mark.parametrize("data", [b"name: X\n", b"nmae: X\n", b"name: X\nevents:\n  - {date: 2020, what: x}\n"])
def test_a_file_name_that_is_no_utf_8_is_told(data, make_book, check):
    book = make_book()
    with open(os.fsencode(book.root / "deals") + b"/\xd4\xc6.yaml", "wb") as file:
        file.write(data)
    assert ("DT204", 1, 1) in check(book)


@pytest.mark.skipif(sys.platform == "darwin", reason="there every file name is UTF-8")
def test_a_rates_file_whose_name_is_no_utf_8_is_told(make_book, check):
    book = make_book()
    with open(os.fsencode(book.root / "seeds" / "rates") + b"/\xd4\xc6.csv", "wb") as file:
        file.write(b"x\n")
    assert len(check(book)) == 1


@pytest.mark.skipif(sys.platform == "darwin", reason="there every file name is UTF-8")
def test_a_book_of_files_whose_names_are_no_utf_8_is_told_of_them(make_book, run):
    book = make_book()
    with open(os.fsencode(book.root / "deals") + b"/\xd4\xc6.yaml", "wb") as file:
        file.write(GOOD.encode())
    result = run("validate", book=book)
    assert (result.exit_code, "error DT204" in result.stdout) == (1, True)


@pytest.mark.parametrize(
    "name", ["a b.yaml", "a\nb.yaml", "\x1b[31mred.yaml", "::error::.yaml", "[red].yaml", "é.yaml", "ａ.yaml"]
)
def test_an_odd_file_name_is_told(name, make_book, check):
    assert check(make_book({f"deals/{name}": GOOD})) == [("DT204", 1, 1)]


# Rates.

RATES = {
    "no header": ("hello\nworld\n", [("DT601", 1, 1)]),
    "nothing": ("", [("DT601", 1, 1)]),
    "comments": ("# none yet\n", [("DT601", 1, 1)]),
    "bytes": (bytes(range(256)), [("DT002", 3, 115)]),
    "GBK": ("# 中国人民银行\ndate,base,quote,rate\n".encode("gbk"), [("DT002", 1, 3)]),
    "a NUL byte": (b"date,base,quote,rate\n2020-05-13,USD,CNY,7\0.09\n", [("DT006", 2, 21)]),
    "an odd cell": ("date,base,quote,rate\n2020-05-13,USD,CNY,seven\n", [("DT601", 2, 20)]),
    "five kilobytes of digits": (f"date,base,quote,rate\n2020-05-13,USD,CNY,{FIVE_KB}\n", [("DT601", 2, 20)]),
    "a day that is none": ("Date,USD,\n2020-02-30,1.0875,\n", [("DT601", 2, 1)]),
    "a short row": ("Date,USD,CNY,\n2020-05-13,1.08\n", [("DT601", 2, 1)]),
    "two values": ("date,base,quote,rate\n2020-05-13,USD,CNY,7.09\n2020-05-13,USD,CNY,7.9\n", [("DT602", 3, 20)]),
    "an unknown currency": ("Date,USD,XXY,\n2020-05-13,1.0875,1,\n", [("DT601", 1, 10)]),
    "Windows line ends": ("date,base,quote,rate\r\n2020-05-13,USD,CNY,seven\r\n", [("DT601", 2, 20)]),
}


@pytest.mark.parametrize(("data", "expected"), RATES.values(), ids=RATES)
def test_a_broken_rates_file_is_told_at_its_cell_and_others_are_checked(data, expected, make_book, check):
    assert check(make_book({"seeds/rates/x.csv": data, "deals/x.yaml": GOOD})) == expected


def test_a_rates_file_that_is_too_large_is_told_and_not_cut(make_book, check):
    row = b"2020-05-13,1.08,\n"
    data = b"Date,USD,\n" + row * (16 * 1024 * 1024 // len(row) + 10)
    assert check(make_book({"seeds/rates/x.csv": data, "deals/x.yaml": GOOD})) == [("DT005", 1, 1)]


def test_two_rates_files_that_disagree_are_told_at_the_cell(make_book, run):
    rates = {"seeds/rates/own.csv": "Date,USD,\n2020-05-13,1.0875,\n2020-05-12,1.0999,\n"}
    result = run("validate", "--format", "json", book=make_book({"deals/x.yaml": GOOD, **rates}))
    (found,) = json.loads(result.stdout)["diagnostics"]
    assert (found["code"], found["file"], found["line"]) == ("DT602", "seeds/rates/own.csv", 3)
    (other,) = found["related"]
    assert (other["file"], other["line"]) == ("seeds/rates/ecb.csv", 8)


# Books, and what is no book.


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--strict",), (".",)])
def test_a_book_without_company_files_is_nothing_to_check(arguments, make_book, run):
    book = make_book({"seeds/investors.yaml": "x: y\n"})
    result = run("validate", *arguments, book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing to check" in result.stderr
    assert str(book.root / "deals") in result.stderr


def test_an_empty_folder_is_no_book(tmp_path, run):
    result = run("validate", book=tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(tmp_path) in result.stderr
    assert "--book DIR" in result.stderr


@pytest.mark.parametrize("given", ["nowhere", "deals", "deals/x.yaml"])
def test_what_is_named_as_the_book_must_be_one(given, make_book, run):
    result = run("validate", "--book", given, book=make_book({"deals/x.yaml": GOOD}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{given} is no book" in result.stderr


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("dealtrack.toml", "currency = ", "dealtrack.toml:1: invalid value"),
        ("dealtrack.toml", "curency = 'USD'", "dealtrack.toml:1: there is no setting curency: did you mean currency?"),
        ("dealtrack.toml", b"\xff\xfe", "dealtrack.toml:1: it is not UTF-8"),
        ("pyproject.toml", "[tool.dealtrack]\ncurrency = 1\n", "pyproject.toml:2: [tool.dealtrack]"),
        ("pyproject.toml", "[tool]\ndealtrack = 1 # tool.dealtrack\n", "pyproject.toml:2: "),
    ],
)
def test_bad_settings_are_told_with_their_file(file, text, words, make_book, run):
    result = run("validate", book=make_book({"deals/x.yaml": GOOD, file: text}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "internal fault" not in result.stderr


def test_an_internal_fault_is_told_as_one(make_book, run, monkeypatch):
    def broken(*_):
        raise RuntimeError("out of order")

    monkeypatch.setattr("dealtrack.rules.check_book", broken)
    book = make_book({"deals/x.yaml": GOOD})
    result = run("validate", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "internal fault while running dealtrack: RuntimeError: out of order" in result.stderr
    monkeypatch.setenv("DEALTRACK_DEBUG", "1")
    traced = run("validate", book=book)
    assert traced.stderr.startswith("Traceback (most recent call last):\n")
    assert (traced.exit_code, traced.stderr.endswith(result.stderr)) == (2, True)


def test_a_fault_of_the_system_is_told_with_its_file(make_book, run, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied", "/somewhere/deals")

    monkeypatch.setattr("dealtrack.rules.check_book", refuse)
    result = run("validate", book=make_book({"deals/x.yaml": GOOD}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "dealtrack: /somewhere/deals: permission denied\n"
