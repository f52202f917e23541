"""Whatever slips, aliases and shuffles a sound file suffers: mending it brings back what it meant, and nothing is lost."""

import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealtrack.diagnostics import Span
from dealtrack.files.book import open_book
from dealtrack.files.reading import read_record
from dealtrack.files.slips import mend
from dealtrack.files.tree import compose
from dealtrack.model import Company
from dealtrack.rules.fixes import fixes

TODAY = date(2026, 11, 22)
INVESTORS = "Industrial and Commercial Bank of China:\n  aliases: [ICBC, 工商银行]\n'Foo: Bar, Inc.':\n  aliases: [Foo Bar]\n红杉（中国）:\nIDG:\n"
CANONICAL = {"ICBC": "Industrial and Commercial Bank of China", "工商银行": "Industrial and Commercial Bank of China", "Foo Bar": "Foo: Bar, Inc."}  # fmt: skip
WORDS = [
    "注意：这里，",
    "see, amount：CNY 1bn",
    "－ a",
    "it's",
    "［b，c］",
    "－５度",
    "\u3000段落",
    "x: y",
    "“甲”",
    "a # b",
]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    root = tmp_path_factory.mktemp("book")
    for file, text in {
        "seeds/investors.yaml": INVESTORS,
        "seeds/sources.yaml": "a: {publisher: P, published: 2026-01}\n",
    }.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    (root / "deals").mkdir()
    return root


def mended(root: Path, text: str) -> str:
    """What ``--fix`` would make of a company's file."""
    (root / "deals" / "x.yaml").write_bytes(text.encode("utf-8"))
    on_disk = open_book(root, exact=True)
    found = [fix for fix in fixes(on_disk, TODAY, lambda each: each, on_disk.read) if not fix.left]
    assert {fix.file for fix in found} <= {"deals/x.yaml"}
    assert all(fix.before == text for fix in found)
    return found[0].after if found else text


# A file is made of pieces: (right, wrong), where a wrong one may stand in the right one's stead.

Piece = tuple[str, str]


def one(*texts: str) -> list[Piece]:
    return [(text, text) for text in texts]


