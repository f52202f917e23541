"""The few words of a chart, for every format that draws one."""

from dealtrack.render.cells import cell_text, figure_of
from dealtrack.reports.chart import Category, Chart, Mark
from dealtrack.reports.document import Missing
from dealtrack.reports.wording import date_words

NOTHING = "no deals to draw"
NO_AMOUNT = "no amount"
CATEGORIES = {
    Category.RAISED: "raised",
    Category.OTHER: "other money",
    Category.PLAN: "planned",
    Category.ENDED: "put off or called off",
    Category.CLAIM: "claimed",
}
PERHAPS, IN_BETWEEN = "perhaps", "some day in between"


def scale_words(chart: Chart) -> str:
    """What the bars measure, and how; empty where there are none."""
    if chart.scale is None:
        return ""
    return f"{chart.currency}, {'logarithmic' if chart.scale.is_logarithmic else 'linear'} scale"


def figure_words(mark: Mark) -> str:
    """The sum as a table shows it, without its currency, which the scale names; or why there is none."""
    if mark.money is None:
        return NO_AMOUNT
    if isinstance(mark.money, Missing):
        return mark.money.label
    figure = figure_of(mark.money)
    return f"{figure.mark}{figure.number}{figure.unit}"


def chart_words(chart: Chart) -> str:
    """What a chart shows: from when to when, and what its bars measure."""
    if chart.span is None or not chart.marks:
        return NOTHING
    return " · ".join(part for part in (f"{chart.span.first} – {chart.span.last}", scale_words(chart)) if part)


def mark_words(mark: Mark) -> str:
    """All that is known of a mark, in a line."""
    known = (date_words(mark.when), mark.label, cell_text(mark.money) or NO_AMOUNT, cell_text(mark.who))
    return " · ".join(part for part in known if part)
