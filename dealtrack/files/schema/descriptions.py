"""What every key and every term means, in the words that an editor shows beside it.

Keys stand by record and key, terms by vocabulary and term; a test holds both tables to the model.
"""

from collections.abc import Mapping
from typing import Any

from dealtrack.model import (
    Backing,
    Company,
    Deal,
    DealClaim,
    Event,
    Investor,
    Metric,
    Source,
    StatedTotal,
    StatusStep,
    Valuation,
)
from dealtrack.values.rounds import Round
from dealtrack.values.vocabulary import Basis, InvestorType, Kind, Standing, Status

_SOURCES = "The sources of this fact, by id: a source of this file's own sources, or of seeds/sources.yaml."
_NOTES = "What no key has room for, in a sentence or two."
_BY = "Who says so: a party to the deal, a newspaper, a database."
_STANDING = "How sure the figure is, by the word of whoever states it."
_EQUIVALENT = "The conversion that the source itself printed beside the amount: USD 70m."

KEYS: Mapping[Any, Mapping[str, str]] = {
    Company: {
        "name": "The name that reports print.",
        "names": "Names in other languages, by language: {zh: 云从科技}.",
        "aliases": "Other names that the company answers to.",
        "founded": "When the company was founded: 2015, or 2015-03-27.",
        "founders": "The people who founded it.",
        "country": "Where the company is at home: two letters of ISO 3166, such as CN.",
        "city": "The city of its head office.",
        "sectors": "The fields that it works in. compare --sector picks companies by them.",
        "groups": "Sets of companies that are compared with each other. compare --group picks companies by them.",
        "deals": "Money that changed hands or was meant to: rounds, listings, state support. Oldest first.",
        "valuations": "What somebody said that the company is worth. Never averaged.",
        "totals": "Sums of all financing that somebody stated. reconcile compares them with the deals on record.",
        "metrics": "Figures about the company that are no deal: revenue, growth, market share.",
        "events": "Dated facts that are no deal: a blacklisting, a court case, a pivot.",
        "backers": "Investors that a source names without saying in which round they came in.",
        "notes": _NOTES,
        "sources": "Source documents that only this file uses, by id.",
    },
    Deal: {
        "id": "Unique in this file and never reused: 2017-11-b. Lower-case letters, digits, hyphens.",
        "date": "When the deal was announced; for a plan, when it is meant to happen.",
        "status": "How far the deal has come: one word, or the list of turns that it took.",
        "kind": "What sort of deal it is; equity if left out.",
        "round": "The round of an equity deal. A Chinese label will do: A+轮. What was printed goes into label.",
        "label": "The round in the words that were printed: Series B-2.",
        "closed": "When the money had arrived, if that is known and not the day of the announcement.",
        "amount": "The sum as stated: CNY 500m. undisclosed if it is withheld; left out if none is on record.",
        "equivalent": _EQUIVALENT,
        "leads": "The investors who led the round.",
        "investors": "The other investors who took part. Leads are not repeated.",
        "from": "Who gave a grant or other support.",
        "venue": "The exchange of a listing: SSE STAR Market.",
        "claims": "What each party says that the amount was, where parties differ.",
        "notes": _NOTES,
        "sources": _SOURCES,
    },
    StatusStep: {
        "on": "The day from which the deal had this status.",
        "is": "The status from that day on.",
        "sources": _SOURCES,
        "notes": _NOTES,
    },
    DealClaim: {
        "by": "Who makes this claim.",
        "amount": "The sum that this party states, or undisclosed.",
        "equivalent": _EQUIVALENT,
        "date": "When the claim was made; the deal's date if left out.",
        "standing": _STANDING,
        "sources": "The sources of this claim, by id; the deal's own if left out.",
        "notes": _NOTES,
    },
    Valuation: {
        "date": "The day for which the company is valued.",
        "amount": "What the company is said to be worth: USD 5.5bn.",
        "equivalent": _EQUIVALENT,
        "basis": "Whether the valuation counts the money of the round itself.",
        "standing": _STANDING,
        "by": _BY,
        "notes": _NOTES,
        "sources": _SOURCES,
    },
    StatedTotal: {
        "date": "The day up to which the sum counts.",
        "amount": "The sum of all financing so far, as stated.",
        "equivalent": _EQUIVALENT,
        "rounds": "In how many rounds the sum was raised: 9, at least 9, about 9.",
        "by": _BY,
        "standing": _STANDING,
        "notes": _NOTES,
        "sources": _SOURCES,
    },
    Metric: {
        "label": "What is measured: revenue, employees, market share.",
        "date": "The day or the period that the figure belongs to.",
        "value": "The figure, if it is no sum of money: 22 %.",
        "amount": "The figure, if it is a sum of money: CNY 500m.",
        "equivalent": _EQUIVALENT,
        "standing": _STANDING,
        "by": _BY,
        "notes": _NOTES,
        "sources": _SOURCES,
    },
    Event: {
        "date": "When it happened.",
        "what": "What happened, in a sentence.",
        "by": _BY,
        "notes": _NOTES,
        "sources": _SOURCES,
    },
    Backing: {
        "date": "By when they were investors.",
        "investors": "The investors that are named.",
        "by": _BY,
        "notes": _NOTES,
        "sources": _SOURCES,
    },
    Source: {
        "publisher": "Who published it: EqualOcean.",
        "published": "When it was published. Of a month or a year, the last day counts.",
        "title": "The title of the document.",
        "author": "Who wrote it.",
        "url": "The address where it can be read, with https:// in front.",
        "language": "The language that it is written in: en, zh.",
        "notes": _NOTES,
    },
    Investor: {
        "aliases": "Other names that the investor goes by; facts may use them.",
        "names": "Names in other languages, by language: {zh: 红杉中国}.",
        "type": "What sort of investor it is.",
        "state_owned": "Whether a state owns it: true or false; left out if that is not known.",
        "country": "Where the investor is at home: two letters of ISO 3166, such as CN.",
        "parents": "The investors or companies that own or run it.",
        "size": "How much money it manages: CNY 100bn.",
        "equivalent": _EQUIVALENT,
        "notes": _NOTES,
        "sources": "The sources of what is said here, by id.",
    },
}


