"""Data is data: what a book holds does nothing to the terminal, the log or the program that shows it."""

import json
import os
import re
from xml.etree import ElementTree

import pytest

from dealtrack.cli.validate import DiagnosticFormat

# What acts on a terminal or hides in it; a line feed is allowed only where the layout puts it.
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
# What runners take for a command: at the start of a line, or anywhere in it.
COMMAND = re.compile(r"(?m)^\s*::[a-z-]+( [^:]*)?::|##\w*\[")
OUR_COMMANDS = re.compile(r"(?m)^::(error|warning|notice) (file=[^:\n]+,title=DT\d{3} [a-z0-9-]+|title=dealtrack)::")
FORMATS = [format.value for format in DiagnosticFormat]
IN_EVERY_FORMAT = pytest.mark.parametrize("format", FORMATS)

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
    "an escaped line feed": ('"a%0A::error::x"', "a%0A::error::x"),
    "an old command": ('"x ##[error]b ##vso[task.complete]c"', "x ##[error]b ##vso[task.complete]c"),
    "a script": ('"<script>alert(1)</script>"', "<script>alert(1)</script>"),
    "an image": ('"![x](https://example.com/x.png)"', "![x](https://example.com/x.png)"),
    "a mention": ('"@octocat #1 https://example.com"', "@octocat #1 https://example.com"),
    "a formula": ("\"=cmd()|'/c calc'!A1\"", "=cmd()|'/c calc'!A1"),
    "a bar": ('"a|b\\\\|c"', "a|b\\|c"),
    "backticks": ('"`a``b``` ```"', "`a``b``` ```"),
    "the end of a CDATA section": ('"]]>&amp;<!--"', "]]>&amp;<!--"),
    "a tag": ('"a\\U000E0041b"', "a\U000e0041b"),
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


def acting(printed):
    """What in a report acts on a terminal, or is a command that is not ours."""
    return ACTING.findall(printed) + COMMAND.findall(OUR_COMMANDS.sub("ours ", printed))


def held(format, printed):
    """Every text of a report, as the program that reads it gets them."""
    if format == "sarif":
        printed = printed.replace(r'"\r\n"', '""').replace(r'"\r"', '""')  # the ends of lines that SARIF asks for
    if format == "junit":
        root = ElementTree.fromstring(printed.encode())
        return [text for each in root.iter() for text in (each.text, each.tail, *each.attrib.values()) if text]
    return strings(json.loads(printed)) if format in ("json", "gitlab", "sarif") else [printed]


def strings(tree):
    if isinstance(tree, str):
        return [tree]
    if isinstance(tree, dict):
        return [text for pair in tree.items() for each in pair for text in strings(each)]
    return [text for each in tree for text in strings(each)] if isinstance(tree, list) else []


@EVERY
@pytest.mark.parametrize("template", WHERE.values(), ids=WHERE)
@IN_EVERY_FORMAT
def test_a_value_is_shown_harmlessly(format, template, yaml, text, make_book, run):
    result = run("validate", "--format", format, book=make_book({"deals/x.yaml": template.format(yaml)}))
    assert (result.exit_code, acting(result.stdout)) == (1, [])
    assert not re.search(r"(?m)^deals/y", result.stdout)
    assert result.stderr == ""
    for each in held(format, result.stdout) if format != "json" else ():
        assert ACTING.findall(each) == []
        assert format == "github" or not re.search(r"(?m)^\s*::", each)


@EVERY
@pytest.mark.parametrize("template", WHERE.values(), ids=WHERE)
def test_a_value_is_shown_harmlessly_on_one_line(template, yaml, text, make_book, run):
    book = make_book({"deals/x.yaml": template.format(yaml)})
    result = run("validate", "--concise", book=book)
    assert (result.exit_code, acting(result.stdout)) == (1, [])
    assert [line.split(":")[0] for line in result.stdout.splitlines()[:-1]] == ["deals/x.yaml"] * (
        result.stdout.count("\n") - 1
    )