@st.composite
def quoted_words(draw, column: int) -> str:
    """Some prose, written in one of the ways that YAML has for it."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
    pad = " " * (column + 2)
    way = draw(st.sampled_from(["'", "''", "|", ">-", "plain"]))
    if way == "'":
        return "'" + " ".join(words).replace("'", "''") + "'"
    if way == "''":
        return "'" + f"\n{pad}".join(words).replace("'", "''") + "'"
    if way == "plain":
        return f"w\n{pad}".join(["w", *(word for word in words if not set(word) & set("#:"))])
    return f"{way}\n{pad}w" + "".join(f"\n{pad}{word}" for word in words)


@st.composite
def comment(draw, column: int) -> str:
    indent = " " * draw(st.sampled_from([0, column, column + 2]))
    return draw(st.sampled_from(["", "\n", f"{indent}# {draw(st.sampled_from(WORDS))}\n"]))


COLON = [(": ", "："), (": ", "： "), (": ", ":\u3000"), (": ", ":\u00a0")]


@st.composite
def scalar(draw, right: str) -> Piece:
    """A typed value, in some quotes, with full-width digits or odd spaces where it is wrong."""
    wrong = draw(
        st.sampled_from([right, "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in right), right + "\u200b"])
    )
    quote = draw(st.sampled_from(["", "'", '"']))
    return f"{quote}{right}{quote}", f"{quote}{wrong}{quote}"


@st.composite
def names(draw) -> list[Piece]:
    """A list of investors in brackets, some by an alias."""
    known = st.sampled_from([*CANONICAL, "IDG", "红杉（中国）"])
    chosen = draw(st.lists(known, max_size=3, unique_by=lambda name: CANONICAL.get(name, name)))
    pieces = [draw(st.sampled_from([("[", "["), ("[", "［")]))]
    for number, name in enumerate(chosen):
        pieces += [draw(st.sampled_from([(", ", ", "), (", ", "，"), (", ", "、")]))] if number else []
        quote = draw(st.sampled_from(["", "'", '"']))
        right = CANONICAL.get(name, name)
        pieces.append(
            (f"{quote or (':' in right) * chr(39)}{right}{quote or (':' in right) * chr(39)}", f"{quote}{name}{quote}")
        )
    return [*pieces, draw(st.sampled_from([("]", "]"), ("]", "］")]))]


@st.composite
def block_deal(draw, number: int, indent: int) -> list[Piece]:
    pad, inner = " " * indent, " " * (indent + 2)
    pieces = one(draw(comment(indent)) if number else "")
    pieces.append(
        draw(st.sampled_from([(f"{pad}- ", f"{pad}- "), (f"{pad}- ", f"{pad}－ "), (f"{pad}- ", f"{pad}－")]))
    )
    year = 2000 + number
    lines: list[list[Piece]] = [
        [("id", "id"), draw(st.sampled_from(COLON)), *one(f"d{number}")],
        [("date", "date"), draw(st.sampled_from(COLON)), draw(scalar(f"{year}-05"))],
        [("status", "status"), draw(st.sampled_from(COLON)), *one("completed")],
        [("investors", "investors"), draw(st.sampled_from(COLON)), *draw(names())],
        [("notes", "notes"), *one(": "), *one(draw(quoted_words(indent + 2)))],
        [("sources", "sources"), draw(st.sampled_from(COLON)), *one("[a]")],
    ]
    first, *others = draw(st.permutations(lines))
    for line_number, line in enumerate([first, *others]):
        if line_number:
            pieces += one(draw(comment(indent + 2)) if not _is_open(pieces) else "")
            wrong = draw(st.sampled_from([inner, "\u00a0" * len(inner)]))
            pieces.append((inner, wrong if not _is_open(pieces) else inner))
        pieces += line
        has_comment = "\n" not in line[-1][0] and draw(st.booleans())
        pieces += one(f"  # {draw(st.sampled_from(WORDS))}\n" if has_comment else "\n")
    return pieces


def _is_open(pieces: list[Piece]) -> bool:
    """Whether the last value goes over lines: what follows it might become part of it."""
    return any("\n" in right.strip("\n") for right, _ in pieces[-2:])


def joined(pieces: list[Piece], wrong: list[bool]) -> str:
    return "".join(piece[is_wrong] for piece, is_wrong in zip(pieces, wrong, strict=True))


@st.composite
def files(draw) -> tuple[str, str, list[str]]:
    """A sound file, the same with slips, aliases and its deals shuffled, and the comments of both."""
    indent = draw(st.sampled_from([0, 2, 4]))
    deals = [draw(block_deal(number, indent)) for number in range(draw(st.integers(1, 4)))]
    head = [
        *one("name"),
        draw(st.sampled_from(COLON)),
        *one("X\n", draw(comment(0))),
        *one("notes: ", draw(quoted_words(0)), "\n"),
        *one("deals"),
        draw(st.sampled_from([(":\n", ":\n"), (":\n", "：\n")])),
    ]
    tail = one("city: G\n") if draw(st.booleans()) else []
    shuffled = draw(st.permutations(range(len(deals))))
    damaged = {
        id(piece): draw(st.integers(0, 3)) == 0 for piece in [*head, *(piece for deal in deals for piece in deal)]
    }
    right = joined(
        [*head, *(p for deal in deals for p in deal), *tail], [False] * (len(head) + sum(map(len, deals)) + len(tail))
    )
    order = [piece for number in shuffled for piece in deals[number]]
    everything = [*head, *order, *tail]
    wrong = joined(everything, [damaged.get(id(piece), False) for piece in everything])
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return right, mark + wrong.replace("\n", ends), comments(right)


def comments(text: str) -> list[str]:
    return sorted(line.strip() for line in text.splitlines() if line.strip().startswith("# "))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_a_damaged_file_is_mended_to_what_it_meant(book, made):
    right, wrong, noted = made
    expected = compose(right, "").tree
    assert isinstance(expected, dict)
    after = mended(book, wrong)
    plain = after.removeprefix("\ufeff").replace("\r\n", "\n")
    assert compose(plain, "").tree == expected
    assert comments(plain) == noted
    assert after.startswith("\ufeff") == wrong.startswith("\ufeff")
    assert ("\r\n" in after) == ("\r\n" in wrong)
    assert mended(book, after) == after


FRAGMENTS = st.sampled_from(
    ["name", "deals", "amount", "：", ": ", ":", "\n", "\n  ", "\n    ", "- ", "－", "－ ", "[", "]", "［", "］", "{", "}", "｛", "｝", "，", "、", ", ",
     "“", "”", "'", '"', "|\n", ">-\n", "# ", " # ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\t", "\r\n", "\r", "\x85", "\u2028", "---\n", "...\n",
     "中国", "a b", "１８", "CNY 1bn", "null", "&a ", "*a", "!!str ", "? ", "<<", "%", "@", "\\", "  - id: a\n    date: 2020\n", "sources: [a]\n"]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=40).map("".join)


@settings(max_examples=400)
@given(TEXTS)
def test_no_text_is_too_odd_to_be_read_or_mended(text):
    text = text.removeprefix("\ufeff")
    for mending in (mend(text), read_record(text, "x", Company, {"name": "x"}).mended):
        if mending is None:
            continue
        spans = [slip.span for slip in mending.slips]
        assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
        back = [mending.original(Span(at, at + 1)) for at in range(len(mending.text))]
        assert all(0 <= span.start <= span.end <= len(text) for span in back)
        assert all(one.start <= other.start for one, other in itertools.pairwise(back))
    reading = read_record(text, "x", Company, {"name": "x"})
    for fault in reading.salvaged.faults:
        if fault.place.span:
            assert 0 <= fault.place.span.start <= fault.place.span.end <= len(text) + 1


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_no_text_is_too_odd_for_a_fix(book, text):
    text = "name: X\n" + text
    after = mended(book, text)
    assert mended(book, after) == after
    if after != text:
        reading = read_record(after.removeprefix("\ufeff"), "x", Company)
        assert reading.salvaged.value is not None
        assert not {"confusable-character", "invalid-yaml"} & {fault.rule for fault in reading.salvaged.faults}
