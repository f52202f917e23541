"""YAML that is not what it looks like: lines that a value has swallowed, a --- too many, conflicts that were left."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.files import tree
from dealtrack.files.reading import read_record
from dealtrack.files.swallowed import swallowed_lines
from dealtrack.files.text import decode
from dealtrack.model import Company
from dealtrack.values.conflict_markers import conflict_spans
from tests.fuzz import yaml_suite

PARSERS = pytest.mark.parametrize("parser", [tree._Parser, tree.PureParser], ids=["fastest", "pure"])
SOURCES = "sources:\n  a: {publisher: A Paper, published: 2019}\n"
DEAL = "deals:\n  - id: a\n    date: 2018\n    status: completed\n    sources: [a]\n"


@pytest.fixture
def told(make_book, run):
    """Code, line, column and hint of each diagnostic of a company's file."""

    def check(text):
        result = run("validate", "--format", "json", book=make_book({"deals/x.yaml": text}))
        found = json.loads(result.stdout)["diagnostics"]
        return [(each["code"], each["line"], each["column"], each["hint"]) for each in found]

    return check


OR_QUOTES = ", or put the whole value in quotes if it is meant so"
SWALLOWED = {
    "a blank too far": ("founders:\n  - A\n   - B\n", 4, 4, "start it in column 3"),
    "far too far": ("founders:\n- A\n      - B\n", 4, 7, "start it in column 1"),
    "behind a line of the same value": ("founders:\n  - A\n      b\n    - C\n", 5, 5, "start it in column 3"),
    "behind an empty line": ("founders:\n  - A\n\n   - B\n", 5, 4, "start it in column 3"),
    "without a name": ("founders:\n  - A\n   -\n", 4, 4, "start it in column 3"),
    "without a blank": ("founders:\n  - A\n   -B\n", 4, 4, "start it in column 3, with a space after the hyphen"),
    "with a tab": ("founders:\n  - A\n   -\tB\n", 4, 4, "start it in column 3"),
    "in Chinese": ("founders:\n  - 李安\n   - 王波\n", 4, 4, "start it in column 3"),
    "a key without a blank": ("city: A\n  country:CN\n", 3, 3, "start it in column 1, with a space after the colon"),
    "in a text": ("notes: A\n  - B\n", 3, 3, "take it out of the value"),
    "in brackets": ("founders: [A,\n  B\n  - C]\n", 4, 3, "put a comma before it"),
    "with CRLF": ("founders:\r\n  - A\r\n   - B\r\n", 4, 4, "start it in column 3"),
    "in a list of a deal": (
        DEAL + "    investors:\n      - A\n       - B\n" + SOURCES, 9, 8, "start it in column 7",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "hint"), SWALLOWED.values(), ids=SWALLOWED)
def test_a_line_that_a_value_has_swallowed_is_told_once_at_the_line(text, line, column, hint, told):
    assert told(f"name: X\n{text}") == [("DT011", line, column, hint + OR_QUOTES)]


KEPT = {
    "in quotes": 'notes: "A\n  - B"\n',
    "in other quotes": "notes: 'A\n  city:B'\n",
    "behind a bar": "notes: |\n  A\n  - B\n  city: C\n",
    "behind a bar with a bare first line": "notes: >-\n\n  - B\n",
    "a list": "founders:\n  - A\n  - B\n",
    "a list in its key's column": "founders:\n- A\n- B\n",
    "a value of two lines": "notes: A\n  B\n",
    "a negative number": "notes: A\n  -5% of it\n",
    "an address": "notes: A\n  https://example.org\n",
    "a word that is no key": "notes: A\n  see:B\n",
    "a hyphen within a line": "notes: A\n  B - C\n",
    "a dash": "notes: A\n  -- B\n",
    "quotes in brackets": 'founders: ["A\n  - B"]\n',
    "items of brackets on lines of their own": "founders: [A,\n  B,\n  C - D]\n",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_is_meant_as_it_is_read_is_left_alone(text, told):
    assert told(f"name: X\n{text}") == []


OPEN = {
    "over keys": ('notes: "A\ncity: B\ncountry: CN"\n', "DT011", 2, 8),
    "over items": ("founders:\n  - 'A\n  - B'\n", "DT011", 3, 5),
    "over a key of a deal": (f'{DEAL}    label: "A\n    round: b"\n{SOURCES}', "DT011", 7, 12),
    "up to the next quoted value": ('city: "A\nnotes: "B"\n', "DT001", 2, 7),
    "up to the next quoted item": ("founders:\n  - 'A\n  - 'B'\n", "DT001", 3, 5),
    "up to the end": ('city: "A\nnotes: B\n', "DT001", 2, 7),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "column"), OPEN.values(), ids=OPEN)