def outside_code(cell):
    """What of a table's cell is no code, with its bars as Markdown reads them before it looks for code."""
    return re.sub(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", "", cell.replace("\\|", "|"))


@EVERY
@pytest.mark.parametrize("template", WHERE.values(), ids=WHERE)
def test_nothing_comes_alive_in_the_summary_of_a_step(template, yaml, text, make_book, run, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    run("validate", "--format", "github", book=make_book({"deals/x.yaml": template.format(yaml)}))
    summary = (tmp_path / "summary").read_text(encoding="utf-8")
    assert acting(summary) == []
    rows = [line for line in summary.splitlines() if line.startswith("|")][2:]
    assert rows
    for row in rows:
        cells = re.findall(r"((?:\\.|[^|\\])*)\|", row[1:])
        assert len(cells) == 5
        plain = " ".join("".join(outside_code(cell) for cell in cells).split())
        assert re.fullmatch(r"(error|warning|note) DT\d{3} [a-z0-9-]+", plain)


@EVERY
def test_json_still_holds_the_data_as_it_is(yaml, text, make_book, run):
    result = run("validate", "--format", "json", book=make_book({"deals/x.yaml": f"name: X\nfounded: {yaml}\n"}))
    (found,) = json.loads(result.stdout)["diagnostics"]
    assert found["code"] == "DT006" or found["message"].startswith(f'"{text}" is not a date')


@pytest.mark.parametrize("raw", ["\x1b[31m", "\x07", "\x9b31m", "\u202e", "\u2066", "\x00", "\x7f"])
def test_a_raw_control_is_an_error_and_shown_harmlessly(raw, make_book, run):
    book = make_book({"deals/x.yaml": f"name: X\ncity: a{raw}b\n".encode()})
    for format in FORMATS:
        result = run("validate", "--format", format, book=book)
        assert (result.exit_code, acting(result.stdout)) == (1, [])
        assert f"U+{ord(raw[0]):04X}" in result.stdout


NAMES = [
    "\x1b[31mred", "[red]x[red]", "a\n::error::x", "a\u202eb", "a\x9bb", "%s{0}", "%0A::error::x", "##[error]x",
    "<script>", "=cmd()", "a|b", "a\u2028b", "]]>", "a,line=9:b", "`a`", "@octocat", os.fsdecode(b"a\xff\xfeb"),
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@IN_EVERY_FORMAT
def test_a_file_name_is_shown_harmlessly(name, format, make_book, run, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    result = run(
        "validate", "--format", format, book=make_book({f"deals/{name}.yaml": "nmae: X\n", "deals/y.yaml": ""})
    )
    assert (result.exit_code, acting(result.stdout), result.stderr) == (1, [], "")
    for each in held(format, result.stdout) if format != "json" else ():
        assert ACTING.findall(each) == []
    if format == "github":
        summary = (tmp_path / "summary").read_text(encoding="utf-8")
        assert acting(summary) == []
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in summary.splitlines() if line.startswith("|")} == {6}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", ["github", "gitlab", "sarif", "junit"])
def test_the_directory_of_a_book_is_shown_harmlessly(name, format, run, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    (tmp_path / name / "deals").mkdir(parents=True)
    (tmp_path / name / "deals" / "x.yaml").write_text("nmae: X\n" + "".join(f"k{n}: v\n" for n in range(12)))
    result = run("validate", "--format", format, book=tmp_path / name)
    assert (result.exit_code, acting(result.stdout), result.stderr) == (1, [], "")


@IN_EVERY_FORMAT
def test_a_name_of_a_rates_file_and_its_cells_are_shown_harmlessly(format, make_book, run):
    rates = "date,base,quote,rate\n2020-05-13,USD,[red],7\n2020-05-13,USD,::error::,7\n"
    book = make_book({"deals/x.yaml": "name: X\n", "seeds/rates/\x1b[31m.csv": rates})
    result = run("validate", "--format", format, book=book)
    assert (result.exit_code, acting(result.stdout)) == (1, [])
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
