"""The schemas: current, sound, complete in what they describe, and named by the files of the book."""

import re
from typing import Any

import jsonschema
import msgspec
import pytest

from dealtrack.cli.schema import SchemaFile
from dealtrack.files.schema import FILES, json_schema, schema_text
from dealtrack.files.schema.descriptions import KEYS, TERMS
from dealtrack.model import Deal, Metric, Record
from dealtrack.values.labels import KINDS, LOOSE_KINDS, LOOSE_ROUNDS, ROUNDS
from dealtrack.values.rounds import OFFERED, Round
from dealtrack.values.vocabulary import Basis, InvestorType, Kind, Standing, Status
from tests.conftest import REPOSITORY

VOCABULARIES = (Kind, Round, Status, Standing, Basis, InvestorType)
LABELS = [
    label
    for table in (ROUNDS, LOOSE_ROUNDS, KINDS, LOOSE_KINDS)
    for labels in table.values()
    for label in labels.split("|")
]


def terms_of(vocabulary: Any) -> list[str]:
    """The terms that an editor offers."""
    return [*OFFERED] if vocabulary is Round else [*vocabulary]


def validator(file: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(file))


def accepts(definition: str, value: Any) -> bool:
    schema = json_schema("investors" if definition == "InvestorType" else "company")
    only = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return bool(jsonschema.Draft202012Validator(only).is_valid(value))