def test_a_quote_that_is_left_open_is_told_where_it_opens(text, code, line, column, told):
    assert [each[:3] for each in told(f"name: X\n{text}")] == [(code, line, column)]


def test_a_line_that_makes_a_value_wrong_is_shown_with_that_mistake_alone(make_book, run):
    text = "name: X\n" + DEAL.replace("status", "amount: USD 5m\n      - x\n    status") + SOURCES
    (found,) = json.loads(run("validate", "--format", "json", book=make_book({"deals/x.yaml": text})).stdout)[
        "diagnostics"
    ]
    assert (found["code"], found["line"], found["hint"]) == ("DT105", 5, "take it out of the value")
    assert "a line of its own" not in found["hint"]


def test_what_can_be_moved_without_a_doubt_is_moved(make_book, run):
    book = make_book({"deals/x.yaml": "name: X\nfounders:\n  - A\n   - B\n   -C\naliases:\n  - D\n    - E\n"})
    assert "--fix mends 1 of them" in run("validate", book=book).stdout
    run("validate", "--fix", book=book)
    after = (book.root / "deals/x.yaml").read_text(encoding="utf-8")
    assert after == "name: X\nfounders:\n  - A\n  - B\n  - C\naliases:\n  - D\n    - E\n"


def test_fmt_joins_no_lines_that_were_meant_apart(make_book, run):
    book = make_book({"deals/x.yaml": "name: X\nfounders:\n  - A\n   - B\n"})
    result = run("fmt", "--diff", book=book)
    assert (result.stdout, result.exit_code) == ("", 1)
    assert "(swallowed-line)" in result.stderr


def test_a_report_says_that_values_may_not_be_what_they_look_like(make_book, run):
    book = make_book({"deals/x.yaml": "name: X\nfounders:\n  - A\n   - B\n"})
    assert "deals/x.yaml has values that may not be what they look like" in run("list", book=book).stderr


CLOSED = {
    "front matter": ("---\nname: X\n---\n", "---\nname: X\n"),
    "no front": ("name: X\n---\n", "name: X\n"),
    "without an end of line": ("name: X\n---", "name: X\n"),
    "with CRLF": ("name: X\r\n---\r\n\r\n", "name: X\r\n\r\n"),
    "before comments": ("name: X\n--- # the end\n\n# really\n", "name: X\n# the end\n\n# really\n"),
    "twice": ("name: X\n---\n---\n", "name: X\n"),
    "before dots": ("name: X\n---\n...\n", "name: X\n...\n"),
    "behind nothing": ("---\n# kept by hand\n---\nname: X\n", "---\n# kept by hand\nname: X\n"),
}


@pytest.mark.parametrize(("before", "after"), CLOSED.values(), ids=CLOSED)
def test_a_superfluous_line_is_told_and_deleted(before, after, make_book, run):
    book = make_book({"deals/x.yaml": before.encode()})
    (found,) = json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]
    assert (found["code"], found["hint"]) == ("DT004", "delete this line")
    assert run("validate", "--fix", "--strict", book=book).exit_code == 0
    assert (book.root / "deals/x.yaml").read_bytes() == after.encode()


@pytest.mark.parametrize(
    "text", ["name: X\n---\nname: Y\n", "---\nname: X\n---\n\n# Title\n\nText.\n", "name: X\n---\ra: b\n"]
)
def test_a_true_second_document_is_told_as_one(text, told):
    assert [(code, hint) for code, _, _, hint in told(text)] == [("DT004", "make it a file of its own")]


def test_the_rest_of_a_closed_file_is_checked(told):
    assert [code for code, *_ in told("---\nname: X\nctiy: Y\n---\n")] == ["DT101", "DT004"]


