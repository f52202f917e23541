"""Which rules count in a run of ``validate``, and how grave each is: by options, by settings, and by both."""

import json

import pytest

from dealtrack.rules import RULES

# One diagnostic each of DT101 (an error), DT108 and DT206 (warnings) and DT401 (a warning, named no-rate).
FILES = {
    "deals/x.yaml": "name: X\ncitty: Y\n"
    "valuations:\n  - {date: 1998, amount: CNY 1bn, standing: target, sources: [a]}\n"
    "sources:\n  b: {publisher: B, published: 2020, url: nowhere}\n",
}
ALL = ["DT101", "DT108", "DT206", "DT401"]


@pytest.fixture
def found(make_book, run):
    """The codes that a run reports: ``found("--ignore", "DT4", validate='select = ["DT4"]')``."""

    def finding(*options, validate=""):
        book = make_book({**FILES, "dealtrack.toml": f"[validate]\n{validate}\n"})
        printed = json.loads(run("validate", "--format", "json", *options, book=book).stdout)
        return sorted(each["code"] for each in printed["diagnostics"])

    return finding


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ALL),
        (("--select", "all"), ALL),
        (("--select", "ALL"), ALL),
        (("--select", "DT"), ALL),
        (("--select", "DT4"), ["DT401"]),
        (("--select", "dt4"), ["DT401"]),
        (("--select", "DT401"), ["DT401"]),
        (("--select", "no-rate"), ["DT401"]),
        (("--select", "No-Rate"), ["DT401"]),
        (("--select=DT1"), ["DT101", "DT108"]),
        (("--select", "DT10"), ["DT101", "DT108"]),
        (("--select", "DT403"), []),
        (("--select", "DT101,DT401"), ["DT101", "DT401"]),
        (("--select", "DT101 , DT401,"), ["DT101", "DT401"]),
        (("--select", "DT101 no-rate"), ["DT101", "DT401"]),
        (("--select", "DT101", "--select", "no-rate"), ["DT101", "DT401"]),
        (("--ignore", "DT4"), ["DT101", "DT108", "DT206"]),
        (("--ignore", "no-rate"), ["DT101", "DT108", "DT206"]),
        (("--ignore", "DT1", "--ignore", "DT206"), ["DT401"]),
        (("--ignore", "DT1,DT206 DT4"), []),
        (("--ignore", "all"), []),
        # The more exact selector wins, whatever their order.
        (("--select", "DT401", "--ignore", "DT4"), ["DT401"]),
        (("--ignore", "DT4", "--select", "DT401"), ["DT401"]),
        (("--select", "no-rate", "--ignore", "DT4"), ["DT401"]),
        (("--select", "DT10", "--ignore", "DT1"), ["DT101", "DT108"]),
        (("--select", "DT1", "--ignore", "DT108"), ["DT101"]),
        (("--select", "DT1,DT108", "--ignore", "DT10"), ["DT108"]),
        (("--select", "all", "--ignore", "DT"), []),
        (("--select", "DT101", "--ignore", "all"), ["DT101"]),
        # Of two that are equally exact, ignore wins.
        (("--select", "DT401", "--ignore", "DT401"), []),
        (("--select", "DT401", "--ignore", "no-rate"), []),
        (("--select", "no-rate", "--ignore", "DT401"), []),
        (("--select", "all", "--ignore", "all"), []),
    ],
)
def test_options_choose_rules(options, expected, found):
    assert found(*([options] if isinstance(options, str) else options)) == expected


@pytest.mark.parametrize(
    ("validate", "expected"),
    [
        ('select = ["DT4"]', ["DT401"]),
        ('select = ["no-rate", "dt101"]', ["DT101", "DT401"]),
        ('ignore = ["DT1"]', ["DT206", "DT401"]),
        ("ignore = []", ALL),
        ('select = ["DT401"]\nignore = ["DT4"]', ["DT401"]),
        ('select = ["DT1"]\nignore = ["unknown-key"]', ["DT108"]),
        ('severity = {DT101 = "off"}', ["DT108", "DT206", "DT401"]),
        ('severity = {DT1 = "off"}', ["DT206", "DT401"]),
        ('severity = {all = "off"}', []),
        ('severity = {all = "off", DT4 = "note"}', ["DT401"]),
        ('severity = {DT1 = "off", DT108 = "warning"}', ["DT108", "DT206", "DT401"]),
        ('severity = {DT108 = "warning", DT1 = "off"}', ["DT108", "DT206", "DT401"]),
        ('select = ["DT101"]\nseverity = {DT1 = "off"}', []),
    ],
)
def test_settings_choose_rules(validate, expected, found):
    assert found(validate=validate) == expected


