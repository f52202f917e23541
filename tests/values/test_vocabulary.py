"""The words that a book may use, and the words of others that mean the same."""

import re

import pytest

from dealtrack.render.languages import translated
from dealtrack.reports.wording import kind_title, round_title, status_words
from dealtrack.values.labels import TERMS, label_form, meaning_of, round_of, term_of
from dealtrack.values.rounds import OFFERED, Round
from dealtrack.values.vocabulary import Basis, InvestorType, Kind, Standing, Status, Term

VOCABULARIES = (Kind, Status, Standing, Basis, InvestorType)


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        (
            Kind,
            "equity convertible debt grant support secondary ipo acquisition merger take-private spin-off buyback "
            "joint-venture crowdfunding other",
        ),
        (Status, "rumored planned in-talks filed announced completed postponed withdrawn terminated"),
        (Standing, "confirmed reported estimate ranking target declined"),
        (Basis, "pre-money post-money"),
        (
            InvestorType,
            "vc pe corporate bank government government-fund state-owned-enterprise sovereign individual other",
        ),
    ],
)
def test_the_words_of_the_design(vocabulary: type[Term], words: str) -> None:
    assert " ".join(vocabulary) == words
    assert [vocabulary(word) for word in words.split()] == list(vocabulary)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_words_are_lower_case_with_hyphens(vocabulary: type[Term]) -> None:
    assert [word for word in vocabulary if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", word)] == []


@pytest.mark.parametrize(
    ("vocabulary", "word", "term"),
    [
        (Status, "Completed", "completed"),
        (Status, "IN TALKS", "in-talks"),
        (Status, "in_talks", "in-talks"),
        (Status, "rumoured", "rumored"),
        (Status, "已完成", "completed"),
        (Status, "传闻", "rumored"),
        (Kind, "Equity", "equity"),
        (Kind, "IPO", "ipo"),
        (Kind, "IPO上市", "ipo"),
        (Kind, "并购", "acquisition"),
        (Kind, "合并", "merger"),
        (Kind, "私有化", "take-private"),
        (Kind, "回购", "buyback"),
        (Kind, "Convertible Note", "convertible"),
        (Kind, "Take Private", "take-private"),
        (Basis, "投后", "post-money"),
        (Basis, "Post-Money", "post-money"),
        (Standing, "估计", "estimate"),
        (InvestorType, "VC", "vc"),
        (InvestorType, "国有企业", "state-owned-enterprise"),
    ],
)
def test_another_word_for_a_term(vocabulary: type[Term], word: str, term: str) -> None:
    assert vocabulary(word) == term


@pytest.mark.parametrize(
    ("vocabulary", "word"),
    [
        (Status, ""), (Status, "done"), (Status, "closed"), (Status, "signed"), (Status, "未透露"), (Status, None), (Status, 5),
        (Kind, "loan"), (Kind, "A轮"), (Kind, "Pre-IPO"), (Kind, "SAFE"), (Kind, "comple ted"), (Basis, "post"),
    ],
)  # fmt: skip
def test_what_says_more_or_less_than_a_term_is_none(vocabulary: type[Term], word: object) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        vocabulary(word)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_word_that_reports_print_in_chinese_is_read_again(vocabulary: type[Term]) -> None:
    said_by = {Kind: kind_title, Status: status_words}.get(vocabulary)
    for term in vocabulary:
        template = said_by(term).template if said_by else term.value
        assert term_of(vocabulary, translated(template, "zh")) is term
        assert term_of(vocabulary, template.upper()) is term


@pytest.mark.parametrize("name", [*OFFERED, "a++", "b2", "c-ext", "pre-z", "pre-b+", "d12"])
def test_every_round_that_reports_print_is_read_again(name: str) -> None:
    title = round_title(Round(name))
    for language in ("en", "zh"):
        printed = translated(title.template, language).format(**title.values)
        assert round_of(printed) == Round(name)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_no_label_means_two_terms(vocabulary: type[Term]) -> None:
    forms = [label_form(label) for labels in TERMS[vocabulary].values() for label in labels.split("|") if label]
    assert len(forms) == len(set(forms))
    terms = {label_form(term) for term in vocabulary}
    assert not terms & set(forms)


def test_a_label_of_a_round_is_found_for_every_kind() -> None:
    for kind in set(Kind) - {Kind.EQUITY, Kind.OTHER}:
        meaning = meaning_of(kind)
        assert meaning is not None
        assert meaning.kind is kind
