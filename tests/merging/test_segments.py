"""Texts cut into segments: all lines are kept, and each comment stands with what it is about."""

import pytest

from dealtrack.files.merging.segments import Unmergeable, cut, lines_of
from dealtrack.files.tree import compose
from tests.conftest import REPOSITORY

TEXTS = {
    str(path.relative_to(REPOSITORY)): path.read_bytes().decode("utf-8-sig", "replace")
    for folder in ("deals", "seeds", "dealtrack/starting", "tests/rules/cases")
    for path in sorted((REPOSITORY / folder).rglob("*.yaml"))
    if path.is_file()
}
SOUND = {name: text for name, text in TEXTS.items() if text.strip() and not compose(text, name).faults}
ODD = {
    "hyphens as far out as the key": "name: A\ndeals:\n- id: a\n  date: 2019\n\n# about b\n- id: b\n  date: 2020\n",
    "hyphens alone": "name: A\ndeals:\n  -\n    # in it\n    id: a\n  - # beside\n    id: b\n",
    "blocks of text": 'name: A\nnotes: |\n  # no comment\n\n  text\n\ncity: "B\n  # none, too\n  C"\nevents:\n  - >-\n    # none\n    x\n',
    "keys in quotes": "'name': A\n\"# b\": C  # d\n'e: f':\n  - g\n",
    "lists over lines": "name: A\nsectors: [a,\n  # between\n  b,\n  ]\n# behind\ncity: B\n",
    "comments everywhere": "# 1\n\n# 2\nname: A # 3\n  # 4\n# 5\n\n# 6\n\ndeals: # 7\n  # 8\n\n  # 9\n  - id: a # 10\n    # 11\n\n    # 12\n  # 13\n\n# 14\n",
    "no end": "name: A\n# last",
    "blanks at the end": "name: A\n\n  \n\n",
    "carriage returns": "name: A\r\n\r\n# b\r\ndeals:\r\n  - id: a\r\n    # c\r\n",
}


@pytest.mark.parametrize("text", [*SOUND.values(), *ODD.values()], ids=[*SOUND, *ODD])
def test_all_lines_are_kept(text):
    tree = compose(text, "").tree
    try:
        found = cut(text, tree)
    except Unmergeable:
        assert not isinstance(tree, dict) or text.lstrip().startswith("{")
        return
    assert "".join(lines_of(found.segments) + found.rest) == text
    assert {each.key[1]: each.tree for each in found.segments if each.is_fact} == tree


def outline(segments, depth=0):
    """Each segment on a line, with its comments above in brackets."""
    for each in segments:
        lead = " ".join(line.strip() for line in each.lead)
        what = each.key[1] if each.is_fact else "loose " + each.core[0].strip()
        behind = [line.strip() for line in each.core[1:]] if each.is_fact else []
        yield f"{'  ' * depth}{f'[{lead}] ' if lead else ''}{what}{f' + {behind}' if behind else ''}"
        yield from outline(each.holds or (), depth + 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "comments everywhere",
            [
                *("loose # 1", "[# 2] name + ['# 4']", "loose # 5", "loose # 6", "deals", "  loose # 8", "  [# 9] 0"),
                *("    id", "    loose # 11", "    loose # 12", "  loose # 13", "loose # 14"),
            ],
        ),
        ("hyphens as far out as the key", ["name", "deals", "  0", "    id", "    date", "  [# about b] 1", "    id", "    date"]),
        ("lists over lines", ["name", "sectors + ['# between', 'b,', ']']", "[# behind] city"]),
    ],
)  # fmt: skip
def test_comments_stand_with_what_they_are_about(name, expected):
    assert list(outline(cut(ODD[name], compose(ODD[name], "").tree).segments)) == expected
