"""However a file was typed: laid out, it means the same, no comment is lost or strays, and nothing changes again."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dealtrack.files.book import open_book
from dealtrack.files.formatting import formatted
from dealtrack.files.reading import read_record
from dealtrack.files.tree import compose, mark
from dealtrack.model import Company
from dealtrack.rules.run import check_book
from tests.conftest import RATES
from tests.files.written import companies

FILE = "deals/x.yaml"
TODAY = date(2026, 11, 22)
COMMENT = re.compile(r"(?<!\S)#[^\n]*")


def laid_out(text):
    found = formatted(text, FILE, Company)
    assert (found.faults, found.why) == ((), "")
    return found.text


def meaning(text):
    """All that a text says; deals by their ids."""
    tree = compose(text, "").tree
    return {**tree, "deals": sorted(tree.get("deals") or [], key=lambda deal: deal["id"])}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(companies())
def test_what_a_file_means_stays(text):
    assume(not read_record(text, FILE, Company).salvaged.faults)
    after = laid_out(text)
    assert meaning(after) == meaning(text)
    assert laid_out(after) == after
    assert after.endswith("\n")
    assert "\r" not in after


def ids(path, tree):
    """A path with deals by their ids."""
    return ("deals", tree["deals"][path[1]]["id"], *path[2:]) if path[:1] == ("deals",) and len(path) > 1 else path


def belongings(text):
    """Of each comment that people would say belongs to a value: what is right below it, or right before it."""
    tree, marks = compose(text, "").tree, mark(text)
    keys = {found.key.start: path for path, found in marks.items() if found.key}
    items = {found.value.start: path for path, found in marks.items() if path and isinstance(path[-1], int)}
    ends = sorted(
        ((found.value.end, found.value.start, path) for path, found in marks.items() if is_leaf(text, found)),
        reverse=True,
    )
    spans = [found.value for path, found in marks.items() if not tree_holds(tree, path)]
    found, offset = {}, 0
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        for match in COMMENT.finditer(line):
            at = offset + match.start()
            if any(span.start < at < span.end for span in spans) or ("note" not in match[0] and "多" not in match[0]):
                continue
            if line[: match.start()].strip():
                found[match[0].rstrip()] = behind(text, at, ends, tree, offset)
            else:
                found[match[0].rstrip()] = above(lines, number, match.start(), offset + len(line), keys, items, tree)
            break
        offset += len(line)
    return {comment: place for comment, place in found.items() if place}


def is_leaf(text, found):
    return text[found.value.start : found.value.start + 1] in ("[", "{") or found.value.end > found.value.start


def tree_holds(tree, path):
    for step in path:
        tree = tree[step]
    return isinstance(tree, dict | list)


def behind(text, at, ends, tree, line):
    """The value that ends right before a comment on its line, the outermost of them."""
    end = len(text[:at].rstrip(" \t,"))
    values = [
        (start, path)
        for last, start, path in ends
        if last == end and (text[start] in "[{" or not tree_holds(tree, path))
    ]
    return ("behind", ids(min(values)[1], tree)) if values and min(values)[0] >= line else None  # one line, not more


def above(lines, number, column, offset, keys, items, tree):
    """The entry or item on the line right below, if it is indented like the comment; behind other comments, too."""
    for line in lines[number + 1 :]:
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or indent != column:
            return None
        if line[indent] != "#":
            if re.match(r"-\s", line[indent:]):  # the item may begin on a line below
                path = items.get(min((start for start in items if start > offset), default=None))
            else:
                path = keys.get(offset + indent)
            return ("above", ids(path, tree)) if path else None
        offset += len(line)
    return None


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(companies())
def test_comments_stay_with_what_they_belong_to(text):
    assume(not read_record(text, FILE, Company).salvaged.faults)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    before, after = belongings(text), belongings(laid_out(text))
    assert {comment: place for comment, place in before.items() if not is_same(place, after.get(comment))} == {}


def is_same(before, after):
    """What stands above the first key of an item is above the item."""
    return before == after or (after and before[0] == after[0] == "above" and before[1][:-1] == after[1])


IGNORED = st.sampled_from(["DT402", "DT403", "DT301", "DT302", "DT503", "DT504", "DT202", "DT701", "DT404", "DT206"])


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    made = tmp_path_factory.mktemp("book")
    (made / "deals").mkdir()
    (made / "seeds" / "rates").mkdir(parents=True)
    (made / "seeds" / "rates" / "ecb.csv").write_text(RATES)
    return made


def said_of(root, text):
    """What ``validate`` says of a file, without places; the order of deals apart."""
    on_disk = open_book(root, exact=True, instead={FILE: text})
    return Counter((each.code, each.message) for each in check_book(on_disk, TODAY) if each.code != "DT304")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=companies(), data=st.data())
def test_rules_say_the_same(root, text, data):
    text = re.sub(r"(?<=[ \t])# note \d+", lambda _: f"# dealtrack: ignore[{data.draw(IGNORED)}] so it is", text)
    (root / FILE).write_text("name: X\n")
    assume(not read_record(text, FILE, Company).salvaged.faults)
    assert said_of(root, laid_out(text)) == said_of(root, text)
