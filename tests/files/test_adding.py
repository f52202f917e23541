"""New facts in the text of a company's file: where they stand, how they are laid out, and that nothing else changes."""

import textwrap

import pytest

from dealtrack.files.adding import new_company, with_fact, with_own_source, with_shared_source, with_step
from dealtrack.files.inserting import CannotInsert
from dealtrack.files.tree import compose

DEAL = {"id": "n", "date": "2019", "status": "completed", "sources": ["a", "b: c"]}
LINES = """\
  - id: n
    date: 2019
    status: completed
    sources: [a, 'b: c']
"""
IN_BRACKETS = "{id: n, date: 2019, status: completed, sources: [a, 'b: c']}"


def text(written: str) -> str:
    return textwrap.dedent(written)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: X\n", f"name: X\n\ndeals:\n{LINES}"),
        ("name: X", f"name: X\n\ndeals:\n{LINES}".rstrip()),
        ("name: X\ndeals:\n", f"name: X\ndeals:\n{LINES}"),
        ("name: X\ndeals:", f"name: X\ndeals:\n{LINES}".rstrip()),
        ("name: X\ndeals: []\n", f"name: X\ndeals:\n{LINES}"),
        ("name: X\ndeals: ~\n", f"name: X\ndeals:\n{LINES}"),
        ("name: X\ndeals: null # yet\n", f"name: X\ndeals:  # yet\n{LINES}"),
        ("deals: []\nname: X\n", f"deals:\n{LINES}name: X\n"),
        ("deals: [ # none\n]\nname: X\n", f"deals: [{IN_BRACKETS} # none\n]\nname: X\n"),
        ("deals:\n  # none\n\n# of X\nname: X\n", f"deals:\n  # none\n{LINES}\n# of X\nname: X\n"),
        ("{name: X}\n", f"{{name: X, deals: [{IN_BRACKETS}]}}\n"),
        ("{name: X, deals: []}\n", f"{{name: X, deals: [{IN_BRACKETS}]}}\n"),
        ("{name: X, deals: }\n", f"{{name: X, deals: [{IN_BRACKETS}] }}\n"),
        ("{name: X, notes: y}\n", f"{{name: X, deals: [{IN_BRACKETS}], notes: y}}\n"),
        ("name: X\nnotes: y\n", f"name: X\n\ndeals:\n{LINES}\nnotes: y\n"),
        ("name: X\n\nnotes: y\n", f"name: X\n\ndeals:\n{LINES}\nnotes: y\n"),
        ("name: X\n\n# Free text.\nnotes: y\n", f"name: X\n\ndeals:\n{LINES}\n# Free text.\nnotes: y\n"),
        ("notes: y\nname: X\n", f"deals:\n{LINES}\nnotes: y\nname: X\n"),
        ("---\nname: X\n...\n", f"---\nname: X\n\ndeals:\n{LINES}...\n"),
        ("name: X\n# The end.\n", f"name: X\n\ndeals:\n{LINES}# The end.\n"),
    ],
)
def test_a_list_is_made_where_there_is_none(before: str, after: str) -> None:
    assert with_fact(before, "deals", DEAL) == after


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize(
    ("old", "new", "gap"),
    [
        ("  - {id: @, date: !}\n", f"  - {IN_BRACKETS}\n", ""),
        ("  - {id: @, date: !}\n", f"  - {IN_BRACKETS}\n", "\n"),
        ("  - id: @\n    date: !\n", LINES, "\n"),
        ("  - id: @\n    date: !\n    leads:\n      - x\n    sources: [x]\n", LINES, "\n"),
        ("  - id: @\n    date: !\n", LINES, "\n\n"),
        ("  - id: @\n    date: ! # a comment\n    # another\n", LINES, "\n"),
        ("  # above\n  - id: @\n    date: !\n", LINES, "\n"),
        ("- id: @\n  date: !\n", text(LINES), ""),
        ("  -   id: @\n      date: !\n", LINES.replace("  - id", "  -   id").replace("\n    ", "\n      "), ""),
        ("  -\n    id: @\n    date: !\n", LINES, ""),
        ("  - id: @\n    date: !\n    sources: [ x ]\n", LINES.replace("[a, 'b: c']", "[ a, 'b: c' ]"), ""),
        (
            "  - id: @\n    date: !\n    sources:\n      - x\n",
            LINES.replace("[a, 'b: c']", "\n      - a\n      - 'b: c'").replace("s: \n", "s:\n"),
            "",
        ),
        (
            "  - id: @\n    date: !\n    sources:\n    - x\n",
            LINES.replace("[a, 'b: c']", "\n    - a\n    - 'b: c'").replace("s: \n", "s:\n"),
            "",
        ),
        ("  - { id: @, date: ! }\n", f"  - {{ {IN_BRACKETS[1:-1]} }}\n", ""),
        ("  - id: @\n    date: !\n    notes: >-\n      two\n      lines\n", LINES, "\n"),
        ('  - "id": "@"\n    \'date\': "!"\n', LINES, "\n"),
    ],
)
def test_a_deal_comes_in_its_place_in_time_in_the_layout_of_its_neighbours(
    old: str, new: str, gap: str, number: int
) -> None:
    dates = ["2018", "2019-12~", "2020", "2021"][: number + 2]
    deals = [old.replace("@", f"d{at}").replace("!", date) for at, date in enumerate(dates)]
    place = sum(date < "2020" for date in dates)
    head, tail = "name: X\ndeals:\n", "\n# all\nvaluations: []\n"
    before = head + gap.join(deals) + tail
    after = head + gap.join([*deals[:place], new, *deals[place:]]) + tail
    assert with_fact(before, "deals", DEAL) == after
    assert with_fact(before.replace("\n", "\r\n"), "deals", DEAL) == after.replace("\n", "\r\n")
    assert with_fact(before[: -len(tail) - 1], "deals", DEAL) == after[: -len(tail) - 1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[{id: o, date: 2018}]", f"[{{id: o, date: 2018}}, {IN_BRACKETS}]"),
        ("[{id: o, date: 2020}]", f"[{IN_BRACKETS}, {{id: o, date: 2020}}]"),
        ("[{id: o, date: 2018},]", f"[{{id: o, date: 2018}}, {IN_BRACKETS},]"),
        ("[\n  {id: o, date: 2018} # c\n]", f"[\n  {{id: o, date: 2018}}, # c\n  {IN_BRACKETS}\n]"),
        ("[\n  {id: o, date: 2018}, # c\n]", f"[\n  {{id: o, date: 2018}}, # c\n  {IN_BRACKETS},\n]"),
        ("[ # c\n  # d\n  {id: o, date: 2020}\n]", f"[ # c\n  # d\n  {IN_BRACKETS},\n  {{id: o, date: 2020}}\n]"),
        ("[\n  {id: o, date: 2018},\n  # of p\n  {id: p, date: 2020}\n]", f"[\n  {{id: o, date: 2018}},\n  {IN_BRACKETS},\n  # of p\n  {{id: p, date: 2020}}\n]"),
    ],
)  # fmt: skip
def test_a_deal_in_brackets(before: str, after: str) -> None:
    assert with_fact(f"deals: {before}\nname: X\n", "deals", DEAL) == f"deals: {after}\nname: X\n"