CONFLICT = "<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n"
CITIES = CONFLICT.format(ours="city: A\n", theirs="city: B\n")
CONFLICTS = {
    "one": ("name: X\n" + CITIES, [2]),
    "two": (CITIES + "name: X\n" + CITIES, [1, 7]),
    "with what was there before": ("name: X\n" + CITIES.replace("====", "||| base\ncity: C\n====", 1), [2]),
    "with nothing on one side": ("name: X\n" + CONFLICT.format(ours="", theirs="city: B\n"), [2]),
    "with CRLF": (("name: X\n" + CITIES).replace("\n", "\r\n"), [2]),
    "in a text": ("name: X\nnotes: |\n  A\n" + CONFLICT.format(ours="  B\n", theirs="  C\n"), [4]),
    "in quotes": ('name: X\nnotes: "A\n' + CONFLICT.format(ours="  B\n", theirs="  C\n") + '"\n', [3]),
    "in a list": ("name: X\nfounders:\n" + CONFLICT.format(ours="  - A\n", theirs="   - B\n"), [3]),
    "half resolved": ("name: X\n<<<<<<< HEAD\ncity: A\n", [2]),
    "the last line left": ("name: X\ncity: A\n>>>>>>> theirs\n", [3]),
    "the line between left": ("name: X\ncity: A\n=======\n", [3]),
    "beside other mistakes": ("nmae: X\n" + CITIES + "\t- x\n", [2]),
}


@pytest.mark.parametrize(("text", "lines"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_conflict_is_told_once_at_its_first_line_and_nothing_else_of_its_file(text, lines, told):
    hint = "keep one of the two and delete the markers"
    assert told(text.encode()) == [("DT012", line, 1, hint) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        "name: X\nnotes: |\n  Title\n  =======\n  <<<<<<< HEAD\n  >>>>>>> theirs\n",
        "name: X # <<<<<<< HEAD\n# >>>>>>> theirs\n#=======\n",
        "name: X\nnotes: '<<<<<<< HEAD'\n",
        'name: X\nnotes: "Title\n\n  ======="\n',
    ],
)
def test_markers_that_git_cannot_have_written_are_text(text, told):
    assert told(text) == []


def test_what_underlines_a_title_behind_front_matter_is_no_conflict(told):
    assert [code for code, *_ in told("---\nname: X\n---\n\nTitle\n=======\n")] == ["DT004"]


@pytest.mark.parametrize("file", ["seeds/sources.yaml", "seeds/investors.yaml", "seeds/rates/ecb.csv"])
def test_conflicts_are_told_in_every_file_of_a_book(file, make_book, run):
    rows = CONFLICT.format(ours="2020-05-14,1.0792,7.6655,\n", theirs="2020-05-14,1.0792,7.6656,\n")
    text = f"Date,USD,CNY,\n{rows}2020-05-13,1.0875,7.7102,\n{rows}" if file.endswith(".csv") else f"A:\n{CITIES}"
    book = make_book({"deals/x.yaml": "name: X\n", file: text})
    found = json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]
    assert [(each["code"], each["file"], each["line"]) for each in found] == [
        ("DT012", file, line) for line in ([2, 8] if file.endswith(".csv") else [2])
    ]


@pytest.mark.parametrize("file", ["dealtrack.toml", "pyproject.toml"])
def test_a_conflict_in_settings_is_told(file, make_book, run):
    head = "[tool.dealtrack]\n" if file == "pyproject.toml" else "# ours\n"
    text = head + CONFLICT.format(ours='currency = "USD"\n', theirs='currency = "EUR"\n')
    result = run("validate", book=make_book({"deals/x.yaml": "name: X\n", file: text}))
    wanted = f"{file}:2: an unresolved merge conflict: keep one of the two and delete the markers"
    assert (result.exit_code, wanted in result.stderr) == (2, True)


def test_rates_with_a_conflict_are_not_imported(make_book, run, tmp_path):
    published = tmp_path / "published.csv"
    published.write_text("Date,USD,CNY,\n" + CONFLICT.format(ours="2020-05-14,1.0792,7.6655,\n", theirs=""))
    result = run("rates", "import", str(published), book=make_book({"deals/x.yaml": "name: X\n"}))
    assert result.exit_code != 0
    assert "line 2: an unresolved merge conflict" in result.stderr


