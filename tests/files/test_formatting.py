"""The canonical layout: files before and after, what is left alone, and the proof that nothing is lost."""

import difflib
import re
from pathlib import Path

import msgspec
import pytest

from dealtrack import model
from dealtrack.files import formatting, tree
from dealtrack.files.formatting import formatted
from dealtrack.files.formatting.ordering import KEYS
from dealtrack.files.formatting.proof import lost
from dealtrack.files.pure_parser import PureParser
from dealtrack.model import Company, Investor, Source
from tests.yaml_blocks import REPOSITORY

LAYOUTS = Path(__file__).parent / "layouts"
CASES = sorted(path.name.removesuffix(".before.yaml") for path in LAYOUTS.glob("*.before.yaml"))
PAGE = (REPOSITORY / "docs" / "formatting.md").read_text(encoding="utf-8")
SOURCES = "sources:\n  a: {publisher: P, published: 2021}\n"


def laid_out(text, as_type=Company):
    found = formatted(text, "deals/x.yaml", as_type)
    assert (found.faults, found.why) == ((), "")
    return found.text


@pytest.mark.parametrize("parser", [tree._fastest_parser(), PureParser])
@pytest.mark.parametrize("name", CASES)
def test_before_and_after(name, parser, monkeypatch):
    monkeypatch.setattr(tree, "_Parser", parser)
    before, after = ((LAYOUTS / f"{name}.{which}.yaml").read_text(encoding="utf-8") for which in ("before", "after"))
    assert laid_out(before) == after
    assert laid_out(after) == after
    assert before != after


def test_there_are_cases():
    assert len(CASES) >= 9


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("name", CASES)
def test_ends_of_lines_become_line_feeds(name, end):
    before, after = ((LAYOUTS / f"{name}.{which}.yaml").read_text(encoding="utf-8") for which in ("before", "after"))
    assert laid_out(before.replace("\n", end)) == after


LINES = [
    # what was typed, what becomes of it; in a company's file, below its name
    ("country:   CN", "country: CN"),
    ("country: CN # c", "country: CN  # c"),
    ("country: CN\t#c", "country: CN  #c"),
    ("country : 'CN'", "country: CN"),
    ("country: 'no'", "country: 'no'"),
    ('city: "No"', "city: 'No'"),
    ('city: "it\'s"', "city: it's"),
    ('city: "it\'s: so"', 'city: "it\'s: so"'),
    ('city: "\\u4e91"', 'city: "\\u4e91"'),
    ("city: '\u3000云'", "city: '\u3000云'"),
    ("city: -5%", "city: -5%"),
    ("city: 'Y' #3", "city: 'Y'  #3"),
    ("city: 'Z' # 3", "city: Z  # 3"),
    ("aliases: [a, #3\n  b]", "aliases:\n  - 'a'  #3\n  - b"),
    ("city:", "city:"),
    ("city: ~", "city: ~"),
    ("city:  # not known", "city:  # not known"),
    ("? city\n: Y", "city: Y"),
    ("? city  # c\n: Y", "city:  # c\n  Y"),
    ("founded: 2015\naliases: []", "aliases: []\nfounded: 2015"),
    ("# c\nfounded: 2015\naliases: [ ]", "aliases: []\n# c\nfounded: 2015"),
    ("# c\n\nfounded: 2015\naliases: []", "# c\n\naliases: []\nfounded: 2015"),
    ("aliases: [a: b]", None),
    ("aliases: ['a: b']", "aliases: ['a: b']"),
    ("aliases: [2020-05?, a?b]", "aliases: [2020-05?, a?b]"),
    ("aliases: [one\n  two, three]", "aliases: [one two, three]"),
    ('aliases: ["one\n\n  two"]', 'aliases: ["one\\ntwo"]'),
    ("names:\n  zh: 云\n  en: X", "names: {zh: 云, en: X}"),
    ("names: {}", "names: {}"),
    ("city: >\n  a", "city: >-\n  a"),
    ("city: |1-\n  a", "city: |2-\n   a"),
]


@pytest.mark.parametrize(("typed", "becomes"), LINES)
def test_lines(typed, becomes):
    if becomes is None:
        assert formatted(f"name: X\n{typed}\n", "deals/x.yaml", Company).faults
        return
    text = typed if typed.endswith(">\n  a") else f"{typed}\n"
    assert laid_out(f"name: X\n{text}") == f"name: X\n{becomes}\n"