def test_blank_lines_that_belong_to_a_text_stay_in_it() -> None:
    before = "deals:\n  - id: a\n    date: 2018\n    notes: |+\n      x\n\n\n  - id: b\n    date: 2020\n    notes: |+\n      y\n\n"
    after = with_fact(before, "deals", DEAL)
    assert compose(after, "").tree["deals"] == [
        {"id": "a", "date": "2018", "notes": "x\n\n\n"},
        DEAL,
        {"id": "b", "date": "2020", "notes": "y\n\n"},
    ]
    assert with_fact(before, "deals", DEAL | {"date": "2021"}).startswith(before)


def test_valuations_that_are_not_in_order_get_the_new_one_last() -> None:
    before = "name: X\nvaluations:\n  - {date: 2020, amount: USD 1bn}\n  - {date: 2018, amount: USD 1bn}\n"
    assert with_fact(before, "valuations", {"date": "2017", "amount": "USD 2bn"}) == (
        before + "  - {date: 2017, amount: USD 2bn}\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: X\n", "name: X\n\nsources:\n  s: {publisher: P, published: 2020}\n"),
        ("name: X\nsources: {}\n", "name: X\nsources:\n  s: {publisher: P, published: 2020}\n"),
        ("name: X\nsources: {a: {publisher: A}}\n", "name: X\nsources: {a: {publisher: A}, s: {publisher: P, published: 2020}}\n"),
        ("sources:\n  a: {publisher: A} # c\n\nname: X\n", "sources:\n  a: {publisher: A} # c\n  s: {publisher: P, published: 2020}\n\nname: X\n"),
        ("sources:\n    a:\n        publisher: A\nname: X\n", "sources:\n    a:\n        publisher: A\n    s:\n        publisher: P\n        published: 2020\nname: X\n"),
        ("name: X\ndeals:\n- {id: a}\n", "name: X\ndeals:\n- {id: a}\nsources:\n  s: {publisher: P, published: 2020}\n"),
    ],
)  # fmt: skip
def test_a_source_of_a_company(before: str, after: str) -> None:
    assert with_own_source(before, "s", {"publisher": "P", "published": "2020"}) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "# yaml-language-server: $schema=sources.schema.json\n\ns:\n  publisher: P\n"),
        ("# Sources.\n", "# Sources.\n\ns:\n  publisher: P\n"),
        ("{}\n", "s:\n  publisher: P\n"),
        ("a:\n  publisher: A\n", "a:\n  publisher: A\n\ns:\n  publisher: P\n"),
        ("a: {publisher: A}\nb: {publisher: B}\n", "a: {publisher: A}\nb: {publisher: B}\ns: {publisher: P}\n"),
        ("a:\n  publisher: A\n\n\n# b is old\nb:\n  publisher: B", "a:\n  publisher: A\n\n\n# b is old\nb:\n  publisher: B\n\n\ns:\n  publisher: P"),
    ],
)  # fmt: skip
def test_a_shared_source(before: str, after: str) -> None:
    assert with_shared_source(before, "s", {"publisher": "P"}) == after


