"""Characters that YAML forbids, in files that are added to and mended, and in what is added."""

import pytest

CHARS = ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x80", "\ufffe"]
FACT = ("--date", "2020-05", "--source", "a")
COMMANDS = {
    "a deal": ("add", "x", *FACT, "--status", "completed", "--amount", "undisclosed"),
    "an event": ("add", "x", *FACT, "--event", "y"),
    "a step": ("add", "x", "--deal", "a", "--status", "withdrawn", "--on", "2020-06", "--source", "a"),
    "a source of its own": ("source", "add", "b", "--company", "x", "--publisher", "y", "--published", "2020-05-13"),
    "a mend": ("validate", "--fix"),
    "a mend shown": ("validate", "--fix", "--diff"),
    "a layout": ("fmt",),
    "a layout shown": ("fmt", "--diff"),
}
FILE = """
name： X
aliases: [a{char}b]
deals:
  - {{id: a, date: 2020, status: completed, label: "q{char}", amount: undisclosed, sources: [a]}}
"""


@pytest.mark.parametrize("char", CHARS, ids=ascii)
@pytest.mark.parametrize("name", COMMANDS)
def test_in_the_file(name, char, make_book, run):
    book = make_book({"deals/x.yaml": FILE.format(char=char).replace("：", ":" if "add" in COMMANDS[name] else "：")})
    before = (book.root / "deals/x.yaml").read_bytes()
    result = run(*COMMANDS[name], book=book)
    assert result.exit_code in (0, 1, 2), result.output
    assert "internal fault" not in result.output
    assert char not in result.output
    assert (book.root / "deals/x.yaml").read_bytes() == before


@pytest.mark.parametrize("char", [*CHARS, "\u202e", "\udcff"], ids=ascii)
def test_in_what_is_added(char, make_book, run):
    source = "sources: {a: {publisher: P, published: 2020-05-13}}"
    book = make_book({"deals/x.yaml": f"name: X\n{source}\ndeals: []\n"})
    told = f"U+{ord(char):04X} acts on what shows it: leave it out"
    for option in ("--label", "--venue", "--notes", "--investor"):
        result = run(*COMMANDS["a deal"], option, f"a{char}b", book=book)
        assert (result.exit_code, told in result.output) == (2, True)
    assert told in run("new", f"a{char}b", "--slug", "ab", book=book).output
    assert told in run("new", "ab", "--names", f"zh=a{char}b", book=book).output
    assert told in run("source", "add", "b", "--publisher", f"a{char}b", "--published", "2020-05-13", book=book).output


def test_line_ends_and_tabs_may_be_added(make_book, run):
    book = make_book({"deals/x.yaml": "name: X\nevents: [{date: 2020, what: y, sources: [a]}]\n"})
    assert run(*COMMANDS["a deal"], "--notes", "a\tb\nc", book=book).exit_code == 0
    assert run("validate", book=book).exit_code == 0
