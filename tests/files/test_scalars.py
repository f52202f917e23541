"""Texts as YAML scalars: read back as they were, and quoted only where they must be."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dealtrack.files.scalars import written, written_key
from dealtrack.files.slips import has_listed_commas, mend
from dealtrack.files.tree import compose


@pytest.mark.parametrize(
    ("value", "alone", "in_brackets"),
    [
        ("Shunwei Capital", "Shunwei Capital", "Shunwei Capital"),
        ("云从科技", "云从科技", "云从科技"),
        ("no", "no", "no"),
        ("true", "true", "true"),
        ("360", "360", "360"),
        ("2020-05-13", "2020-05-13", "2020-05-13"),
        ("../2020-12", "../2020-12", "../2020-12"),
        ("about CNY 1bn", "about CNY 1bn", "about CNY 1bn"),
        ("~USD 5.5bn", "~USD 5.5bn", "~USD 5.5bn"),
        ("b+", "b+", "b+"),
        ("https://example.org/a#b", "https://example.org/a#b", "https://example.org/a#b"),
        ("Mao's", "Mao's", "Mao's"),
        ("Foo, Inc.", "Foo, Inc.", "'Foo, Inc.'"),
        ("a [b]", "a [b]", "'a [b]'"),
        ("a {b}", "a {b}", "'a {b}'"),
        ("红杉（中国）", "红杉（中国）", "红杉（中国）"),
        ("张，李", "张，李", "'张，李'"),
        ("Foo: Bar", "'Foo: Bar'", "'Foo: Bar'"),
        ("Foo:", "'Foo:'", "'Foo:'"),
        ("Series #3", "'Series #3'", "'Series #3'"),
        ("#1 Fund", "'#1 Fund'", "'#1 Fund'"),
        ("@home", "'@home'", "'@home'"),
        ("`a`", "'`a`'", "'`a`'"),
        ("&co", "'&co'", "'&co'"),
        ("*", "'*'", "'*'"),
        ("!important", "'!important'", "'!important'"),
        ("%", "'%'", "'%'"),
        ("| a", "'| a'", "'| a'"),
        (">", "'>'", "'>'"),
        ("- a", "'- a'", "'- a'"),
        ("-", "'-'", "'-'"),
        ("? a", "'? a'", "'? a'"),
        ("'quoted'", "'''quoted'''", "'''quoted'''"),
        ('"quoted"', "'\"quoted\"'", "'\"quoted\"'"),
        ("", "''", "''"),
        ("~", "'~'", "'~'"),
        ("null", "'null'", "'null'"),
        ("NULL", "'NULL'", "'NULL'"),
        (" a", "' a'", "' a'"),
        ("a ", "'a '", "'a '"),
        ("two\nlines", '"two\\nlines"', '"two\\nlines"'),
        ("tab\there", '"tab\\there"', '"tab\\there"'),
        ("\x1b[31m", '"\\x1b[31m"', '"\\x1b[31m"'),
        ("\u202eabc", '"\\u202eabc"', '"\\u202eabc"'),
        ("\U000e0041", '"\\U000e0041"', '"\\U000e0041"'),
        ("=", "=", "="),
        ("---", "---", "---"),
    ],
)
def test_written(value, alone, in_brackets) -> None:
    assert written(value) == alone
    assert written(value, in_brackets=True) == in_brackets


_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text("ab:#,-[]{}&*!|>'\"%@`?~ \t\n\\=.0：，、“”－（）　\u200b中", max_size=10),
)


@given(_TEXTS)
@example("\ufeff")
@example("<<")
def test_every_text_is_read_back_as_it_was(value) -> None:
    in_brackets, key = written(value, in_brackets=True), written_key(value)
    for text, tree in [
        (f"a: {written(value)}\n", {"a": value}),
        (f"a:\n  - {written(value)}\n", {"a": [value]}),
        (f"a: [{in_brackets}, {in_brackets}]\n", {"a": [value, value]}),
        (f"a: {{b: {in_brackets}, c: {in_brackets}}}\n", {"a": {"b": value, "c": value}}),
        (f"{key}: x\n", {value: "x"}),
        (f"a: {{{key}: x}}\n", {"a": {value: "x"}}),
    ]:
        composed = compose(text, "")
        assert (composed.tree, composed.faults) == (tree, ())
        assert not mend(text).slips
        assert not has_listed_commas(text) or in_brackets.startswith(("'", '"'))


@given(_TEXTS)
def test_quotes_are_there_for_a_reason(value) -> None:
    if written(value).startswith("'"):
        alone, listed = f"a: {value}\n", f"- {value}\n"
        is_same = compose(alone, "").tree == {"a": value} and compose(listed, "").tree == [value]
        assert not is_same or mend(alone).slips or mend(listed).slips
