"""Which words can only have been meant for one term, and which must stay a question."""

import pytest

from dealtrack.files.decode import type_info
from dealtrack.model import Company, Deal, Event, Investor, Metric, Source, StatedTotal
from dealtrack.values.rounds import OFFERED
from dealtrack.values.spelling import certain, near
from dealtrack.values.vocabulary import Basis, InvestorType, Kind, Standing, Status

VOCABULARIES = [Basis, InvestorType, Kind, OFFERED, Standing, Status]
RECORDS = [Company, Deal, Event, Investor, Metric, Source, StatedTotal]


def keys(record):
    return [field.encode_name for field in type_info(record).fields]


@pytest.mark.parametrize(
    ("word", "vocabulary", "term"),
    [
        # capitals, blanks, hyphens
        ("Completed", Status, "completed"),
        ("COMPLETED", Status, "completed"),
        (" completed. ", Status, "completed"),
        ("in talks", Status, "in-talks"),
        ("In_Talks", Status, "in-talks"),
        ("intalks", Status, "in-talks"),
        ("post money", Basis, "post-money"),
        ("Post–Money", Basis, "post-money"),
        ("State Owned Enterprise", InvestorType, "state-owned-enterprise"),
        ("VC", InvestorType, "vc"),
        ("Pre A", OFFERED, "pre-a"),
        ("PreIPO", OFFERED, "pre-ipo"),
        ("B+", OFFERED, "b+"),
        # British spelling, abbreviations
        ("rumoured", Status, "rumored"),
        ("Rumoured", Status, "rumored"),
        ("govt fund", InvestorType, "government-fund"),
        ("Govt", InvestorType, "government"),
        # slips of a finger
        ("complted", Status, "completed"),
        ("compelted", Status, "completed"),
        ("completedd", Status, "completed"),
        ("conpleated", Status, "completed"),
        ("anounced", Status, "announced"),
        ("tsrategic", OFFERED, "strategic"),
        ("rumord", Status, "rumored"),
        ("flied", Status, "filed"),
        ("estmate", Standing, "estimate"),
        ("sede", OFFERED, "seed"),
        ("grants", Kind, "grant"),
        ("aquisition", Kind, "acquisition"),
        ("goverment", InvestorType, "government"),
    ],
)
def test_a_word_that_can_only_be_one_term(word, vocabulary, term):
    assert certain(word, list(vocabulary)) == term


@pytest.mark.parametrize(
    ("word", "record", "key"),
    [
        ("Staus", Deal, "status"),
        ("STATUS", Deal, "status"),
        ("Amount", Deal, "amount"),
        ("ammount", Deal, "amount"),
        ("mount", Deal, "amount"),
        ("investor", Deal, "investors"),
        ("lead", Deal, "leads"),
        ("lable", Deal, "label"),
        ("source", Event, "sources"),
        ("round", StatedTotal, "rounds"),
        ("state-owned", Investor, "state_owned"),
        ("stateOwned", Investor, "state_owned"),
        ("publshed", Source, "published"),
        ("pubilsher", Source, "publisher"),
        ("citty", Company, "city"),
        ("valutions", Company, "valuations"),
        ("namee", Metric, None),
    ],
)
def test_a_key_that_can_only_be_one(word, record, key):
    assert certain(word, keys(record)) == key


@pytest.mark.parametrize(
    ("word", "choices"),
    [
        # too short to tell by
        ("a", ["b"]),
        ("pv", InvestorType),
        ("pip", OFFERED),
        ("io", keys(Deal)),
        ("", Status),
        ("-", OFFERED),
        ("round", OFFERED),
        ("融资", OFFERED),
        ("Series", OFFERED),
        # other words
        ("done", Status),
        ("closed", Status),
        ("failed", Status),
        ("filled", Status),
        ("signed", Status),
        ("cancelled", Status),
        ("ground", OFFERED),
        ("background", OFFERED),
        ("ipo round", OFFERED),
        ("venture", OFFERED),
        ("band", InvestorType),
        ("rate", keys(Deal)),
        ("data", keys(Deal)),
        ("form", keys(Deal)),
        ("county", keys(Company)),
        ("funded", keys(Company)),
        ("bankers", keys(Company)),
        ("patents", keys(Investor)),
        ("round date", keys(Deal)),
        ("post-money", Status),
        ("name", keys(Investor)),
        # the contrary
        ("unconfirmed", Standing),
        ("unplanned", Status),
        ("unannounced", Status),
        ("incompleted", Status),
        ("deported", Standing),
        # two may be meant
        ("founder", keys(Company)),
        ("publishe", keys(Source)),
        ("pre-i", OFFERED),
        ("pre-a++", OFFERED),
        ("money", Basis),
    ],
)
def test_a_word_that_stays_a_question(word, choices):
    assert certain(word, list(choices)) is None


@pytest.mark.parametrize("choices", [*map(list, VOCABULARIES), *map(keys, RECORDS)])
def test_every_term_is_its_own(choices):
    assert [certain(term, choices) for term in choices] == choices


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_no_term_is_taken_for_another_of_its_vocabulary(vocabulary):
    assert [certain(term, [other for other in vocabulary if other != term]) for term in vocabulary] == [None] * len(
        vocabulary
    )


@pytest.mark.parametrize(
    ("word", "choices", "term"),
    [
        ("complet", Status, "completed"),
        ("compl", Status, None),
        ("annonced", Status, "announced"),
        ("dept", Kind, "debt"),
        ("aquired", Status, None),
        ("estimates", Standing, "estimate"),
        # another meaning: what a syllable in front turns around, and what is another word by one letter
        ("unplanned", Status, None),
        ("unconfirmed", Standing, None),
        ("deported", Standing, None),
        ("incomplete", Status, None),
        ("redebt", Kind, None),
        ("post-money", ["pre-money"], None),
        ("pre-ipo", ["post-ipo", "ipo"], None),
        # a letter is no slip for another
        ("a", ["b"], None),
        ("b", OFFERED, "b"),
        ("bb", OFFERED, None),
        ("pre-q", OFFERED, None),
        # another script
        ("传闻", Status, None),
        ("IPO后", [*Kind, *OFFERED], None),
        # a term of another vocabulary
        ("planned", Standing, None),
        ("grant", Status, None),
    ],
)
def test_what_a_hint_offers(word, choices, term):
    assert near(word, list(choices)) == term


def test_no_long_word_was_meant_to_be_a_term():
    assert (near("completd", Status), certain("completd", Status)) == ("completed", "completed")
    long = f"completed{' ' * 100}"
    assert (near(long, Status), certain(long, Status)) == (None, None)
