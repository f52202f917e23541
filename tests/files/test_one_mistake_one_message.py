"""One mistake is told once, whatever follows from it; and what is told reads well."""

import json
import re
import warnings

import pytest

from dealtrack.values.rounds import KNOWN

NAME = "name: X\n"
DEAL = {"id": "a", "date": "2020-05-13", "status": "completed", "amount": "CNY 1bn", "sources": "[a]"}
TOTAL = {"date": "2020-05-13", "amount": "CNY 1bn", "sources": "[a]"}
EXPLAINING = "deals:\n  - {id: b, date: 2020-05-12, status: completed, amount: CNY 1bn, sources: [a]}\n"
METRIC = {"label": "x", "date": "2020-05-13", "value": "9", "sources": "[a]"}


def record(key, facts, **changes):
    """A company file with one record, in block style; a change of None takes a key away."""
    facts = {name: value for name, value in {**facts, **changes}.items() if value is not None}
    lines = [f"{name}: {value}" for name, value in facts.items()]
    return f"{NAME}{key}:\n  - " + "\n    ".join(lines) + "\n"


def deal(**changes):
    return record("deals", DEAL, **changes)


def total(**changes):
    """A company file with a total, and a deal that explains it."""
    return record("totals", TOTAL, **changes) + EXPLAINING


def metric(**changes):
    return record("metrics", METRIC, **changes)


@pytest.fixture
def told(make_book, run):
    """The diagnostics of a book of these files."""

    def check(files):
        files = {"deals/x.yaml": files} if isinstance(files, str | bytes) else files
        return json.loads(run("validate", "--format", "json", book=make_book(files)).stdout)["diagnostics"]

    return check


