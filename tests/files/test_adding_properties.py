"""Whatever a company's file looks like: a new fact changes no byte of it, and is there afterwards, in its place."""

import os
import random
import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dealtrack.files.adding import with_fact, with_own_source, with_step
from dealtrack.files.reading import read_record
from dealtrack.files.tree import compose
from dealtrack.model import Company
from dealtrack.values.dates import parse_date

EXAMPLES = int(os.environ.get("ADDING_EXAMPLES", "300"))
NAMES = [
    "IDG",
    "红杉（中国）",
    "'Foo: Bar, Inc.'",
    '"No. 1 \\u2014 Fund"',
    "'it''s'",
    "Shunwei Capital",
    "@x"[1:],
    "no",
]
COMMENTS = ["# why", "#", "# 来源：甲", "# - id: old", "# deals:", "# [a, b", "# it's \"so", "#!"]
TEXTS = [
    "IDG",
    "Foo: Bar",
    "#1",
    "@home",
    "no",
    "红杉（中国）",
    "甲，乙",
    "it's",
    '"x"',
    "- a",
    "a: [b",
    "~",
    "two\nlines",
    "x " * 80 + "y",
]
LONG = ["one\n          two", '"one\n          # two"', "'one\n\n          two: 三'"]
DATES = ["2017", "2018-Q2", "2018-05", "2018-05-13", "2019-01~", "../2019-06", "2019-08/2019-10", "2020-05/..", "2021"]


