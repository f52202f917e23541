"""Where a diagnostic points: lines and columns in code points, carets by the width of cells.

In the tables, ‹ and › stand around the characters that are meant; they are taken out before the text is checked.
"""

import json
import re
import unicodedata

import pytest

from dealtrack.diagnostics import Diagnostic, Place, Related, Severity, Span, path_text
from dealtrack.files.places import Located, Location, pin

NAME = "name: X\n"
DEAL = "deals:\n  - id: a\n    date: 2020-05-13\n    status: completed\n    sources: [a]\n"
VALUATION = "valuations:\n  - date: 2020-05-13\n    sources: [a]\n    amount: CNY 1bn\n"


def marked(text):
    """*text* without its marks, and (line, column, end line, end column) of what stands between them."""
    plain, places, line, column, start = "", [], 1, 1, None
    for char in text:
        if char == "‹":
            start = (line, column)
        elif char == "›":
            places.append((*start, line, column))
        else:
            plain += char
            line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
    return plain, places


@pytest.fixture
def found_in(make_book, run):
    """The codes and places that ``validate --format json`` gives for a company file, in their order."""

    def check(data):
        book = make_book({"deals/x.yaml": data if isinstance(data, bytes) else data.encode()})
        diagnostics = json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]
        ends = ("line", "column", "end_line", "end_column")
        return [(each["code"], tuple(each[key] for key in ends)) for each in diagnostics]

    return check


