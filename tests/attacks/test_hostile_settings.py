"""Settings are input like any other: whatever stands in them, one clear line says what, and where."""

import time
from contextlib import suppress

import pytest

from dealtrack.files.settings import BadSettings, read_settings
from dealtrack.files.toml_text import MOST_BYTES, read_toml

GOOD = "name: X\nvaluations:\n  - {date: 2020-05-13, amount: CNY 1bn, sources: [a]}\n"
HEADS = {"dealtrack.toml": "# ours\n{}", "pyproject.toml": "[tool.dealtrack]\n{}"}

# By name: what stands below the first line, the line that is told (counted from the first), words of the message.
HOSTILE = {
    "5,000 brackets": ("currency = " + "[" * 5000, 2, "brackets stand more than 32 deep"),
    "5,000 braces": ("currency = " + "{a=" * 5000, 2, "a key has more than 32 parts"),
    "5,000 closed brackets": ("x = 1\ncurrency = " + "[" * 5000 + "]" * 5000, 3, "brackets stand more than 32 deep"),
    "brackets over lines": ("currency = " + "[\n" * 5000, 34, "brackets stand more than 32 deep"),
    "5,000 brackets of a header": ("[" * 5000, 2, "at column 3"),
    "a huge integer": ("rates = {max_age_days = " + "9" * 10_000 + "}", 2, "a number or date has more than 100"),
    "a huge integer with lines": ("[rates]\nmax_age_days = " + "1_" * 5000 + "1", 3, "a number or date has more"),
    "a huge hexadecimal": ("currency = 0x" + "f" * 100_000, 2, "a number or date has more than 100"),
    "a large hexadecimal": ("currency = 0x" + "f" * 90, 2, "currency: a number of so many digits is not"),
    "an integer that no machine has": ("rates.max_age_days = " + "9" * 99, 2, "rates.max_age_days: a number of so"),
    "a huge float": ("rates.tolerance_percent = 1." + "1" * 10_000, 2, "a number or date has more than 100"),
    "an exponent": ("rates.tolerance_percent = 1e999999", 2, "rates.tolerance_percent: inf is not a number"),
    "a long dotted key": ("a." * 30_000 + "a = 1", 2, "a key has more than 32 parts"),
    "a long dotted header": ("x = 1\n[" + "a." * 30_000 + "a]", 3, "a key has more than 32 parts"),
    "a long dotted key in a table": ("[rates]\nx = {" + "'a'." * 30_000 + "a = 1}", 3, "a key has more than 32 parts"),
    "a long key": ("a" * 100_000 + " = 1", 2, "there is no setting " + "a" * 60 + "…: known are"),
    "a long text": ('currency = "' + "USD" * 30_000 + '"', 2, "is not a currency of ISO 4217"),
    "a list for a word": ("currency = ['USD']", 2, "currency: a list is not a currency of ISO 4217"),
    "a table for a word": ("currency = {USD = 1}", 2, "currency: a table is not a currency of ISO 4217"),
    "a list for a number": ("rates.max_age_days = [7]", 2, "rates.max_age_days: a list is not a whole number"),
    "a date for a word": ("currency = 2020-05-13T00:00:00Z", 2, "currency: 2020-05-13 00:00:00+00:00 is not"),
    "a date for a number": ("rates.max_age_days = 2020-05-13", 2, "2020-05-13 is not a whole number"),
    "a list for a table": ("rates = [1]", 2, "rates is no table"),
    "tables for a table": ("x = 1\n[[rates]]\nmax_age_days = 1\n", 2, "there is no setting x"),
    "a list of tables": ("[[rates]]\nmax_age_days = 1\n", 2, "rates is no table"),
    "a list in a list of words": ("validate.select = [['DT1']]", 2, "validate.select is no list of rules"),
    "a list for a grade": ("validate.severity.DT101 = ['off']", 2, "validate.severity.DT101: a list is none of"),
    "a table for a path": ("validate.baseline = {a = 1}", 2, 'validate.baseline: "a table" is no path of a file'),
    "a day that there is not": ("currency = 2021-02-30", 2, "invalid date or datetime"),
    "a time that there is not": ("currency = 25:00:00", 2, "column"),
    "nan": ("rates.max_age_days = nan", 2, "rates.max_age_days: nan is not a whole number from 0 to 366"),
    "a negative number": ("rates.max_age_days = -1", 2, "rates.max_age_days: -1 is not a whole number"),
    "a fraction": ("rates.max_age_days = 7.0", 2, "rates.max_age_days: 7.0 is not a whole number"),
    "no number": ("rates.max_age_days = true", 2, "rates.max_age_days: True is not a whole number"),
    "NUL": ("currency = 'US\0D'", 2, "invalid character '\\x00'|illegal character '\\x00'"),
    "NUL in a path": ('validate.baseline = "a\\u0000b"', 2, "is no path of a file"),
    "an escape": ("currency = '\x1b[2J'", 2, "invalid character '\\x1b'|illegal character '\\x1b'"),
    "a written escape": ('currency = "\\u001b[2J"', 2, "is not a currency of ISO 4217"),
    "a key that is an escape": ('"\\u001b[2J\\n::error::" = 1', 2, "there is no setting"),
    "a surrogate": ('currency = "\\ud800"', 2, "column"),
    "no UTF-8": (b"x = 1\ny = '\xff'", 3, "it is not UTF-8: 0xff"),
    "UTF-16": ("currency = 'USD'".encode("utf-16"), 2, "it is not UTF-8: 0xff"),
    "a mark in the middle": ("\ufeffcurrency = 'USD'", 2, "at column 1"),
    "an open text": ('currency = """' + "x\n" * 10, None, "at column 1|unterminated string|expected"),
    "a duplicate key": ("currency = 'USD'\ncurrency = 'CNY'", 3, "cannot overwrite a value"),
    "a duplicate table": ("[rates]\n[rates]", 3, "cannot declare"),
    "lone carriage returns": ("currency = 'USD'\rcurrency = 'CNY'", 2, "column"),
    "words": ("currency", 2, "expected '=' after a key"),
    "too much": ("#" + "x" * MOST_BYTES, 0, "it is larger than 256 KiB"),
    "far too much": ("#" + "x" * (2 * 1024 * 1024), 0, "it is larger than 2 MiB"),
}  # fmt: skip