ONE = {
    "a misspelt key": ("name: X\ncitty: G\n", "DT101"),
    "a misspelt required key": ("nmae: X\n", "DT101"),
    "a required key in capitals": ("NAME: X\n", "DT101"),
    "a misspelt date": (deal(date=None, dat="2020-05-13"), "DT101"),
    "a misspelt status": (deal(status=None, staus="completed"), "DT101"),
    "misspelt sources": (deal(sources=None, soruces="[a]"), "DT101"),
    "sources in the singular": (deal(sources=None, source="[a]"), "DT101"),
    "a misspelt value": (metric(value=None, valeu="9"), "DT101"),
    "a misspelt amount": (metric(value=None, amuont="CNY 1bn"), "DT101"),
    "a misspelt publisher": (NAME + "sources:\n  b: {pubisher: P, published: 2020}\n", "DT101"),
    "an unknown key without a value": (NAME + "citty:\n", "DT101"),
    "a deal's key without a value at the company": (NAME + "amount:\n", "DT101"),
    "a flow key without a space": (NAME + "totals: [{date:2020, date: 2020-05-13, amount: CNY 1bn, sources: [a]}]\n", "DT101"),
    "a comma in an amount in flow": (NAME + "totals: [{date: 2020-05-13, amount: CNY 1,800, sources: [a]}]\n", "DT101"),
    "a missing key": (deal(status=None), "DT102"),
    "a key without a value": (deal(status=""), "DT102"),
    "a missing name": ("city: G\n", "DT102"),
    "neither amount nor value": (metric(value=None), "DT102"),
    "a deal that is no mapping": (NAME + "deals: [x]\n", "DT103"),
    "deals that are no list": (NAME + "deals: {id: a}\n", "DT103"),
    "deals that are a text": (NAME + "deals: none so far\n", "DT103"),
    "a source that is no list": (deal(sources="a"), "DT103"),
    "a bad id": (deal(id="A b"), "DT103"),
    "an empty name": ("name: ''\n", "DT103"),
    "no steps": (deal(status="[]"), "DT103"),
    "a step that is a mapping": (deal(status="{on: 2020, is: completed}"), "DT103"),
    "a bad count": (total(rounds="nine"), "DT103"),
    "an unknown word": (deal(status="done"), "DT104"),
    "an unknown word in a step": (deal(status="[{on: 2020-05-13, is: done}]"), "DT104"),
    "a kind in the place of a round": (deal(round="并购", kind="equity"), "DT104"),
    "a bad amount": (deal(amount="1bn"), "DT105"),
    "a bad date": (deal(date="2020-02-30"), "DT106"),
    "a bad currency": (deal(amount="YUA 1bn"), "DT107"),
    "a range the wrong way": (deal(amount="USD 2bn-1bn"), "DT405"),
    "an unknown source": (deal(sources="[b]"), "DT201"),
    "an unknown source, named twice": (deal(sources="[b]", claims="[{by: A, amount: CNY 1bn}]"), "DT201"),
    "no sources": (deal(sources=None), "DT701"),
    "sources that are empty": (deal(sources="[]"), "DT701"),
    "a full-width colon": (deal().replace("status:", "status："), "DT006"),
    "a full-width colon in the last line": (deal().replace("sources:", "sources："), "DT006"),
    "a full-width colon in the only line": ("name：X\n", "DT006"),
    "a full-width comma in flow": (NAME + "valuations: [{date: 2020-05-13，amount: CNY 1bn, sources: [a]}]\n", "DT006"),
    "full-width brackets": (NAME + "aliases: ［a］\n", "DT006"),
    "full-width digits": (deal(amount="CNY １bn"), "DT006"),
    "a full-width date": (deal(date="２０２０－０５－１３"), "DT006"),
    "a full-width word": (deal(status="ｃompleted"), "DT006"),
    "curly quotes": (deal(amount="“CNY 1bn”"), "DT006"),
    "a no-break space in an amount": (deal(amount="CNY\u00a01bn"), "DT006"),
    "a no-break space before a key": (NAME + "\u00a0city: G\n", "DT006"),
    "a no-break space in a key": (deal().replace("status:", "status\u00a0:"), "DT006"),
    "a character of no width in a required key": ("na\u200bme: X\n", "DT006"),
    "a control character in a value": (deal(amount="CNY\x07 1bn"), "DT006"),
    "a control character in a required key": ("na\x07me: X\n", "DT006"),
    "a control character in an amount": (deal(amount="CNY 1\x071bn"), "DT006"),
    "a control character in an id": (deal(id="a\x07b"), "DT006"),
    "a control character in the structure": (NAME + "\x07city: G\n", "DT006"),
    "a bidirectional control": (NAME + "city: a\u202eb\n", "DT006"),
    "a run of NUL bytes": (NAME.encode() + b"\0" * 4096, "DT006"),
    "NUL bytes alone": (b"\0" * 4096, "DT006"),
    "a duplicate key": (NAME + "city: G\ncity: H\n", "DT003"),
    "a duplicate key with another type": (NAME + "aliases: [G]\naliases: {h: [i]}\n", "DT003"),
    "a duplicate required key": (NAME + NAME, "DT003"),
    "an anchor": (NAME + "city: &a G\n", "DT004"),
    "a tag": (NAME + "founded: !!int 2015\n", "DT004"),
    "an alias": (NAME + "city: *g\n", "DT004"),
    "an alias for a key": (NAME + "*g : h\n", "DT004"),
    "an alias in a merge key": (deal() + "    <<: *defaults\n", "DT004"),
    "a second document": (NAME + "---\n" + NAME, "DT004"),
    "a second document without a marker": (NAME + "...\n" + NAME, "DT004"),
    "a key that is a list": (NAME + "? [a]\n: b\n", "DT004"),
    "a directive": ("%YAML 1.2\n---\n" + NAME, "DT004"),
    "no YAML at all": (NAME + "notes: 'a\n", "DT001"),
    "UTF-16 without a mark": (NAME.encode("utf-16-le"), "DT002"),
    "nothing": ("", "DT007"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), ONE.values(), ids=ONE)
def test_one_mistake_gives_one_diagnostic(text, code, told):
    found = told(text)
    assert [each["code"] for each in found] == [code], [each["message"] for each in found]


