"""Diagnostics as text: blocks, gutters, carets, the line of counts; apart from any book."""

import pytest

from dealtrack.diagnostics import Diagnostic, Place, Related, Severity, Span, nearest
from dealtrack.files.places import Located, pin
from dealtrack.render.diagnostics import Run, Style, Summary, reporter

TEXTS = {
    "a.yaml": "name: 云从科技\ncity:\t[a]  \n" + "\n" * 9 + "end\n",
    "b.yaml": "b: c\n",
}


def shown(*found, summary=None, texts=TEXTS, **style):
    pinned = pin(found, lambda file: Located(texts[file]))
    return reporter("text")(Run(pinned, summary or Summary(1, 1, 0)), Style(**style))


def at(file, start, end, **options):
    place = Place(file, span=Span(start, end))
    return Diagnostic("DT999", "some-name", Severity.NOTE, "some message", place, **options)


def test_a_block_has_its_place_its_line_its_carets_and_its_help():
    assert shown(at("a.yaml", 6, 8, hint="do this")) == (
        "a.yaml:1:7: note DT999 some-name: some message\n"
        "  |\n"
        "1 | name: 云从科技\n"
        "  |       ^^^^\n"
        "  = help: do this\n"
        "\n"
        "checked 1 file, 1 company, 0 deals: nothing to report\n"
    )


def test_without_a_hint_there_is_no_help_line():
    assert "help" not in shown(at("a.yaml", 6, 8))


def test_a_tab_is_one_cell_and_the_end_of_a_line_is_not_shown():
    assert "\n2 | city: [a]\n  |       ^^^\n" in shown(at("a.yaml", 17, 20))


@pytest.mark.parametrize(
    ("line", "meant", "excerpt", "carets"),
    [
        ("a: 👨\u200d👩\u200d👧 x", "x", "a: 👨👩👧 x", "          ^"),
        ("a: 👨\u200d👩\u200d👧 x", "👨\u200d👩\u200d👧", "a: 👨👩👧 x", "   ^^^^^^"),
        ("a: 👩🏽\u200d🚀 x", "x", "a: 👩🚀 x", "        ^"),
        ("a: ❤\ufe0f x", "x", "a: ❤ x", "     ^"),
        ("a: 1\ufe0f\u20e3 x", "x", "a: 1\u20e3 x", "     ^"),
        ("a: 🏽 x", "x", "a:  x", "    ^"),
        ("a: 🇨🇳 x", "x", "a: 🇨🇳 x", "      ^"),
        ("a: e\u0301te\u0301 x", "x", "a: e\u0301te\u0301 x", "       ^"),
        ("a: ｱﾞ 한 x", "한", "a: ｱﾞ 한 x", "      ^^"),
        ("a:\t\tx", "x", "a:  x", "    ^"),
        ("\ta: \t云\t x", "x", " a:  云  x", "         ^"),
        ("a: b\u200dc x", "x", "a: b\ufffdc x", "       ^"),
        ("a: 👨\u200d👩", "\u200d", "a: 👨\ufffd👩", "     ^"),
        ("a: \u200b\u202e x", "x", "a: \ufffd\ufffd x", "      ^"),
        ("a: ##[error]b x", "x", "a: #\ufffd[error]b x", "              ^"),
    ],
)
def test_carets_stand_below_what_is_meant(line, meant, excerpt, carets):
    start = line.rindex(meant)
    printed = shown(at("a.yaml", start, start + len(meant)), texts={"a.yaml": f"{line}\n"})
    assert printed.split("\n")[2:4] == [f"1 | {excerpt}", f"  | {carets}"]


def test_a_long_line_is_cut_around_what_is_meant():
    line = "云" * 200 + "x" + "👩🏽" * 100
    _, _, excerpt, carets, *_ = shown(at("a.yaml", 200, 201), texts={"a.yaml": line}).split("\n")
    assert excerpt == "1 | …" + "云" * 40 + "x" + "👩" * 60 + "…"
    assert carets == "  | " + " " * 81 + "^"


def test_what_runs_over_the_end_of_its_line_is_underlined_to_the_end():
    assert "\n1 | name: 云从科技\n  |       ^^^^^^^^\n" in shown(at("a.yaml", 6, 15))


def test_what_has_no_characters_has_one_caret():
    assert "\n1 | name: 云从科技\n  |               ^\n" in shown(at("a.yaml", 10, 10))


def test_a_related_place_in_the_same_file_stands_below_with_the_same_gutter():
    related = (Related(Place("a.yaml", span=Span(0, 4)), "first here"),)
    end = TEXTS["a.yaml"].index("end")
    assert shown(at("a.yaml", end, end + 3, related=related)).startswith(
        "a.yaml:12:1: note DT999 some-name: some message\n"
        "   |\n"
        "12 | end\n"
        "   | ^^^\n"
        "   ...\n"
        " 1 | name: 云从科技\n"
        "   | ---- first here\n"
        "\n"
    )


def test_a_related_place_in_another_file_is_named():
    related = (Related(Place("b.yaml", span=Span(3, 4)), "there"),)
    assert shown(at("a.yaml", 0, 4, related=related, hint="h")).startswith(
        "a.yaml:1:1: note DT999 some-name: some message\n"
        "  |\n"
        "1 | name: 云从科技\n"
        "  | ^^^^\n"
        "  --> b.yaml:1\n"
        "  |\n"
        "1 | b: c\n"
        "  |    - there\n"
        "  = help: h\n"
    )


def test_blocks_stand_apart_by_an_empty_line():
    assert shown(at("b.yaml", 0, 1), at("a.yaml", 0, 4)).split("\n\n")[0].startswith("a.yaml:1:1")
    assert shown(at("b.yaml", 0, 1), at("a.yaml", 0, 4)).count("\n\n") == 2


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (Summary(0, 0, 0), "checked 0 files, 0 companies, 0 deals: nothing to report"),
        (Summary(1, 1, 1, 1, 1, 1), "checked 1 file, 1 company, 1 deal: 1 error, 1 warning, 1 note"),
        (Summary(2, 2, 2, 2, 0, 2), "checked 2 files, 2 companies, 2 deals: 2 errors, 2 notes"),
        (Summary(2, 1, 2, 0, 12, 0), "checked 2 files, 1 company, 2 deals: 12 warnings"),
    ],
)
def test_the_last_line_counts_in_words(summary, line):
    assert shown(summary=summary) == f"{line}\n"


def test_colour_changes_nothing_but_colour():
    import re

    found = at("a.yaml", 6, 8, hint="do this", related=(Related(Place("b.yaml", span=Span(3, 4)), "there"),))
    colored = shown(found, color=True)
    assert colored != shown(found)
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == shown(found)


@pytest.mark.parametrize(
    ("word", "choices", "found"),
    [
        ("citty", ["city", "country"], "city"),
        ("CITY", ["city"], "city"),
        ("city", ["City"], "City"),
        ("Cloudwalk", ["CloudWalk Technology", "CloudWalk"], "CloudWalk"),
        ("zzz", ["city"], None),
        ("", ["city"], None),
        ("city", [], None),
    ],
)
def test_the_nearest_word_is_the_one_that_was_probably_meant(word, choices, found):
    assert nearest(word, choices) == found
