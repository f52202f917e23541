"""Items of a list that become several or go, in brackets and below hyphens: all else stays to the byte."""

import pytest

from dealtrack.diagnostics import Items, Place
from dealtrack.files.editing import edited
from dealtrack.files.places import Located

ROWS = [
    ("a: [x, y, z]\n", {1: ()}, "a: [x, z]\n"),
    ("a: [x, y, z]\n", {0: ()}, "a: [y, z]\n"),
    ("a: [x,  y , z]\n", {2: (), 1: ()}, "a: [x]\n"),
    ("a: [x]\nb: c\n", {0: ()}, "a: []\nb: c\n"),
    ("a: [x, 'p; q', z]\n", {1: ("p", "q")}, "a: [x, 'p', 'q', z]\n"),
    ("a: [p;q]\n", {0: ("p", "q: r")}, "a: [p, 'q: r']\n"),
    ("a:\n  - x\n  - y\nb: c\n", {1: ()}, "a:\n  - x\nb: c\n"),
    ("a:\n  - x\n  - y\nb: c\n", {0: (), 1: ()}, "a: []\nb: c\n"),
    ("a:\n- x;y\n- z\n", {0: ("x", "y")}, "a:\n- x\n- y\n- z\n"),
    ("a:\r\n  - x;y\r\n  - z\r\n", {0: ("x", "y")}, "a:\r\n  - x\r\n  - y\r\n  - z\r\n"),
    ("a:\n  - x\n  - y", {1: ()}, "a:\n  - x\n"),
]
LEFT = [
    ("a:\n  - x\n  - y  # why\n", {1: ()}),  # a comment would go with it
    ("a: [x,  # why\n  y]\n", {1: ()}),
    ("a:\n  - x  # why\n", {0: ()}),
    ("a:\n  - >-\n    x;\n    y\n", {0: ("x", "y")}),
]


def changed(text: str, items: dict[int, tuple[str, ...]]) -> str:
    return edited(Located(text), [Items(Place("x", ("a", index)), texts) for index, texts in items.items()])


@pytest.mark.parametrize(("text", "items", "after"), ROWS)
def test_items_change(text: str, items: dict[int, tuple[str, ...]], after: str) -> None:
    assert changed(text, items) == after


@pytest.mark.parametrize(("text", "items"), LEFT)
def test_what_cannot_be_changed_without_loss_is_left(text: str, items: dict[int, tuple[str, ...]]) -> None:
    assert changed(text, items) == text