def everything(node: Any) -> Any:
    """Every mapping in a schema."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from everything(child)


def test_there_is_a_schema_for_each_choice_of_the_command() -> None:
    assert [file.value for file in SchemaFile] == list(FILES)


@pytest.mark.parametrize("file", FILES)
def test_the_schema_that_is_kept_is_current(file: str, run: Any) -> None:
    kept = REPOSITORY / "seeds" / f"{file}.schema.json"
    printed = run("schema", file)
    assert printed.exit_code == 0
    assert printed.stdout == kept.read_text(encoding="utf-8"), f"run: dealtrack schema {file} > seeds/{kept.name}"


def test_a_company_is_what_is_asked_for_by_default(run: Any) -> None:
    assert run("schema").stdout == run("schema", "company").stdout


def test_elsewhere_than_in_utf_8_it_is_printed_in_ascii() -> None:
    escaped = schema_text("company", ascii_only=True)
    assert escaped.isascii()
    assert msgspec.json.decode(escaped) == json_schema("company")


@pytest.mark.parametrize("file", FILES)
def test_the_schema_is_one(file: str) -> None:
    schema = json_schema(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    refs = {node["$ref"] for node in everything(schema) if "$ref" in node}
    assert refs == {f"#/$defs/{name}" for name in schema["$defs"]}
    assert all(re.compile(node["pattern"]) for node in everything(schema) if isinstance(node.get("pattern"), str))


def test_it_stays_of_a_size_that_an_editor_reads_at_once() -> None:
    assert len(schema_text("company").encode("utf-8")) < 96 * 1024


def test_every_key_is_described_and_no_other() -> None:
    records = set(Record.__subclasses__())
    assert set(KEYS) == records
    for record, described in KEYS.items():
        assert list(described) == [field.encode_name for field in msgspec.structs.fields(record)], record
        assert all(re.fullmatch(r"[A-Z].*\.", text) for text in described.values()), record


def test_every_term_is_described_and_no_other() -> None:
    assert set(TERMS) == set(VOCABULARIES)
    for vocabulary, described in TERMS.items():
        assert set(described) == set(terms_of(vocabulary))
        assert len(set(described.values())) == len(described), "two terms that mean the same"


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_each_term_is_offered_with_what_it_means(vocabulary: Any) -> None:
    schema = json_schema("investors" if vocabulary is InvestorType else "company")["$defs"][vocabulary.__name__]
    offered = next(node for node in everything(schema) if "enum" in node)
    assert dict(zip(offered["enum"], offered["enumDescriptions"], strict=True)) == TERMS[vocabulary]
    assert offered["enum"] == terms_of(vocabulary)


@pytest.mark.parametrize("label", [label for label in LABELS if label])
def test_labels_are_accepted_and_not_offered(label: str) -> None:
    assert accepts("Round", label)
    assert accepts("Round", f"{label} round".upper())
    offered = {term for node in everything(json_schema("company")) if "enum" in node for term in node["enum"]}
    assert label not in offered or label.isascii()


@pytest.mark.parametrize(
    ("deal", "accepted"),
    [
        ({"round": "并购"}, True),
        ({"round": "并购", "kind": None}, True),
        ({"round": "并购", "kind": "acquisition"}, True),
        ({"round": "并购", "kind": "收购"}, True),
        ({"round": "并购", "kind": "ipo"}, False),
        ({"round": "并购", "kind": "IPO上市"}, False),
        ({"round": "A轮", "kind": "ipo"}, True),
        ({"kind": "并购"}, True),
        ({"kind": "A轮"}, False),
    ],
)
def test_a_label_of_a_kind_as_round_agrees_with_the_kind(deal: dict[str, Any], accepted: bool) -> None:
    whole = {"id": "a", "date": 2019, "status": "completed", **deal}
    assert accepts("Deal", whole) is accepted


@pytest.mark.parametrize(
    ("definition", "accepted", "refused"),
    [
        ("SomeText", ["a", 360, 1.8, True], ["", None, [], {}]),
        ("Text", ["", 0, False], [None, ["a"], {"a": "b"}]),
        ("Date", [2019, "2019", "2019-05"], [None, 19, 20190501, 2019.5, True, []]),
        ("Count", [0, 9, "at least 9"], [None, -1, 9.5, 1_000_000_000, "nine"]),
        (
            "Url",
            ["https://a.cn/b?c#d", "HTTP://a.cn"],
            ["a.cn", "http://a", "ftp://a", "https://", "https://a b", "", None],
        ),
        ("Nothing", [None], ["", 0, False, [], {}]),
        ("Status", ["completed", "Completed", "已完成", "in talks"], ["done", "", None, True]),
        ("Round", ["b2", "Pre-A++", "Series C-1", "D轮延展", "z-ext"], ["b0", "aa", "a+++", "Series", "", None, 1]),
    ],
)
def test_values_as_an_editor_types_them(definition: str, accepted: list[Any], refused: list[Any]) -> None:
    assert [value for value in accepted if not accepts(definition, value)] == []
    assert [value for value in refused if accepts(definition, value)] == []


@pytest.mark.parametrize(
    ("owned", "accepted"),
    [(True, True), (False, True), (1, True), ("true", True), ("FALSE", True), (None, True), (2, False), ("yes", False)],
)
def test_true_and_false(owned: Any, accepted: bool) -> None:
    assert validator("investors").is_valid({"A Fund": {"state_owned": owned}}) is accepted


@pytest.mark.parametrize("record", [each for each in Record.__subclasses__() if each is not Metric])
def test_no_record_takes_other_keys_or_lacks_a_needed_one(record: Any) -> None:
    schema = json_schema("investors" if record.__name__ == "Investor" else "company")
    found = schema["$defs"].get(record.__name__, schema)
    assert found["additionalProperties"] is False
    needed = [field.encode_name for field in msgspec.structs.fields(record) if field.required]
    assert found.get("required", []) == needed


@pytest.mark.parametrize(
    ("figure", "accepted"),
    [({}, False), ({"amount": "USD 1bn"}, True), ({"value": 22}, True), ({"value": None}, False),
     ({"value": None, "amount": "USD 1bn"}, True), ({"value": "22 %", "amount": "USD 1bn"}, True)],
)  # fmt: skip
def test_a_metric_has_an_amount_or_a_value(figure: dict[str, Any], accepted: bool) -> None:
    assert accepts("Metric", {"label": "a", "date": 2019, **figure}) is accepted


@pytest.mark.parametrize("key", [field.encode_name for field in msgspec.structs.fields(Deal) if not field.required])
def test_a_key_that_may_be_left_out_may_lack_its_value(key: str) -> None:
    assert accepts("Deal", {"id": "a", "date": 2019, "status": "completed", key: None})


def test_each_file_of_the_book_names_its_schema() -> None:
    company = "# yaml-language-server: $schema=../seeds/company.schema.json"
    firsts = {path: path.read_text(encoding="utf-8").splitlines()[0] for path in (REPOSITORY / "deals").glob("*.yaml")}
    assert firsts
    assert [path.name for path, first in firsts.items() if first != company] == []
    for file in ("sources", "investors"):
        text = (REPOSITORY / "seeds" / f"{file}.yaml").read_text(encoding="utf-8")
        assert text.startswith(f"# yaml-language-server: $schema={file}.schema.json\n")
