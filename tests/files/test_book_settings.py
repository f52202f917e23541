"""The settings of a book: where they stand, what they may be, what is said when they cannot be used."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from dealtrack.diagnostics import Severity
from dealtrack.files.settings import BadSettings, RateSettings, Settings, ValidateSettings, read_settings


@pytest.fixture
def read(tmp_path):
    def reading(**files):
        for name, text in files.items():
            path = tmp_path / f"{name}.toml"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_settings(tmp_path)

    return reading


def test_without_a_file_the_defaults_hold(read):
    assert read() == Settings(currency="USD", rates=RateSettings(max_age_days=7, tolerance_percent=1))
    assert read().rates.tolerance == Decimal("0.01")


@pytest.mark.parametrize(
    ("text", "currency", "age", "tolerance"),
    [
        ("", "USD", 7, "0.01"),
        ('currency = "CNY"', "CNY", 7, "0.01"),
        ("[rates]\nmax_age_days = 0", "USD", 0, "0.01"),
        ("[rates]\nmax_age_days = 366\ntolerance_percent = 0", "USD", 366, "0"),
        ("[rates]\ntolerance_percent = 2", "USD", 7, "0.02"),
        ("[rates]\ntolerance_percent = 0.5", "USD", 7, "0.005"),
        ("[rates]\ntolerance_percent = 50", "USD", 7, "0.5"),
    ],
)
def test_what_is_set_holds_in_either_file(text, currency, age, tolerance, read):
    own = read(dealtrack=text)
    assert (own.currency, own.rates.max_age_days, own.rates.tolerance) == (currency, age, Decimal(tolerance))


def test_pyproject_is_read_where_there_is_no_file_of_our_own(read):
    project = '[project]\nname = "x"\n[tool.dealtrack]\ncurrency = "CNY"\n[tool.dealtrack.rates]\nmax_age_days = 3\n'
    where = "pyproject.toml: [tool.dealtrack]"
    found = read(pyproject=project)
    assert replace(found, lines={}) == Settings("CNY", RateSettings(max_age_days=3), where=where)
    assert found.place("rates", "max_age_days") == "pyproject.toml:6: [tool.dealtrack]"
    assert replace(read(dealtrack='currency = "HKD"'), lines={}) == Settings("HKD", where="dealtrack.toml")


VALIDATE = """\
select = ["all"]
ignore = ["DT207", "unused-source"]
severity = {DT202 = "error", no-rate = "note", DT5 = "off"}
baseline = "known.json"
"""
VALIDATED = ValidateSettings(
    select=("all",),
    ignore=("DT207", "unused-source"),
    severity={"DT202": Severity.ERROR, "no-rate": Severity.NOTE, "DT5": None},
    baseline="known.json",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ValidateSettings()),
        (VALIDATE, VALIDATED),
        ("ignore = []", ValidateSettings()),
        ("severity = {}", ValidateSettings()),
        ('severity."DT202" = "warning"', ValidateSettings(severity={"DT202": Severity.WARNING})),
        ('select = ["dt4", "DT403"]', ValidateSettings(select=("dt4", "DT403"))),
    ],
)
def test_what_is_set_for_validate_holds_in_either_file(text, expected, read):
    assert read(pyproject=f"[tool.dealtrack.validate]\n{text}").validate == expected
    assert read(dealtrack=f"[validate]\n{text}").validate == expected


@pytest.mark.parametrize(
    "project", ["", "[project]\nname = 'x'\n", "not toml, and none of ours", b"\xff\xfe", "# tool.dealtrack\n"]
)
def test_a_pyproject_that_does_not_speak_of_us_is_left_alone(project, read):
    assert replace(read(pyproject=project), where="", lines={}) == Settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("currency = x", "invalid value at column 12"),
        ('curency = "USD"', "there is no setting curency: did you mean currency?"),
        ("colour = 1", "there is no setting colour: known are currency, rates"),
        ("[rates]\nmaxage = 1", "there is no setting maxage: did you mean max_age_days?"),
        ("[rates]\nzzz = 1", "there is no setting zzz: known are max_age_days, tolerance_percent"),
        ('currency = "usd"', "currency: usd is not a currency of ISO 4217"),
        ("currency = 1", "currency"),
        ("rates = 1", "rates"),
        ("[rates]\nmax_age_days = -1", "max_age_days"),
        ("[rates]\nmax_age_days = 367", "max_age_days"),
        ("[rates]\nmax_age_days = 1.5", "max_age_days"),
        ("[rates]\nmax_age_days = true", "max_age_days"),
        ("[rates]\ntolerance_percent = -0.5", "tolerance_percent"),
        ("[rates]\ntolerance_percent = -1", "tolerance_percent"),
        ("[rates]\ntolerance_percent = 51", "tolerance_percent"),
        ("[rates]\ntolerance_percent = 1e9", "tolerance_percent"),
        ("[rates]\ntolerance_percent = nan", "tolerance_percent"),
        ("[rates]\ntolerance_percent = inf", "tolerance_percent"),
        ('[rates]\ntolerance_percent = "1"', "tolerance_percent"),
        ("validate = 1", "validate is no table"),
        ("[validate]\nselct = []", "there is no setting selct: did you mean select?"),
        ("[validate]\nzzz = 1", "there is no setting zzz: known are select, ignore, severity, baseline"),
        ('[validate]\nselect = "DT4"', 'validate.select is no list of rules, such as ["DT202", "DT5"]'),
        ("[validate]\nselect = []", "validate.select names no rule: leave it out, and all rules count"),
        ("[validate]\nselect = [4]", "validate.select is no list of rules"),
        ('[validate]\nselect = [""]', "validate.select is no list of rules"),
        ('[validate]\nignore = ["DT4", " "]', "validate.ignore is no list of rules"),
        ("[validate]\nignore = {DT4 = 1}", "validate.ignore is no list of rules"),
        ('[validate]\nseverity = "error"', "validate.severity is no table"),
        (
            '[validate.severity]\nDT202 = "fatal"',
            "validate.severity.DT202: fatal is none of error, warning, note and off",
        ),
        ('[validate.severity]\nDT202 = "Error"', "validate.severity.DT202: Error is none of"),
        ("[validate.severity]\nDT202 = false", "validate.severity.DT202"),
        ('[validate.severity]\nDT202 = ["off"]', "validate.severity.DT202"),
        ("[validate]\nbaseline = true", "validate.baseline"),
        ('[validate]\nbaseline = ""', 'validate.baseline: "" is no path of a file'),
    ],
)
def test_what_cannot_be_used_is_told_with_its_file_and_setting(text, words, read):
    with pytest.raises(BadSettings) as told:
        read(dealtrack=text)
    assert str(told.value).startswith(f"dealtrack.toml:{text.count(chr(10)) + 1}: ")
    assert words in str(told.value)


@pytest.mark.parametrize(
    "project",
    [
        '[tool.dealtrack]\ncurency = "USD"',
        "[tool.dealtrack]\ncurrency = 1",
        "[tool]\ndealtrack = 1 # tool.dealtrack",
        "tool = 1 # tool.dealtrack",
        "[[tool.dealtrack]]\n",
        "[tool.dealtrack",
    ],
)
def test_what_cannot_be_used_in_pyproject_is_told_with_its_file(project, read):
    with pytest.raises(BadSettings, match=r"^pyproject\.toml:1: |^pyproject\.toml:2: "):
        read(pyproject=project)


def test_a_file_in_another_encoding_is_told(read):
    with pytest.raises(BadSettings, match=r"^dealtrack\.toml:1: it is not UTF-8: 0xff"):
        read(dealtrack='currency = "USD"'.encode("utf-16"))


def test_no_type_of_python_is_shown(read):
    with pytest.raises(BadSettings) as told:
        read(dealtrack="rates = 1")
    assert "`" not in str(told.value)