ROWS = {
    # Values, in every style and depth.
    "a plain value": (NAME + "founded: ‹May 2015›  # comment\n", "DT106"),
    "a quoted value": (NAME + "founded: ‹'May 2015'›\n", "DT106"),
    "a double-quoted value": (NAME + 'founded: ‹"May\\t2015"›\n', "DT106"),
    "a value in a list": (NAME + "aliases: [a, ‹[b]›, c]\n", "DT103"),
    "an item of a block list": (NAME + "aliases:\n  - a\n  - ‹b: c›\n", "DT103"),
    "an empty item": (NAME + "aliases: [a, ‹''›]\n", "DT103"),
    "an item without text": (NAME + "aliases:\n  -‹›\n  - b\n", "DT103"),
    "a value in a flow mapping": (NAME + "valuations: [{date: 2020-05, amount: ‹5bn›, sources: [a]}]\n", "DT105"),
    "a value in a flow mapping of many lines": (
        NAME + "valuations:\n  - {date: 2020-05,\n     sources: [a], amount: ‹5bn›\n    }\n",
        "DT105",
    ),
    "a value deep in a block": (DEAL.join([NAME, ""]).replace("completed", "‹done›"), "DT104"),
    "a step of a status": (
        NAME + DEAL.replace("completed", "\n      - {on: 2020-05, is: announced}\n      - {on: ‹x›, is: completed}"),
        "DT106",
    ),
    "a claim": (NAME + DEAL + "    claims:\n      - by: A\n        amount: ‹5bn›\n", "DT105"),
    "a name in another script": (NAME + "names: {en: X, zh: ‹[a, b]›}\n", "DT103"),
    "a source of the file": (NAME + "sources:\n  a-b: {publisher: P, published: ‹x›}\n", "DT106"),
    "a list where a value is meant": (NAME + "city: ‹[a,›\n  b]\n", "DT103"),
    "a mapping where a value is meant": (NAME + "city:\n  ‹a: b›\n  c: d\n", "DT103"),
    "a block scalar": (NAME + "founded: ‹|›\n  May\n  2015\n", "DT106"),
    "a plain value on two lines": (NAME + "founded: ‹May›\n  2015\n", "DT106"),
    "the whole file": ("‹- a›\n- b\n", "DT103"),
    "the whole file behind a comment": ("# comment\n---\n‹a›\n", "DT103"),
    # Keys.
    "a key": (NAME + "‹citty›: G\n", "DT101"),
    "a quoted key": (NAME + "‹'citty'›: G\n", "DT101"),
    "a key in flow": (NAME + "events: [{date: 2020, what: x, ‹dat›: y, sources: [a]}]\n", "DT101"),
    "a key in a block": (NAME + DEAL + "    ‹investor›: [b]\n", "DT101"),
    "a key with a list below it": (NAME + "‹deal›:\n  - id: a\n", "DT101"),
    "a key behind a question mark": (NAME + "? ‹citty›\n: G\n", "DT101"),
    "a key without a value": (NAME + "‹citty›:\n", "DT101"),
    "a flow key without a colon": (
        NAME + "totals:\n  - {date: 2020-05-13, sources: [a], amount: CNY 1,‹800›}\n",
        "DT101",
    ),
    "a key with a character of no width": (NAME + "ci‹\u200b›ty: G\n", "DT006"),
    "a quoted key with a character of no width": (NAME + '"ci‹\u200b›ty": G\n', "DT006"),
    # What is not there: the mapping that lacks it, by its first line.
    "a missing key of the file": ("# comment\n\n‹city: G›\ncountry: CN\n", "DT102"),
    "a missing key of a block": (NAME + "deals:\n  - ‹id: a›\n    date: 2020\n    sources: [a]\n", "DT102"),
    "a missing key of a second item": (
        NAME + "events:\n  - {date: 2020, what: x, sources: [a]}\n  - ‹{date: 2020, sources: [a]}›\n",
        "DT102",
    ),
    "a missing key of a flow mapping of many lines": (NAME + "events:\n  - ‹{date: 2020,›\n     sources: [a]}\n", "DT102"),
    "a missing key of a source": (NAME + "sources:\n  b:\n    ‹publisher: P›\n    title: T\n", "DT102"),
    "a key whose value is left out": (NAME + DEAL.replace("date: 2020-05-13", "‹date›:"), "DT102"),
    "a missing source": (NAME + "events:\n  - ‹{date: 2020, what: x}›\n", "DT701"),
    "sources that are left out": (NAME + "events:\n  - {date: 2020, what: x, ‹sources›: []}\n", "DT701"),
    # A confusable character is pointed at by itself.
    "a character of a value": (NAME + VALUATION.replace("1bn", "‹１›bn"), "DT006"),
    "a character of a quoted value": (NAME + VALUATION.replace("CNY 1bn", "'CNY ‹１›bn'"), "DT006"),
    "a character of a double-quoted value": (NAME + VALUATION.replace("CNY 1bn", '"CNY ‹１›bn"'), "DT006"),
    "a character behind an escape": (NAME + VALUATION.replace("CNY 1bn", '"\\u0043NY ‹１›bn"'), "DT006"),
    "a character behind two quotes": (NAME + VALUATION.replace("CNY 1bn", "'''''CNY ‹１›bn'"), "DT006"),
    "a character on a second line": (NAME + VALUATION.replace("CNY 1bn", "CNY\n      ‹１›bn"), "DT006"),
    "a character in a block scalar": (NAME + VALUATION.replace("CNY 1bn", "|\n      CNY ‹１›bn"), "DT006"),
    "a character in a folded scalar": (NAME + VALUATION.replace("CNY 1bn", ">-\n\n      CNY ‹１›bn"), "DT006"),
    "a character that is an escape itself": (NAME + VALUATION.replace("CNY 1bn", '‹"CNY \\uff11bn"›'), "DT006"),
    "a colon": (NAME + DEAL.replace("status:", "status‹：›"), "DT006"),
    "a colon in a file of one line": ("name‹：›X\n", "DT006"),
    "a colon in an item": (NAME + "events:\n  - date‹：›2020\n    what: x\n    sources: [a]\n", "DT006"),
    "a comma between keys": (NAME + "valuations:\n  - {date: 2020‹，›amount: CNY 1bn, sources: [a]}\n", "DT006"),
    "a bracket": (NAME + "aliases: ‹［›a］\n", "DT006"),
    "a no-break space behind a colon": (NAME + "city:‹\u00a0›Guangzhou\n", "DT006"),
    "an ideographic space before a key": (NAME + DEAL.replace("    status", "‹\u3000›   status"), "DT006"),
    # Wide characters and emoji before the place.
    "behind Chinese": (NAME + "valuations: [{by: 云从科技, date: ‹5月›, amount: CNY 1bn, sources: [a]}]\n", "DT106"),
    "behind emoji": (NAME + "valuations: [{by: 🎉🎉, date: ‹x›, amount: CNY 1bn, sources: [a]}]\n", "DT106"),
    "behind a combining accent": (NAME + "valuations: [{by: e\u0301, date: ‹x›, amount: CNY 1bn, sources: [a]}]\n", "DT106"),
    "a Chinese key": (NAME + "‹城市›: G\n", "DT101"),
    "behind a Chinese key": (NAME + "names: {中文: ‹[云]›}\n", "DT103"),
    "a character behind Chinese": (
        NAME + "valuations: [{by: 赫兰, date: '‹２›020', amount: CNY 1bn, sources: [a]}]\n",
        "DT006",
    ),
    # Tabs are one column.
    "behind tabs": (NAME + "events: [{date:\t2020,\twhat:\tx,\t‹whta›: y, sources: [a]}]\n", "DT101"),
    "a tab itself": (NAME + "deals:\n‹\t›- id: a\n", "DT001"),
    # Duplicate keys, ranges, ids, references.
    "a duplicate key": (NAME + "city: a\n‹city›: b\n", "DT003"),
    "a duplicate id": (NAME + DEAL + DEAL.removeprefix("deals:\n").replace("id: a", "id: ‹a›"), "DT203"),
    "a range": (NAME + VALUATION.replace("CNY 1bn", "‹USD 2bn-1bn›"), "DT405"),
    "an unknown source": (NAME + DEAL.replace("[a]", "[a, ‹b-c›]"), "DT201"),
    "an unknown source in a block": (NAME + DEAL.replace("[a]", "\n      - a\n      - ‹b-c›"), "DT201"),
    "an amount without a rate": (NAME + VALUATION.replace("CNY 1bn", "‹ISK 1bn›"), "DT401"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), ROWS.values(), ids=ROWS)
