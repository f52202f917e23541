"""Data is data: what a book holds does nothing to the terminal, the log or the program that shows it."""

import json
import re

import pytest

# What acts on a terminal or hides in it; a line feed is allowed only where the layout puts it.
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

# As YAML, and as the text that it is.
PAYLOADS = {
    "colour": ('"\\e[31mred\\e[0m"', "\x1b[31mred\x1b[0m"),
    "a title of the window": ('"\\e]0;owned\\a"', "\x1b]0;owned\x07"),
    "a control of eight bits": ('"\\x9b31mred"', "\x9b31mred"),
    "markup": ('"[red]x[/red] [link=https://example.com]y[/link]"', "[red]x[/red] [link=https://example.com]y[/link]"),
    "a command of a workflow": ('"a\\n::error::x"', "a\n::error::x"),
    "a carriage return": ('"a\\rdeals/y.yaml:1:1: note"', "a\rdeals/y.yaml:1:1: note"),
    "a backspace": ('"a\\b\\b\\bb"', "a\b\b\bb"),
    "a NUL": ('"a\\0b"', "a\0b"),
    "a right-to-left override": ('"a\\u202eb"', "a\u202eb"),
    "a line separator": ('"a\\u2028b\\Nc"', "a\u2028b\x85c"),
    "a zero-width space": ('"a\\u200bb"', "a\u200bb"),
    "a format directive": ('"%s {0} $(id) `id`"', "%s {0} $(id) `id`"),
}
EVERY = pytest.mark.parametrize(("yaml", "text"), PAYLOADS.values(), ids=PAYLOADS)

WHERE = {
    "a value": "name: X\nfounded: {0}\n",
    "an amount": "name: X\ntotals: [{{date: 2020, amount: {0}, sources: [a]}}]\n",
    "a word": "name: X\ndeals: [{{id: a, date: 2020, status: {0}, sources: [a]}}]\n",
    "an id": "name: X\ndeals: [{{id: {0}, date: 2020, status: filed, sources: [a]}}]\n",
    "a list": "name: X\naliases: {0}\n",
    "a key": "name: X\n? {0}\n: x\n",
    "a duplicate key": "name: X\nnames: {{{0}: x, {0}: y}}\n",
    "a key above a mistake": "name: X\nsources: {{{0}: {{publisher: P}}}}\n",
    "a source": "name: X\nevents: [{{date: 2020, what: x, sources: [{0}]}}]\n",
    "beside a mistake": "name: X\nnames: {{zh: {0}, en: [x]}}\n",
}


@EVERY
@pytest.mark.parametrize("template", WHERE.values(), ids=WHERE)
def test_a_value_is_shown_harmlessly_in_text(template, yaml, text, make_book, run):
    result = run("validate", book=make_book({"deals/x.yaml": template.format(yaml)}))
    assert (result.exit_code, ACTING.findall(result.stdout)) == (1, [])
    assert not re.search(r"(?m)^(::error|deals/y)", result.stdout)
    assert result.stderr == ""


@EVERY
@pytest.mark.parametrize("template", WHERE.values(), ids=WHERE)
def test_a_value_is_shown_harmlessly_in_json(template, yaml, text, make_book, run):
    result = run("validate", "--format", "json", book=make_book({"deals/x.yaml": template.format(yaml)}))
    assert ACTING.findall(result.stdout) == []
    assert "\n::" not in result.stdout
    assert json.loads(result.stdout)["diagnostics"]


@EVERY
def test_json_still_holds_the_data_as_it_is(yaml, text, make_book, run):
    result = run("validate", "--format", "json", book=make_book({"deals/x.yaml": f"name: X\nfounded: {yaml}\n"}))
    (found,) = json.loads(result.stdout)["diagnostics"]
    assert found["code"] == "DT006" or found["message"].startswith(f'"{text}" is not a date')


@pytest.mark.parametrize("raw", ["\x1b[31m", "\x07", "\x9b31m", "\u202e", "\u2066", "\x00", "\x7f"])
def test_a_raw_control_is_an_error_and_shown_harmlessly(raw, make_book, run):
    book = make_book({"deals/x.yaml": f"name: X\ncity: a{raw}b\n".encode()})
    for format in ("text", "json"):
        result = run("validate", "--format", format, book=book)
        assert (result.exit_code, ACTING.findall(result.stdout)) == (1, [])
        assert f"U+{ord(raw[0]):04X}" in result.stdout


NAMES = ["\x1b[31mred.yaml", "[red]x[red].yaml", "a\n::error::x.yaml", "a\u202eb.yaml", "a\x9bb.yaml", "%s{0}.yaml"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", ["text", "json"])
def test_a_file_name_is_shown_harmlessly(name, format, make_book, run):
    result = run("validate", "--format", format, book=make_book({f"deals/{name}": "nmae: X\n"}))
    assert (result.exit_code, ACTING.findall(result.stdout)) == (1, [])
    assert not re.search(r"(?m)^::", result.stdout)


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_name_of_a_rates_file_and_its_cells_are_shown_harmlessly(format, make_book, run):
    rates = "date,base,quote,rate\n2020-05-13,USD,[red],7\n2020-05-13,USD,::error::,7\n"
    book = make_book({"deals/x.yaml": "name: X\n", "seeds/rates/\x1b[31m.csv": rates})
    result = run("validate", "--format", format, book=book)
    assert (result.exit_code, ACTING.findall(result.stdout)) == (1, [])
    assert "[red]" in result.stdout


@pytest.mark.parametrize(
    ("files", "arguments"),
    [
        ({"dealtrack.toml": '"\\u001b[31m" = 1\n'}, ()),
        ({"dealtrack.toml": 'currency = "\\u001b[31m"\n'}, ()),
        ({"dealtrack.toml": 'currency = "a\\n::error::x"\n'}, ()),
        ({}, ("deals/\x1b[31m.yaml",)),
        ({}, ("--book", "\x1b[31m")),
        ({}, ("--today", "\x1b[31m")),
    ],
)
def test_a_complaint_is_harmless(files, arguments, make_book, run):
    result = run("validate", *arguments, book=make_book({"deals/x.yaml": "name: X\n", **files}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert ACTING.findall(result.stderr) == []
    assert not re.search(r"(?m)^::", result.stderr)


def test_colour_is_ours_alone(make_book, run):
    book = make_book({"deals/x.yaml": 'name: X\nfounded: "\\e[31mred"\n'})
    printed = run("validate", "--color", "always", book=book).stdout
    assert "\x1b[31m" not in printed
    assert ACTING.findall(re.sub(r"\x1b\[(0|1;3[1346]|1)m", "", printed)) == []
