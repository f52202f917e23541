"""What joins and what does not, in small: three texts, and the one that comes of them."""

import pytest

from dealtrack.files.merging import merge
from dealtrack.files.merging.segments import Unmergeable


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


def company(*items: str, key: str = "sectors") -> str:
    return f"name: A\n{key}:\n" + "".join(f"  - {item}\n" for item in items)


SAME = "{date: 2019, amount: USD 1bn, by: A, sources: [a]}"
STEPS = """\
name: A
deals:
  - id: x
    date: 2019
    status:
      - {on: 2019, is: planned, sources: [a]}
    sources: [a]
"""
ROWS = [
    ("an item added on each side", company("a"), company("a", "b"), company("a", "云"), company("a", "b", "云")),
    ("an item changed on one side", company("a", "b"), company("a", "c"), company("a", "b"), company("a", "c")),
    (
        "an item changed on both",
        company("a", "b", "d"),
        company("a", "c", "d"),
        company("a", "e", "d"),
        company("a", "@", "d").replace("  - @\n", conflict("  - c\n", "  - e\n")),
    ),
    ("an item deleted on each side", company("a", "b", "c"), company("a", "b"), company("b", "c"), company("b")),
    (
        "a turn on each side",
        STEPS,
        STEPS.replace("    sources: [a]\n", "      - {on: 2021, is: postponed, sources: [a]}\n    sources: [a]\n"),
        STEPS.replace("    sources: [a]\n", "      - {on: 2020, is: filed, sources: [a]}  # b\n    sources: [a]\n"),
        STEPS.replace(
            "    sources: [a]\n",
            "      - {on: 2020, is: filed, sources: [a]}  # b\n      - {on: 2021, is: postponed, sources: [a]}\n"
            "    sources: [a]\n",
        ),
    ),
    (
        "the same claim, known otherwise",
        "name: A\n",
        company(SAME, key="valuations"),
        company(SAME.replace("by: A", "by: A, standing: estimate"), key="valuations"),
        company("@", key="valuations").replace(
            "  - @\n", conflict(f"  - {SAME}\n", f"  - {SAME.replace('by: A', 'by: A, standing: estimate')}\n")
        ),
    ),
    (
        "another claim",
        "name: A\n",
        company(SAME, key="valuations"),
        company(SAME.replace("1bn", "2bn"), key="valuations"),
        company(SAME, SAME.replace("1bn", "2bn"), key="valuations"),
    ),
    (
        "an empty list in brackets that both fill",
        "name: A\nvaluations: []\n",
        company(SAME, key="valuations"),
        company(SAME.replace("2019", "2018"), key="valuations"),
        company(SAME.replace("2019", "2018"), SAME, key="valuations"),
    ),
    (
        "a status that one turns into steps and the other changes",
        STEPS.replace("status:\n      - {on: 2019, is: planned, sources: [a]}\n", "status: planned\n"),
        STEPS,
        STEPS.replace("status:\n      - {on: 2019, is: planned, sources: [a]}\n", "status: filed\n"),
        STEPS.replace(
            "    status:\n      - {on: 2019, is: planned, sources: [a]}\n",
            conflict("    status:\n      - {on: 2019, is: planned, sources: [a]}\n", "    status: filed\n"),
        ),
    ),
    (
        "comments above the same key",
        "name: A\ncity: B\n",
        "name: A\n# one\ncity: B\n",
        "name: A\n# two\ncity: B\n",
        "name: A\n" + conflict("# one\ncity: B\n", "# two\ncity: B\n"),
    ),
]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_merge(base, ours, theirs, expected):
    merged = merge(base, ours, theirs, "deals/a.yaml")
    assert merged.text == expected
    assert merged.conflicts == expected.count("<<<<<<<")


DEAL = "name: A\ndeals:\n  - id: x\n    date: 2019\n    status: completed\n    sources: [a]\n"
HEAD = "# A\ndate,base,quote,rate\n"
ROW = "2020-05-13,USD,CNY,7.1\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "file", "why"),
    [
        (DEAL, DEAL + DEAL[DEAL.index("  - ") :], DEAL + "    notes: B\n", "deals/a.yaml", "a key or an id stands twice"),
        ("{name: A}", "{name: A, city: B}", "{name: B}", "deals/a.yaml", "the file is no mapping in block style"),
        ("name: A\n", "name: &a A\n", "name: A\ncity: B\n", "deals/a.yaml", "it is no sound YAML"),
        # Each side deletes one of two items: an empty list would be left, and no key says so.
        (company("a", "b"), company("a"), company("b"), "deals/a.yaml", "the parts do not fit together"),
        # Each side gives the list another depth.
        (
            "name: A\n",
            "name: A\nsectors:\n  - a\n",
            "name: A\nsectors:\n    - b\n",
            "deals/a.yaml",
            "the parts do not fit together",
        ),
        (HEAD + ROW, "# B\n" + HEAD[4:] + ROW, "# C\n" + HEAD[4:] + ROW, "seeds/rates/a.csv", "both sides changed what stands above the rows"),
        (HEAD + ROW, HEAD + ROW + "# end\n", HEAD + ROW, "seeds/rates/a.csv", "there is something else between the rows"),
        (HEAD + ROW, HEAD + ROW + ROW, HEAD + ROW, "seeds/rates/a.csv", "a key or an id stands twice"),
    ],
)  # fmt: skip
def test_what_is_left_to_git(base, ours, theirs, file, why):
    with pytest.raises(Unmergeable, match=why):
        merge(base, ours, theirs, file)


def test_what_stands_above_the_rows_is_taken_from_the_side_that_changed_it():
    changed = HEAD.replace("# A", "# A bank 银行")
    assert merge(HEAD + ROW, HEAD + ROW, changed + ROW, "seeds/rates/a.csv").text == changed + ROW
    assert merge(HEAD + ROW, changed + ROW, HEAD + ROW, "seeds/rates/a.csv").text == changed + ROW
    assert merge("", changed + ROW, HEAD + ROW, "seeds/rates/a.csv").text == changed + ROW