COMPANY = """\
name: X
founded: 2015
deals:
  - {id: a, round: a, date: 2016, status: completed, amount: USD 10m, sources: [old]}
  - {id: b, round: b, date: 2017-11, status: completed, amount: USD 75m, sources: [old]}
  - {id: plan, round: c, date: 2018-11, status: planned, amount: USD 90m, sources: [old]}
  - {id: c, round: c, date: 2018-12, status: completed, amount: CNY 1bn, equivalent: USD 145m, sources: [old]}
  - {id: d, round: d, date: 2020-05-13, status: completed, amount: USD 254m, sources: [new]}
valuations:
  - {date: 2020-05-13, amount: USD 5.5bn, basis: post-money, by: A Paper, sources: [new]}
  - {date: 2020-05-13, amount: USD 5.5bn, basis: post-money, by: Another, sources: [new]}
totals:
  - {date: 2020-05-13, amount: USD 484m, by: A Paper, sources: [new]}
events:
  - {date: 2019-06, what: moved, sources: [old]}
sources:
  old: {publisher: A Paper, published: 2019-07}
  new: {publisher: A Paper, published: 2020-05-14}
"""
RATES = "Date,USD,CNY,\n2020-05-14,1.0792,7.6655,\n2020-05-13,1.0875,7.7102,\n2018-12-03,1.1332,7.8147,\n"
SLIPS = {
    "a deal of a day to come": ("date: 2020-05-13, status", "date: 2200-05-13, status", ["DT301"]),
    "a deal before the founding": ("date: 2017-11", "date: 2007-11", ["DT302"]),
    "a founding in the future": ("founded: 2015", "founded: 2051", ["DT302"]),
    "a deal in the wrong year": ("date: 2017-11", "date: 2015-11", ["DT304"]),
    "a deal after its source": ("date: 2017-11", "date: 2019-11", ["DT305"]),
    "a source before all that it tells": ("published: 2019-07", "published: 2009-07", ["DT305"]),
    "k for m": ("amount: USD 75m", "amount: USD 75k", ["DT404"]),
    "bn for m": ("amount: USD 75m", "amount: USD 75bn", ["DT404"]),
    "a scale that the conversion gives away": ("CNY 1bn, equivalent", "CNY 1tn, equivalent", ["DT403"]),
    "a plan that came true": ("amount: USD 90m", "amount: USD 145m", ["DT503"]),
    "a total that is too small": ("amount: USD 484m", "amount: USD 48m", ["DT501"]),
    "a total that is too large": ("amount: USD 484m", "amount: USD 4.84bn", ["DT502"]),
    "a valuation that another denies": ("5.5bn, basis: post-money, by: Another", "7bn, basis: post-money, by: Another", ["DT504"]),
    "a misspelt key of a deal": ("amount: USD 75m", "amuont: USD 75m", ["DT101"]),
    "a deal that cannot be read": ("status: completed, amount: USD 75m", "status: done, amount: USD 75m", ["DT104"]),
    "a misspelt list of deals": ("deals:", "deal:", ["DT101"]),
    "no slip": ("", "", []),
}  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "expected"), SLIPS.values(), ids=SLIPS)
def test_one_slip_in_a_sound_company_gives_one_diagnostic(right, wrong, expected, told):
    found = told({"deals/x.yaml": COMPANY.replace(right, wrong, 1), "seeds/rates/ecb.csv": RATES})
    assert [each["code"] for each in found] == expected, [each["message"] for each in found]


@pytest.mark.parametrize("text", [deal(), total(), metric(), total(rounds="about 9"), deal(round="并购")])
def test_a_sound_record_gives_none(text, told):
    assert told(text) == []


