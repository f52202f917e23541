"""Depth is judged by our own count: a parser that stops at a limit of its own decides nothing."""

import pytest
import yaml

from dealtrack.files import tree
from dealtrack.files.nesting import too_deep_at
from dealtrack.files.tree import compose
from tests.conftest import REPOSITORY

DEEP = {
    "brackets": ("[" * 50_000, 32),
    "closed brackets": ("[" * 50_000 + "]" * 50_000, 32),
    "braces": ("{a: " * 50_000, 128),
    "brackets in a value": ("name: X\ndeals: " + "[" * 50_000, 46),
    "brackets in an item": ("a:\n  - b: " + "[" * 50_000, 39),
    "hyphens": ("- " * 50_000 + "x", 64),
    "question marks": ("? " * 50_000 + "x", None),
    "keys": ("\n".join(" " * level + "a:" for level in range(1500)), None),
    "behind closed ones in quotes": ('- ["]", "]"]\n' * 300 + "- " + "[" * 5000, None),
    "that quotes seem to close": ("['']', " * 5000, None),
}


@pytest.mark.parametrize(("text", "at"), DEEP.values(), ids=DEEP)
def test_what_is_hundreds_of_levels_deep_is_told_whatever_the_parser_says(text, at):
    assert {fault.rule for fault in compose(text, "f").faults} <= {"too-deep", "yaml-feature", "invalid-yaml"}
    if at is None:
        return
    place = compose(text, "f").faults[0].place.span
    assert (compose(text, "f").faults[0].rule, place and place.start) == ("too-deep", at)
    assert too_deep_at(text) == at

    class Limited:
        """A parser that stops at once."""

        def __init__(self, text):
            pass

        def get_event(self):
            raise yaml.scanner.ScannerError(None, None, "exceeded maximum nesting depth", yaml.Mark("", 0, 0, 0, "", 0))

    (fault,) = compose(text, "f", Limited).faults
    assert (fault.rule, fault.place.span.start) == ("too-deep", at)


SHALLOW = {
    "many lists": "deals:\n" + "  - {id: a, sources: [a], claims: [{by: A, sources: [b]}]}\n" * 5000,
    "quoted brackets": "notes:\n" + "  - \"a [ b\"\n  - 'c { d'\n" * 100,
    "apostrophes": "deals:\n" + "  - {what: it's, who: [O'Neill, D'Arc], sources: [a]}\n" * 5000,
    "comments": "deals:\n" + "  - {id: a, # the first\n     sources: [a]}\n" * 5000,
    "hyphens in prose": "notes: |\n" + "  - a - b - c\n" * 5000,
    "steps": "\n".join(" " * (level % 40) + "a: b" for level in range(5000)),
}


@pytest.mark.parametrize("text", SHALLOW.values(), ids=SHALLOW)
def test_a_mistake_in_a_large_file_of_few_levels_is_not_taken_for_depth(text):
    assert too_deep_at(text) is None
    assert too_deep_at(text + "\n}") is None
    assert [fault.rule for fault in compose(text + "\nx: b: c", "f").faults][-1:] == ["invalid-yaml"]


@pytest.mark.parametrize("file", sorted((REPOSITORY / "deals").glob("*.yaml")), ids=lambda file: file.name)
def test_the_files_of_this_book_are_not_deep(file):
    assert too_deep_at(file.read_text(encoding="utf-8") * 50) is None


def test_one_depth_for_all():
    assert tree.MAX_DEPTH == 32


WORDS = ('notes: "x [ y"', "- it opens [ here", "# todo [")


@pytest.mark.parametrize("line", WORDS)
def test_brackets_in_words_make_no_slip_a_matter_of_depth(line):
    (fault,) = compose(f"{line}\n" * 300 + "x: b: c\n", "f").faults[-1:]
    assert fault.rule == "invalid-yaml"
    assert fault.place.span.start > 300 * len(line)
