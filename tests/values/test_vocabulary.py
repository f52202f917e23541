"""The words that a book may use, in English and as Chinese databases print them."""

import re
from enum import StrEnum

import pytest

from dealtrack.values.vocabulary import (
    HAN_KINDS,
    HAN_ROUNDS,
    Basis,
    InvestorType,
    Kind,
    Round,
    Standing,
    Status,
)


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        (Kind, "equity convertible debt grant support secondary ipo acquisition other"),
        (Status, "rumored planned in-talks filed announced completed postponed withdrawn terminated"),
        (Standing, "confirmed reported estimate ranking target declined"),
        (Basis, "pre-money post-money"),
        (
            InvestorType,
            "vc pe corporate bank government government-fund state-owned-enterprise sovereign individual other",
        ),
        (
            Round,
            "angel pre-seed seed pre-a pre-a+ pre-b pre-c pre-d pre-e pre-f pre-g pre-h "
            "a a+ a++ b b+ b++ c c+ c++ d d+ d++ e e+ e++ f f+ f++ g g+ g++ h h+ h++ "
            "strategic growth pre-ipo post-ipo neeq private-placement pipe unknown",
        ),
    ],
)
def test_the_words_of_the_design(vocabulary: type[StrEnum], words: str) -> None:
    assert " ".join(vocabulary) == words
    assert [vocabulary(word) for word in words.split()] == list(vocabulary)


@pytest.mark.parametrize(
    ("label", "term"),
    [
        ("种子前轮", "pre-seed"),
        ("种子轮", "seed"),
        ("天使轮", "angel"),
        ("天使+轮", "angel"),
        ("Pre-A轮", "pre-a"),
        ("pre-A轮", "pre-a"),
        ("Pre-A+轮", "pre-a+"),
        ("Pre-B轮", "pre-b"),
        ("PreA轮", "pre-a"),
        ("PreA+轮", "pre-a+"),
        ("Pre-A＋轮", "pre-a+"),
        ("PRE-A+轮", "pre-a+"),
        ("Pre-B+轮", "pre-b"),
        ("A轮", "a"),
        ("A1轮", "a"),
        ("A2轮", "a"),
        ("B2轮", "b"),
        ("C3轮", "c"),
        ("A＋轮", "a+"),
        ("D＋＋轮", "d++"),
        ("A+轮", "a+"),
        ("A++轮", "a++"),
        ("B轮", "b"),
        ("C+轮", "c+"),
        ("D++轮", "d++"),
        ("E轮", "e"),
        ("F轮", "f"),
        ("G轮", "g"),
        ("H轮", "h"),
        ("战略融资", "strategic"),
        ("战略投资", "strategic"),
        ("成长轮", "growth"),
        ("Pre-IPO", "pre-ipo"),
        ("Pre-IPO轮", "pre-ipo"),
        ("F轮-上市前", "pre-ipo"),
        ("IPO上市后", "post-ipo"),
        ("定向增发", "private-placement"),
        ("主板定向增发", "private-placement"),
        ("上市定增", "private-placement"),
        ("新三板", "neeq"),
        ("新三板定增", "neeq"),
        ("PIPE", "pipe"),
        ("股权融资", "unknown"),
        ("E轮及以后", "unknown"),
        ("E轮及以上", "unknown"),
        ("未透露", "unknown"),
        ("其他轮次", "unknown"),
    ],
)
def test_a_chinese_label_of_a_round(label: str, term: str) -> None:
    assert Round(label) == term


@pytest.mark.parametrize(
    ("label", "term"),
    [
        ("并购", "acquisition"),
        ("被收购", "acquisition"),
        ("私有化", "acquisition"),
        ("IPO", "ipo"),
        ("IPO上市", "ipo"),
        ("已上市", "ipo"),
        ("借壳上市", "ipo"),
        ("基石轮", "ipo"),
        ("债权融资", "debt"),
        ("可转债", "convertible"),
        ("股权转让", "secondary"),
        ("老股转让", "secondary"),
        ("捐赠", "grant"),
        ("政府补助", "grant"),
    ],
)
def test_a_chinese_label_of_a_kind(label: str, term: str) -> None:
    assert Kind(label) == term


@pytest.mark.parametrize(
    "word", ["", "A", "Series A", "z", "a+++", "I轮", "A0轮", "A+1轮", "并购", "IPO上市", "天使", None, 5]
)
def test_what_is_no_round(word: object) -> None:
    with pytest.raises(ValueError, match="is not a valid Round"):
        Round(word)


@pytest.mark.parametrize("word", ["", "Equity", "loan", "A轮", "Pre-IPO", None, 5])
def test_what_is_no_kind(word: object) -> None:
    with pytest.raises(ValueError, match="is not a valid Kind"):
        Kind(word)


@pytest.mark.parametrize("vocabulary", [Status, Standing, Basis, InvestorType])
def test_the_other_vocabularies_know_no_labels(vocabulary: type[StrEnum]) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        vocabulary("未透露")


def test_no_label_means_both_a_round_and_a_kind() -> None:
    assert not HAN_ROUNDS.keys() & HAN_KINDS.keys()


@pytest.mark.parametrize("vocabulary", [Kind, Round, Status, Standing, Basis, InvestorType])
def test_words_are_lower_case_with_hyphens(vocabulary: type[StrEnum]) -> None:
    assert [word for word in vocabulary if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*\+{0,2}", word)] == []
