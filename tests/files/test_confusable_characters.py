"""Characters that look like others: where they are mistakes, and what to type instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrack.diagnostics import Place
from dealtrack.files.confusable import CONFUSABLE, in_value, plain_form

PLACE = Place("f", ("a",))


@pytest.mark.parametrize(
    ("char", "plain"),
    [
        ("：", ":"), ("，", ","), ("－", "-"), ("１", "1"), ("９", "9"), ("Ａ", "A"), ("ｚ", "z"), ("～", "~"), ("！", "!"),
        ("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("、", ","), ("。", "."), ("￥", "CNY "),
        ("\u00a0", " "), ("\u3000", " "), ("\u2003", " "), ("\u202f", " "),
        ("\u200b", ""), ("\u200d", ""), ("\u2060", ""), ("\ufeff", ""),
    ],
)  # fmt: skip
def test_each_has_a_plain_form(char, plain):
    assert CONFUSABLE.fullmatch(char)
    assert plain_form(char) == plain


@given(st.characters())
def test_a_plain_form_is_plain(char):
    if CONFUSABLE.match(char):
        assert plain_form(char).isascii()


@pytest.mark.parametrize("char", [*"a1:,-~!\"' \t\n", "é", "云", "¥", "–", "—", "·", "\U0001f389"])
def test_others_are_left_alone(char):
    assert not CONFUSABLE.match(char)


@pytest.mark.parametrize(
    ("text", "char", "start", "hint"),
    [
        ("CNY １bn", "１", 4, "write CNY 1bn"),
        ("２０２０－０５", "２", 0, "write 2020-05"),
        ("“CNY 1bn”", "“", 0, 'write "CNY 1bn"'),
        ("CNY\u00a01bn", "\u00a0", 3, "write CNY 1bn"),
        ("￥1bn", "￥", 0, "write CNY 1bn"),
        ("ci\u200bty", "\u200b", 2, "write city"),
        ("\u3000", "\u3000", 0, "write a plain space"),
        ("\u200b", "\u200b", 0, "delete it"),
    ],
)
def test_in_a_value_the_first_is_told_with_the_whole_value_mended(text, char, start, hint):
    fault = in_value(text, PLACE)
    assert (fault.rule, fault.text, fault.hint) == ("confusable-character", char, hint)
    assert (fault.place.path, fault.place.within.start) == (("a",), start)


@pytest.mark.parametrize("text", ["", "CNY 1bn", "云从科技", "¥"])
def test_a_value_without_one_is_sound(text):
    assert in_value(text, PLACE) is None
