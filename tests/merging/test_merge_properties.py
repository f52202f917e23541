"""Whatever two sides do to a file: what only adds joins in either order, no comment is lost, and nothing is made up."""

import copy
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealtrack.files.merging import merge
from dealtrack.files.merging.segments import Unmergeable
from dealtrack.files.tree import compose

COMMENT = re.compile(r"# c\d+ \w+")


def base_file(deals: int, values: int) -> dict:
    """A company as data: deals by id with lines of fields, claims by line, and comments by the place they stand at."""
    return {
        "top": {"name": "Yitu 依图", "city": "Shanghai", "country": "CN", "sectors": "[vision, 语音]"},
        "deals": {
            f"d{number}": {
                "date": str(2010 + 2 * number),
                "status": "completed",
                "amount": f"USD {number + 1}m",
                "sources": "[a]",
            }
            for number in range(deals)
        },
        "valuations": [
            f"date: {2010 + number}, amount: USD {number + 1}bn, by: A, sources: [a]" for number in range(values)
        ],
        "comments": {},
    }


def text_of(file: dict) -> str:
    comments = file["comments"]

    def at(*place: str, indent: int = 0) -> list[str]:
        return [" " * indent + comment for comment in comments.get(place, ())]

    def behind(*place: str) -> str:
        return "".join(f"  {comment}" for comment in comments.get(place, ())[:1])

    lines = at("top")
    for key, value in file["top"].items():
        lines += [*at("above", key), f"{key}: {value}{behind('behind', key)}"]
    lines += ["", *at("loose", "head")]
    if file["deals"]:
        lines += ["", "deals:"]
    for slug, fields in sorted(file["deals"].items(), key=lambda each: (each[1]["date"], each[0])):
        lines += at("above", slug, indent=2)
        for number, (key, value) in enumerate([("id", slug), *fields.items()]):
            lines += at("above", slug, key, indent=4)
            lines.append(f"  {'-' if number == 0 else ' '} {key}: {value}{behind('behind', slug, key)}")
        lines += [*at("below", slug, indent=4), ""]
        if loose := at("loose", slug, indent=2):
            lines += [*loose, ""]
    if file["valuations"]:
        lines.append("valuations:")
        lines += [f"  - {{{each}}}" for each in file["valuations"]]
    return "\n".join(lines) + "\n"


@st.composite
def additions(draw, file: dict, side: str) -> dict:
    """*file* with things added that the other side does not touch."""
    made = copy.deepcopy(file)
    number = 0 if side == "ours" else 100
    for what in draw(st.lists(st.sampled_from(("deal", "value", "key", "comment", "field")), max_size=5)):
        number += 1
        if what == "deal":
            date = str(draw(st.integers(2009, 2020)))
            made["deals"][f"new-{side}-{number}"] = {"date": date, "status": "announced", "sources": "[a]"}
        elif what == "value":
            made["valuations"].append(f"date: 2025, amount: USD {number}bn, by: {side}, sources: [a]")
        elif what == "key":
            made["top"]["founded" if side == "ours" else "notes"] = "2015"
        elif what == "field" and file["deals"]:
            slug = draw(st.sampled_from(sorted(file["deals"])))
            made["deals"][slug]["round" if side == "ours" else "notes"] = "a"
        elif what == "comment":
            place = draw(st.sampled_from(places(file, side)))
            made["comments"].setdefault(place, []).append(f"# c{number} {side}说")
    return made


def places(file: dict, side: str) -> list[tuple]:
    """Where a side may put a comment, so that the other does not put one at the same place."""
    keys, slugs = list(file["top"]), list(file["deals"])
    mine = [("above", keys[0]), ("behind", keys[1])] if side == "ours" else [("behind", keys[0]), ("above", keys[2])]
    for slug in slugs:
        mine += (
            [("above", slug), ("behind", slug, "amount"), ("loose", slug)]
            if side == "ours"
            else [("above", slug, "status"), ("behind", slug, "date"), ("below", slug)]
        )
    return mine


def normal(text: str) -> str:
    """What a text says, whatever the order of its lists."""
    found = compose(text, "")
    assert not found.faults, text

    def ordered(tree):
        if isinstance(tree, list):
            return sorted((ordered(each) for each in tree), key=lambda each: json.dumps(each, sort_keys=True))
        return {key: ordered(each) for key, each in tree.items()} if isinstance(tree, dict) else tree

    return json.dumps(ordered(found.tree), sort_keys=True, ensure_ascii=False)


def comments(text: str) -> list[str]:
    return sorted(COMMENT.findall(text))


@st.composite
def three(draw):
    base = base_file(draw(st.integers(0, 4)), draw(st.integers(0, 3)))
    for slug in base["deals"]:
        if draw(st.booleans()):
            base["comments"]["above", slug] = [f"# c900 {slug}"]
    ours, theirs = draw(additions(base, "ours")), draw(additions(base, "theirs"))
    return base, ours, theirs


