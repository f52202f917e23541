"""A tree to a typed record: the walk finds a mistake exactly where the fast path raises, and says what it is."""

import copy

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import inspect

from dealtrack.files.decode import Walk, _decode_value, decode, noun_of
from dealtrack.files.salvage import Dropped, restored, salvage
from dealtrack.model import Company, Deal, Event, Investor, Source, StatedTotal
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.count import parse_count
from dealtrack.values.dates import parse_date
from dealtrack.values.rounds import Round
from dealtrack.values.vocabulary import Kind, Status

SOURCE = {"publisher": "A Paper", "published": "2020-05-14", "title": "T", "url": "https://example.com"}
COMPANY = {
    "name": "CloudWalk",
    "names": {"zh": "云从科技"},
    "aliases": ["CW"],
    "founded": "2015",
    "founders": ["Zhou Xi"],
    "country": "CN",
    "city": "Guangzhou",
    "deals": [
        {
            "id": "2020-05",
            "round": "b+",
            "kind": "equity",
            "date": "2020-05-13",
            "closed": "2020-06",
            "status": [{"on": "2020-05", "is": "announced", "sources": ["a"]}, {"on": "2020-06", "is": "completed"}],
            "amount": "about CNY 1bn",
            "equivalent": "USD 141m",
            "claims": [{"by": "CloudWalk", "amount": "undisclosed", "standing": "declined", "date": "2020"}],
            "leads": ["A"],
            "investors": ["B", "C"],
            "from": "D",
            "sources": ["a", "b"],
        },
        {"id": "ipo", "kind": "ipo", "date": "../2020-12", "status": "rumored"},
    ],
    "valuations": [{"date": "2020", "amount": "USD 5.5bn", "basis": "post-money", "standing": "estimate"}],
    "totals": [{"date": "2020-05-13", "amount": "CNY 5.3bn", "rounds": "at least 9"}],
    "metrics": [{"label": "x", "date": "2020", "value": "82.8%"}, {"label": "y", "date": "2020", "amount": "USD 1"}],
    "events": [{"date": "2020", "what": "moved"}],
    "backers": [{"date": "2020", "investors": ["A"]}],
    "notes": "free text",
    "sources": {"a": SOURCE, "b": SOURCE},
}
INVESTORS = {"A": {"aliases": ["AA"], "type": "vc", "state_owned": "true", "country": "CN", "size": "CNY 100bn"}}
ROOTS = [(COMPANY, Company), (INVESTORS, dict[str, Investor]), ({"a": SOURCE}, dict[str, Source])]

WORDS = st.sampled_from(
    [
        "", "x", "null", "Null", "~", "true", "TRUE", "no", "1", "0", "a", "A", "CN", "cn", "CN\n", "中国", "2020",
        "2020-02-30", "../2020", "CNY 1bn", "5bn", "USD 2bn-1bn", "YUA 1bn", "undisclosed", "about 9", "nine", "B", "b++",
        "A轮", "并购", "ipo", "completed", "done", "post-money", "vc", "ａ", "amount：1", "a list", " ", "9" * 5000,
    ]
)  # fmt: skip
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["on", "is", "a", "x"]), inner),
    max_leaves=4,
)
KEYS = st.sampled_from(
    ["", "nmae", "name", "x", "amount", "value", "date", "sources", "Name", "is", "na\u200bme", "云"]
)


def places(node, path=()):
    """The path of every value of a tree."""
    yield path
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from places(value, (*path, key))


def changed(tree, draw):
    """*tree* with one value, key or item changed, taken away or added."""
    *outer, last = draw(st.sampled_from([path for path in places(tree) if path]))
    tree = copy.deepcopy(tree)
    holder = tree
    for step in outer:
        holder = holder[step]
    match draw(st.sampled_from(["replace", "drop", "add"])):
        case "replace":
            holder[last] = draw(TREES)
        case "drop":
            del holder[last]
        case "add" if isinstance(holder, dict):
            holder[draw(KEYS)] = draw(TREES)
        case "add":
            holder.insert(last, draw(TREES))
    return tree


@st.composite
def mutated(draw):
    """A tree around a sound one, with the type that it was meant for."""
    tree, as_type = draw(st.sampled_from(ROOTS))
    for _ in range(draw(st.integers(0, 4))):
        if not any(places(tree)):
            break
        tree = changed(tree, draw)
    return tree, as_type