CITING = NAME + "events:\n" + "".join(f"  - {{date: 2020, what: {n}, sources: [a, b]}}\n" for n in range(5))


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        ("a: {publisher: P, published: 2020}\nb: {publisher: P}\n", "DT102"),
        ("a: {publisher: P, published: 2020}\nb: {publisher: P, published: x}\n", "DT106"),
        ("a: {publisher: P, published: 2020}\nb: P\n", "DT103"),
        ("a: {publisher: P, published: 2020\nb: {publisher: P, published: 2020}\n", "DT001"),
        ("a, b\n", "DT103"),
        ("# none yet\n", "DT007"),
        (b"\xff\xfe", "DT002"),
    ],
)
def test_a_mistake_in_the_sources_is_not_told_again_at_each_citation(sources, code, told):
    found = told({"deals/x.yaml": CITING, "seeds/sources.yaml": sources})
    assert [(each["code"], each["file"]) for each in found] == [(code, "seeds/sources.yaml")]


@pytest.mark.parametrize(
    ("rates", "code"),
    [
        ("Tag;USD\n2020-05-13;7,09\n", "DT601"),
        ("", "DT601"),
        (b"Date,USD,CNY,\n2020-05-13,1.0875,\xff,\n", "DT002"),
    ],
)
def test_a_broken_rates_file_is_not_told_again_at_each_amount(rates, code, told):
    text = (
        NAME
        + "valuations:\n"
        + "".join(f"  - {{date: 2020-05-13, amount: CNY {n}bn, sources: [a]}}\n" for n in range(1, 6))
    )
    found = told({"deals/x.yaml": text, "seeds/rates/ecb.csv": rates})
    assert [(each["code"], each["file"]) for each in found] == [(code, "seeds/rates/ecb.csv")]


def test_a_mistake_hides_no_other_mistake_of_its_file(told):
    text = (
        NAME
        + "deals:\n"
        + "  - {id: A, date: 2020, status: done, amount: 5bn, sources: [x]}\n"
        + "  - {id: b, date: 2020, status: completed}\n"
        + "  - text\n"
        + "  - {id: c, date: 2020, status: completed, sources: [y]}\n"
        + "  - {id: c, date: 2020, status: completed, sources: [a]}\n"
    )
    found = sorted((each["line"], each["code"], each["path"]) for each in told(text))
    assert found == [
        (3, "DT103", "deals[0].id"),
        (3, "DT104", "deals[0].status"),
        (3, "DT105", "deals[0].amount"),
        (3, "DT201", "deals[0].sources[0]"),
        (4, "DT701", "deals[1].sources"),
        (5, "DT103", "deals[2]"),
        (6, "DT201", "deals[3].sources[0]"),
        (7, "DT203", "deals[4].id"),
    ]


def test_a_dropped_value_does_not_move_the_places_of_others(told):
    text = NAME + (
        "deals:\n"
        "  - x\n"
        "  - {id: a, date: 2020, status: [{on: x, is: filed}, {on: 2020, is: filed, sources: [b]}], sources: [[], a, c]}\n"
    )
    found = [(each["code"], each["path"]) for each in told(text)]
    assert sorted(found) == [
        ("DT103", "deals[0]"),
        ("DT103", "deals[1].sources[0]"),
        ("DT106", "deals[1].status[0].on"),
        ("DT201", "deals[1].sources[2]"),
        ("DT201", "deals[1].status[1].sources[0]"),
    ]


# The words.


def message(told, text):
    (found,) = told(text)
    return found["message"], found["hint"]


@pytest.mark.parametrize(
    "text",
    [
        deal(date="May"),
        deal(date="5/13/2020"),
        deal(amount="foo"),
        deal(amount="''"),
        total(rounds="nine"),
        NAME + "founded: next year\n",
    ],
)
def test_a_message_does_not_say_the_same_twice(text, told):
    words, _ = message(told, text)
    assert not re.search(r"is not an? (\w+): .*\bnot an? \1", words), words
    assert "not a count, and this" not in words


@pytest.mark.parametrize("text", ["name: ''\n", NAME + "aliases: ['']\n", NAME + "aliases:\n  -\n"])
def test_an_empty_text_is_told_as_empty(text, told):
    words, _ = message(told, text)
    assert ("empty" in words, 'is not empty, and this is ""' in words) == (True, False)


