"""What stands inside quotes, behind ``|`` or ``>``, in plain texts and in comments is nobody's slip, whatever is in it, and
whatever slips, or mistakes that make it no YAML, the file has elsewhere.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrack.diagnostics import Span
from dealtrack.files.formatting import formatted
from dealtrack.files.slips import mend
from dealtrack.files.tree import compose
from dealtrack.model import Company

# Each piece of a file: (text, whether it is somebody's words).
Piece = tuple[str, bool]

CHARS = st.sampled_from(
    [*"ab：，、－“”［］｛｝\u3000\u00a0#'\"\\:-,[]{}|>&*!", " ", ": ", " #", "：", "， ", "k：v", "- "]
)
WORDS = st.lists(CHARS, min_size=1, max_size=8).map("".join)
# A line that ends with a full-width colon is a key.
PROSE = WORDS.map(lambda words: words.replace("#", "").replace(": ", " ").rstrip(": ：\u3000\u00a0"))


def in_double(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')


def in_single(words: str) -> str:
    return words.replace("'", "''")


@st.composite
def quoted(draw, column: int) -> list[Piece]:
    """A text in quotes, on one line or over several, with escapes."""
    fold = f"\n{' ' * (column + 2)}"
    double = draw(st.booleans())
    parts = [(in_double if double else in_single)(words) for words in draw(st.lists(WORDS, min_size=1, max_size=3))]
    quote = '"' if double else "'"
    return [(quote, False), (f" {fold}".join(parts), True), (quote, False)]


@st.composite
def written(draw, column: int) -> list[Piece]:
    """A text in any of the ways that YAML has."""
    way = draw(st.sampled_from(["quotes", "|", ">-", "plain", "tagged"]))
    if way in ("quotes", "tagged"):
        return [("!!str " if way == "tagged" else "", False), *draw(quoted(column))]
    pad = f"\n{' ' * (column + 2)}"
    lines = draw(st.lists(PROSE if way == "plain" else WORDS, min_size=1, max_size=3))
    if way == "plain":  # of two words at least: one with a full-width colon behind it may be a key
        return [("w ", False), (pad.join(f"w w{line}" for line in lines), True)]
    return [(f"{way}{pad}", False), (pad.join(f"w{line}" for line in lines), True)]


SLIPS = st.sampled_from(
    [
        "city：Y\n", "founded： 2015\n", "aliases: ［a，b］\n", "\u3000city: Y\n", "groups:\n  －a\n", "groups:\n\u3000- a\n",
        "names: ｛zh：甲｝\n", "totals:\n  - {date：2020， amount：CNY 1bn}\n", "country:\u3000CN\n", "a：\n", "sectors: [a，b]\n",
        "city: [a\n", "}\n", "a: b: c\n", "name: X\n",
    ]
)  # fmt: skip


@st.composite
def sections(draw) -> list[Piece]:
    """A key with words, in a list, a mapping, brackets, or with a comment behind it; or a line with a slip."""
    way = draw(st.sampled_from(["slip", "key", "list", "brackets", "comment", "quoted key"]))
    if way == "slip":
        return [(draw(SLIPS), False)]
    if way == "key":
        return [("notes: ", False), *draw(written(0)), ("\n", False)]
    if way == "list":
        return [("events:\n", False), ("  - ", False), *draw(written(2)), ("\n", False)]
    if way == "comment":
        return [("city: Y # ", False), (draw(WORDS), True), ("\n# ", False), (draw(WORDS), True), ("\n", False)]
    if way == "quoted key":
        words = in_double(draw(WORDS))
        return [
            ('"', False),
            (words, True),
            (draw(st.sampled_from(['": ', '"：'])), False),
            *draw(quoted(0)),
            ("\n", False),
        ]
    comma = draw(st.sampled_from([", ", "，", ",\n  ", ",\n\t"]))
    return [("aliases: [", False), *draw(quoted(0)), (comma, False), *draw(quoted(0)), ("]\n", False)]


@st.composite
def files(draw) -> tuple[str, list[Span]]:
    """A text, and where people's words stand in it."""
    text, spans = "name: X\n", []
    for pieces in draw(st.lists(sections(), min_size=1, max_size=4)):
        for piece, is_words in pieces:
            if is_words:
                spans.append(Span(len(text), len(text) + len(piece)))
            text += piece
    return text, spans


@given(files())
def test_no_slip_is_seen_in_words(made):
    text, spans = made
    seen = [
        (slip, text[span.start : span.end]) for slip in mend(text).slips for span in spans if overlap(slip.span, span)
    ]
    assert not seen, text


def overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@pytest.mark.parametrize(
    "text",
    [
        'aliases:\n  - "say \\"：hi\\""\n',
        '- "ab：\n  cd"\n',
        "- 'it''s：x'\n",
        '"a key in quotes, which is longer than the keys that there are": 注意，x：y\n',
        "notes: !!str |\n  # a\n  b：c\n",
        "notes: &a 'b\n  c：d'\n",
        'aliases: [a,\n\t"b]，c：d"]\n',
        "--- {a: 'x\ny：z'}\n",
        "what: “a: b # c”\n",
        '"a\\"：b": c\n',
    ],
)
def test_words_stay(text):
    assert mend(text).text == text
    assert mend(f"city：Y\n{text}").text == f"city: Y\n{text}"


@given(st.lists(quoted(2), min_size=1, max_size=4))
def test_fmt_keeps_what_stands_in_quotes(items):
    text = "name: X\naliases:\n" + "".join(f"  - {''.join(piece for piece, _ in item)}\n" for item in items)
    after = formatted(text, "deals/x.yaml", Company)
    assert not after.why
    assert compose(after.text, "").tree == compose(text, "").tree
