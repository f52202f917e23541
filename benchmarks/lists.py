"""How the time of ``list`` and ``investors`` grows with the book: four times the deals take four times as long.

``python benchmarks/lists.py``: books are made in memory; the smaller and the larger take turns, and ratios are taken
pair by pair, so that a machine that changes its speed changes both. What counts is the median.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from dealtrack.model import Backing, Book, Company, Deal, Investor
from dealtrack.rates.table import RateTable, Series
from dealtrack.render import terminal
from dealtrack.render.registry import Page
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Document
from dealtrack.reports.investors import Roster
from dealtrack.reports.lists.companies import list_companies
from dealtrack.reports.lists.deals import list_deals
from dealtrack.reports.lists.filters import at_least, backed_by, since
from dealtrack.reports.lists.ordering import Order
from dealtrack.reports.lists.sifting import Filters
from dealtrack.reports.lists.who_invests import co_investors, investors
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate, parse_date
from dealtrack.values.rounds import OFFERED, Round
from dealtrack.values.vocabulary import Status

COMPANIES, DEALS_EACH, TIMES, RUNS = 1000, 6, 4, 5
AT_MOST = 1.15
DAYS = [date.fromordinal(date(2015, 1, 1).toordinal() + 7 * week) for week in range(520)]
RATES = RateTable((Series("made up", "made-up.csv", DAYS, {("USD", "CNY"): ["7"] * len(DAYS)}),))


def made_up(companies: int) -> Book:
    """A book of so many companies, with investors in proportion."""
    chance = random.Random(20)
    names = [f"Investor {number}" for number in range(companies)]
    return Book(
        {f"company-{number}": company(number, names, chance) for number in range(companies)},
        investors={name: Investor(aliases=(f"{name} Limited",), country="CN") for name in names},
    )


def company(number: int, names: list[str], chance: random.Random) -> Company:
    """A company with its deals, oldest first."""
    days = sorted(chance.sample(DAYS, DEALS_EACH))
    deals = tuple(deal(str(place), PartialDate.of(day), names, chance) for place, day in enumerate(days))
    backers = (Backing(parse_date("2020"), tuple(chance.sample(names, 2))),)
    return Company(f"Company {number}", country="CN", sectors=("robots",), deals=deals, backers=backers)


def deal(name: str, when: PartialDate, names: list[str], chance: random.Random) -> Deal:
    """A round of a sum in yuan, with a lead and three others."""
    lead, *others = chance.sample(names, 4)
    amount = Amount.exactly("CNY", Decimal(chance.randrange(1, 2000)).scaleb(6))
    return Deal(
        name, when, Status.COMPLETED, round=Round(chance.choice(OFFERED)), amount=amount, leads=(lead,),
        investors=tuple(others),
    )  # fmt: skip


def reports(book: Book) -> dict[str, Callable[[], Document]]:
    """The reports to be timed."""
    converter = Converter(RATES, "USD", date(2026, 11, 22))
    wanted = frozenset(["Investor 1", "Investor 2"])
    asked = Filters(
        deals=(at_least(Amount.exactly("USD", 50_000_000), converter), backed_by(wanted, Roster(book))),
        dates=(since(parse_date("2017")),),
    )
    return {
        "list": lambda: list_deals(book, converter),
        "list, filtered": lambda: list_deals(book, converter, asked),
        "list --sort -amount --limit 20": lambda: list_deals(book, converter, order=Order("amount", True), limit=20),
        "list companies": lambda: list_companies(book, converter),
        "investors": lambda: investors(book, converter),
        "investors --co-investors": lambda: co_investors(book, converter, "Investor 1"),
    }


def seconds(report: Callable[[], Document]) -> float:
    """The processor's time that it takes to make a report and to print it, without collecting the garbage of others."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    terminal.render(report(), Page(120))
    taken = time.process_time() - start
    gc.enable()
    return taken


def main() -> None:
    """Print for each report the ratio, and how long it takes with the smaller book."""
    small, large = (reports(made_up(count)) for count in (COMPANIES, TIMES * COMPANIES))
    for name, report in small.items():
        pairs = [(seconds(report), seconds(large[name])) for _ in range(RUNS)]
        ratio = statistics.median(more / less for less, more in pairs)
        took = statistics.median(less for less, _ in pairs) * 1000
        growth = f"{ratio / TIMES:.2f} of {TIMES} times (at most {AT_MOST})"
        print(f"{name}: {growth} · {took:.0f} ms for {COMPANIES} companies")


if __name__ == "__main__":
    main()