STEP = {"on": "2020-07", "is": "postponed", "sources": ["b"]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "  - id: a\n    status: rumored  # they say\n    date: 2020\n",
            "  - id: a\n    status:\n      - {on: ../2020-05, is: rumored, sources: [a]}  # they say\n      - {on: 2020-07, is: postponed, sources: [b]}\n    date: 2020\n",
        ),
        (
            "- id: a\n  status: 'rumored'",
            "- id: a\n  status:\n  - {on: ../2020-05, is: 'rumored', sources: [a]}\n  - {on: 2020-07, is: postponed, sources: [b]}",
        ),
        (
            "  - id: a\n    status:\n      rumored\n",
            "  - id: a\n    status:\n      - {on: ../2020-05, is: rumored, sources: [a]}\n      - {on: 2020-07, is: postponed, sources: [b]}\n",
        ),
        (
            "  - {id: a, status: rumored, date: 2020}\n",
            "  - {id: a, status: [{on: ../2020-05, is: rumored, sources: [a]}, {on: 2020-07, is: postponed, sources: [b]}], date: 2020}\n",
        ),
        (
            "  - id: a\n    status:\n      - {on: 2020-05, is: rumored}\n      # and then\n      - {on: 2020-12, is: filed}\n",
            "  - id: a\n    status:\n      - {on: 2020-05, is: rumored}\n      - {on: 2020-07, is: postponed, sources: [b]}\n      # and then\n      - {on: 2020-12, is: filed}\n",
        ),
        (
            "  - id: a\n    status:\n      - on: 2020-05\n        is: rumored\n    date: 2020\n",
            "  - id: a\n    status:\n      - on: 2020-05\n        is: rumored\n      - on: 2020-07\n        is: postponed\n        sources: [b]\n    date: 2020\n",
        ),
        (
            "  - {id: a, status: [{on: 2020, is: rumored}]}\n",
            "  - {id: a, status: [{on: 2020-07, is: postponed, sources: [b]}, {on: 2020, is: rumored}]}\n",
        ),
    ],
)  # fmt: skip
def test_a_step(before: str, after: str) -> None:
    first = {"on": "../2020-05", "sources": ["a"]}
    assert with_step(f"name: X\ndeals:\n{before}", 0, STEP, first) == f"name: X\ndeals:\n{after}"


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ("name: [X\n", "it cannot be read as it stands"),
        ("name: X\nname: Y\n", "it cannot be read as it stands"),
        ("- name\n", "it cannot be read as it stands"),
        ("name: X\ndeals: none\n", "its deals has something else already"),
        ("name: X\ndeals: {a: b}\n", "its deals has something else already"),
    ],
)
def test_where_there_is_no_place(before: str, why: str) -> None:
    with pytest.raises(CannotInsert, match=why):
        with_fact(before, "deals", DEAL)


def test_a_new_company() -> None:
    assert new_company({"city": "上海", "names": {"zh": "依图：科技"}, "name": "Yitu: AI", "sectors": ["a, b"], "aliases": []}) == text(
        """\
        # yaml-language-server: $schema=../seeds/company.schema.json
        name: 'Yitu: AI'
        names: {zh: 依图：科技}
        city: 上海
        sectors: ['a, b']
        """
    )  # fmt: skip


def test_long_lists_and_texts_are_divided() -> None:
    investors = [f"Investor Number {number} of a Long List" for number in range(8)]
    words = " ".join(f"word{number}" for number in range(40))
    after = with_fact("name: X\n", "deals", DEAL | {"investors": investors, "notes": words})
    assert max(map(len, after.splitlines())) <= 120
    assert compose(after, "").tree["deals"] == [DEAL | {"investors": investors, "notes": words}]
    assert "    notes: >-\n      word0 word1" in after


def test_a_list_of_records_is_no_sign_of_how_lists_of_texts_are_written() -> None:
    claims = "    claims:\n      - {by: Y, amount: undisclosed}\n"
    before = f"name: X\ndeals:\n  - id: o\n    date: 2018\n{claims}    sources: [a]\n"
    assert with_fact(before, "deals", DEAL).endswith(LINES)
