"""Books for charts: spans of a week and of twenty years, many deals in a month, every kind of amount and of date."""

from collections.abc import Iterable

from dealtrack.model import Book
from dealtrack.reports.charts.chart import with_charts
from dealtrack.reports.charts.drawing import Chart
from dealtrack.reports.conversion import Converter
from dealtrack.reports.timeline import timeline


def charts_of(book: Book, slugs: Iterable[str], converter: Converter) -> dict[str, Chart]:
    """The charts of a timeline of those companies, by their slugs."""
    document = with_charts(timeline(book, slugs, converter), converter.to)
    return {section.key: section.chart for section in document.sections if section.chart}


DRAWN = {
    "deals/one.yaml": """
        name: One
        deals:
          - {id: a, date: 2020-05-13, status: completed, round: a, amount: USD 30m, sources: [a]}
        """,
    "deals/week.yaml": """
        name: Week
        deals:
          - {id: a, date: 2020-05-11, status: completed, round: a, amount: USD 7m, sources: [a]}
          - {id: b, date: 2020-05-13, status: announced, round: b, amount: USD 14m, sources: [a]}
          - {id: c, date: 2020-05-17, status: filed, round: c, amount: USD 21m, sources: [a]}
        """,
    "deals/decades.yaml": """
        name: Decades
        deals:
          - {id: a, date: 2000, status: completed, round: angel, amount: USD 1m, sources: [a]}
          - {id: b, date: 2003-Q2, status: completed, round: a, amount: about USD 8m, sources: [a]}
          - {id: c, date: 2008-05/2009-10, status: completed, round: b, amount: USD 20m-60m, sources: [a]}
          - {id: d, date: 2012-03-04, status: completed, round: c, amount: over USD 300m, sources: [a]}
          - {id: e, date: 2015-06~, status: completed, round: d, amount: undisclosed, sources: [a]}
          - {id: f, date: 2016-06, status: completed, round: d+, amount: JPY 100bn, sources: [a]}
          - {id: g, date: 2017-02, status: completed, round: e, sources: [a]}
          - {id: h, date: 2018, status: terminated, kind: acquisition, amount: up to USD 5bn, sources: [a]}
          - {id: i, date: 2018-09, status: postponed, kind: ipo, venue: SSE, amount: USD 1bn-2bn, sources: [a]}
          - {id: j, date: 2020-02-01, status: completed, kind: debt, amount: USD 900m, sources: [a]}
          - {id: k, date: 2020-03/.., status: planned, kind: ipo, venue: HKEX, amount: over USD 8bn, sources: [a]}
          - {id: l, date: ../2021-06, status: in-talks, round: pre-ipo, amount: USD 500m-900m, sources: [a]}
        valuations:
          - {date: 2019-06, amount: USD 3bn-10bn, by: A Fund, standing: estimate, sources: [a]}
          - {date: 2019-07, amount: over USD 9bn, by: A Bank, sources: [a]}
          - {date: 2019-08, amount: up to USD 9bn, by: A Blog, sources: [a]}
          - {date: 2019-09, amount: undisclosed, by: Decades, standing: declined, sources: [a]}
        totals:
          - {date: 2019-10, amount: USD 400m, rounds: 6, by: A Paper, sources: [a]}
        """,
    "deals/forty.yaml": "name: Forty in a month\ndeals:\n"
    + "".join(
        f"  - {{id: d{n}, date: 2020-05-{1 + n * 31 // 40:02}, status: completed, round: seed, "
        f"amount: USD {1 + n * n}m, sources: [a]}}\n"
        for n in range(40)
    ),
    "deals/withheld.yaml": """
        name: Withheld
        deals:
          - {id: a, date: 2020-05-13, status: completed, amount: undisclosed, sources: [a]}
          - {id: b, date: 2020-05-14, status: completed, amount: 未透露人民币, sources: [a]}
          - {id: c, date: 2020-05-15, status: completed, sources: [a]}
        """,
    "deals/none.yaml": """
        name: Nothing Inc
        events:
          - {date: 2020, what: It pivots, sources: [a]}
        """,
    "deals/chinese.yaml": """
        name: 北京一家名字非常非常长的人工智能与机器人技术研究开发有限责任公司暨全资子公司集团
        deals:
          - {id: a, date: 2020-05-13, status: completed, label: 天使轮, amount: 数千万人民币, sources: [a]}
          - {id: b, date: 2020-05-14, status: completed, label: 战略融资（由多家产业投资方共同参与）, amount: CNY 1bn, sources: [a]}
        """,
    "deals/hostile.yaml": r"""
        name: "</text><script>alert(1)</script>"
        deals:
          - id: a
            date: 2020-05-13
            status: completed
            label: "``` ]]> & \"'<script> \e[31mred\e[0m \u202Eevil"
            amount: USD 1m
            investors: ["<img src=x onerror=alert(1)>", "\e]0;title\a"]
            sources: [a]
        """,
}