class Maker:
    """A file, made by chance: its own layout, with comments wherever YAML allows some."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.newline = chance.choice(["\n", "\n", "\r\n"])
        self.dash = " " * chance.choice([0, 2, 2, 4])
        self.gap = chance.choice([0, 1, 1, 2])
        self.pad = chance.choice(["", "", " "])
        self.step = chance.choice([2, 2, 4])
        self.comments = chance.choice([0.0, 0.1, 0.4])

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def comment(self) -> str:
        return self.chance.choice(COMMENTS)

    def trailing(self) -> str:
        return " " * self.chance.choice([1, 2, 5]) + self.comment() if self.often(self.comments) else ""

    def above(self, indent: int) -> list[str]:
        lines = []
        while self.often(self.comments):
            lines.append(self.chance.choice(["", " " * indent, " " * (indent + 2)]) + self.comment())
            if self.often(0.2):
                lines.append("")
        return lines

    def name(self) -> str:
        return self.chance.choice(NAMES)

    def record(self, number: int, dates: list[str], extra: str) -> list[tuple[str, str]]:
        fields = [("id", f"d{number}")] if extra == "deal" else []
        fields += [("date", dates[number])]
        if extra == "deal":
            fields += [("status", self.chance.choice(["completed", "rumored", "'filed'"]))]
        if extra in ("valuation", "total") or (extra == "deal" and self.often(0.6)):
            fields += [("amount", self.chance.choice(["CNY 1bn", "约10亿元", "'USD 5m'"]))]
        if extra == "event":
            fields += [("what", self.chance.choice(["moved", "'a: b'", "甲：乙"]))]
        if extra == "deal" and self.often(0.5):
            fields += [("investors", [self.name() for _ in range(self.chance.randint(1, 3))])]
        if self.often(0.3):
            fields += [("notes", self.chance.choice(["plain", "'a # b'", "|", ">-", "|+", *LONG]))]
        self.chance.shuffle(fields)
        return [*fields, ("sources", ["a"])]

    def in_brackets(self, fields: list[tuple[str, str]]) -> str:
        parts = []
        for key, value in fields:
            if isinstance(value, list):
                parts.append(f"{key}: [{', '.join(value)}]")
            elif value[0] not in "|>":
                parts.append(f"{key}: {value}")
        return f"{{{self.pad}{', '.join(parts)}{self.pad}}}"

    def block(self, fields: list[tuple[str, str]]) -> list[str]:
        lines = []
        column = len(self.dash) + self.step
        for key, value in fields:
            if lines:
                lines += self.above(column)
            if isinstance(value, list) and self.often(0.3):
                lines += [f"{' ' * column}{key}:{self.trailing()}"]
                lines += [
                    line
                    for each in value
                    for line in [*self.above(column + 2), f"{' ' * column}  - {each}{self.trailing()}"]
                ]
            elif isinstance(value, list):
                lines += [f"{' ' * column}{key}: [{', '.join(value)}]{self.trailing()}"]
            elif value[0] in "|>":
                blanks = [""] * self.chance.randint(0, 2) if value == "|+" else []
                lines += [
                    f"{' ' * column}{key}: {value}",
                    f"{' ' * column}  甲：# no comment",
                    f"{' ' * column}  two",
                    *blanks,
                ]
            else:
                lines += [f"{' ' * column}{key}: {value}{self.trailing()}"]
        if self.often(0.1):
            return [f"{self.dash}-{self.trailing()}", *lines]
        lines[0] = self.dash + "-" + " " * (self.step - 1) + lines[0].lstrip(" ")
        return lines

    def section(self, key: str, extra: str, number: int) -> list[str]:
        dates = [self.chance.choice(DATES) for _ in range(number)]
        records = [self.record(at, dates, extra) for at in range(number)]
        if not records:
            empty = self.chance.choice([f"{key}:", f"{key}: []", f"{key}: ~", f"{key}: [ ]", f"{key}: [ # none\n]"])
            return [empty + (self.trailing() if "\n" not in empty else "")]
        style = self.chance.choice(["block", "block", "items", "list", "lines"])
        if style == "list":
            return [f"{key}: [{', '.join(map(self.in_brackets, records))}]{self.trailing()}"]
        if style == "lines":
            lines = [f"{key}: [{self.trailing()}"]
            for at, record in enumerate(records):
                comma = "," if at < len(records) - 1 or self.often(0.3) else ""
                lines += [*self.above(2), f"  {self.in_brackets(record)}{comma}{self.trailing()}"]
            return [*lines, "]"]
        lines = [f"{key}:{self.trailing()}"]
        for at, record in enumerate(records):
            if at:
                lines += [""] * self.gap
            lines += self.above(len(self.dash))
            lines += (
                self.block(record)
                if style == "block"
                else [f"{self.dash}- {self.in_brackets(record)}{self.trailing()}"]
            )
        return lines

    def text(self) -> str:
        sections = [[f"name: {self.name()}{self.trailing()}"]]
        for key, extra in (("deals", "deal"), ("valuations", "valuation"), ("totals", "total"), ("events", "event")):
            if self.often(0.7):
                sections.append(self.section(key, extra, self.chance.randint(0, 4)))
        if self.often(0.5):
            sections.append(
                [
                    f"notes: {self.chance.choice(['plain', chr(39) + 'q' + chr(39), '|' + chr(10) + '  x', '|+' + chr(10) + '  x' + chr(10)])}"
                ]
            )
        if self.often(0.5):
            sections.append(["sources:", "  a: {publisher: P, published: 2020}" + self.trailing()])
        if self.often(0.2):
            self.chance.shuffle(sections)
        lines = ["---"] if self.often(0.2) else []
        for section in sections:
            lines += [""] * (self.gap if lines else 0) + self.above(0) + section
        lines += self.above(0)
        text = "\n".join(lines) + self.chance.choice(["", "\n", "\n", "\n\n"])
        return text.replace("\n", self.newline)


@st.composite
def files(draw) -> str:
    text = Maker(random.Random(draw(st.integers(0, 2**64)))).text()
    composed = compose(text, "")
    assume(not composed.faults)
    return text


def without_nothing(text: str, key: str) -> str:
    """*text* without what says under *key* that there is nothing, which gives way to the first fact."""
    return re.sub(rf"(?m)^({key}:) (?:\[ ?\]|~)", r"\1", text)


def is_part_of(old: str, new: str) -> bool:
    """Whether *new* is *old* with characters put in, in one place or in two."""
    start = 0
    while start < len(old) and old[start] == new[start]:
        start += 1
    end = 0
    while end < len(old) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = old[start : len(old) - end]
    return len(new) > len(old) and middle in new[start : len(new) - end]


def in_order(dates: list[str]) -> bool:
    return sorted(dates, key=parse_date) == dates


VALUES = st.sampled_from(TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
FACTS = {
    "deals": ("status", "completed"),
    "valuations": ("amount", "USD 1bn"),
    "totals": ("amount", "USD 1bn"),
    "events": ("what", "甲：乙, #1"),
}


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), st.sampled_from([*FACTS]), st.sampled_from(DATES), VALUES, st.lists(VALUES, max_size=3))
def test_a_fact_is_added_and_nothing_else_changes(text, key, date, notes, names) -> None:
    before = compose(text, "").tree
    extra = {"id": "new", "investors": names} if key == "deals" else {}
    fact = {**extra, "date": date, FACTS[key][0]: FACTS[key][1], "notes": notes, "sources": ["a"]}
    after_text = with_fact(text, key, fact)
    assert is_part_of(without_nothing(text, key), without_nothing(after_text, key))
    assert text.count("\r") in (0, text.count("\n"))
    assert after_text.count("\r") == (after_text.count("\n") if "\r" in text else 0)
    after = compose(after_text, "").tree
    facts = after.pop(key)
    at = facts.index(fact)
    del facts[at]
    old = before.pop(key, None) or []
    assert (after, facts) == (before, old)
    dates = [each["date"] for each in old]
    if in_order(dates):
        assert in_order([*dates[:at], date, *dates[at:]])


@settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), VALUES)
def test_a_step_is_added_and_the_word_is_kept(text, notes) -> None:
    before = compose(text, "").tree
    assume(before.get("deals"))
    step = {"on": "2022", "is": "postponed", "notes": notes}
    after_text = with_step(text, 0, step, {"on": "2017", "sources": ["a"]})
    status = before["deals"][0]["status"]
    after = compose(after_text, "").tree
    assert after["deals"][0]["status"] == [{"on": "2017", "is": status, "sources": ["a"]}, step]
    after["deals"][0]["status"] = status
    assert after == before
    rest = iter(after_text)
    assert all(char in rest for char in text)


@settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), VALUES)
def test_a_source_is_added_and_nothing_else_changes(text, title) -> None:
    before = compose(text, "").tree
    source = {"publisher": "P", "title": title, "published": "2020"}
    after_text = with_own_source(text, "new", source)
    assert is_part_of(text, after_text)
    assert compose(after_text, "").tree == {**before, "sources": {**before.get("sources", {}), "new": source}}


@settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), st.sampled_from([*FACTS]), st.sampled_from(DATES))
def test_the_company_has_one_fact_more(text, key, date) -> None:
    before = read_record(text, "x", Company, {"name": "x"}).salvaged.value
    fact = {"date": date, FACTS[key][0]: FACTS[key][1], "sources": ["a"]}
    added = with_fact(text, key, fact | ({"id": "new"} if key == "deals" else {}))
    after = read_record(added, "x", Company, {"name": "x"})
    assert after.mended is None
    old, new = getattr(before, key), getattr(after.salvaged.value, key)
    assert len(new) == len(old) + 1
    assert next(each for each in new if each not in old or new.count(each) > old.count(each)).date.text == date
