"""YAML text to a tree: text as typed, YAML's programming refused, each fault at its characters, two parsers alike."""

import re
import sys

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dealtrack.files import tree
from dealtrack.files.text import decode
from dealtrack.files.tree import PureParser, compose, mark

PARSERS = pytest.mark.parametrize("parser", [None, PureParser], ids=["libyaml", "pure"])


def marked(text):
    """*text* without its ‹ › marks, and the spans between them."""
    plain, spans, start = "", [], 0
    for char in text:
        if char == "‹":
            start = len(plain)
        elif char == "›":
            spans.append((start, len(plain)))
        else:
            plain += char
    return plain, spans


def filled(node):
    """A tree without the keys that have no value."""
    if isinstance(node, dict):
        return {key: filled(value) for key, value in node.items() if value is not None}
    return [filled(value) for value in node] if isinstance(node, list) else node


def faults(text, parser=None):
    """The rule and the characters of each fault."""
    found = compose(text, "f", parser).faults
    return [(fault.rule, (fault.place.span.start, fault.place.span.end)) for fault in found]


@PARSERS
@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: no", {"a": "no"}),
        ("a: 1.80", {"a": "1.80"}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: 2020-05-13", {"a": "2020-05-13"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 12:30:45", {"a": "12:30:45"}),
        ("a: =", {"a": "="}),
        ("no: yes", {"no": "yes"}),
        ("2015: x", {"2015": "x"}),
        ("a: 云从科技 # a comment", {"a": "云从科技"}),
        ("a: b#c", {"a": "b#c"}),
        ("a: R&D *5!", {"a": "R&D *5!"}),
        ("a: 'it''s'", {"a": "it's"}),
        ('a: "\\e[31m\\u4e91\\n"', {"a": "\x1b[31m云\n"}),
        ("a: ''", {"a": ""}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: |\n  one\n   two\n", {"a": "one\n two\n"}),
        ("a:\n- b\n- c", {"a": ["b", "c"]}),
        ("a: [b, [c, {d: e}], {}]", {"a": ["b", ["c", {"d": "e"}], {}]}),
        ("[a: b]", [{"a": "b"}]),
        ("- a\n-\n- ''", ["a", "", ""]),
        ("? a\n: b", {"a": "b"}),
        ("'a': b", {"a": "b"}),
        ("'<<': b", {"<<": "b"}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
        ("text", "text"),
        # A key without a value is not there.
        ("a: b\nc:\nd:\n", {"a": "b"}),
        ("a: b\nc: {d: , e: f}\n", {"a": "b", "c": {"e": "f"}}),
        ("- a\n- {b: }\n", ["a", {}]),
    ],
)
def test_every_scalar_is_the_text_that_was_typed(text, tree, parser):
    assert filled(compose(text, "f", parser).tree) == tree
    assert faults(text, parser) == []


@PARSERS
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("city: ‹&home› Guangzhou", "an anchor"),
        ("names: ‹&n› {zh: x}", "an anchor"),
        ("names: ‹&n›\n  zh: x", "an anchor"),
        ("aliases: ‹&a›\n  - x", "an anchor"),
        ("‹&k› city: Guangzhou", "an anchor"),
        ("a: b\nc: ‹*d›", "an alias"),
        ("- ‹*d›", "an alias"),
        ("founded: ‹!!str› 2015", "a tag"),
        ("a: ‹!› b", "a tag"),
        ("a: ‹!x› [b]", "a tag"),
        ("a: ‹!<tag:yaml.org,2002:map>› {b: c}", "a tag"),
        ("a:\n  ‹<<›: {b: c}", "a merge key"),
        ("a: {‹<<›: *b}", "a merge key"),
        ("‹%›YAML 1.2\n---\na: b", "a directive"),
        ("# comment\n\n‹%›TAG ! x\n---\na: b", "a directive"),
        ("a: b\n‹---›\nc: d", "a second document"),
        ("a: b\n...\n‹---›\nc: d", "a second document"),
        ("a: b\n? ‹[›c]\n: d", "a key that is no text"),
        ("‹{›a: b}: c", "a key that is no text"),
    ],
)
def test_yamls_programming_is_refused_where_it_stands(text, what, parser):
    plain, spans = marked(text)
    assert faults(plain, parser) == [("yaml-feature", span) for span in spans]
    assert [fault.text for fault in compose(plain, "f", parser).faults] == [what]


@PARSERS
def test_an_alias_for_a_key_is_told_once(parser):
    assert faults("a: b\n*c : d", parser) == [("yaml-feature", (5, 7))]


