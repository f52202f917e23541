"""The few words of a chart, for every format that draws one."""

from dealtrack.render.cells import figure_of, words
from dealtrack.render.registry import Page
from dealtrack.reports.cells import Cell, Joined, Missing, Said, said
from dealtrack.reports.charts.drawing import Category, Chart, Mark

NOTHING = said("nothing to draw")
NO_AMOUNT = said("no amount")
CATEGORIES = {
    Category.RAISED: said("raised"),
    Category.OTHER: said("other money"),
    Category.PLAN: said("planned"),
    Category.ENDED: said("put off or called off"),
    Category.CLAIM: said("claimed"),
    Category.EVENT: said("event"),
}
PERHAPS, IN_BETWEEN = said("perhaps"), said("some day in between")


def scale_words(chart: Chart) -> Said | None:
    """What the bars measure, and how; None where there are none."""
    if chart.scale is None:
        return None
    kind = "logarithmic" if chart.scale.is_logarithmic else "linear"
    return Said(f"{{currency}}, {kind} scale", {"currency": chart.currency})


def figure_words(mark: Mark, page: Page) -> str:
    """The sum as a table shows it, without its currency, which the scale names; or why there is none, but of events."""
    if mark.category is Category.EVENT:
        return ""
    if mark.money is None or isinstance(mark.money, Missing):
        return words(mark.money or NO_AMOUNT, page)
    figure = figure_of(mark.money, page)
    return f"{figure.mark}{figure.number}{figure.unit}"


def chart_words(chart: Chart) -> Cell:
    """What a chart shows: from when to when, and what its bars measure."""
    if chart.span is None or not chart.marks:
        return NOTHING
    return Joined((f"{chart.span.first} – {chart.span.last}", scale_words(chart)), " · ")


def mark_words(mark: Mark) -> Cell:
    """All that is known of a mark, in a line."""
    money = None if mark.category is Category.EVENT else mark.money or NO_AMOUNT
    return Joined((mark.when, mark.label, money, mark.who), " · ")