def _series() -> dict[str, str]:
    """Series A to H, what comes before each, and what follows it."""
    found = {}
    for letter in "ABCDEFGH":
        small = letter.lower()
        found[f"pre-{small}"] = f"Between the round before and Series {letter} (Pre-{letter}轮)."
        found[small] = f"Series {letter} ({letter}轮)."
        found[f"{small}+"] = f"The round after Series {letter} ({letter}+轮)."
    return found


TERMS: Mapping[Any, Mapping[Any, str]] = {
    Kind: {
        Kind.EQUITY: "Money for new shares. Counts as raised.",
        Kind.CONVERTIBLE: "A loan that turns into shares (可转债). Counts as raised.",
        Kind.DEBT: "A loan or a bond (债权融资).",
        Kind.GRANT: "A gift or a subsidy, for nothing in return (政府补助).",
        Kind.SUPPORT: "Money of a state that is no equity: funds, premises, orders.",
        Kind.SECONDARY: "Shares that change hands; nothing goes to the company (股权转让).",
        Kind.IPO: "A listing, planned or done (IPO上市).",
        Kind.ACQUISITION: "The company, or a part of it, is bought (并购).",
        Kind.MERGER: "The company and another become one (合并).",
        Kind.TAKE_PRIVATE: "The company leaves the exchange (私有化).",
        Kind.SPIN_OFF: "A part becomes a company of its own (分拆).",
        Kind.BUYBACK: "The company buys its own shares (回购).",
        Kind.JOINT_VENTURE: "A company that several found together (合资).",
        Kind.CROWDFUNDING: "Many people pay for a product or a project (众筹).",
        Kind.OTHER: "None of these; notes say what.",
    },
    Round: {
        "angel": "The first money from outside (天使轮).",
        "pre-seed": "Before the seed round (种子前轮).",
        "seed": "The seed round (种子轮).",
        "bridge": "Money until the next round (过桥轮).",
        **_series(),
        "strategic": "Money from a company with an interest in the business (战略融资).",
        "growth": "Growth capital, of no letter (成长轮).",
        "pre-ipo": "The last round before a listing (Pre-IPO轮).",
        "post-ipo": "New money after the listing (IPO上市后).",
        "neeq": "On the National Equities Exchange and Quotations (新三板).",
        "private-placement": "New shares of a listed company for chosen investors (定向增发).",
        "pipe": "A private investment in public equity (PIPE).",
        "unknown": "The source names no round, or one that means several; label says what it printed.",
    },
    Status: {
        Status.RUMORED: "Somebody who is no party to it says that it will happen.",
        Status.PLANNED: "The company or an investor says that it will happen.",
        Status.IN_TALKS: "The parties are negotiating.",
        Status.FILED: "The papers are with the authority or the exchange.",
        Status.ANNOUNCED: "The parties have made it public. Counts as raised.",
        Status.COMPLETED: "The money has arrived, or the shares are listed. Counts as raised.",
        Status.POSTPONED: "Put off; it may still happen.",
        Status.WITHDRAWN: "Taken back by the company.",
        Status.TERMINATED: "Ended without a result by an investor, an authority or the exchange.",
    },
    Standing: {
        Standing.CONFIRMED: "A party to the deal or a filing says so.",
        Standing.REPORTED: "A newspaper or a database says so.",
        Standing.ESTIMATE: "Somebody worked it out.",
        Standing.RANKING: "Taken from a published list, such as a list of unicorns.",
        Standing.TARGET: "What is aimed at.",
        Standing.DECLINED: "Somebody was asked and would not say; the amount is undisclosed.",
    },
    Basis: {
        Basis.PRE_MONEY: "Without the money of the round.",
        Basis.POST_MONEY: "With the money of the round.",
    },
    InvestorType: {
        InvestorType.VC: "A venture capital firm.",
        InvestorType.PE: "A private equity firm.",
        InvestorType.CORPORATE: "A company with another business, or its investment arm.",
        InvestorType.BANK: "A bank, or its investment arm.",
        InvestorType.GOVERNMENT: "A ministry, a province, a city.",
        InvestorType.GOVERNMENT_FUND: "A fund that a government set up.",
        InvestorType.STATE_OWNED_ENTERPRISE: "A company that a state owns.",
        InvestorType.SOVEREIGN: "A sovereign wealth fund.",
        InvestorType.INDIVIDUAL: "A person.",
        InvestorType.OTHER: "None of these; notes say what.",
    },
}
