"""Whatever a file is full of, it is checked: the kinds are those of ``benchmarks/hostile.py``.

Small ones are checked for what comes of them; ``pytest -m costly`` checks each at 2 MiB, where what grows with the square of
the size, in time or in memory, does not come to its end.
"""

import resource
import subprocess
import sys

import pytest

from benchmarks.hostile import COMPANY, KINDS, RATES, SIZE
from dealtrack.files.book import open_book

SMALL = 6_000
GIGABYTE, SECONDS = 1024**3, 60


def book_of(make_book, files):
    return make_book({file: text.encode("utf-8") for file, text in files.items()})


@pytest.mark.parametrize("kind", KINDS)
def test_a_small_file_of_each_kind_is_checked(kind, make_book, run):
    result = run("validate", "--max", "5", book=book_of(make_book, KINDS[kind](SMALL)))
    assert result.exit_code in (0, 1)
    assert result.stdout.splitlines()[-1].startswith("checked 1 file,")
    assert max(map(len, result.stdout.splitlines())) < 1000  # long lines are cut


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.costly
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_2_mib_of_each_kind_is_checked_within_its_limits(kind, make_book):
    book = book_of(make_book, KINDS[kind](SIZE))
    command = [sys.executable, "-m", "dealtrack", "validate", "--book", str(book.root)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limit)
    assert (result.returncode in (0, 1), result.stderr) == (True, "")
    assert result.stdout.splitlines()[-1].startswith("checked 1 file,")


CROWDS = {
    "claims": ("deals:\n  - id: d\n    date: 2020\n    status: completed\n    sources: [s]\n    claims:\n", 51),
    "valuations": ("valuations:\n", 1001),
    "totals": ("totals:\n", 1001),
}


@pytest.mark.parametrize("key", CROWDS)
def test_a_list_that_is_too_long_is_told_of_and_left_out(key, make_book, run):
    head, count = CROWDS[key]
    top = f"name: X\nsources: {{s: {{publisher: P, published: 2021}}}}\n{head}"
    items = [f"      - {{date: 2020, by: P{number}, amount: CNY 5m, sources: [s]}}\n" for number in range(count)]
    book = make_book({COMPANY: (top + "".join(items)).encode("utf-8")})
    told = run("validate", "--concise", book=book).stdout
    assert f"DT005 too-many: {count:,} {key} are more than the {count - 1:,} that a" in told
    (book.root / COMPANY).write_text(top + "".join(items[1:]), encoding="utf-8")
    assert "DT005" not in run("validate", book=book).stdout


def test_of_more_mistakes_than_are_told_a_last_one_says_so(make_book, run):
    book = make_book({COMPANY: b"name: X\n" + b"".join(b"k%d: v\n" % number for number in range(50_001))})
    lines = run("validate", "--concise", "--max", "2", book=book).stdout.splitlines()
    more = "more than 50,000 mistakes of one kind: the others are not told (mend these first)"
    assert lines[0] == f"{COMPANY}:1:1: error DT005 too-many: {more}"
    assert lines[-1].endswith(": 50001 errors")


def test_what_a_thousand_unknown_words_were_meant_for_is_found_out(make_book, run):
    keys = ["citty", *(f"k{number}" for number in range(999)), "foundrs", "citty2"]
    book = make_book({COMPANY: ("name: X\n" + "".join(f"{key}: v\n" for key in keys)).encode()})
    lines = run("validate", "--concise", "--max", "all", book=book).stdout.splitlines()
    told = {line.split('"')[1]: line for line in lines if "unknown-key" in line}
    assert len(told) == len(keys)
    assert told["citty"].endswith("(did you mean city?)")
    assert told["foundrs"].endswith('a company has no key "foundrs"')


def test_what_to_write_for_a_thousand_bad_amounts_is_found_out(make_book, run):
    head = "name: X\nsources: {s: {publisher: P, published: 2021}}\ndeals:\n"
    deals = [
        f"  - {{id: d{number}, date: 2020, status: completed, sources: [s], amount: 'RMB {number},5'}}\n"
        for number in range(10, 1011)
    ]
    book = make_book({COMPANY: (head + "".join(deals)).encode()})
    lines = run("validate", "--concise", "--max", "all", book=book).stdout.splitlines()
    told = [line for line in lines if "bad-amount" in line]
    assert len(told) == len(deals)
    assert "write RMB 10.5" in told[0]
    assert told[-1].endswith("one and more in others")


@pytest.mark.parametrize(("count", "is_cut"), [(20_000, False), (20_001, True)])
def test_a_file_with_very_many_slips_is_read_when_these_are_mended(count, is_cut, make_book, run):
    lines = "".join(f"  s{number}: {{publisher：P, published: 2020}}\n" for number in range(count))
    book = make_book({COMPANY: f"name: X\nsources:\n{lines}".encode()})
    told = run("validate", "--concise", book=book).stdout
    assert (f"{COMPANY}:1:1: error DT005 too-many: more than 20,000 mistakes of one kind" in told) == is_cut
    assert told.splitlines()[-1].count(f" 0 deals: {20_000 + is_cut} errors") == 1


@pytest.mark.parametrize(
    ("count", "says"), [(999, "--fix mends 999 of them"), (1001, "--diff shows what --fix would mend")]
)
def test_what_fix_mends_is_counted_where_it_is_soon_found_out(count, says, make_book, run):
    lines = "".join(f"  s{number}: {{publisher：P, published: 2020}}\n" for number in range(count))
    book = make_book({COMPANY: f"name: X\nsources:\n{lines}".encode()})
    assert run("validate", book=book).stdout.splitlines()[-1].endswith(f"; {says}")
    assert run("validate", "--fix", book=book).exit_code == 0
    assert (book.root / COMPANY).read_text(encoding="utf-8").count("{publisher: P,") == count


def test_what_fix_mends_is_not_counted_in_a_large_book(make_book, run):
    book = make_book({COMPANY: b"name: X\ncitty: Y\n", "deals/y.yaml": b"name: Y\n" + b"# a comment\n" * 100_000})
    assert run("validate", book=book).stdout.splitlines()[-1].endswith("1 error; --diff shows what --fix would mend")
    assert "+city: Y" in run("validate", "--diff", book=book).stdout


def test_of_a_rates_file_with_more_mistakes_than_are_told_nothing_is_used(make_book, run, monkeypatch):
    monkeypatch.setattr("dealtrack.rates.readers.wide.MOST_FAULTS", 2)
    monkeypatch.setattr("dealtrack.files.limits.MOST_FAULTS", 2)
    rates = "Date,USD,CNY,\n2020-05-12,1.1,7.8,\n2020-05-13,x,7.8,\n2020-05-14,x,7.8,\n2020-05-15,1.1,7.8,\n"
    book = make_book({COMPANY: b"name: X\n", RATES: rates.encode()})
    assert RATES in {each.file for each in open_book(book.root).rates.series}
    (book.root / RATES).write_text(f"{rates}2020-05-16,x,7.8,\n", encoding="utf-8")
    told = run("validate", "--concise", book=book).stdout
    assert (told.count("bad-rate"), told.count("too-many: more than")) == (2, 1)
    assert RATES not in {each.file for each in open_book(book.root).rates.series}
