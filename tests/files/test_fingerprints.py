"""Fingerprints: what a diagnostic keeps through an edit, and what makes it another one."""

import re

import pytest

from dealtrack.diagnostics import Diagnostic, Place, Severity, Span
from dealtrack.files.fingerprints import fingerprints
from dealtrack.files.places import Located, pin

TEXT = "name: X\ncity: [a]\nfounders: y\n"


def made(*spans, text=TEXT, file="deals/x.yaml", code="DT103", name="wrong-type", message="m"):
    """The fingerprints of diagnostics about words of *text*, by their positions."""
    found = [Diagnostic(code, name, Severity.ERROR, message, Place(file, span=Span(*span))) for span in spans]
    return fingerprints(pin(found, lambda file: Located(text)))


def of_city(**options):
    at = options.get("text", TEXT).index("[a]")
    return made((at, at + 3), **options)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "# a comment\n\n" + TEXT},
        {"text": TEXT.replace("name: X", "name: Y")},
        {"text": TEXT.replace("\n", "\r\n")},
        {"text": TEXT.replace("city", "  city")},
        {"text": TEXT.replace("[a]", "[a] \t")},
        {"message": "told in other words"},
        {"name": "renamed"},
    ],
)
def test_a_fingerprint_survives(change):
    assert of_city(**change) == of_city()


@pytest.mark.parametrize(
    "change",
    [{"text": TEXT.replace("city", "town")}, {"file": "deals/y.yaml"}, {"code": "DT104"}],
)
def test_a_fingerprint_changes_with(change):
    assert of_city(**change) != of_city()


def test_equals_are_told_apart_by_their_order():
    text = "a: [1]\nb: x\na: [1]\na: [1]\n"
    three = made((3, 6), (14, 17), (21, 24), text=text)
    assert len(set(three)) == 3
    assert made((3, 6), text=text) == three[:1]
    assert made((4, 7), (15, 18), (22, 25), text="\n" + text) == three


def test_two_on_one_line_are_two():
    assert len(set(made((0, 1), (2, 3)))) == 2


def test_the_first_line_of_a_file_does_not_count_where_the_whole_file_is_meant():
    whole = [Diagnostic("DT204", "slug-mismatch", Severity.ERROR, "m", Place("deals/X.yaml", as_whole=True))]
    before, after = (fingerprints(pin(whole, lambda file, text=text: Located(text))) for text in ("a\n", "b\n"))
    assert before == after


def test_a_fingerprint_is_32_hexadecimal_digits_and_there_is_one_for_each():
    assert made() == ()
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in made((0, 1), (9, 10)))
    assert len(made((0, 1), (9, 10))) == 2
