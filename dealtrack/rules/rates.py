"""DT6xx: the recorded exchange rates."""

from collections.abc import Iterator
from datetime import date

from dealtrack.diagnostics import Fault, Place, Severity
from dealtrack.rates.readers import find_figures
from dealtrack.rates.table import Pair, Series
from dealtrack.rules.registry import Finding, Whole, rule_of_book, rule_of_reading
from dealtrack.rules.wording import shortened


@rule_of_reading("DT601", "bad-rate")
def bad_rate(fault: Fault) -> Finding:
    """What it checks: that every cell of a rates file is what its column says: a day, a currency, a positive number.

    Why it matters: a cell that cannot be read is left out, so that no figure is computed from it; the day then has no
    rate of its own.

    Bad:

        # seeds/rates/pboc.csv
        date,base,quote,rate,source
        2020-05-13,USD,CNY,-7.09,PBoC

    Good:

        # seeds/rates/pboc.csv
        date,base,quote,rate,source
        2020-05-13,USD,CNY,7.0875,PBoC

    How to mend it: take the figure from the publisher again; better, import the published file.
    """
    return Finding(fault.place, f"{shortened(fault.text) or _subject(fault)} {fault.why}", fault.hint)


def _subject(fault: Fault) -> str:
    """What a fault without a text is about."""
    if fault.why.startswith("has no header"):
        return "the file"
    return "the row" if fault.why.startswith("has ") else "the cell"


@rule_of_reading("DT602", "conflicting-rate")
def conflicting_rate(fault: Fault) -> Finding:
    """What it checks: that no source has two values for one pair and one day.

    Why it matters: there is no telling which of the two is right; neither is used.

    Bad:

        # seeds/rates/pboc.csv
        date,base,quote,rate,source
        2020-05-13,USD,CNY,7.0875,PBoC
        2020-05-13,USD,CNY,7.0785,PBoC

    Good:

        # seeds/rates/pboc.csv
        date,base,quote,rate,source
        2020-05-13,USD,CNY,7.0875,PBoC

    How to mend it: delete the wrong one.
    """
    return Finding(fault.place, f"{fault.text} has two different values", "keep the right one", fault.related)


@rule_of_reading("DT603", "implausible-rate", severity=Severity.WARNING)
def implausible_rate(fault: Fault) -> Finding:
    """What it checks: that no rate is more than a fifth off the days before and after it, or off another series on
    record, and that none is quoted the wrong way round. A rate that stays at its new level was devalued. A series that
    has a pair alone is held to itself alone: record a second one, such as the ECB's, to check its scale.

    Why it matters: one misplaced point makes a deal ten times as large. No figure is computed from such a rate.

    Bad:

        # seeds/rates/pboc.csv
        date,base,quote,rate,source
        2020-05-12,USD,CNY,7.0919,PBoC
        2020-05-13,USD,CNY,0.1411,PBoC
        2020-05-14,USD,CNY,7.0948,PBoC

    Good:

        # seeds/rates/pboc.csv
        date,base,quote,rate,source
        2020-05-12,USD,CNY,7.0919,PBoC
        2020-05-13,USD,CNY,7.0875,PBoC
        2020-05-14,USD,CNY,7.0948,PBoC

    How to mend it: take the figure from the publisher again, and look which way round the pair is quoted.
    """
    return Finding(fault.place, f"{fault.text} {fault.why}", fault.hint)


@rule_of_book("DT604", "future-rate", Severity.WARNING)
def future_rate(whole: Whole) -> Iterator[Finding]:
    """What it checks: that no rate is of a day that is still to come. An earlier `--today` does not count: it asks what
    was known on a day, and a record that goes on behind it is in order.

    Why it matters: nobody has published it, so the day is mistyped, and the day that was meant lacks its rate. No
    figure is computed from a rate before its day.

    Bad:

        # seeds/rates/pboc.csv
        date,base,quote,rate,source
        2200-05-13,USD,CNY,7.0875,PBoC

    Good:

        # seeds/rates/pboc.csv
        date,base,quote,rate,source
        2020-05-13,USD,CNY,7.0875,PBoC

    How to mend it: look the day up where the figure is from.
    """
    today = max(whole.today, date.today())
    for series in whole.on_disk.rates.series:
        found = [
            (series.days[index], pair)
            for index in series.between(today, date.max)
            for pair in series.columns
            if series.days[index] > today and series.value(pair, index) is not None
        ]
        if found:
            yield _to_come(whole, series, found)


def _to_come(whole: Whole, series: Series, found: list[tuple[date, Pair]]) -> Finding:
    """A finding at the first of a series' rates of days to come, for all of them."""
    day, pair = found[0]
    key = (series.source, pair, day)
    text = whole.on_disk.text_of(series.file).lines.text
    _, place = find_figures(text, series.file, {key}).get(key, ("", Place(series.file)))
    days = len({each for each, _ in found})
    more = f", as {'is' if days == 2 else 'are'} {days - 1} more of this file" if days > 1 else ""
    message = f"{pair[1]} per {pair[0]} is of {day}: that day is still to come{more}"
    return Finding(place, message, "correct the day; no figure is computed from a rate before its day")
