"""Diffs of many lines: they are true, they find what is the same, and they do not take the square of the lines."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrack.render import line_diff
from dealtrack.render.line_diff import LineDiff

LINES = st.lists(st.sampled_from("abcdefg"), max_size=30)


def rebuilt(old, new):
    found = []
    for tag, start, end, new_start, new_end in LineDiff(old, new).get_opcodes():
        if tag == "equal":
            assert old[start:end] == new[new_start:new_end]
        assert (end > start, new_end > new_start) == {"delete": (True, False), "insert": (False, True)}.get(
            tag, (True, True)
        )
        found += old[start:end] if tag == "equal" else new[new_start:new_end]
    return found


@pytest.mark.parametrize("many", [0, 3, 500])
@given(old=LINES, new=LINES)
def test_a_diff_makes_the_new_of_the_old(many, old, new):
    whole = line_diff._MANY
    line_diff._MANY = many
    try:
        assert rebuilt(old, new) == new
    finally:
        line_diff._MANY = whole


def test_of_many_lines_only_those_that_changed_are_told():
    old = [line for number in range(20_000) for line in (f"id {number}", "same", "same")]
    new = [line for line in old if line != "id 9000"]
    new.insert(3, "new")
    start = time.process_time()
    changed = [opcode for opcode in LineDiff(old, new).get_opcodes() if opcode[0] != "equal"]
    assert changed == [("insert", 3, 3, 3, 4), ("delete", 27000, 27001, 27001, 27001)]
    assert time.process_time() - start < 20  # the square of the lines would be minutes