def fast(tree, as_type):
    """What msgspec's own message says: None, or its path."""
    try:
        msgspec.convert(tree, as_type, strict=False, dec_hook=_decode_value)
    except msgspec.ValidationError as error:
        return str(error).rpartition(" - at ")[2].strip("`") if " - at " in str(error) else "$"
    return None


def as_msgspec_writes(fault, as_type):
    """The path of a fault in the form of msgspec's messages: a missing or unknown key is told at its mapping."""
    path = fault.place.path[:-1] if fault.place.at_key else fault.place.path
    text, tables = "$", ((),) if as_type is not Company else (("names",), ("sources",))
    for depth, step in enumerate(path):
        in_table = path[:depth] in tables
        text += "[...]" if in_table else f"[{step}]" if isinstance(step, int) else f".{step}"
    return text


def test_the_sound_trees_are_sound():
    assert [decode(tree, as_type, "f")[1] for tree, as_type in ROOTS] == [(), (), ()]


@given(mutated())
@example(({**COMPANY, "country": "CN\n"}, Company))
@example(({"A": {"state_owned": "null"}}, dict[str, Investor]))
@example(({"name": "X", "deals": [{"id": "a", "date": "2020", "status": "filed", "round": "null"}]}, Company))
@settings(max_examples=250, deadline=None)
def test_the_walk_finds_a_mistake_exactly_where_the_fast_path_raises(case):
    tree, as_type = case
    raised = fast(tree, as_type)
    walked = list(Walk("f").check(tree, inspect.type_info(as_type), ()))
    assert (raised is not None) == bool(walked)
    if raised:
        assert raised in [as_msgspec_writes(fault, as_type) for fault in walked]


@given(mutated())
@settings(max_examples=120, deadline=None)
def test_a_tree_gives_a_record_or_faults_and_never_both(case):
    tree, as_type = case
    value, faults = decode(tree, as_type, "f")
    assert (value is None) == bool(faults)
    assert len({(fault.rule, fault.place) for fault in faults}) == len(faults)


def test_a_sound_tree_becomes_a_record():
    company, faults = decode(COMPANY, Company, "f")
    first, second = company.deals
    assert faults == ()
    assert (company.name, company.founded, company.sources["a"].published.text) == (
        "CloudWalk",
        parse_date("2015"),
        "2020-05-14",
    )
    assert (first.round, first.amount, first.from_) == (Round("b+"), parse_amount("about CNY 1bn"), "D")
    assert (first.status[0].is_, second.status) == (Status.ANNOUNCED, Status.RUMORED)
    assert company.totals[0].rounds == parse_count("at least 9")


DEAL = {"id": "a", "date": "2020", "status": "completed"}


def company(**changes):
    return {"name": "X", **changes}


def deal(**changes):
    return company(deals=[{key: value for key, value in {**DEAL, **changes}.items() if value is not None}])