def test_a_diagnostic_points_at_these_characters(text, code, found_in):
    plain, (place,) = marked(text)
    assert found_in(plain) == [(code, place)]


@pytest.mark.parametrize(("text", "code"), ROWS.values(), ids=ROWS)
def test_line_ends_of_windows_change_no_place(text, code, found_in):
    plain, (place,) = marked(text)
    assert found_in(plain.replace("\n", "\r\n").encode()) == [(code, place)]


@pytest.mark.parametrize("row", ["a key", "a missing key of a block", "a colon", "behind emoji", "a duplicate key"])
def test_a_byte_order_mark_is_no_column(row, found_in):
    text, code = ROWS[row]
    plain, (place,) = marked(text.removeprefix(NAME) if row == "a key" else text)
    found = found_in(b"\xef\xbb\xbf" + plain.encode())
    assert (code, place) in found


@pytest.mark.parametrize("row", ["a key", "a missing key of a block", "a plain value", "a duplicate key"])
def test_line_ends_of_old_macs_change_no_place(row, found_in):
    text, code = ROWS[row]
    plain, (place,) = marked(text)
    assert found_in(plain.replace("\n", "\r").encode()) == [(code, place)]


def test_the_first_bad_byte_is_pointed_at(found_in):
    data = "name: X\nnames: {zh: 云}\ncity: ".encode() + "广州\n".encode("gbk")
    assert [(code, place[:2]) for code, place in found_in(data)] == [("DT002", (3, 7))]


def widths(text):
    """The width of each character in cells, by Unicode's own tables."""
    return [
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    ]


def above_carets(source, carets):
    """The characters of a source line that stand above the carets."""
    first, last = carets.index("^"), carets.rindex("^") + 1
    at, found = 0, ""
    for char, width in zip(source, widths(source), strict=True):
        found += char if first <= at < last and width else ""
        at += width
    return found


def seen(text):
    """*text* as it looks: without accents of their own, blanks and what is shown for a character of no width."""
    return re.sub(r"[\s\u0301\u200b\ufffd]", "", text)


@pytest.mark.parametrize(("text", "code"), ROWS.values(), ids=ROWS)
def test_carets_stand_below_these_characters(text, code, make_book, run):
    plain, ((line, column, end_line, end_column),) = marked(text)
    printed = run("validate", book=make_book({"deals/x.yaml": plain.encode()})).stdout
    first, _, source, carets, *_ = printed.split("\n")
    assert first.startswith(f"deals/x.yaml:{line}:{column}: ")
    number, _, shown = source.partition(" | ")
    of_line = plain.split("\n")[line - 1]
    assert (number.strip(), len(shown)) == (str(line), len(of_line.rstrip()))
    meant = of_line[column - 1 : end_column - 1 if end_line == line else None]
    assert seen(above_carets(shown + " ", carets.partition("| ")[2])) == seen(meant)


def test_both_places_of_a_duplicate_are_given(make_book, run):
    book = make_book({"deals/x.yaml": "name: X\ncity: a\n# comment\ncity: b\n"})
    (found,) = json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]
    assert (found["line"], found["column"]) == (4, 1)
    assert found["related"] == [
        {"file": "deals/x.yaml", "line": 2, "column": 1, "end_line": 2, "end_column": 5, "message": "it is first here"}
    ]


def test_many_mistakes_are_told_each_at_its_place_in_one_run(found_in):
    text = """\
‹citty›: Guangzhou
name: ‹[CloudWalk]›
founded: ‹May 2015›
founders: ‹Zhou Xi›
country: ‹China›
names: {zh: ‹{a: b}›}
deals:
  - id: ‹A b›
    round: ‹Series AA›
    date: ‹2020-02-30›
    status: ‹done›
    amount: ‹5bn›
    equivalent: ‹YUA 5bn›
    sources: ‹a›
  - ‹id: b›
    date: 2020
    sources: [a]
totals:
  - {date: 2020-05, amount: ‹USD 2bn-1bn›, sources: [a]}
  - ‹a total›
"""
    codes = "101 103 106 103 103 103 103 104 106 104 105 107 103 102 405 103".split()
    plain, places = marked(text)
    assert found_in(plain) == [(f"DT{code}", place) for code, place in zip(codes, places, strict=True)]