@PARSERS
def test_a_document_without_its_marker_is_told_as_a_second_document(parser):
    assert [rule for rule, _ in faults("a: b\n...\nc: d", parser)] == ["yaml-feature"]


@PARSERS
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("‹a›: b\n‹a›: c", ["a"]),
        ("‹a›: b\nd: e\n‹a›: c\n‹a›: d", ["a", "a"]),
        ("x: {‹a›: b, ‹a›: c}", ["a"]),
        ("- ‹'a'›: b\n  ‹a›: c", ["a"]),
        ("‹a›: [b]\n‹a›: {c: d}", ["a"]),
        ("‹a›:\n‹a›: b", ["a"]),
    ],
)
def test_a_duplicate_key_is_told_with_both_places(text, keys, parser):
    plain, (first, *again) = marked(text)
    found = compose(plain, "f", parser).faults
    assert faults(plain, parser) == [("duplicate-key", span) for span in again]
    assert [fault.text for fault in found] == keys
    related = [fault.related[0].place.span for fault in found]
    assert [(span.start, span.end) for span in related] == [first] * len(keys)


@PARSERS
def test_of_a_duplicate_key_the_first_value_is_kept(parser):
    assert compose("a: [b]\na: [c, d]\ne: f", "f", parser).tree == {"a": ["b"], "e": "f"}


@PARSERS
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: b‹:› c", "a colon inside a plain value"),
        ("a: ‹'›b\nc: d", "a quote that is never closed"),
        ('a: ‹"›b\nc: d', "a quote that is never closed"),
        ('a: ‹"›b\n---\nc: d', "a quote that is never closed"),
        ("a: ‹[›b, c\nd: e", "a bracket that is never closed, or a comma that is missing"),
        ("a:\n  - ‹{›b: c\nd: []", "a bracket that is never closed, or a comma that is missing"),
        ("a: ['b' ‹'›c']", "a bracket that is never closed, or a comma that is missing"),
        ("a: [b, ‹,› c]", "a value is missing here"),
        ("a: b\n‹c›ity\nd: e", "a key without a colon, or a line that belongs to nothing"),
        ("a: b\nc‹:›d\n", "a colon without a space behind it"),
        ("a‹:›b\nc: d\n", "a colon without a space behind it"),
        ("a: b\nurl‹:›https://example.com/a\nc: d\n", "a colon without a space behind it"),
        ("a:\n  - b‹:›[c]\n    d: e\n", "a colon without a space behind it"),
        ("a: |\n  b:c\n‹d›\n", "a key without a colon, or a line that belongs to nothing"),
        ("a: b\n‹h›ttps://example.com\nc: d\n", "a key without a colon, or a line that belongs to nothing"),
        ("a: [b ‹#›3, c]\nd: e\n", "a bracket that is never closed, for a # behind a blank begins a comment"),
        ("a: [{b: c ‹#›3}]\n", "a bracket that is never closed, for a # behind a blank begins a comment"),
        ("a: [b,\n  c ‹#›3]\nd: e\n", "a bracket that is never closed, for a # behind a blank begins a comment"),
        ("a: [b, ‹#›3]", "a bracket that is never closed, for a # behind a blank begins a comment"),
        ("a: ‹[›b # c\nd: e", "a bracket that is never closed, or a comma that is missing"),
        ("a: ‹[›b,\n# c]\nd: e", "a bracket that is never closed, or a comma that is missing"),
        ("a: ‹[›'b #1]', c\nd: e", "a bracket that is never closed, or a comma that is missing"),
        ("a: ‹-› b", "a list item where none can start"),
        ("a:\n  - b: c\n ‹d›: e", "this does not line up with what stands above it"),
        ("a:\n‹\t›- b", "a tab, which cannot indent"),
        ("a:\n  b:\n‹\t›  c: d", "a tab, which cannot indent"),
        ("a: ‹@›b", "a plain value cannot start with @"),
        ("a: ‹`›b", "a plain value cannot start with `"),
        ("a: ‹%›b", "a plain value cannot start with %"),
    ],
)
def test_what_is_no_yaml_is_told_where_the_mistake_is(text, why, parser):
    plain, spans = marked(text)
    assert faults(plain, parser) == [("invalid-yaml", span) for span in spans]
    (fault,) = compose(plain, "f", parser).faults
    assert fault.why == why
    assert fault.hint
    assert compose(plain, "f", parser).tree is None