@pytest.mark.parametrize("file", HEADS)
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_wrong_with_settings_is_told_at_its_line(name, file, make_book, run):
    text, line, words = HOSTILE[name]
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    head, _, _ = HEADS[file].partition("{}")
    if file == "pyproject.toml":
        data = data.replace(b"[[rates]]", b"[[tool.dealtrack.rates]]").replace(b"[rates]", b"[tool.dealtrack.rates]")
    book = make_book({"deals/x.yaml": GOOD, file: head.encode() + data})
    result = run("validate", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "internal fault" not in result.stderr
    assert "\x1b" not in result.stderr
    assert len(result.stderr) < 400
    assert result.stderr.startswith(f"dealtrack: {file}:{line}: " if line else f"dealtrack: {file}:")
    assert any(word in result.stderr for word in words.split("|"))


@pytest.mark.parametrize(
    "command", [("timeline",), ("list", "deals"), ("add", "x"), ("rates", "list"), ("convert", "CNY 1bn"), ("diff",)]
)
def test_every_command_says_the_same_of_bad_settings(command, make_book, run):
    book = make_book({"deals/x.yaml": GOOD, "dealtrack.toml": "currency = " + "[" * 5000})
    result = run(*command, book=book)
    assert result.exit_code == 2
    assert "internal fault" not in result.stderr


def test_a_mark_at_the_beginning_is_no_mistake(tmp_path):
    (tmp_path / "dealtrack.toml").write_bytes(b"\xef\xbb\xbfcurrency = 'CNY'\r\n[rates]\r\nmax_age_days = 3\r\n")
    read = read_settings(tmp_path)
    assert (read.currency, read.rates.max_age_days, read.place("rates", "max_age_days")) == (
        "CNY",
        3,
        "dealtrack.toml:3",
    )


def test_a_list_of_many_words_counts_each_once(make_book, run):
    words = ", ".join(['"ECB"'] * 30_000)
    book = make_book({"deals/x.yaml": GOOD, "dealtrack.toml": f"[rates]\nprefer = [{words}]\n"})
    assert run("validate", book=book).exit_code == 0
    assert read_settings(book.root).rates.prefer == ("ECB",)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a = 1\n\nb = 2\n", {("a",): 1, ("b",): 3}),
        ("[t]\na = 1\n[t.u]\nb.c = 2\n", {("t",): 1, ("t", "a"): 2, ("t", "u"): 3, ("t", "u", "b", "c"): 4}),
        ("a = [\n 1, # ]\n 2,\n]\nb = 1", {("a",): 1, ("b",): 5}),
        ('a = """\nb = 1\n\\""" c\n"""\nd = 1', {("a",): 1, ("d",): 5}),
        ("a = '''\nb = 1 ''''\nd = 1", {("a",): 1, ("d",): 3}),
        ('a = "# [\\" ="\nd = 1', {("a",): 1, ("d",): 2}),
        ("a = {b = 1, c.d = [1, {e = 2}]}\nf = 1.5\ng = 1",
            {("a",): 1, ("a", "b"): 1, ("a", "c", "d"): 1, ("a", "c", "d", "e"): 1, ("f",): 2, ("g",): 3}),
        ('"a" . \'b\' = 1\n[ "c" ]\nd = 2020-05-13 07:00:00', {("a", "b"): 1, ("c",): 2, ("c", "d"): 3}),
        ("[[t]]\na = 1\n[[t]]\na = 2\n", {("t",): 1, ("t", "a"): 2}),
    ],
)  # fmt: skip
def test_each_key_has_its_line(text, lines):
    assert read_toml(text.encode()).lines == lines


# Each of about 250 KiB; all are read in less than half a second, ten times that is allowed.
LARGE = {
    "tables": "".join(f"[a{number}]\n" for number in range(25_000)),
    "keys": "".join(f"a{number} = 1\n" for number in range(20_000)),
    "deep keys": "".join(".".join(["a"] * 30) + f".k{number} = 1\n" for number in range(3_500)),
    "a list": "a = [" + "1," * 120_000 + "]\n",
    "a table in a line": "a = {" + ", ".join(f"k{number} = 1" for number in range(18_000)) + "}\n",
    "escapes": 'a = "' + "\\u0041" * 40_000 + '"\n',
    "open texts": "'''\\" * 60_000,
    "quotes": '"' * 250_000,
    "comments": "#\n" * 120_000,
    "brackets in texts": "a = '" + "[" * 250_000 + "'\n",
    "severities": "[validate.severity]\n" + "".join(f'DT{number} = "off"\n' for number in range(14_000)),
}


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("file", HEADS)
def test_settings_of_any_kind_are_read_in_time(name, file, tmp_path):
    head, _, _ = HEADS[file].partition("{}")
    text = head + LARGE[name]
    assert 180_000 < len(text) < MOST_BYTES
    (tmp_path / file).write_text(text, encoding="utf-8")
    started = time.process_time()
    with suppress(BadSettings):
        read_settings(tmp_path)
    assert time.process_time() - started < 5
