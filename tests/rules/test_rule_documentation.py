"""Each rule documents itself: the headings, their order, and examples that do what they say."""

import json
import re
import textwrap
from pathlib import Path

import pytest

from dealtrack.diagnostics import Place, Severity
from dealtrack.rules import RULES
from dealtrack.rules.registry import Finding, Scope, rule_of_facts

HEADINGS = ("What it checks:", "Why it matters:", "Bad:", "Good:", "How to mend it:")
# Rules about files that a text cannot show: their examples are a sentence.
TOLD_IN_PROSE = {"DT002", "DT005", "DT009"}
COMPANY = "deals/cloudwalk.yaml"
REAL_RATES = Path(__file__).parents[2] / "seeds" / "rates" / "ecb.csv"


def example(code, heading):
    """The indented block below a heading of the rule's documentation, dedented; None where there is none."""
    match = re.search(rf"^{heading}\n\n((?: +.*\n|\n)+)", RULES[code].documentation + "\n", re.MULTILINE)
    return match and textwrap.dedent(match[1]).strip() + "\n"


def files_of(text):
    """The files of an example: those that a line ``# path`` stands above, else the one of a company."""
    parts = re.split(r"(?m)^# (\S+/\S+)$\n?", text)
    return dict(zip(parts[1::2], parts[2::2], strict=True)) or {COMPANY: text}


def codes(make_book, run, text):
    files = files_of(text)
    if not any(file.startswith("deals/") for file in files):
        files[COMPANY] = "name: CloudWalk Technology\n"
    book = make_book({"seeds/rates/ecb.csv": REAL_RATES.read_bytes(), **files})
    result = run("validate", "--format", "json", book=book)
    return [each["code"] for each in json.loads(result.stdout)["diagnostics"]]


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_is_documented_under_the_five_headings(code):
    documentation = RULES[code].documentation
    at = [re.search(rf"^{re.escape(heading)}", documentation, re.MULTILINE) for heading in HEADINGS]
    assert all(at), [heading for heading, match in zip(HEADINGS, at, strict=True) if not match]
    assert [match.start() for match in at] == sorted(match.start() for match in at)
    assert documentation.startswith(HEADINGS[0])


@pytest.mark.parametrize("code", sorted(RULES))
def test_no_part_of_the_documentation_is_empty(code):
    parts = re.split("|".join(re.escape(heading) for heading in HEADINGS), RULES[code].documentation)
    assert all(part.strip() for part in parts[1:])


def test_examples_are_prose_only_where_they_must_be():
    assert {code for code in RULES if example(code, "Bad:") is None} == TOLD_IN_PROSE
    assert {code for code in RULES if example(code, "Good:") is None} == TOLD_IN_PROSE


@pytest.mark.parametrize("code", sorted(set(RULES) - TOLD_IN_PROSE))
def test_the_bad_example_is_found_by_its_rule_and_by_no_other(code, make_book, run):
    assert set(codes(make_book, run, example(code, "Bad:"))) == {code}


@pytest.mark.parametrize("code", sorted(set(RULES) - TOLD_IN_PROSE))
def test_the_good_example_is_clean(code, make_book, run):
    assert codes(make_book, run, example(code, "Good:")) == []


def test_codes_have_three_digits_and_names_are_words_with_hyphens():
    assert [code for code in RULES if not re.fullmatch(r"DT\d{3}", code)] == []
    names = [name for rule in RULES.values() for name in rule.names]
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_names_are_unique_and_codes_are_kept_under_their_own_key():
    names = [name for rule in RULES.values() for name in rule.names]
    assert sorted(names) == sorted(set(names))
    assert [rule.code for rule in RULES.values()] == list(RULES)


def test_what_is_wrong_with_reading_is_an_error_unless_it_can_be_read_all_the_same():
    lenient = {code for code, rule in RULES.items() if rule.scope is Scope.FAULT and rule.severity != Severity.ERROR}
    assert lenient == {"DT008", "DT010", "DT011", "DT603"}


def test_a_code_is_given_once():
    def check(subject):
        """Nothing."""

    before = dict(RULES)
    with pytest.raises(ValueError, match="two rules of code DT001"):
        rule_of_facts("DT001", "another-name")(check)
    assert before == RULES


def test_a_diagnostic_has_its_rules_first_name_unless_told_which():
    rule = RULES["DT005"]
    finding = Finding(Place("deals/a.yaml"), "message", "hint")
    assert [rule.diagnostic(finding).name, rule.diagnostic(finding, "too-deep").name] == ["too-large", "too-deep"]