def joined(ours: dict, theirs: dict) -> dict:
    """Both sides' additions in one file."""
    made = copy.deepcopy(ours)
    made["top"] |= theirs["top"]
    for slug, fields in theirs["deals"].items():
        made["deals"].setdefault(slug, {}).update(fields)
    made["valuations"] += [each for each in theirs["valuations"] if each not in made["valuations"]]
    return made


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(three(), st.booleans())
def test_additions_join_in_either_order(files, in_crlf):
    base, ours, theirs = map(text_of, files)
    if in_crlf:
        ours = ours.replace("\n", "\r\n")
    one, other = merge(base, ours, theirs, "deals/yitu.yaml"), merge(base, theirs, ours, "deals/yitu.yaml")
    assert one.conflicts == other.conflicts == 0
    assert normal(one.text) == normal(other.text) == normal(text_of(joined(*files[1:])))
    assert set(comments(one.text)) == set(comments(other.text)) == {*comments(ours), *comments(theirs)}
    assert one.text.count("\r\n") == (one.text.count("\n") if in_crlf else 0)
    # Every line of ours is still there, in its order, if only with a comment of theirs behind it.
    rest = iter(one.text.splitlines())
    assert all(any(each.startswith(line) for each in rest) for line in ours.splitlines() if line)


EDITS = ("change", "delete", "field", "city", "value", "drop")


@st.composite
def edited(draw, file: dict, side: str) -> dict:
    """*file* with changes that may collide with the other side's."""
    made = copy.deepcopy(file)
    for what in draw(st.lists(st.sampled_from(EDITS), max_size=4)):
        slug = draw(st.sampled_from(sorted(made["deals"]) or [""]))
        word = draw(st.sampled_from(("x", "y", side)))
        if what == "city":
            made["top"]["city"] = word
        elif what == "value" and made["valuations"]:
            made["valuations"][0] = made["valuations"][0].replace("by: A", f"by: {word}")
        elif what == "drop" and made["valuations"]:
            made["valuations"].pop()
        elif what == "delete" and slug:
            del made["deals"][slug]
        elif what == "change" and slug:
            made["deals"][slug]["amount"] = f"USD {draw(st.integers(7, 9))}m"
        elif what == "field" and slug:
            made["deals"][slug]["notes"] = word
    return made


@st.composite
def colliding(draw):
    base = base_file(draw(st.integers(1, 4)), draw(st.integers(0, 3)))
    return base, draw(edited(base, "ours")), draw(edited(base, "theirs"))


def resolved(text: str, side: str) -> str:
    """A text with each of its conflicts resolved to one side."""
    keep = r"\1" if side == "ours" else r"\2"
    return re.sub(r"(?ms)^<<<<<<< ours\n(.*?)^=======\n(.*?)^>>>>>>> theirs\n", keep, text)


def facts(tree: dict) -> dict:
    """Every field of every deal, and every key at the top."""
    found = {("top", key): value for key, value in tree.items() if isinstance(value, str)}
    for deal in tree.get("deals") or ():
        found |= {(deal["id"], key): json.dumps(value) for key, value in deal.items()}
    return found


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(colliding())
def test_nothing_is_said_that_neither_side_said(files):
    base, ours, theirs = map(text_of, files)
    try:
        merged = merge(base, ours, theirs, "deals/yitu.yaml")
    except Unmergeable:
        return  # git merges it line by line
    before, mine, other = (facts(compose(text, "").tree) for text in (base, ours, theirs))
    differ = {
        at
        for at in {*mine, *other, *before}
        if mine.get(at) != other.get(at) and before.get(at) not in (mine.get(at), other.get(at))
    }
    for side, said in (("ours", mine), ("theirs", other)):
        tree = compose(resolved(merged.text, side), "").tree
        got = facts(tree)
        for at in {*mine, *other, *before, *got}:
            if at in differ:
                assert got.get(at) == said.get(at)
            elif before.get(at) == mine.get(at):
                assert got.get(at) in (other.get(at), said.get(at))  # its deal may be in a conflict as a whole
            else:
                assert got.get(at) in (mine.get(at), said.get(at))
        lines = {json.dumps(each) for each in tree.get("valuations") or ()}
        assert lines <= {
            json.dumps(each) for text in (ours, theirs) for each in compose(text, "").tree.get("valuations") or ()
        }
    assert bool(merged.conflicts) >= bool(differ)
    if not merged.conflicts:
        assert "<<<<<<<" not in merged.text


@settings(max_examples=100, deadline=None)
@given(three())
def test_a_side_that_did_nothing_changes_nothing(files):
    base, ours, _ = map(text_of, files)
    assert merge(base, ours, base, "deals/yitu.yaml").text == ours
    assert merge(base, base, ours, "deals/yitu.yaml").text.split() == ours.split()


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_the_same_on_both_sides_is_there_once(side):
    base, changed = text_of(base_file(2, 2)), text_of(base_file(4, 3))
    assert merge(base, changed, changed, "deals/yitu.yaml").text == changed