NOT_YAML = {
    "two keys on a line": ("name: X\ncity: A country: CN\n", 2, 16, "put the value in quotes, or start country on a line of its own"),
    "a word that is no key there": ("name: X\ncity: A rounds: B\n", 2, 15, "put the value in quotes"),
    "a colon in prose": ("name: X\nnotes: the city: it grows\n", 2, 16, "put the value in quotes"),
    "a hyphen without a blank": ("name: X\nfounders:\n  - A\n  -B\n", 4, 3, "put a space after the hyphen"),
    "a tab before a hyphen": ("name: X\nfounders:\n\t- A\n", 3, 1, "indent with spaces"),
    "a key without a colon": ("name: X\nfounders\n  - A\n", 2, 1, "write key: value, with a space after the colon"),
    "a key without a blank": ("name: X\ncity:A\ncountry: CN\n", 2, 5, "put a space after the colon"),
    "a key too far right": ("name: X\ncity: A\n  country: CN\n", 3, 10, "let it start below the key above"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "hint"), NOT_YAML.values(), ids=NOT_YAML)
def test_other_look_alikes_give_one_message_at_their_place(text, line, column, hint, told):
    assert told(text) == [("DT001", line, column, hint)]


WITH_SUCH_A_LINE = {"- single multiline\n - sequence entry\n"}  # AB8U


@PARSERS
@pytest.mark.skipif(not yaml_suite.FOLDER.is_dir(), reason=yaml_suite.WHY_NOT)
def test_of_the_yaml_test_suite_the_one_case_with_such_a_line_is_warned_of(parser, monkeypatch):
    monkeypatch.setattr(tree, "_Parser", parser)
    warned = set()
    for data in yaml_suite.cases():
        text, _ = decode(data, "f")
        reading = read_record(text, "f", Company)
        assert not [fault for fault in reading.salvaged.faults if fault.rule == "merge-conflict"]
        composed = tree.compose(text, "f")
        found = list(swallowed_lines(text, "f")) if composed.tree is not None else []
        assert composed.folded or not found
        warned |= {text} if found else set()
    assert warned == WITH_SUCH_A_LINE


LINES = """\
name: X|founders:|  - A|   - B|    - C|city: D|  country:CN|notes: E|  more||---|...|# note|city: "F|  G"|aliases: [H,
  I]|	- J|<<<<<<< HEAD|>>>>>>> b""".replace("\n", "|").split("|")
LOOK_ALIKES = {"swallowed-line", "merge-conflict"}


def _spans_of_look_alikes(reading):
    return [(fault.rule, fault.place.span) for fault in reading.salvaged.faults if fault.rule in LOOK_ALIKES]


@given(st.lists(st.sampled_from(LINES), max_size=9), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=300, deadline=None)
def test_lines_in_any_order_are_read_alike_by_both_parsers(lines, newline):
    text = newline.join(lines)
    fast = read_record(text, "f", Company)
    used, tree._Parser = tree._Parser, tree.PureParser
    try:
        pure = read_record(text, "f", Company)
    finally:
        tree._Parser = used
    assert fast.salvaged.value == pure.salvaged.value
    assert _spans_of_look_alikes(fast) == _spans_of_look_alikes(pure)
    for fault in fast.salvaged.faults:
        span = fault.place.span
        assert span is None or 0 <= span.start <= span.end <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "between", "spans"),
    [
        ("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", False, [(0, 9)]),
        ("<<<<<<<\nx\n>>>>>>>", False, [(0, 7)]),
        ("a <<<<<<< b", False, []),
        ("<<<<<<<< a\n", False, []),
        ("=======\n", False, []),
        ("=======\n", True, [(0, 7)]),
        ("======= a\n", True, []),
        ("<<<<<<< a\n<<<<<<<<< nested\n=========\n>>>>>>>>> nested\n=======\n>>>>>>> b\n", True, [(0, 9)]),
    ],
)
def test_where_conflicts_begin(text, between, spans):
    assert list(conflict_spans(text, between=between)) == spans