@pytest.mark.parametrize(
    ("validate", "options", "expected"),
    [
        ('select = ["DT4"]', ("--select", "DT101"), ["DT101"]),
        ('select = ["DT4"]', ("--select", "all"), ALL),
        ('select = ["DT4", "DT1"]', ("--ignore", "DT1"), ["DT401"]),
        # An option wins over a setting, even over one that is more exact.
        ('ignore = ["DT401"]', ("--select", "DT401"), ["DT401"]),
        ('ignore = ["DT401"]', ("--select", "DT4"), ["DT401"]),
        ('ignore = ["DT401"]', ("--ignore", "DT1"), ["DT206"]),
        ('select = ["DT401", "DT101"]', ("--ignore", "DT4"), ["DT101"]),
        ('severity = {DT401 = "off"}', ("--select", "DT401"), ["DT401"]),
        ('severity = {DT401 = "off"}', ("--ignore", "DT1"), ["DT206"]),
    ],
)
def test_options_win_over_settings(validate, options, expected, found):
    assert found(*options, validate=validate) == expected


def test_a_rule_that_settings_turn_off_has_its_own_severity_where_it_is_asked_for(make_book, run):
    book = make_book({**FILES, "dealtrack.toml": '[validate.severity]\nDT101 = "off"\n'})
    assert run("validate", "--concise", "--select", "DT101", book=book).stdout.startswith(
        "deals/x.yaml:2:1: error DT101"
    )