REFUSED = [
    ("name: X\nnmae: Y\n", "unknown-key"),
    ("name: X\nname: Y\n", "duplicate-key"),
    ("name: &a X\n", "yaml-feature"),
    ("name: [X\n", "invalid-yaml"),
    ("name: X\nfounded: soon\n", "bad-date"),
    ("name：X\n", "confusable-character"),
]


@pytest.mark.parametrize(("text", "rule"), REFUSED)
def test_a_file_with_a_mistake_is_left_alone(text, rule):
    found = formatted(text, "deals/x.yaml", Company)
    assert found.text == text
    assert rule in {fault.rule for fault in found.faults}


def test_odd_ends_of_lines_are_left_alone():
    found = formatted("name: X\nnotes: one\u2028  two\n", "deals/x.yaml", Company)
    assert found.why == "it has a line that ends with U+2028, where others end with a line feed"
    assert found.text == "name: X\nnotes: one\u2028  two\n"


def test_a_cut_comment_is_laid_out_as_the_comment_that_it_is():
    assert laid_out("name: Series #3\n") == "name: Series  #3\n"


@pytest.mark.parametrize(
    ("as_type", "text", "after"),
    [
        (dict[str, Source], "# head\n\nb: {published: 2021, publisher: P}\na:\n  publisher: Q\n  published: 2020 #c\n#end\n", "# head\n\nb:\n  publisher: P\n  published: 2021\n\na:\n  publisher: Q\n  published: 2020  #c\n#end\n"),
        (dict[str, Investor], "IDG:\n'Foo: Bar':\n    type: vc\n    aliases:\n    - F\n", "IDG:\n\n'Foo: Bar':\n  aliases: [F]\n  type: vc\n"),
        (dict[str, Investor], "{A: {type: vc}}\n", "A:\n  type: vc\n"),
        (dict[str, Investor], "{A: {type: vc}} # c\n", "{A: {type: vc}}  # c\n"),
        (dict[str, Investor], "{ # none\n}\n", "{\n  # none\n  }\n"),
    ],
)  # fmt: skip
def test_tables(as_type, text, after):
    assert laid_out(text, as_type) == after
    assert laid_out(after, as_type) == after


def test_each_record_has_its_keys_in_an_order():
    records = {cls for cls in vars(model).values() if isinstance(cls, type) and issubclass(cls, model.Record)}
    assert set(KEYS) == records - {model.Record}
    for cls, keys in KEYS.items():
        assert sorted(keys) == sorted(field.encode_name for field in msgspec.structs.fields(cls))


def test_the_page_shows_what_is_done():
    before, after = re.findall(r"```yaml\n# deals/\w+\.yaml\n(.*?)```", PAGE, re.DOTALL)
    assert laid_out(before) == after
    assert laid_out(after) == after


def test_the_page_tells_the_order_of_keys():
    rows = [re.findall(r"`(\w+)`", row) for row in re.findall(r"^\| an? .*\| (.*) \|$", PAGE, re.MULTILINE)]
    assert rows == [list(keys) for keys in KEYS.values()]


TEXT = "name: X  # c\naliases: [a, b]\ndeals:\n  - {id: a, date: 2020, status: completed, sources: [a]}\n"


@pytest.mark.parametrize(
    ("after", "missing"),
    [
        (TEXT, ""),
        (TEXT.replace("[a, b]", "[b, a]"), "a value"),
        (TEXT.replace("2020", "2020~"), "a value"),
        (TEXT.replace("  # c", ""), "a comment"),
        (TEXT.replace("# c", "# d"), "a comment"),
        (TEXT.replace("# c", "# c # c"), "a comment"),
        (TEXT.replace("X", "'X # c'").replace("'  # c", "'"), "a value"),
    ],
)
def test_what_is_lost_is_noticed(after, missing):
    assert lost(TEXT, after, Company, ()) == missing


def test_another_order_of_keys_of_a_table_is_noticed():
    one, other = "A:\n  type: vc\nB:\n  type: pe\n", "B:\n  type: pe\nA:\n  type: vc\n"
    assert lost(one, other, dict[str, Investor], ()) == "what its records say"


def test_a_layout_that_loses_something_is_not_used(monkeypatch):
    monkeypatch.setattr(formatting, "printed", lambda *_: "name: Y\n")
    found = formatted("name:   X\n", "deals/x.yaml", Company)
    assert (found.text, found.why, found.is_our_fault) == ("name:   X\n", "it would lose a value", True)


def test_this_book_is_laid_out():
    for path in sorted((REPOSITORY / "deals").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert "".join(difflib.unified_diff(text.splitlines(True), laid_out(text).splitlines(True))) == ""
