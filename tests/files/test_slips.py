"""Slips of Chinese input methods: where each stands, what it should be, and what is left alone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrack.diagnostics import Span
from dealtrack.files.slips import mend

DEAL = (
    "name: X\ndeals:\n  - id: a\n    date: 2020-05-13\n    status: completed\n    amount: CNY 1bn\n    sources: [a]\n"
)
EVENT = "events:\n  - {date: 2020-05-13, what: x, sources: [a]}\n"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("name：X", "name: X"),
        ("  - name：X\n    city： Y\n", "  - name: X\n    city: Y\n"),
        ("'name'：X", "'name': X"),
        ("deals：\n  - id: a", "deals:\n  - id: a"),
        ("红杉中国：\n  type: vc", "红杉中国:\n  type: vc"),
        ("{date: 2020，amount：CNY 1bn}", "{date: 2020, amount: CNY 1bn}"),
        ("deals:\n  － id: a\n    date: 2020", "deals:\n  - id: a\n    date: 2020"),
        ("deals:\n  －id: a", "deals:\n  - id: a"),
        ("\u00a0name: X", "name: X"),
        ("a:\n  \u3000b: c", "a:\n  b: c"),
        ("deals:\n\u3000- id: a\n\u3000\u3000date: 2020", "deals:\n  - id: a\n    date: 2020"),
        ("deals:\n  - id: a\n\u00a0\u00a0\u00a0\u00a0date: 2020", "deals:\n  - id: a\n    date: 2020"),
        ("- \u200ba", "- a"),
        ("a:\u00a0b", "a: b"),
        ("a:\u00a0\u00a0b", "a:  b"),
        ("city:\u3000Y", "city: Y"),
        ("city: \u3000Y", "city:  Y"),
        ("aliases: ［CW，CloudWalk］", "aliases: [CW, CloudWalk]"),
        ("aliases: [CW］", "aliases: [CW]"),
        ("aliases:\u3000[CW］", "aliases:\u0020[CW]"),
        ("aliases: [甲，'乙，丙'、丁]", "aliases: [甲, '乙，丙', 丁]"),
        ("aliases: ［红杉（中国），“甲”］", "aliases: [红杉（中国）, “甲”]"),
        ("－id：a\n  date：2020", "- id: a\n  date: 2020"),
        ("notes: 'a\n  b：c'\ncity：Y", "notes: 'a\n  b：c'\ncity: Y"),
        ("  - notes: |\n      b：c\n    city：Y", "  - notes: |\n      b：c\n    city: Y"),
        ("notes: [a,\n  'b，c：d'\n]\ncity：Y", "notes: [a,\n  'b，c：d'\n]\ncity: Y"),
        ("notes: [a\ncity：Y", "notes: [a\ncity: Y"),
        ("totals:\n  - ｛date: 2020｝", "totals:\n  - {date: 2020}"),
        ("what: “first: the second”\n", 'what: "first: the second"\n'),
    ],
)  # fmt: skip
def test_each_slip_is_mended(text, mended):
    assert mend(text).text == mended


@pytest.mark.parametrize(
    "text",
    [
        "name: X\n",
        "# 注意：这里，\n",
        "name: X  # 别名：云从\n",
        "notes: 注意：这里，还有\n",
        "notes: |\n  amount：CNY 1bn\n  \u3000段落\nname: X\n",
        "notes: >-\n  name：X\n\n  city：Y\n",
        "  - notes: |2\n      amount：CNY 1bn\n",
        "name: “CloudWalk”\n",
        "这是一个完整的句子，不是键：对吧\n",
        "name: CloudWalk ［云从］ Technology\n",
        "notes: see here, amount：CNY 1bn\n",
        "notes: 'see here, amount：CNY 1bn'\n",
        "notes: see\n  amount：CNY 1bn\n\n  － b\n",
        "- 'a\n  amount：b'\n",
        "notes:\n  'a\n  amount：b'\n",
        "'a，b：c': d\n",
    ],
)
def test_prose_and_names_are_left_alone(text):
    assert mend(text).text == text


@given(st.text(st.sampled_from("ab: -\n#'\"|>[]{}，：－　\u00a0\u200b［］“”、amount"), max_size=60))
def test_mending_twice_changes_nothing_more_than_once_and_the_way_back_holds(text):
    mended = mend(text)
    assert "".join(mended.text.split()) == "".join(mended.text.split())
    for start in range(len(mended.text)):
        back = mended.original(Span(start, start + 1))
        assert 0 <= back.start <= back.end <= len(text)
    outside = [i for i in range(len(text)) if not any(s.span.start <= i < s.span.end for s in mended.slips)]
    forward = {mended.original(Span(i, i)).start: i for i in range(len(mended.text))}
    assert all(mended.text[forward[i]] == text[i] for i in outside)


@given(st.text(st.sampled_from("ab: -\n#'\"|>[]{}"), max_size=60))
def test_a_text_of_ascii_has_no_slips(text):
    assert mend(text).slips == ()


@pytest.mark.parametrize("text", ["a：[#", "a：[\n#", "a：{b\n #", "－ [\n[:\n#", "a：[ # b", "a：[ '"])
def test_a_bracket_that_is_never_closed_ends_with_the_text(text):
    assert mend(text).text.endswith(text[2:])


# In a book: each slip is one message at its character, and all else is read as if it were mended.


@pytest.fixture
def found(make_book, run):
    def check(text):
        book = make_book({"deals/x.yaml": text})
        tree = json.loads(run("validate", "--format", "json", book=book).stdout)
        return [(each["code"], each["line"], each["column"]) for each in tree["diagnostics"]], tree["summary"]["deals"]

    return check


@pytest.mark.parametrize(
    ("text", "places", "deals"),
    [
        (DEAL.replace("amount: CNY", "amount：CNY"), [("DT006", 6, 11)], 1),
        (DEAL.replace("  - id: a", "  - id：a"), [("DT006", 3, 7)], 1),
        (DEAL.replace(": ", "："), [("DT006", n, c) for n, c in [(1, 5), (3, 7), (4, 9), (5, 11), (6, 11), (7, 12)]], 1),
        (DEAL.replace("  - id", "  － id"), [("DT006", 3, 3)], 1),
        (DEAL.replace("amount: ", "amount:\u3000"), [("DT006", 6, 12)], 1),
        (DEAL.replace("amount: ", "amount: \u3000"), [("DT006", 6, 13)], 1),
        (DEAL.replace("completed", "completed\u3000"), [("DT006", 5, 22)], 0),
        (DEAL.replace("    amount", "\u3000\u3000amount"), [("DT006", 6, 1)], 1),
        (DEAL.replace("[a]", "［a］"), [("DT006", 7, 14)], 1),
        (DEAL.replace("    sources", "    leads: [红杉，高瓴]\n    sources"), [("DT006", 7, 15)], 1),
        (DEAL.replace("    sources", "    leads: [红杉、高瓴，IDG]\n    sources"), [("DT006", 7, 15), ("DT006", 7, 18)], 1),
        (DEAL.replace("CNY 1bn", "“CNY 1bn”"), [("DT006", 6, 13)], 1),
        (DEAL.replace("CNY 1bn", "１８亿元"), [("DT006", 6, 13)], 1),
        (EVENT.replace("2020-05-13, ", "2020-05-13，") + "name: X\n", [("DT006", 2, 22)], 0),
        (EVENT.replace("what: x", "what：x") + "name: X\n", [("DT006", 2, 28)], 0),
        # Beside another mistake, both are told, each at its place.
        (DEAL.replace("status: completed", "status：done"), [("DT006", 5, 11), ("DT104", 5, 12)], 0),
        (DEAL.replace("date: ", "date：") + "totals: [\n", [("DT006", 4, 9), ("DT001", 8, 9)], 0),
        (DEAL.replace("amount: CNY 1bn", "amount：¥1bn") + "citty: Y\n",
         [("DT006", 6, 11), ("DT105", 6, 12), ("DT101", 8, 1)], 1),
        # What stopped the reader was no slip: prose is left alone.
        ("name: X\nnotes: 'a\n  amount：b'\ncity: [\n", [("DT001", 4, 7)], 0),
        ("name: X\nfounders: ['红杉，高瓴', 周曦]\n", [], 0),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_character_and_the_rest_is_read(text, places, deals, found):
    assert found(text) == (places, deals)
