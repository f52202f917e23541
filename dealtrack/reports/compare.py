"""Companies side by side: a row a metric while they are few, a row a company where they are many."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dealtrack.model import Book
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.step_ups import Multiple
from dealtrack.reports.cells import Bar, Cell, Joined, Money, Name, Names, Said, conversions, said, within
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.reports.finish import report
from dealtrack.reports.investors import Roster
from dealtrack.reports.metrics import METRICS, Metric, Subject
from dealtrack.reports.metrics.worth import UNLIKE
from dealtrack.reports.rate_columns import rate_table
from dealtrack.reports.wording import company_name
from dealtrack.values.dates import PartialDate

NOTHING = "–"  # nothing on record
FEW = 5  # companies that stand side by side
_BARRED = "raised"


def compare(
    book: Book, slugs: Iterable[str], converter: Converter, keys: Iterable[str] = (), *, transpose: bool = False,
    with_rates: bool = False,
) -> Document:  # fmt: skip
    """The metrics *keys* (those by default where none is named) of the companies *slugs*.

    Up to :data:`FEW` companies are columns, more are rows; *transpose* turns it round.
    """
    metrics = [METRICS[key] for key in keys] or [each for each in METRICS.values() if each.by_default]
    roster = Roster(book)
    subjects = {slug: Subject(book.companies[slug], roster, converter) for slug in slugs}
    cells = [[metric.compute(subject) for metric in metrics] for subject in subjects.values()]
    lay_out = _companies_down if (len(subjects) > FEW) != transpose else _companies_across
    table = lay_out(list(subjects.items()), metrics, cells)
    rates = rate_table(conversions(cell for row in table.rows for cell in row.cells)) if with_rates else None
    sections = [Section("compare", table=table), *([rates] if rates else [])]
    return report("compare", sections, converter, _footnotes(cells))


def metrics_defined() -> Document:
    """Every metric with its key, its title and what it means."""
    columns = (
        Column("key", said("key")),
        Column("title", said("metric"), rank=2),
        Column("means", said("means"), flexible=True),
    )
    rows = tuple(Row((metric.key, metric.title, metric.definition)) for metric in METRICS.values())
    return Document("metrics", (Section("metrics", table=Table(columns, rows)),))


def _companies_across(
    subjects: Sequence[tuple[str, Subject]], metrics: Sequence[Metric], cells: Sequence[Sequence[Cell]]
) -> Table:
    columns = [Column("metric", "", flexible=True, wraps=True)]
    columns += [Column(slug, company_name(subject.company), flexible=True, wraps=True) for slug, subject in subjects]
    rows = (
        Row((metric.title, *map(_known, row))) for metric, row in zip(metrics, zip(*cells, strict=True), strict=True)
    )
    return Table(tuple(columns), tuple(rows))


def _companies_down(
    subjects: Sequence[tuple[str, Subject]], metrics: Sequence[Metric], cells: Sequence[Sequence[Cell]]
) -> Table:
    columns = [Column("company", said("company"), flexible=True, wraps=True)]
    for metric in metrics:
        columns.append(
            Column(metric.key, metric.title, metric.align, metric.rank, flexible=metric.align is Align.LEFT, wraps=True)
        )
        if metric.key == _BARRED:
            columns.append(Column(f"{metric.key}_bar", "", rank=4))
    at = next((index for index, metric in enumerate(metrics) if metric.key == _BARRED), None)
    bars = _bars([row[at] for row in cells]) if at is not None else []
    rows = []
    for number, ((_, subject), row) in enumerate(zip(subjects, cells, strict=True)):
        shown = [_known(cell) for cell in row]
        if at is not None:
            shown.insert(at + 1, bars[number])
        rows.append(Row((Name(subject.company.name, subject.company.names), *shown)))
    return Table(tuple(columns), tuple(rows))


def _bars(totals: Sequence[Cell]) -> list[Bar]:
    """Bars as long as what was surely raised, beside the largest."""
    sure = [cell.amount.low or Decimal(0) if isinstance(cell, Total) else Decimal(0) for cell in totals]
    most = max(sure, default=Decimal(0))
    return [Bar(each / most if most else Decimal(0)) for each in sure]


def _known(cell: Cell) -> Cell:
    return NOTHING if cell is None else cell


def _footnotes(cells: Sequence[Sequence[Cell]]) -> list[tuple[str, Cell]]:
    """What marks in cells say of what is not comparable."""
    unlike = any(isinstance(cell, Joined) and UNLIKE in cell.parts for row in cells for cell in row)
    words = "not like for like: a valuation of another basis, or one that nobody has confirmed"
    return [(UNLIKE, Said(words))] if unlike else []


def sorted_slugs(book: Book, slugs: Iterable[str], converter: Converter, key: str, *, reverse: bool) -> list[str]:
    """*slugs* by the metric *key*; companies without a value come last either way."""
    roster = Roster(book)
    computed = {slug: METRICS[key].compute(Subject(book.companies[slug], roster, converter)) for slug in slugs}
    known = {slug: order for slug, cell in computed.items() if (order := _order(cell)) is not None}
    ordered = sorted(known, key=lambda slug: known[slug], reverse=reverse)
    return ordered + [slug for slug in computed if slug not in known]


def _order(cell: Cell) -> tuple[Decimal, str] | None:
    """By what a cell is ordered: the first figure or date in it, else its words; None where it says nothing."""
    number = next((number for each in within((cell,)) if (number := _number(each)) is not None), None)
    if number is not None:
        return number, ""
    said_first = next((text for each in within((cell,)) if (text := _text(each))), "")
    return (Decimal(0), said_first) if said_first else None


def _text(cell: Cell) -> str:
    if isinstance(cell, Names):
        return ", ".join(cell.names)
    return cell if isinstance(cell, str) else cell.template if isinstance(cell, Said) else ""


def _number(cell: Cell) -> Decimal | None:
    """A figure by its lower end, a date by its last day."""
    match cell:
        case Money() | Total():
            return cell.amount.low
        case Multiple():
            return cell.low
        case PartialDate():
            return Decimal(cell.last.toordinal())
        case int():
            return Decimal(cell)
        case _:
            return None
