"""``dealtrack fmt``: what is written, checked and shown, what is left alone, and the exit codes."""

import io
import os
import shutil
import subprocess

import pytest

from dealtrack.files import formatting

ROUGH = "country: CN\nname: X   # c\n"
SMOOTH = "name: X  # c\ncountry: CN\n"
BROKEN = "country: CN\nname: X\nstaus: x\nfounded: soon\n"


@pytest.fixture
def book(make_book):
    return make_book(
        {"deals/x.yaml": ROUGH, "deals/y.yaml": SMOOTH, "seeds/sources.yaml": "a:\n  publisher: P\n  published: 2020\n"}
    )


def text(book, file="deals/x.yaml"):
    return (book.root / file).read_bytes().decode()


def test_files_are_written(book, run):
    result = run("fmt", book=book)
    assert (result.exit_code, result.stdout, result.stderr) == (
        0, "deals/x.yaml formatted\n1 file formatted, 2 files in order already\n", "",
    )  # fmt: skip
    assert text(book) == SMOOTH
    assert run("fmt", book=book).stdout == "3 files in order already\n"


def test_check_writes_nothing(book, run):
    result = run("fmt", "--check", book=book)
    assert result.exit_code == 1
    assert result.stdout == "deals/x.yaml would be formatted\n1 file would be formatted, 2 files in order already\n"
    assert text(book) == ROUGH
    run("fmt", book=book)
    assert run("fmt", "--check", book=book).exit_code == 0


def test_diff_is_taken_by_git(book, run):
    result = run("fmt", "--diff", book=book)
    assert result.exit_code == 1
    assert text(book) == ROUGH
    applied = ["git", "apply", "-"] if shutil.which("git") else ["patch", "-p1"]
    subprocess.run(applied, input=result.stdout, text=True, check=True, cwd=book.root)
    assert text(book) == SMOOTH
    result = run("fmt", "--diff", "--check", book=book)
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_file_with_mistakes_is_left_alone_and_the_others_are_not(book, run):
    book.write("deals/y.yaml", BROKEN)
    result = run("fmt", book=book)
    assert result.exit_code == 1
    assert result.stdout == "deals/x.yaml formatted\n1 file formatted, 1 file in order already, 1 file left alone\n"
    assert result.stderr == (
        "dealtrack: deals/y.yaml is left as it was: it has 2 mistakes (unknown-key, bad-date)\n"
        "  dealtrack validate deals/y.yaml says where\n"
    )
    assert text(book, "deals/y.yaml") == BROKEN
    assert text(book) == SMOOTH


@pytest.mark.parametrize("data", [b"name: \xff\n", b"name: X\n# " + b"x" * 2**21], ids=["not UTF-8", "too large"])
def test_what_is_no_text_is_left_alone(book, run, data):
    book.write("deals/x.yaml", data)
    result = run("fmt", book=book)
    assert result.exit_code == 1
    assert "deals/x.yaml is left as it was: it cannot be read\n" in result.stderr
    assert (book.root / "deals" / "x.yaml").read_bytes() == data


def test_only_some_paths(book, run):
    book.write("deals/z.yaml", ROUGH)
    assert run("fmt", "deals/z.yaml", book=book).stdout == "deals/z.yaml formatted\n1 file formatted\n"
    assert text(book) == ROUGH
    assert run("fmt", "seeds", book=book).stdout == "1 file in order already\n"
    result = run("fmt", "README.md", book=book)
    assert (result.exit_code, "is no file of the book" in result.stderr) == (2, True)


def test_an_empty_book_has_nothing_to_format(tmp_path, run):
    (tmp_path / "deals").mkdir()
    result = run("fmt", book=tmp_path)
    assert (result.exit_code, "nothing to format" in result.stderr) == (2, True)
    assert run("fmt", "--book", tmp_path / "deals").exit_code == 2


def test_byte_order_mark_and_crlf_go(book, run):
    book.write("deals/x.yaml", b"\xef\xbb\xbfname: X  # c\r\ncountry: CN\r\n")
    assert run("fmt", "--check", book=book).exit_code == 1
    run("fmt", book=book)
    assert text(book) == SMOOTH


def test_a_link_out_of_the_book_is_left_alone(book, run, tmp_path):
    (tmp_path / "elsewhere.yaml").write_text(ROUGH)
    (book.root / "deals" / "x.yaml").unlink()
    (book.root / "deals" / "x.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    result = run("fmt", book=book)
    assert result.exit_code == 1
    assert "deals/x.yaml is left as it was: it cannot be read" in result.stderr
    assert (tmp_path / "elsewhere.yaml").read_text() == ROUGH


def test_a_full_disk_leaves_the_file(book, run, monkeypatch):
    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    result = run("fmt", book=book)
    assert result.exit_code == 2
    assert "deals/x.yaml is left as it was: it cannot be written: no space left on device" in result.stderr
    assert text(book) == ROUGH


def test_a_fault_of_our_own_writes_nothing(book, run, monkeypatch):
    monkeypatch.setattr(formatting, "printed", lambda *_: "name: Z\n")
    result = run("fmt", "deals/x.yaml", book=book)
    assert result.exit_code == 2
    assert "internal fault: deals/x.yaml is left as it was, since it would lose a value\n" in result.stderr
    assert text(book) == ROUGH


@pytest.fixture
def piped(run, monkeypatch):
    """Run with a text on standard input."""

    def run_with(data, *arguments, book):
        monkeypatch.chdir(book.root)
        from typer.testing import CliRunner

        from dealtrack.cli import app

        return CliRunner().invoke(app, list(arguments), input=io.BytesIO(data).read())

    return run_with


@pytest.mark.parametrize(
    ("arguments", "given", "code", "printed"),
    [
        ((), ROUGH, 0, SMOOTH),
        (("deals/new.yaml",), ROUGH, 0, SMOOTH),
        (("deals/new.yaml",), SMOOTH, 0, SMOOTH),
        (("seeds/sources.yaml",), "a: {publisher: P, published: 2020}\n", 0, "a:\n  publisher: P\n  published: 2020\n"),
        (
            ("--check",),
            ROUGH,
            1,
            "deals/stdin.yaml would be formatted\n1 file would be formatted\n",
        ),
        (
            ("--diff",),
            "name:  X\n",
            1,
            "--- a/deals/stdin.yaml\n+++ b/deals/stdin.yaml\n@@ -1 +1 @@\n-name:  X\n+name: X\n",
        ),
        ((), BROKEN, 1, ""),
        (("a.yaml", "b.yaml"), ROUGH, 2, ""),
    ],
)
def test_standard_input(piped, book, arguments, given, code, printed):
    result = piped(given.encode(), "fmt", "--stdin", *arguments, book=book)
    assert (result.exit_code, result.stdout) == (code, printed)
    assert text(book) == ROUGH