@PARSERS
@pytest.mark.parametrize(
    "text",
    [
        'a: "b‹\\›qc"',
        'a: "one\n  two ‹\\›qc"',
        'a: "b‹\\›xzz"',
        'a: "b‹\\›ud800"',
        'a: "b‹\\›UFFFFFFFF"',
    ],
)
def test_an_unknown_escape_is_told_at_its_backslash(text, parser):
    plain, ((start, _),) = marked(text)
    (fault,) = compose(plain, "f", parser).faults
    assert (fault.rule, fault.place.span.start) == ("invalid-yaml", start)
    assert "escape" in fault.why


@PARSERS
@pytest.mark.parametrize(
    "text", ["a: * b", "a: & b", "a: >b", "a: |0", 'a: "\\xzz"', "a: b\n...\nc", "{a:, b: c}", "a: 'it's'", "a: [b]]"]
)
def test_no_parsers_jargon_is_shown(text, parser):
    for fault in compose(text, "f", parser).faults:
        assert "expected" not in fault.why
        assert "<" not in fault.why
        assert fault.hint or fault.rule == "yaml-feature"


@PARSERS
def test_text_behind_a_closed_quote_is_told_as_that(parser):
    (fault,) = compose("notes: 'it's here'", "f", parser).faults
    assert (fault.place.span.start, "line up" in fault.why) == (11, False)


@PARSERS
def test_a_line_that_lacks_its_colon_is_told_at_that_line(parser):
    (fault,) = compose("name CloudWalk\ncity: Guangzhou\n", "f", parser).faults
    assert (fault.rule, fault.place.span.start < 14) == ("invalid-yaml", True)


@PARSERS
def test_a_key_that_is_indented_too_far_is_told_as_that(parser):
    (fault,) = compose("deals:\n  - id: a\n      date: 2020\n", "f", parser).faults
    assert (fault.rule, "quotes" in fault.hint) == ("invalid-yaml", False)


@PARSERS
@pytest.mark.parametrize("text", ["", " \n\n", "# only a comment\n", "---\n", "--- # comment\n", "''", '""'])
def test_a_text_without_content_is_empty(text, parser):
    assert faults(text, parser) == [("empty-file", (0, 0))]
    assert compose(text, "f", parser).tree is None


@PARSERS
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_32_levels_may_be_nested_and_no_more(opening, parser):
    closing = {"[": "]", "{a: ": "}", "- ": ""}[opening]
    assert faults(opening * 32 + "x" + closing * 32, parser) == []
    at = 32 * len(opening)
    assert faults(opening * 33 + "x" + closing * 33, parser) == [("too-deep", (at, at + (opening != "- ")))]


@PARSERS
@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 50_000, "- " * 50_000])
def test_what_is_50000_levels_deep_is_refused_before_anything_recurses(text, parser):
    assert [rule for rule, _ in faults(text, parser)] == ["too-deep"]


# Pieces of YAML, and of what people get wrong in it.
PIECES = st.sampled_from(
    "a|b: |name: |- |\n|\n  |\n    |[|]|{|}|,|, |: |'|\"|#| # c| |&x |*x|!t |!!str |<<: |> |>-\n|? |---\n|...\n|@|`|\\"
    "|\\q|\\x41|\\0|：|\u00a0|\u200b|云|🎉|\r\n|é|0|-|~|\u3000|％|:\t|\t#|?|x?|;:".split("|")
)
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.lists(PIECES, max_size=14).map("\n".join)


# Where libyaml 0.2 and PyYAML 6 refuse a text for different reasons: directives, anchors and tags, |0, a bracket or a
# mark of a block text at the start of a line.
MARGINS = re.compile(r"[%!&*]|[|>][+-]?0|^[ -]*(?:\? )*[\[{]|^[ ]*[|>]", re.MULTILINE)


@given(TEXTS)
@example("a: b\nc: [d, {e: f}]\n")
@settings(max_examples=400, deadline=None)
def test_both_parsers_read_the_same_and_refuse_the_same(text):
    fast, pure = compose(text, "f"), compose(text, "f", PureParser)
    assert (pure.tree, bool(pure.faults)) == (fast.tree, bool(fast.faults))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_both_parsers_give_the_same_faults(text):
    assume(not MARGINS.search(text))
    assert faults(text) == faults(text, PureParser)


