"""Documents as JSON: amounts as strings with their bounds, dates as EDTF, nothing rounded but to the smallest coin."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from dealtrack.rates.lookup import Conversion, Rate
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.step_ups import Multiple
from dealtrack.render.cells import words
from dealtrack.render.harmless import json_text
from dealtrack.render.registry import Page, renders
from dealtrack.reports.cells import Bar, Cell, Joined, Missing, Money, Months, Name, Names
from dealtrack.reports.document import Document, Section
from dealtrack.values.amount import Amount, Qualifier
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import rate_text

if TYPE_CHECKING:
    from dealtrack.reports.charts.drawing import Chart, Mark

_ENGLISH = Page()  # programs read one language


@renders("json")
def render(document: Document, page: Page) -> str:
    """``{"version", "report", "basis", "sections": [{"key", "title", "rows": [{column: value}], "lines"}]}``.

    A section that is drawn has a ``chart``, too.
    """
    tree = {
        "version": 1,
        "report": document.name,
        "basis": words(document.basis, _ENGLISH),
        "sections": [_section(section) for section in document.sections],
        "footnotes": [{"mark": mark, "text": words(text, _ENGLISH)} for mark, text in document.footnotes],
    }
    return pretty(tree)


def pretty(tree: Any) -> str:
    """*tree* as indented JSON with a newline at its end."""
    return json_text(msgspec.json.format(msgspec.json.encode(tree), indent=2).decode() + "\n")


def amount_bounds(amount: Amount) -> dict[str, str | None]:
    """An amount as ``currency``, ``low``, ``high``, ``qualifier``; the bounds are plain digits, or None."""
    exact = all(end is None or end == end.to_integral_value() for end in (amount.low, amount.high))
    shown = amount if exact else amount.rounded()
    low, high = (None if end is None else f"{end:.0f}" if exact else f"{end:f}" for end in (shown.low, shown.high))
    return {"currency": amount.currency, "low": low, "high": high, "qualifier": amount.qualifier.value}


def amount_json(amount: Amount) -> dict[str, Any]:
    """The bounds; and ``approximate`` where that is true and the qualifier does not say it."""
    bounds: dict[str, Any] = dict(amount_bounds(amount))
    if amount.approximate and amount.qualifier is not Qualifier.ABOUT:
        bounds["approximate"] = True
    return bounds


def rate_json(rate: Rate) -> dict[str, Any]:
    """A rate with its reasons; ``value`` to six decimals. ``weekdays`` are those of a mean's period."""
    return {
        "base": rate.base, "quote": rate.quote, "value": rate_text(rate.value, 6), "date": rate.date,
        "method": rate.how, "source": rate.source, "days": rate.days,
        **({"weekdays": rate.weekdays} if rate.is_mean else {}),
    }  # fmt: skip


def conversion_json(conversion: Conversion) -> dict[str, Any]:
    """``{"amount", "converted", "rate"}``; the rate is null where none was needed."""
    return {
        "amount": amount_json(conversion.amount),
        "converted": amount_json(conversion.converted),
        "rate": rate_json(conversion.rate) if conversion.rate else None,
    }


def multiple_json(multiple: Multiple) -> dict[str, Any]:
    """``{"low", "high"}`` to four decimals, ``high`` None where it is open; ``approximate`` where it is."""
    bounds = {"low": f"{multiple.low:.4f}", "high": None if multiple.high is None else f"{multiple.high:.4f}"}
    return bounds | ({"approximate": True} if multiple.approximate else {})


def _section(section: Section) -> dict[str, Any]:
    title, *others = (
        section.title.forms_in("en") if isinstance(section.title, Name) else [words(section.title, _ENGLISH)]
    )
    tree: dict[str, Any] = {"key": section.key, "title": title, "subtitle": "  ".join(others)}
    if section.table:
        keys = [column.key for column in section.table.columns]
        tree["rows"] = [
            {key: _cell(cell) for key, cell in zip(keys, row.cells, strict=True)} | {"tone": row.tone.value}
            for row in section.table.rows
        ]
    if section.chart:
        tree["chart"] = _chart(section.chart)
    return tree | {"lines": [words(line, _ENGLISH) for line in section.lines]}


def _chart(chart: "Chart") -> dict[str, Any]:
    """The axes (null where nothing needs one), and the marks on them."""
    span, scale = chart.span, chart.scale
    kind = "logarithmic" if scale and scale.is_logarithmic else "linear"
    return {
        "currency": chart.currency,
        "time": {"first": span.first, "last": span.last} if span else None,
        "scale": {"kind": kind, "low": f"{scale.low:f}", "high": f"{scale.high:f}"} if scale else None,
        "marks": [_mark(mark) for mark in chart.marks],
    }


def _mark(mark: "Mark") -> dict[str, Any]:
    """``first`` and ``last`` are the days between which the date lies, null where it is open."""
    return {
        "date": mark.when.text, "first": mark.when.start, "last": mark.when.end,
        "category": mark.category.value, "label": _cell(mark.label), "who": _cell(mark.who), "money": _cell(mark.money),
    }  # fmt: skip


def _cell(cell: Cell) -> Any:
    if isinstance(cell, Joined) and len(cell.parts) == 1 and isinstance(cell.parts[0], Money):
        return _money(cell.parts[0])  # a sum in a column of words
    as_json = _JSON.get(type(cell))
    if as_json:
        return as_json(cell)
    return cell if cell is None or isinstance(cell, (str, int)) else words(cell, _ENGLISH)


def _money(cell: Money) -> dict[str, Any]:
    tree = amount_json(cell.amount)
    if cell.conversion and cell.conversion.rate:
        tree["rate"] = rate_json(cell.conversion.rate)
    return tree | ({"note": cell.note} if cell.note else {})


def _total(cell: Total) -> dict[str, Any]:
    counts = {
        "counted": cell.counted, "undisclosed": cell.undisclosed, "unrecorded": cell.unrecorded,
        "unconverted": cell.unconverted,
    }  # fmt: skip
    return amount_json(cell.amount) | counts


_JSON: Mapping[type, Callable[[Any], Any]] = {
    Money: _money,
    Total: _total,
    Multiple: multiple_json,
    Names: lambda cell: {"names": list(cell.names), "leads": cell.leads},
    Name: lambda cell: cell.text,
    Missing: lambda cell: {"missing": cell.label, "reason": cell.reason},
    Rate: rate_json,
    Bar: lambda cell: f"{cell.share:.4f}",
    Months: lambda cell: {"low": cell.low, "high": cell.high},
    PartialDate: lambda cell: cell.text,
}