# One mistake each: the tree, the rule, the path in people's terms, what the fault says of it.
MISTAKES = [
    ([], "wrong-type", (), "a company is a mapping of keys to values"),
    ("x", "wrong-type", (), "a company is a mapping of keys to values"),
    ({}, "missing-key", ("name",), "a company"),
    (company(citty="G"), "unknown-key", ("citty",), "a company"),
    (company(name=""), "wrong-type", ("name",), None),
    (company(name=["X"]), "wrong-type", ("name",), "name is one value"),
    (company(founded={"on": "2020"}), "wrong-type", ("founded",), "founded is one value"),
    (company(aliases="X"), "wrong-type", ("aliases",), "aliases is a list"),
    (company(aliases=["X", ["Y"]]), "wrong-type", ("aliases", 1), "each of aliases is one value"),
    (company(names="X"), "wrong-type", ("names",), "names is a mapping of names to values"),
    (company(names={"zh": ["X"]}), "wrong-type", ("names", "zh"), "zh is one value"),
    (company(country="China"), "wrong-type", ("country",), "country is two letters of ISO 3166, such as CN"),
    (company(sources={"a": "b"}), "wrong-type", ("sources", "a"), "a source is a mapping of keys to values"),
    (company(sources={"a": {"publisher": "P"}}), "missing-key", ("sources", "a", "published"), "a source"),
    (deal(status=None), "missing-key", ("deals", 0, "status"), "a deal"),
    (deal(status="done"), "unknown-term", ("deals", 0, "status"), "status"),
    (deal(status=["completed"]), "wrong-type", ("deals", 0, "status", 0), "a status step is a mapping of keys to values"),
    (deal(status=[{"on": "2020", "is": "done"}]), "unknown-term", ("deals", 0, "status", 0, "is"), "status"),
    (deal(status=[]), "wrong-type", ("deals", 0, "status"), None),
    (deal(round="Series AA"), "unknown-term", ("deals", 0, "round"), "round"),
    (deal(id="A b"), "wrong-type", ("deals", 0, "id"), "id is lower-case letters, digits, hyphens"),
    (deal(id="a\n"), "wrong-type", ("deals", 0, "id"), None),
    (deal(date="2020-02-30"), "bad-date", ("deals", 0, "date"), "2020-02 has no day 30"),
    (deal(amount="5bn"), "bad-amount", ("deals", 0, "amount"), "an amount without a currency"),
    (deal(amount="YUA 5bn"), "bad-currency", ("deals", 0, "amount"), "YUA is not a currency of ISO 4217"),
    (deal(amount="USD 2bn-1bn"), "inverted-range", ("deals", 0, "amount"), "the range runs from more to less"),
    (deal(amount=["USD 2bn"]), "wrong-type", ("deals", 0, "amount"), "amount is one value"),
    (deal(date="２０２０"), "confusable-character", ("deals", 0, "date"), None),
    (deal(id="ａ"), "confusable-character", ("deals", 0, "id"), None),
    (deal(round="ｂ"), "confusable-character", ("deals", 0, "round"), None),
    (company(**{"ci\u200bty": "G"}), "confusable-character", ("ci\u200bty",), None),
    (company(metrics=[{"label": "x", "date": "2020"}]), "missing-key", ("metrics", 0, "amount"), "a metric"),
    # A misspelt key is one mistake, not a missing and an unknown one.
    ({"nmae": "X"}, "unknown-key", ("nmae",), "a company"),
    (deal(date=None, dat="2020"), "unknown-key", ("deals", 0, "dat"), "a deal"),
    (company(metrics=[{"label": "x", "date": "2020", "valeu": "1"}]), "unknown-key", ("metrics", 0, "valeu"), "a metric"),
    (company(events=[{"date": "2020", "What": "x"}]), "unknown-key", ("events", 0, "What"), "an event"),
    (company(totals=[{"date": "2020", "amount": "USD 1", "rounds": "nine"}]), "wrong-type", ("totals", 0, "rounds"), None),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "rule", "path", "why"), MISTAKES)
def test_one_mistake_is_one_fault(tree, rule, path, why):
    _, faults = decode(tree, Company, "f")
    assert [(fault.rule, fault.place.path, fault.place.file) for fault in faults] == [(rule, path, "f")]
    assert faults[0].why.startswith(why or "")


@pytest.mark.parametrize(
    ("tree", "key"),
    [({"nmae": "X"}, True), ({}, True), (company(name=""), False), (deal(status="done"), False)],
)
def test_a_fault_about_a_key_points_at_it(tree, key):
    _, (fault,) = decode(tree, Company, "f")
    assert fault.place.at_key is key


def test_an_unknown_key_and_a_word_know_what_they_might_have_been():
    _, (key,) = decode(company(citty="G"), Company, "f")
    _, (word,) = decode(deal(status="done"), Company, "f")
    assert {"name", "city", "deals"} <= set(key.choices)
    assert word.choices == tuple(Status)


@pytest.mark.parametrize(
    ("tree", "why"),
    [
        ({"A": {"state_owned": "yes"}}, "state_owned is true or false"),
        ({"A": {"state_owned": []}}, "state_owned is one value"),
        ({"A": {"type": "banks"}}, "type"),
        ({"A": ["x"]}, "an investor is a mapping of keys to values"),
    ],
)
def test_an_investors_mistake_is_one_fault(tree, why):
    _, faults = decode(tree, dict[str, Investor], "f")
    assert [why in fault.why for fault in faults] == [True]


@pytest.mark.parametrize("tree", ["x", [], [{"a": {}}]])
def test_a_table_is_a_mapping(tree):
    _, (fault,) = decode(tree, dict[str, Source], "f")
    assert (fault.rule, fault.place.path) == ("wrong-type", ())
    assert fault.why.startswith("the file is a mapping of names to values")


@pytest.mark.parametrize("text", ["true", "True", "TRUE", "false", "1", "0"])
def test_truth_is_read_in_any_case(text):
    found, faults = decode({"A": {"state_owned": text}}, dict[str, Investor], "f")
    assert (found["A"].state_owned, faults) == (text.lower() in ("true", "1"), ())


def test_null_in_quotes_is_a_text_where_a_text_is_meant():
    assert decode(company(city="null"), Company, "f")[0].city == "null"
    assert decode(company(founded="null"), Company, "f")[1][0].rule == "bad-date"


