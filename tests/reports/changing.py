"""Two states of a book, between which everything that can change does."""

from datetime import date
from pathlib import Path

from dealtrack.comparison.books import book_change
from dealtrack.comparison.rates import rate_changes
from dealtrack.reports.changes import Changes, Side, changes
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Document
from tests.conftest import RATES
from tests.render.reports_to_render import made_book

BEFORE = {
    "deals/cloudwalk.yaml": """
        name: CloudWalk Technology
        names: {zh: 云从科技}
        founded: 2015
        deals:
          - {id: b, round: b, date: 2020-05-12, status: completed, amount: CNY 500m, leads: [Shunwei Capital], sources: [a]}
          - {id: c, round: c, date: 2020-05-13, status: announced, amount: undisclosed, investors: [ICBC, Haier], sources: [a]}
          - {id: gone, kind: debt, date: 2020-05-14, status: completed, amount: USD 7m, sources: [a]}
          - id: ipo
            kind: ipo
            date: ../2020-12
            status: planned
            venue: HKEX
            claims: [{by: Tianyancha, amount: CNY 1bn}]
            notes: A rumour of a listing in China; from the history of its financing it thinks STAR likelier than others.
            sources: [a]
        valuations:
          - {date: 2019, amount: USD 3bn, by: Hurun, standing: ranking, sources: [a]}
        totals:
          - {date: 2020-05-13, amount: CNY 5.3bn, by: EqualOcean, sources: [a]}
        """,
    "deals/old-name.yaml": "name: Renamed\n",
    "deals/leaving.yaml": """
        name: "=leaving() [red]x[/red]"
        deals:
          - {id: a, date: 2020-05-13, status: completed, label: "<b>|x|</b>", amount: JPY 300m, sources: [a]}
        """,
    "seeds/investors.yaml": "ICBC: {type: bank}\n",
}
AFTER = {
    "deals/cloudwalk.yaml": """
        name: CloudWalk Technology
        names: {zh: 云从科技, ja: クラウドウォーク}
        founded: 2015-03
        deals:
          - {id: 2020-05-b, round: b, date: 2020-05-18, status: completed, amount: CNY 500m, leads: [Shunwei Capital], sources: [a]}
          - {id: c, round: c, date: 2020-05-13, status: completed, amount: about CNY 1.8bn, leads: [Haier], investors: [Guosheng Group], sources: [a]}
          - {id: new, kind: support, date: 2020-05, status: completed, amount: CNY 2bn, from: Guangzhou, sources: [a]}
          - id: ipo
            kind: ipo
            date: ../2020-12
            status: [{on: 2020-05, is: planned}, {on: 2020-05-19, is: postponed}]
            venue: SSE STAR Market
            claims: [{by: Tianyancha, amount: CNY 1.2bn}, {by: 36Kr, amount: up to USD 750m}]
            notes: A rumour of a listing in China; from the history of its financing it thinks STAR certain.
            sources: [a]
        valuations:
          - {date: 2019, amount: USD 3bn, by: Hurun, standing: ranking, sources: [a]}
          - {date: 2020-05, amount: USD 5.5bn, by: EqualOcean, standing: estimate, sources: [a]}
        totals:
          - {date: 2020-05-14, amount: CNY 5.3bn, by: EqualOcean, rounds: at least 9, sources: [a]}
        events:
          - {date: 2020, what: put on a list, sources: [a]}
        """,
    "deals/new-name.yaml": "name: Renamed\n",
    "deals/coming.yaml": """
        name: 北京一家名字非常非常长的人工智能与机器人技术研究开发有限责任公司
        deals:
          - {id: a, date: 2020-05-13, status: completed, amount: 数千万人民币, investors: [红杉资本中国基金, 高瓴资本], sources: [a]}
        """,
    "seeds/investors.yaml": "ICBC: {type: bank, state_owned: true}\nHaier: {type: corporate}\n",
    "seeds/sources.yaml": "a: {publisher: A Paper, published: 2020-05-15}\n",
    "seeds/rates/ecb.csv": RATES.replace("2020-05-13,1.0875,7.7102", "2020-05-13,1.0875,7.7202").replace(
        "Date,USD,CNY,\n", "Date,USD,CNY,\n2020-05-21,1.1,7.8,\n"
    ),
}


def changed(root: Path) -> Document:
    """What changed from one to the other."""
    states = [made_book(root / name, files) for name, files in (("before", BEFORE), ("after", AFTER))]
    assert not any(state.faults for state in states)
    sides = [
        Side(name, state.book, Converter(state.rates, "USD", date(2026, 11, 22)), mistaken=("deals/odd.yaml",))
        for name, state in zip(("HEAD~1", "HEAD"), states, strict=True)
    ]
    rates = rate_changes(states[0].rates, states[1].rates)
    return changes(sides[0], sides[1], Changes(book_change(states[0].book, states[1].book), rates, 2))