def test_faults_of_yaml_and_of_types_are_told_together(found_in):
    plain, places = marked("name: ‹&x› X\ncity: a\n‹city›: b\nfounded: ‹x›\n")
    assert found_in(plain) == list(zip(["DT004", "DT003", "DT106"], places, strict=True))


def test_a_long_line_is_shown_around_its_place(make_book, run):
    before, after = "云" * 200, "z" * 200
    book = make_book(
        {"deals/x.yaml": f"events: [{{date: 2020, what: {before}, by: [a], notes: {after}, sources: [a]}}]\nname: X\n"}
    )
    first, _, source, carets, *_ = run("validate", book=book).stdout.split("\n")
    shown, below = source.partition("| ")[2], carets.partition("| ")[2]
    assert first.startswith("deals/x.yaml:1:235: error DT103")
    assert above_carets(shown, below) == "[a]"
    assert (shown[0], shown[-1], len(shown) <= 162) == ("…", "…", True)


def test_a_long_value_is_underlined_as_far_as_it_is_shown(make_book, run):
    book = make_book({"deals/x.yaml": f"name: X\nfounded: {'9' * 500}\n"})
    _, _, source, carets, *_ = run("validate", book=book).stdout.split("\n")
    shown = source.partition("| ")[2]
    assert shown.startswith("founded: 999")
    assert shown.endswith("9…")
    assert carets.partition("| ")[2] == " " * 9 + "^" * (len(shown) - 10)


# Places, without the command line.


@pytest.mark.parametrize(
    ("place", "location"),
    [
        (Place("f", ("a",)), Location(1, 4, 1, 5)),
        (Place("f", ("a",), at_key=True), Location(1, 1, 1, 2)),
        (Place("f", ("c", 0, "d")), Location(3, 8, 3, 12)),
        (Place("f", ("c", 0, "d"), within=Span(1, 2)), Location(3, 10, 3, 11)),
        (Place("f", ("c", 0)), Location(3, 5, 3, 12)),
        (Place("f", ("c", 0), at_key=True), Location(3, 5, 3, 12)),
        (Place("f", ("c", 0, "x")), Location(3, 5, 3, 12)),
        (Place("f", ("c", 7)), Location(3, 3, 3, 12)),
        (Place("f", ("x", "y", "z")), Location(1, 1, 1, 5)),
        (Place("f", ("e",)), Location(4, 1, 4, 2)),
        (Place("f"), Location(1, 1, 1, 5)),
        (Place("f", span=Span(2, 7)), Location(1, 3, 2, 3)),
        (Place("f", span=Span(99, 99)), Location(5, 1, 5, 1)),
    ],
)
def test_a_place_is_located(place, location):
    assert Located('a: b\nc:\n  - d: "x１"\ne:\n').locate(place) == location


def test_a_character_of_a_value_that_was_not_kept_is_located_by_the_value():
    text = "a: [b]\na: [c, 'x１']\n"  # of a duplicate key, the first value is kept
    assert Located(text).locate(Place("f", ("a", 1), within=Span(1, 2))).line == 2


@pytest.mark.parametrize("text", ["", "\n", "[", "a: 'b", "# c"])
def test_a_place_in_a_text_that_cannot_be_read_is_its_beginning(text):
    assert Located(text).locate(Place("f", ("a", 0, "b"))).line == 1


def diagnostic(file, line, code="DT101", related=()):
    return Diagnostic(code, "name", Severity.ERROR, "m", Place(file, span=Span(line, line)), related=related)


def test_diagnostics_are_sorted_by_file_place_and_code_and_each_file_is_read_once():
    read = []

    def text_of(file):
        read.append(file)
        return Located("\n\n\n")

    other = Related(Place("c", span=Span(1, 1)), "there")
    found = [diagnostic("b", 0), diagnostic("a", 2), diagnostic("a", 1, "DT103"), diagnostic("a", 1, related=(other,))]
    pinned = pin(found, text_of)
    assert [(p.at.place.file, p.at.location.line, p.diagnostic.code) for p in pinned] == [
        ("a", 2, "DT101"),
        ("a", 2, "DT103"),
        ("a", 3, "DT101"),
        ("b", 1, "DT101"),
    ]
    assert sorted(read) == ["a", "b", "c"]
    assert [(p.place.file, p.location.line, p.message) for p in pinned[0].related] == [("c", 2, "there")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("name",), "name"),
        (("deals", 0, "amount"), "deals[0].amount"),
        (("deals", 12, "status", 1, "is"), "deals[12].status[1].is"),
        ((0,), "[0]"),
        (("sources", "a-b", "url"), "sources.a-b.url"),
    ],
)
def test_a_path_is_written_as_people_write_it(path, text):
    assert path_text(path) == text
