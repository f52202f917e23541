"""SARIF and Code Quality reports, held to their schemas: of no book, of bad books, of every rule's cases."""

import json
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from dealtrack.diagnostics import Place
from dealtrack.rules import RULES
from tests.conftest import REPOSITORY
from tests.files.test_harmless_diagnostics import PAYLOADS, WHERE
from tests.render.runs import found, related, shown
from tests.render.test_junit_format import held_to_schema
from tests.rules.test_rule_cases import book_of, cases  # noqa: F401 - a fixture

SCHEMAS = REPOSITORY / "tests/data/schemas"


def validator(name):
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


SARIF = validator("sarif-schema-2.1.0.json")
GITLAB = validator("gitlab-code-quality.json")


def sarif_of(text):
    """The one run of a SARIF report that is as it should be, beyond what its schema can say."""
    tree = json.loads(text)
    SARIF.validate(tree)
    (run,) = tree["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in [*result["locations"], *result.get("relatedLocations", [])]:
            uri = urlsplit(location["physicalLocation"]["artifactLocation"]["uri"])
            assert (uri.scheme, uri.netloc, uri.query, uri.fragment) == ("", "", "", "")
            assert uri.path.isascii()
    marks = [result["partialFingerprints"]["dealtrack/v1"] for result in run["results"]]
    assert len(marks) == len(set(marks))
    return run


def gitlab_of(text):
    """The issues of a Code Quality report that is as it should be."""
    issues = json.loads(text)
    GITLAB.validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


def check(arguments, run, book):
    """How much each format has found, which must be the same."""
    results = {
        format: run("validate", "--format", format, *arguments, book=book).stdout
        for format in ("json", "sarif", "gitlab", "junit")
    }
    count = len(json.loads(results["json"])["diagnostics"])
    assert len(sarif_of(results["sarif"])["results"]) == count
    assert len(gitlab_of(results["gitlab"])) == count
    held_to_schema(results["junit"])
    return count


def test_the_schemas_are_schemas():
    for each in (SARIF, GITLAB):
        each.check_schema(each.schema)


def test_nothing_found_is_a_report_all_the_same():
    assert sarif_of(shown("sarif"))["results"] == []
    assert gitlab_of(shown("gitlab")) == []


def test_the_slip_and_the_real_book(run):
    assert check(("--book", "tests/data/slip"), run, REPOSITORY) == 6
    check((), run, REPOSITORY)


@pytest.mark.parametrize("case", cases("bad"))
def test_every_rules_bad_cases(case, book_of, run):  # noqa: F811
    assert check((), run, book_of(case)) > 0


@pytest.mark.parametrize("template", WHERE.values(), ids=WHERE)
def test_a_hostile_book(template, make_book, run):
    files = {f"deals/x{number}.yaml": template.format(yaml) for number, (yaml, _) in enumerate(PAYLOADS.values())}
    assert check((), run, make_book(files)) > 0


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("deals/a.yaml", "books/deals/a.yaml"),
        ("deals/a b.yaml", "books/deals/a%20b.yaml"),
        ("deals/50%.yaml", "books/deals/50%25.yaml"),
        ("deals/a:b?c#d.yaml", "books/deals/a%3Ab%3Fc%23d.yaml"),
        ("deals/云.yaml", "books/deals/%E4%BA%91.yaml"),
        ("deals/a\n\u202e.yaml", "books/deals/a%0A%E2%80%AE.yaml"),
    ],
)
def test_a_file_is_a_relative_reference(file, uri):
    (result,) = sarif_of(shown("sarif", found(file=file), prefix="books/", texts={}))["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}
    assert unquote(uri) == f"books/{file}"


def test_columns_are_code_points_and_the_end_is_not_included():
    texts = {"deals/a.yaml": "👨 云 x\n"}
    (result,) = sarif_of(shown("sarif", found(start=2, end=3), texts=texts))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 4}


def test_a_related_place_has_its_number_and_its_words():
    (result,) = sarif_of(shown("sarif", found(related=related("it is here", 3, 4))))["results"]
    assert result["relatedLocations"] == [
        {
            "id": 1,
            "physicalLocation": {
                "artifactLocation": {"uri": "deals/b.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5},
            },
            "message": {"text": "it is here"},
        }
    ]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("plain", "plain"),
        ("no key {0}", "no key {{0}}"),
        ("[click](https://example.com)", "[click] (https://example.com)"),
        ("a list [1] (2)", "a list [1] (2)"),
    ],
)
def test_a_message_is_plain_text(message, text):
    (result,) = sarif_of(shown("sarif", found(message)))["results"]
    assert result["message"] == {"text": text}


def test_every_rule_is_described():
    rules = sarif_of(shown("sarif"))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(RULES)
    for rule in rules:
        own = RULES[rule["id"]]
        assert rule["defaultConfiguration"] == {"level": own.severity.value}
        assert rule["help"]["text"] == own.documentation
        assert rule["help"]["markdown"].startswith("**What it checks:**")
        assert rule["help"]["markdown"].count("**") == 10
        assert rule["shortDescription"]["text"].startswith("Checks ")
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
        assert "\n" not in rule["fullDescription"]["text"]


def test_a_rule_that_has_no_description_has_no_index():
    tree = json.loads(shown("sarif", found(code="DT999")))
    SARIF.validate(tree)
    assert "ruleIndex" not in tree["runs"][0]["results"][0]


@pytest.mark.parametrize(("severity", "level"), [("error", "major"), ("warning", "minor"), ("note", "info")])
def test_a_severity_has_gitlabs_word(severity, level):
    assert [issue["severity"] for issue in gitlab_of(shown("gitlab", found(severity=severity)))] == [level]


def test_two_books_in_one_repository_have_no_issue_in_common():
    one, other = (gitlab_of(shown("gitlab", found(), prefix=prefix)) for prefix in ("one/", "other/"))
    assert one[0]["fingerprint"] != other[0]["fingerprint"]


def test_a_whole_file_is_its_first_line():
    whole = found(place=Place("deals/a.yaml", as_whole=True))
    (result,) = sarif_of(shown("sarif", whole))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert gitlab_of(shown("gitlab", whole))[0]["location"]["lines"] == {"begin": 1, "end": 1}


def test_the_schemas_come_with_their_terms():
    terms = (SCHEMAS / "README.md").read_text(encoding="utf-8")
    assert all(path.name in terms for path in SCHEMAS.glob("*.json"))