@pytest.mark.parametrize("word", ["null", "NULL"])
def test_null_in_quotes_is_no_word_of_a_required_key(word):
    deal = {"id": "a", "date": "2020", "status": word, "sources": ["a"]}
    _, (fault,) = decode(company(deals=[deal]), Company, "f")
    assert (fault.rule, fault.place.path) == ("unknown-term", ("deals", 0, "status"))


def test_all_mistakes_are_found_at_once():
    tree = company(founded="x", citty="y", deals=[{"id": "A b"}, "z"])
    _, faults = decode(tree, Company, "f")
    assert sorted((fault.rule, fault.place.path) for fault in faults) == [
        ("bad-date", ("founded",)),
        ("missing-key", ("deals", 0, "date")),
        ("missing-key", ("deals", 0, "status")),
        ("unknown-key", ("citty",)),
        ("wrong-type", ("deals", 0, "id")),
        ("wrong-type", ("deals", 1)),
    ]


@pytest.mark.parametrize(
    ("cls", "noun"), [(Deal, "a deal"), (StatedTotal, "a stated total"), (Event, "an event"), (Investor, "an investor")]
)
def test_records_are_called_what_people_call_them(cls, noun):
    assert noun_of(cls) == noun


@pytest.mark.parametrize(
    ("changes", "kind", "round"),
    [
        ({"round": "并购"}, Kind.ACQUISITION, None),
        ({"round": "IPO上市"}, Kind.IPO, None),
        ({"round": "IPO上市", "kind": "ipo"}, Kind.IPO, None),
        ({"round": "IPO上市", "kind": "上市"}, Kind.IPO, None),
        ({"round": "债权融资"}, Kind.DEBT, None),
        ({"round": "A+轮"}, Kind.EQUITY, Round("a+")),
        ({"round": "b", "kind": "convertible"}, Kind.CONVERTIBLE, Round("b")),
    ],
)
def test_a_round_that_is_really_a_kind_sets_the_kind(changes, kind, round):
    tree = deal(**changes)
    before = copy.deepcopy(tree)
    found, faults = decode(tree, Company, "f")
    assert (found.deals[0].kind, found.deals[0].round, faults) == (kind, round, ())
    assert tree == before


@pytest.mark.parametrize(
    ("changes", "kind", "round", "label"),
    [
        ({"round": "A1轮"}, Kind.EQUITY, Round("a1"), None),
        ({"round": "Series B-1"}, Kind.EQUITY, Round("b1"), None),
        ({"round": "Venture Round"}, Kind.EQUITY, Round("unknown"), "Venture Round"),
        ({"round": "天使+轮"}, Kind.EQUITY, Round("angel"), "天使+轮"),
        ({"round": "天使+轮", "label": "天使加"}, Kind.EQUITY, Round("angel"), "天使加"),
        ({"round": "SAFE"}, Kind.CONVERTIBLE, None, "SAFE"),
        ({"round": "Debt Financing"}, Kind.DEBT, None, None),
        ({"round": "股权众筹"}, Kind.EQUITY, Round("unknown"), "股权众筹"),
        ({"round": "unknown", "label": "Series AA"}, Kind.EQUITY, Round("unknown"), "Series AA"),
    ],
)
def test_what_a_round_cannot_say_stays_in_the_label(changes, kind, round, label):
    found, faults = decode(deal(**changes), Company, "f")
    each = found.deals[0]
    assert (each.kind, each.round, each.label, faults) == (kind, round, label, ())


NOTHING = ["CNY 0", "0元", "USD 0.0m", "0亿元", "about CNY 0", "up to CNY 0", "CNY 0-0", "over USD 0", "零点零亿元"]


@pytest.mark.parametrize("amount", NOTHING)
def test_nothing_is_no_sum_of_a_deal(amount):
    place, why = ("deals", 0, "amount"), "nothing is no sum: is it undisclosed?"
    found, faults = decode(deal(amount=amount), Company, "f")
    assert found is None
    assert [(fault.rule, fault.place.path, fault.why) for fault in faults] == [("bad-amount", place, why)]
    assert faults[0].hint.startswith("write undisclosed if ")


@pytest.mark.parametrize(
    ("list_", "fact"),
    [
        ("deals", {**DEAL, "amount": "CNY 1bn", "equivalent": "USD 0"}),
        ("deals", {**DEAL, "claims": [{"by": "x", "amount": "USD 0", "sources": ["a"]}]}),
        ("valuations", {"date": "2020", "amount": "USD 0", "sources": ["a"]}),
        ("totals", {"date": "2020", "amount": "USD 0", "sources": ["a"]}),
    ],
)
def test_nothing_is_no_sum_of_any_fact_about_money(list_, fact):
    assert [fault.rule for fault in decode(company(**{list_: [fact]}), Company, "f")[1]] == ["bad-amount"]


