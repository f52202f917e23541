"""Edits in place: quotes are kept, other bytes stay, and lists are put in order with the comments of their items."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrack.diagnostics import Edit, Place, Reorder, Span
from dealtrack.files.editing import edited
from dealtrack.files.places import Located
from dealtrack.files.tree import compose


def change(text, path, new, at_key=False):
    return edited(Located(text), [Edit(Place("x", path, at_key), new)])


@pytest.mark.parametrize(
    ("text", "new", "after"),
    [
        ("k: a", "b", "k: b"),
        ("k: 'a'", "b", "k: 'b'"),
        ('k: "a"', "b", 'k: "b"'),
        ("k:   a   # a\n", "b", "k:   b   # a\n"),
        ("'k': a\r\n", "b", "'k': b\r\n"),
        ("k:\n  a\n", "b", "k:\n  b\n"),
        ("{k: a}", "b", "{k: b}"),
        # A new value that would not be read as itself is quoted.
        ("k: a", "b: c", "k: 'b: c'"),
        ("k: a", "b #c", "k: 'b #c'"),
        ("{k: a}", "b, c", "{k: 'b, c'}"),
        ("k: a", "it's: b", "k: 'it''s: b'"),
        ("k: a", "'b'", "k: '''b'''"),
        ("k: a", "[b]", "k: '[b]'"),
        ("k: a", "- b", "k: '- b'"),
        ("k: a", "null", "k: 'null'"),
        ("k: a", "~", "k: '~'"),
        ("k: a", " b", "k: ' b'"),
        ("k: a", "", "k: ''"),
        ("k: a", "b\nc", 'k: "b\\nc"'),
        ("k: 'a'", "it's", "k: 'it''s'"),
        ('k: "a"', 'b "c" \\', 'k: "b \\"c\\" \\\\"'),
        ("k: a", "中国：银行", "k: 中国：银行"),
        # Over several lines nobody knows where the new one should break.
        ("k: a\n  b", "c", "k: a\n  b"),
        ("k: 'a\n  b'", "c", "k: 'a\n  b'"),
        ("k: |\n  a\n", "c", "k: |\n  a\n"),
    ],
)
def test_a_value_is_changed_in_the_quotes_it_has(text, new, after):
    assert change(text, ("k",), new) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [("k: a", "n: a"), ("'k': a", "'n': a"), ('"k" : a', '"n" : a'), ("{k: a, m: k}", "{n: a, m: k}"), ("? k\n: a", "? n\n: a")],
)  # fmt: skip
def test_a_key_is_changed_in_its_quotes(text, after):
    assert change(text, ("k",), "n", at_key=True) == after


def test_what_is_not_there_is_not_changed():
    assert change("k: a\n", ("m",), "b") == "k: a\n"
    assert change("k: [\n", ("m",), "b") == "k: [\n"


def test_of_edits_that_overlap_the_first_is_made():
    spans = [Span(0, 2), Span(1, 3), Span(2, 4), Span(2, 2)]
    edits = [Edit(Place("x", span=span), str(number)) for number, span in enumerate(spans)]
    assert edited(Located("abcdef"), edits) == "032ef"


def test_what_is_blank_only_where_it_is_read_stays():
    assert edited(Located("# \u0020\nk: a"), [Edit(Place("x", ("k",)), "b")], "# \x07\nk: a") == "# \x07\nk: b"


def reorder(text, *order, path=("deals",)):
    return edited(Located(text), [Reorder(Place("x", path), order)])


TWO = [
    ("deals:\n- id: b\n- id: a\n", "deals:\n- id: a\n- id: b\n"),
    ("deals:\n  - id: b\n\n\n  - id: a", "deals:\n  - id: a\n\n\n  - id: b"),
    ("deals:\n  - id: b\n    n: 1\n  - id: a\nx: y\n", "deals:\n  - id: a\n  - id: b\n    n: 1\nx: y\n"),
    ("deals:\r\n- id: b\r\n\r\n- id: a\r\n", "deals:\r\n- id: a\r\n\r\n- id: b\r\n"),
    ("deals:\n  -\n    id: b\n  -   id: a\n", "deals:\n  -   id: a\n  -\n    id: b\n"),
    ("deals:\n  -   # see c-d\n    # and e - f\n\n    id: b\n  - id: a\n", "deals:\n  - id: a\n  -   # see c-d\n    # and e - f\n\n    id: b\n"),
    ("deals:\n- {id: b}  # b\n- {id: a,\n  n: 1}  # a\n", "deals:\n- {id: a,\n  n: 1}  # a\n- {id: b}  # b\n"),
    ("deals: [{id: b}, {id: a}]", "deals: [{id: a}, {id: b}]"),
    ("{deals: [\n  {id: b, n: '#'},\n  {id: a}\n]}", "{deals: [\n  {id: a},\n  {id: b, n: '#'}\n]}"),
    ("deals:\n- id: b\n  n: |\n    x - y\n\n    # z\n- id: a\n", "deals:\n- id: a\n- id: b\n  n: |\n    x - y\n\n    # z\n"),
    ("deals:\n- id: b\n  n:\n- id: a\n  n: ''\n", "deals:\n- id: a\n  n: ''\n- id: b\n  n:\n"),
    ("deals:\n- id: b\n- id: a\n...\n", "deals:\n- id: a\n- id: b\n...\n"),
    ("---\ndeals:\n- id: b\n- id: a\n", "---\ndeals:\n- id: a\n- id: b\n"),
    # Comments: right above, indented further, behind, and such as belong to no deal.
    ("deals:\n  # b\n  # B\n  - id: b\n  # a\n  - id: a\n", "deals:\n  # a\n  - id: a\n  # b\n  # B\n  - id: b\n"),
    ("deals:\n# b\n- id: b # b\n  # in b\n\n    # in b, too\n# a\n- id: a # a\n", "deals:\n# a\n- id: a # a\n# b\n- id: b # b\n  # in b\n\n    # in b, too\n"),
    ("deals:\n  # all\n\n  - id: b\n\n  # 2019\n\n  # a\n  - id: a\n", "deals:\n  # all\n\n  # a\n  - id: a\n\n  # 2019\n\n  - id: b\n"),
    ("deals:\n  - id: b\n  # below b\n\n  - id: a\n    # in a\n  # below a\n# events\nevents: []\n", "deals:\n  - id: a\n    # in a\n  # below a\n\n  - id: b\n  # below b\n# events\nevents: []\n"),
    ("deals:\n- id: b\n- id: a\n# the end\n", "deals:\n- id: a\n- id: b\n# the end\n"),
    ("deals:\n  - id: b\n  - id: a\n\n  # the end\n", "deals:\n  - id: a\n  - id: b\n\n  # the end\n"),
    ("deals:\n  - id: b\n  # 甲：乙\n  - id: a  # 丙", "deals:\n  # 甲：乙\n  - id: a  # 丙\n  - id: b"),
    # What cannot be moved without changing more than its place.
    ("deals: [{id: b}, # b\n  {id: a}]",) * 2,
    ("deals:\n- id: b\n  n: |+\n    x\n\n- id: a\n",) * 2,
    ("deals:\n- id: b\n- id: a\n  n: |\n    x",) * 2,
    ("deals:\r- id: b\r- id: a\r",) * 2,
    ("deals:\n- id: b\n- [\n",) * 2,
    ("deals: {a: b}\n",) * 2,
    ("deals: [a]\n",) * 2,
    ("- deals\n",) * 2,
]  # fmt: skip


@pytest.mark.parametrize(("text", "after"), TWO)
def test_two_deals_change_places_with_their_comments(text, after):
    assert reorder(text, 1, 0) == after


BODIES = ["# 1\n- id: 1", "- {id: 2}  # 2", "-\n  id: 3\n    # 3", "- id: 4\n  n: >\n    x\n    y"]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_deals_are_put_in_any_order(order):
    gaps = ["deals:\n\n# all\n\n", "\n", "\n\n", "\n\n# between\n\n", "\nx: y\n"]
    before = "".join(gap + body for gap, body in zip(gaps, [*BODIES, ""], strict=True))
    after = "".join(gap + body for gap, body in zip(gaps, [*(BODIES[at] for at in order), ""], strict=True))
    assert reorder(before, *order) == after


def test_a_list_is_put_in_order_when_its_items_are_mended():
    text = "deals:\n- id: b\n- id: a\n"
    edits = [Reorder(Place("x", ("deals",)), (1, 0)), Edit(Place("x", ("deals", 0, "id")), "c")]
    assert edited(Located(text), edits) == "deals:\n- id: c\n- id: a\n"


PIECES = st.sampled_from(
    ["- ", "a", ": ", "\n", "  ", "# c\n", "[", "]", "{", "}", ", ", "'", '"', "|", "\r", "-\n", "deals:\n- "]
)


@given(st.lists(PIECES, max_size=25), st.permutations(range(3)))
def test_whatever_the_text_an_order_changes_nothing_else(pieces, order):
    text = "deals:\n" + "".join(pieces)
    after = reorder(text, *order[: len(_deals(text))])
    assert sorted(after) == sorted(text)
    if after != text:
        assert _deals(after) == [_deals(text)[at] for at in order[: len(_deals(text))]]


def _deals(text):
    tree = compose(text, "").tree
    deals = tree.get("deals") if isinstance(tree, dict) else None
    return deals if isinstance(deals, list) else []