def test_a_word_that_is_unknown_in_a_step_is_called_a_status(told):
    assert "no status" in message(told, deal(status="[{on: 2020, is: done}]"))[0]


@pytest.mark.parametrize(
    ("value", "shape"),
    [("[x]", "a list"), ("{x: y}", "a mapping"), ("a list", '"a list"'), ("a mapping", '"a mapping"')],
)
def test_a_shape_and_a_text_are_told_apart(value, shape, told):
    words, hint = message(told, deal(sources=value) if value[0] != "[" else deal(amount=value))
    assert words.endswith(f"and this is {shape}")
    assert hint in (("write [a list]", "write [a mapping]") if shape.startswith('"') else ("", hint))
    assert not re.search(r"^write \[a (list|mapping)\]$", hint) or shape.startswith('"')


def test_a_round_that_contradicts_its_kind_is_told_as_that(told):
    words, hint = message(told, deal(round="并购", kind="equity"))
    assert "acquisition" in words + hint


def test_a_list_of_steps_is_asked_for_where_one_step_stands(told):
    words, hint = message(told, deal(status="{on: 2020, is: completed}"))
    assert "list" in words + hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (deal(date="13 May 2020"), "write 2020-05-13"),
        (deal(date="2020/5/13"), "write 2020-05-13"),
        (deal(date="2020年5月"), "write 2020-05"),
        (deal(round="Series AA"), f"write unknown, and label: Series AA, or one of {', '.join(KNOWN)}"),
        (deal(status="closed"), "did you mean completed?"),
        (deal(status="cancelled"), "did you mean withdrawn or terminated?"),
        (deal(kind="Series B"), "it is a round: leave kind out, and write round: Series B"),
        (deal(amount="USD 2bn-1bn"), "write USD 1bn-2bn"),
        (deal(amount="1.8bn"), "write CNY 1.8bn or USD 1.8bn"),
        (deal(amount="$1bn"), "write USD 1bn, HKD 1bn or SGD 1bn"),
        (deal(amount="CNY 0"), "write undisclosed if it is withheld, or leave it out"),
        (deal(amount="5亿元（7000万美元）"), "write amount: 5亿元 and equivalent: 7000万美元"),
        (deal(date="05/06/2018"), "write 2018-06-05 or 2018-05-06"),
        (deal(amount="CNY １bn"), "write CNY 1bn"),
        (deal(sources="a"), "write [a]"),
        (deal(sources="[A]"), "did you mean a?"),
        (NAME + "aliases: ［CW］\n", "write [CW]"),
        (NAME + "citty: G\n", "did you mean city?"),
        (NAME + "investor: G\n", "known are name, names, aliases"),
    ],
)
def test_the_help_line_says_what_to_type(text, hint, told):
    assert message(told, text)[1].startswith(hint)


@pytest.mark.parametrize("text", [NAME + "---\n" + NAME, "%YAML 1.2\n---\n" + NAME, NAME + "? [a]\n: b\n"])
def test_the_help_line_is_about_the_feature_that_was_used(text, told):
    assert "put it in quotes if it is text" not in message(told, text)[1]


@pytest.mark.parametrize(
    "text",
    [
        deal(amount="9" * 5000),
        deal(date="9" * 5000),
        deal(status="9" * 5000),
        deal(id="A" * 5000),
        total(rounds="9" * 5000),
        deal(sources=f"[{'9' * 5000}]"),
        NAME + "9" * 900 + ": x\n",
        NAME + f"? {'9' * 5000}\n: x\n? {'9' * 5000}\n: y\n",
    ],
    ids=["amount", "date", "word", "id", "count", "source", "key", "keys"],
)
def test_no_message_about_a_long_value_is_long(text, told):
    assert {len(each["message"]) < 250 for each in told(text)} == {True}


def test_a_date_with_a_time_zone_raises_no_warning(told):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert message(told, deal(date="13 May 2020 EST"))[0]
