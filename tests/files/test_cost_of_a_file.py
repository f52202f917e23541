"""Whatever a file is full of, it is checked: the kinds are those of ``benchmarks/hostile.py``.

Small ones are checked for what comes of them; ``pytest -m costly`` checks each at 2 MiB, where what grows with the square of
the size, in time or in memory, does not come to its end.
"""

import resource
import subprocess
import sys

import pytest

from benchmarks.hostile import COMPANY, KINDS, SIZE

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
    book = make_book({COMPANY: b"name: X\n" + b"".join(b"k%d: v\n" % number for number in range(100_001))})
    lines = run("validate", "--concise", "--max", "2", book=book).stdout.splitlines()
    more = "more than 100,000 mistakes of one kind: the others are not told (mend these first)"
    assert lines[0] == f"{COMPANY}:1:1: error DT005 too-many: {more}"
    assert lines[-1].endswith(": 100001 errors")
