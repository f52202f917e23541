"""Words for parts of a year, for keys and for counts, one by one; words that are too short; days that touch."""

import pytest

from dealtrack.values.amount_text import BadAmount, parse_amount
from dealtrack.values.chronology import misplaced, oldest_first
from dealtrack.values.count import BadCount, parse_count
from dealtrack.values.dates import parse_date
from dealtrack.values.forgiving import date_readings
from dealtrack.values.other_words import key_for
from dealtrack.values.spelling import near

QUARTERS = "first quarter of|1st quarter of|Q1|一季度;second quarter of|2nd quarter of|Q2|第二季度;third quarter of|3rd quarter of|Q3|三季度;fourth quarter of|4th quarter of|Q4|第四季度"
HALVES = "first half of|1st half of|H1|上半年;second half of|2nd half of|H2|下半年"
PARTS = [
    (f"2020年{word}" if ord(word[0]) > 255 else f"{word} 2020", written)
    for parts, meant in ((QUARTERS, "2020-Q1 2020-Q2 2020-Q3 2020-Q4"), (HALVES, "2020-01/2020-06 2020-07/2020-12"))
    for words, written in zip(parts.split(";"), meant.split(), strict=True)
    for word in words.split("|")
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_quarters_and_halves(text: str, expected: str) -> None:
    assert [str(date) for date in date_readings(text)] == [expected]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("exchange|market|交易所|上市地", "venue"),
        ("investor|followers|投资方|跟投", "investors"),
        ("lead|led by|领投|领投方", "leads"),
        ("donor|granted by|出资方", "from"),
        ("announced|as of|日期|融资时间", "date"),
        ("closing|completed on|交割日", "closed"),
        ("valued|worth|估值", "valuations"),
        ("total|total raised|累计融资", "totals"),
        ("kpi|revenue|指标|营收", "metrics"),
        ("news|milestones|大事记", "events"),
        ("shareholders|股东", "backers"),
        ("outlet|newspaper|媒体|发布方", "publisher"),
        ("published on|accessed|发布日", "published"),
        ("headline|标题", "title"),
        ("authors|by|作者", "author"),
        ("link|website|网址", "url"),
        ("lang|语言", "language"),
        ("number|figure|数值", "value"),
        ("count|round count|轮数", "rounds"),
        ("soe|state|国有|国资", "state_owned"),
        ("parent|owned by|母公司", "parents"),
        ("aum|fund size|规模", "size"),
        ("since|date|日期", "on"),
        ("status|state|状态", "is"),
    ],
)
def test_what_other_formats_call_a_key(words: str, key: str) -> None:
    for word in words.split("|"):
        assert key_for(word, (key,)) == key
        assert key_for(word, ("nothing",)) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *((f"{word}9轮", "at least 9") for word in "超 超过 逾 至少 多于".split()),
        *((f"{word} 9 rounds", "at least 9") for word in ("more than", "over", "no less than")),
        *((f"9轮{word}", "at least 9") for word in ["以上"]),
        *((f"{word}9轮", "about 9") for word in "约 近".split()),
        *((f"{word} 9 rounds", "about 9") for word in ("around", "some", "nearly", "roughly")),
        *((f"{word} 9 rounds", "up to 9") for word in ("at most", "less than", "under")),
    ],
)
def test_what_to_write_for_a_count_in_words(word: str, expected: str) -> None:
    with pytest.raises(BadCount) as caught:
        parse_count(word)
    assert caught.value.hint == f"write {expected}"


@pytest.mark.parametrize(
    ("word", "choice", "expected"),
    [
        ("ab", "abc", None),  # of two letters, anything is near
        ("abd", "abc", "abc"),
        ("completed", "complete", None),  # a term itself, in its own place
        ("complets", "complete", "complete"),
    ],
)
def test_words_of_which_nothing_is_near(word: str, choice: str, expected: str | None) -> None:
    assert near(word, [choice]) == expected


@pytest.mark.parametrize(
    ("text", "moves", "order"),
    [
        # A day is not before itself: one moves past what is of another day alone.
        ("2020-05-13 2020-05-14 2020-05-13", [(2, 1, True)], [0, 2, 1]),
        ("2020-05-14 2020-05-11 2020-05-12 2020-05-14", [(0, 2, False)], [1, 2, 0, 3]),
        ("2020-05-13 2020-05-13 2020-05-13", [], [0, 1, 2]),
    ],
)
def test_what_is_of_one_day_is_in_order(text: str, moves: list[tuple[int, int, bool]], order: list[int]) -> None:
    dates = [parse_date(each) for each in text.split()]
    assert [tuple(move) for move in misplaced(dates)] == moves
    assert oldest_first(dates) == order


@pytest.mark.parametrize("text", ["../2020~", "2020~/..", "2020?", "../2020-05?"])
def test_of_what_is_open_and_about_nothing_is_certain(text: str) -> None:
    assert [day.isoformat() for day in parse_date(text).certain] == ["0001-01-01", "9999-12-31"]


def test_only_the_first_of_two_signs_of_a_conversion_is_one() -> None:
    with pytest.raises(BadAmount) as caught:
        parse_amount("CNY 5m / equivalent to USD 1m or more")
    assert caught.value.hint == "write amount: CNY 5m and equivalent: USD 1m or more"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("since Q2 2020", "2020-Q2/.."), ("Q1 2020 to Q3 2020", "2020-Q1/2020-Q3"), ("about Q2 2020", "2020-Q2~")],
)
def test_quarters_and_halves_beside_other_words(text: str, expected: str) -> None:
    assert expected in [str(date) for date in date_readings(text)]
