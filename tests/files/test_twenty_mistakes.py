"""A sound file, and twenty mistakes that can be made in it: together they make twenty messages, alone one each."""

import json

import pytest

from tests.conftest import REPOSITORY

SOUND = """\
name: CloudWalk Technology
city: Guangzhou
country: CN
founded: 2015
notes: 'winner of prize #3'
aliases: [CW]
names: {zh: 云从科技}

deals:
  - id: 2017-11-b
    date: 2017-11
    status: completed
    amount: CNY 500m
    equivalent: USD 75.5m
    leads: [Shunwei Capital]
    sources: [a-paper]
  - id: 2017-11-support
    kind: support
    date: 2018-02-28
    status: completed
    sources: [a-paper]
  - id: 2018-05-b-plus
    date: 2018-05
    closed: 2018
    status: completed
    amount: CNY 1.8bn
    sources: [a-paper]
  - id: 2019-c
    date: 2019
    status: completed
    amount: USD 254m
    sources: [late-paper]
  - id: 2020-d
    date: 2020-05
    status: announced
    sources: [late-paper]
  - id: 2020-06
    date: 2020-06
    status: [{on: 2020-06, is: filed}, {on: 2020-07, is: completed}]
    amount: USD 1bn-2bn
    sources: [late-paper]

valuations:
  - {date: 2016, amount: USD 1bn, sources: [a-paper]}
  - {date: 2019, amount: USD 3bn, sources: [late-paper]}
sources:
  a-paper: {publisher: A Paper, published: 2020-05-14, url: 'https://a-paper.example'}
  late-paper: {publisher: L Paper, published: 2021-05-14}
"""

# Line, what stands there, what a slip makes of it, the code of the message, its line and its column.
MISTAKES = (
    (2, "city:", "citty:", "DT101", 2, 1),
    (3, "CN", "China", "DT103", 3, 10),
    (5, "'winner of prize #3'", "winner of prize #3", "DT008", 5, 24),
    (6, "aliases: ", "aliases：", "DT006", 6, 8),
    (7, "names: {zh: 云从科技}", "names: {zh: 云从科技, zh: 云从}", "DT003", 7, 19),
    (14, "USD 75.5m", "USD 755m", "DT403", 14, 17),
    (15, "Shunwei Capital", "Shunwei Captial", "DT202", 15, 13),
    (17, "2017-11-support", "2017-11-b", "DT203", 17, 9),
    (19, "2018-02-28", "2018-02-30", "DT106", 19, 11),
    (21, "a-paper", "no-such-thing", "DT201", 21, 15),
    (24, "2018", "2031", "DT301", 24, 13),
    (26, "CNY 1.8bn", "1.8bn", "DT105", 26, 13),
    (30, "completed", "done", "DT104", 30, 13),
    (31, "USD 254m", "YUA 254m", "DT107", 31, 13),
    (35, "status: announced", "label: D", "DT102", 33, 5),
    (39, "is: filed}, {on: 2020-07, is: completed}", "is: completed}, {on: 2020-07, is: filed}", "DT303", 39, 62),
    (40, "USD 1bn-2bn", "USD 2bn-1bn", "DT405", 40, 13),
    (44, "date: 2016", "date: 2010", "DT302", 44, 12),
    (45, "USD 3bn, sources: [late-paper]", "USD 3bn", "DT701", 45, 5),
    (47, "'https://a-paper.example'", "a-paper.example", "DT108", 47, 61),
)  # fmt: skip


@pytest.fixture
def told(make_book, run):
    def check(text):
        files = {
            "deals/cloudwalk.yaml": text,
            "seeds/investors.yaml": "Shunwei Capital:\n",
            "seeds/rates/ecb.csv": (REPOSITORY / "seeds/rates/ecb.csv").read_bytes(),
        }
        result = run("validate", "--format", "json", book=make_book(files))
        return [(each["line"], each["column"], each["code"]) for each in json.loads(result.stdout)["diagnostics"]]

    return check


def with_slips(*mistakes):
    lines = SOUND.splitlines(keepends=True)
    for number, sound, slip, *_ in mistakes:
        assert sound in lines[number - 1], f"line {number} has no {sound}"
        lines[number - 1] = lines[number - 1].replace(sound, slip)
    return "".join(lines)


def test_the_sound_file_is_sound(told):
    assert told(SOUND) == []


def test_twenty_mistakes_are_twenty_messages(told):
    assert len({code for *_, code, _, _ in MISTAKES}) == 20
    assert told(with_slips(*MISTAKES)) == [(line, column, code) for *_, code, line, column in MISTAKES]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[code for *_, code, _, _ in MISTAKES])
def test_each_alone_is_one_message(mistake, told):
    *_, code, line, column = mistake
    assert told(with_slips(mistake)) == [(line, column, code)]