@pytest.mark.parametrize(
    "text",
    [
        "sources: {a: {url: 'https://example.com/?id=1'}}",
        "notes: | # comment\n  text\n",
        "events: [{date: 2020-05?, what: x}, {date: 2019?, what: who knows?}]",
        "notes: is ?this so? [?]",
        "investors: [?]",
        "investors: [?A]",
        "investors: [A:, B]",
        "{id: a, date:2020}",
        "a:\tb\nc:\t- d\n",
        "a: b\tc\t\nd:\t# comment\n  e\n",
        "a: b\n\tc\n",
        "a:\n\tb: c\n",
        "a: {b: c,\n\td: e}\n",
        "notes: |# comment\n  text\n",
        "notes: >-\t# comment\n  text\n",
        "notes: |\n\ttext\n",
        "notes: |\n  text\n\t\n  text\n",
        "notes: |2-\n    text\n",
        "notes: |x\n",
        'a: "\\UFFFFFFFF"',
        'a: "\\ud800"',
        'a: "\\xzz"',
    ],
)
def test_both_parsers_give_the_same_for_what_people_write(text):
    fast, pure = compose(text, "f"), compose(text, "f", PureParser)
    assert (pure.tree, faults(text, PureParser)) == (fast.tree, faults(text))


@PARSERS
@given(TEXTS | st.text(st.characters(codec="utf-8")))
@example("\x00")
@example('"\\UFFFFFFFF"')
@example("\ufeff\ufeff%")
@settings(max_examples=300, deadline=None)
def test_no_text_that_was_decoded_raises(parser, text):
    decoded, _ = decode(text.encode(), "f")
    composed = compose(decoded, "f", parser)
    assert (composed.tree is not None) or composed.faults
    for fault in composed.faults:
        assert 0 <= fault.place.span.start <= fault.place.span.end <= len(decoded) + 1


@PARSERS
@pytest.mark.parametrize("word", ["null", "Null", "NULL", "~", ""])
def test_what_yaml_calls_nothing_is_no_value_unless_it_is_in_quotes(word, parser):
    composed = compose(f"a: {word}\nb: '{word}'\nc:\n  - {word}\n  - '{word}'\nd: {{e: {word}}}\n", "f", parser)
    assert composed.tree == {"a": None, "b": word, "c": ["", word], "d": {"e": None}}
    assert composed.hollow


@PARSERS
@pytest.mark.parametrize("word", ["nul", "nUll", "none", "~~", "null?", "no"])
def test_what_only_looks_like_nothing_is_a_text(word, parser):
    assert compose(f"a: {word}\n{word}: b\n", "f", parser).tree == {"a": word, word: "b"}


@PARSERS
def test_a_key_may_be_called_null(parser):
    assert compose("null: b\n", "f", parser).tree == {"null": "b"}


KEYS = st.text(st.sampled_from("ab云 -.:#'\"\\<é🎉"), min_size=1, max_size=6)
NODES = st.recursive(
    KEYS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=12,
)
TREES = st.dictionaries(KEYS, NODES, min_size=1, max_size=4)


@PARSERS
@given(TREES, st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_tree_that_yaml_has_written_is_read_back(parser, tree, flow, plain):
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=plain, width=1000)
    composed = compose(text, "f", parser)
    assert composed.tree == tree
    assert composed.faults == ()


def paths(node, path=()):
    yield path, node
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from paths(value, (*path, key))


def unquoted(text, span):
    """The characters of a span, as YAML reads them if they are in quotes."""
    chars = text[span.start : span.end]
    return yaml.load(chars, yaml.BaseLoader) if chars[0] in "'\"" else chars


@given(TREES, st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_value_and_key_is_marked_where_it_stands(tree, flow):
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, width=1000)
    marks = mark(text)
    assert set(marks) == {path for path, _ in paths(tree)}
    for path, value in paths(tree):
        if isinstance(value, str):
            assert unquoted(text, marks[path].value) == value
        if path and isinstance(path[-1], str):
            assert unquoted(text, marks[path].key) == path[-1]


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("a: [b, c]  # comment\nd: e", ("a",), "[b, c]"),
        ("a:\n  - b\n  - c\n\n\nd: e", ("a",), "- b\n  - c"),
        ("a:\n  b: c\n", ("a",), "b: c"),
        ("a: 'b'\n", ("a",), "'b'"),
        ("a: >-\n  b\n  c\n\nd: e", ("a",), ">-\n  b\n  c\n\n"),
        ("{a: [b], a: [c, d]}", ("a",), "[b]"),
        ("a: [b]\na: [c, d]\n", ("a",), "[b]"),
        ("a:\n  b: c\na:\n  d: e\n", ("a",), "b: c"),
    ],
)
def test_a_container_is_marked_to_its_own_end(text, path, value):
    span = mark(text)[path].value
    assert text[span.start : span.end] == value


def test_what_can_be_read_of_a_broken_text_is_marked():
    assert set(mark("a: b\nc: [d\n")) == {(), ("a",), ("c",), ("c", 0)}


def test_without_libyaml_the_pure_parser_is_taken(monkeypatch):
    assert tree._fastest_parser() is not PureParser
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert tree._fastest_parser() is PureParser