def test_a_metric_may_be_nothing_and_a_range_may_begin_there():
    metric = {"label": "revenue", "date": "2020", "amount": "USD 0", "sources": ["a"]}
    assert decode(company(metrics=[metric]), Company, "f")[1] == ()
    assert decode(deal(amount="CNY 0-1bn"), Company, "f")[1] == ()


@pytest.mark.parametrize(
    "changes",
    [{"round": "并购", "kind": "equity"}, {"round": "并购", "kind": "nonsense"}, {"round": "并购", "kind": ["ipo"]}],
)
def test_a_kind_that_contradicts_the_round_is_a_mistake(changes):
    _, faults = decode(deal(**changes), Company, "f")
    assert faults


def test_a_kind_for_a_round_is_read_beside_other_deals_and_other_mistakes():
    tree = company(deals=[{**DEAL, "id": "b"}, {**DEAL, "round": "并购"}, "x", ["y"], {**DEAL, "round": ["并购"]}])
    _, faults = decode(tree, Company, "f")
    assert [fault.place.path for fault in faults] == [("deals", 2), ("deals", 3), ("deals", 4, "round")]


# What can be used of a tree with mistakes.


@given(mutated())
@example(({**COMPANY, "deals": ["x", *COMPANY["deals"], {}, COMPANY["deals"][0]]}, Company))
@settings(max_examples=120, deadline=None)
def test_what_can_be_used_is_used_and_its_places_stay_those_of_the_file(case):
    tree, as_type = case
    _, faults = decode(tree, as_type, "f")
    salvaged = salvage(tree, as_type, "f")
    assert salvaged.faults == faults
    assert bool(salvaged.dropped) == bool(faults)
    assert (salvaged.value is None) == (() in salvaged.dropped)
    if isinstance(salvaged.value, Company):
        for key, told_by in (("deals", "id"), ("metrics", "label"), ("events", "what")):
            for index, fact in enumerate(getattr(salvaged.value, key)):
                _, whole = restored((key, index), salvaged.dropped)
                assert tree[key][whole][told_by] == getattr(fact, told_by)


@pytest.mark.parametrize(
    ("tree", "dropped"),
    [
        (deal(), set()),
        (company(citty="G"), {("citty",)}),
        (company(city=["G"]), {("city",)}),
        (deal(amount="5bn"), {("deals", 0, "amount")}),
        (deal(status="done"), {("deals", 0), ("deals", 0, "status")}),
        (deal(status=[{"on": "x", "is": "filed"}, {"on": "2020", "is": "filed"}]), {("deals", 0, "status", 0)}),
        (deal(date=None), {("deals", 0)}),
        (deal(date=None, dat="2020"), {("deals", 0)}),
        (company(metrics=[{"label": "x", "date": "2020", "amount": "5bn"}]), {("metrics", 0)}),
        (company(deals="x"), {("deals",)}),
        ({"nmae": "X"}, {()}),
        ([], {()}),
    ],
)
def test_a_value_goes_alone_and_a_record_goes_with_what_it_needs(tree, dropped):
    salvaged = salvage(tree, Company, "f")
    assert dropped <= set(salvaged.dropped)
    assert bool(dropped) == bool(salvaged.faults)
    assert (salvaged.value is None) == (() in dropped)
    for path in dropped - {()}:
        assert len(path) > 1 or not getattr(salvaged.value, path[0], None)


@pytest.mark.parametrize(
    ("path", "dropped", "whole"),
    [
        (("a", 0), [], ("a", 0)),
        (("a", 0), [("a", 0)], ("a", 1)),
        (("a", 1), [("a", 0), ("a", 2)], ("a", 3)),
        (("a", 1), [("b", 0)], ("a", 1)),
        (("a", 0, "b", 1), [("a", 0), ("a", 1, "b", 0)], ("a", 1, "b", 2)),
        (("a", 0, "b", 1), [("a", 0, "b", 0)], ("a", 0, "b", 2)),
        (("a", "b"), [("a",)], ("a", "b")),
        ((), [("a", 0)], ()),
    ],
)
def test_a_path_is_that_of_the_file_again(path, dropped, whole):
    assert restored(path, Dropped(dict.fromkeys(dropped))) == whole
