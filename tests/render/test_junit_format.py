"""JUnit XML, read back with a parser, and held to what its strictest reader allows."""

from xml.etree import ElementTree

import pytest

from dealtrack.diagnostics import Place
from tests.render.runs import found, shown

# What junit-10.xsd of Jenkins' xUnit plugin requires of an element, and what it allows besides.
REQUIRED = {
    "testsuites": set(),
    "testsuite": {"name", "tests", "failures", "errors"},
    "testcase": {"name"},
    "failure": set(),
}
ALLOWED = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"skipped", "time", "timestamp", "hostname", "id", "package", "file", "log", "url", "group"},
    "testcase": {"classname", "time", "group"},
    "failure": {"type", "message"},
    "system-out": set(),
}
CHILDREN = {"testsuites": {"testsuite"}, "testsuite": {"testcase", "system-out"}, "testcase": {"failure"}}


def held_to_schema(text):
    """The root of an XML text, after a look at every element."""
    root = ElementTree.fromstring(text.encode())
    for element in root.iter():
        own = set(element.attrib)
        assert REQUIRED.get(element.tag, set()) <= own <= REQUIRED.get(element.tag, set()) | ALLOWED[element.tag]
        assert {child.tag for child in element} <= CHILDREN.get(element.tag, set())
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    for key in ("tests", "failures", "errors"):
        assert int(root.get(key)) == sum(int(suite.get(key)) for suite in root)
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names))
    return root


def suites(*diagnostics, **options):
    """For each file, the names of its tests, those that failed with a ``!``; and how many lines its output has."""
    root = held_to_schema(shown("junit", *diagnostics, **options))
    return {
        suite.get("name"): (
            [case.get("name") + "!" * len(case) for case in suite.findall("testcase")],
            (suite.findtext("system-out") or "").count("\n- "),
        )
        for suite in root
    }


CLEAN = (["validates"], 0)


@pytest.mark.parametrize(
    ("severities", "strict", "expected"),
    [
        ((), False, CLEAN),
        (("error",), False, (["DT101 some-name!"], 0)),
        (("warning",), False, (["validates"], 1)),
        (("warning",), True, (["DT101 some-name!"], 0)),
        (("note",), False, (["validates"], 1)),
        (("note",), True, (["validates"], 1)),
        (("error", "warning", "note"), False, (["DT101 some-name!"], 2)),
        (("error", "warning", "note"), True, (["DT101 some-name!", "DT101 some-name #2!"], 1)),
    ],
)
def test_what_fails_the_run_is_a_failure(severities, strict, expected):
    diagnostics = [found(severity=severity, start=at) for at, severity in enumerate(severities)]
    assert suites(*diagnostics, strict=strict) == {"deals/a.yaml": expected, "deals/b.yaml": CLEAN}


def test_a_test_is_named_for_the_path_and_not_for_the_line():
    place = Place("deals/a.yaml", ("deals", 0, "date"))
    assert suites(found(place=place))["deals/a.yaml"] == (["DT101 some-name deals[0].date!"], 0)


def test_a_file_that_is_not_among_those_read_has_its_suite_too():
    assert suites(found(file="seeds/x.csv"))["seeds/x.csv"] == (["DT101 some-name!"], 0)


def test_a_failure_says_everything_in_its_text():
    root = held_to_schema(shown("junit", found("a < b & c", hint="write d", start=6), prefix="book/"))
    (failure,) = root.iter("failure")
    assert failure.text == "book/deals/a.yaml:1:7: error DT101 some-name: a < b & c\nhelp: write d"
    assert failure.attrib == {"type": "error", "message": "a < b & c"}


@pytest.mark.parametrize("char", [*map(chr, range(32)), "\x7f", "\ufffe", "\uffff", "\ud800", "]]>", "\U0010ffff"])
def test_whatever_a_book_holds_the_xml_is_well_formed(char):
    message = f"a{char}b"
    file = f"deals/{char}.yaml"
    place = Place(file, (char,))
    root = held_to_schema(shown("junit", found(message, place=place), found(message, "note", place=place), texts={}))
    assert len(list(root.iter("failure"))) == 1