@pytest.mark.parametrize(
    ("validate", "options", "words"),
    [
        ("", ("--select", "DT999"), "--select: there is no rule DT999: "),
        ("", ("--select", "DT9"), "--select: there is no rule DT9: "),
        ("", ("--select", "403"), "--select: there is no rule 403: "),
        ("", ("--ignore", "no-rates"), "--ignore: there is no rule no-rates: did you mean no-rate?"),
        ("", ("--ignore", "DT4,equivalent-mismatsch"), "did you mean equivalent-mismatch?"),
        ("", ("--ignore", "zzzz"), "--ignore: there is no rule zzzz: dealtrack explain --all lists them"),
        ("", ("--select", "-x"), "--select: there is no rule -x: "),
        ("", ("--select", "规则"), "--select: there is no rule 规则: dealtrack explain --all lists them"),
        ("", ("--select", "DT401，DT101"), "--select: there is no rule DT401，DT101: "),
        ("", ("--select", ""), "--select names no rule: write codes or names, such as --select DT403,DT5"),
        ("", ("--select", "DT4", "--select", ""), "--select names no rule"),
        ("", ("--ignore", " , "), "--ignore names no rule: write codes or names, such as --ignore DT403,DT5"),
        ('select = ["DT9"]', (), "dealtrack.toml:2: validate.select: there is no rule DT9: "),
        ('ignore = ["no-rates"]', (), "dealtrack.toml:2: validate.ignore: there is no rule no-rates: did you mean no-rate?"),
        ('severity = {no-rates = "off"}', (), "dealtrack.toml:2: validate.severity: there is no rule no-rates: did you mean"),
        ('select = ["DT1,DT2"]', (), "dealtrack.toml:2: validate.select: there is no rule DT1,DT2: "),
        ('ignore = ["no-rates"]', ("--select", "DT4"), "dealtrack.toml:2: validate.ignore: there is no rule no-rates"),
        ('ignor = ["DT4"]', (), "dealtrack.toml:2: there is no setting ignor: did you mean ignore?"),
    ],
)  # fmt: skip
def test_a_rule_that_there_is_not_is_told_with_where_it_stands(validate, options, words, make_book, run):
    book = make_book({**FILES, "dealtrack.toml": f"[validate]\n{validate}\n"})
    result = run("validate", *options, book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("dealtrack: ")
    assert words in result.stderr


def test_the_file_of_a_setting_in_pyproject_is_told(make_book, run):
    book = make_book({**FILES, "pyproject.toml": '[tool.dealtrack.validate]\nselect = ["no-rates"]\n'})
    words = "pyproject.toml:2: [tool.dealtrack]: validate.select: there is no rule no-rates: did you mean no-rate?"
    assert words in run("validate", book=book).stderr


def test_settings_hold_in_pyproject_too(make_book, run):
    settings = '[tool.dealtrack.validate]\nselect = ["DT1"]\nseverity = {DT101 = "note"}\n'
    result = run("validate", "--concise", book=make_book({**FILES, "pyproject.toml": settings}))
    assert result.exit_code == 0
    assert "note DT101" in result.stdout
    assert "DT401" not in result.stdout


# Severities.


@pytest.mark.parametrize(
    ("severity", "options", "exit_code"),
    [
        ("", (), 1),
        ('DT101 = "warning"', (), 0),
        ('DT101 = "warning"', ("--strict",), 1),
        ('unknown-key = "warning"', (), 0),
        ('DT1 = "warning"', (), 0),
        ('all = "note"', ("--strict",), 0),
        ('all = "note"\nDT1 = "warning"', ("--strict",), 1),
        ('DT101 = "note"\nDT401 = "error"', (), 1),
        ('DT101 = "off"\nno-rate = "error"', (), 1),
        ('DT1 = "error"\nDT101 = "note"\nDT108 = "off"', (), 0),
        ('DT101 = "off"', (), 0),
        ('DT101 = "off"', ("--strict",), 1),
        ('DT101 = "off"\nDT108 = "note"\nDT206 = "off"\nDT401 = "note"', ("--strict",), 0),
    ],
)
@pytest.mark.parametrize("format", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_the_severity_that_is_set_decides_the_exit_code(severity, options, exit_code, format, make_book, run):
    book = make_book({**FILES, "dealtrack.toml": f"[validate.severity]\n{severity}\n"})
    assert run("validate", "--format", format, *options, book=book).exit_code == exit_code


def test_the_severity_that_is_set_is_shown_everywhere(make_book, run, monkeypatch):
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    settings = '[validate.severity]\nDT101 = "note"\nDT206 = "error"\nDT108 = "off"\n'
    book = make_book({**FILES, "dealtrack.toml": settings})

    def printed(*options):
        return run("validate", *options, book=book).stdout

    tree = json.loads(printed("--format", "json", "--statistics"))
    severities = {"DT101": "note", "DT206": "error", "DT401": "warning"}
    assert {each["code"]: each["severity"] for each in tree["diagnostics"]} == severities
    assert {each["code"]: each["severity"] for each in tree["statistics"]} == severities
    assert [tree["summary"][key] for key in ("errors", "warnings", "notes")] == [1, 1, 1]
    sarif = json.loads(printed("--format", "sarif"))["runs"][0]["results"]
    assert {each["ruleId"]: each["level"] for each in sarif} == severities
    github = printed("--format", "github")
    for words in ("::notice file=deals/x.yaml,line=2", "::error file=deals/x.yaml,line=6", "::warning "):
        assert words in github
    gitlab = json.loads(printed("--format", "gitlab"))
    shown = {"DT101": "info", "DT206": "major", "DT401": "minor"}
    assert {each["check_name"]: each["severity"] for each in gitlab} == shown
    junit = printed("--format", "junit")
    assert ('type="error" message=' in junit, 'failures="1"' in junit, "note DT101" in junit) == (True, True, True)
    colored = printed("--color", "always")
    for words in ("\x1b[1;36mnote DT101\x1b[0m", "\x1b[1;31merror DT206\x1b[0m", "\x1b[1;33mwarning DT401\x1b[0m"):
        assert words in colored
    assert colored.endswith("1 error, 1 warning, 1 note\n")


def test_other_commands_do_not_care_for_rules(make_book, run):
    book = make_book({"deals/x.yaml": "name: X\n", "dealtrack.toml": '[validate]\nselect = ["DT999"]\n'})
    assert run("timeline", book=book).exit_code == 0


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_chosen_by_its_code_and_by_each_of_its_names(code):
    from dealtrack.files.settings import ValidateSettings
    from dealtrack.rules.selectors import Choice

    for word in (code, code.lower(), *RULES[code].names):
        assert Choice.of(ValidateSettings(), select=(word,)).rules == {code}
        assert Choice.of(ValidateSettings(), ignore=(word,)).rules == set(RULES) - {code}
        assert Choice.of(ValidateSettings(), select=(word,), ignore=(code[:3],)).rules == {code}
