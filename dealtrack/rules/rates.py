"""DT6xx: the recorded exchange rates."""

from dealtrack.diagnostics import Fault, Severity
from dealtrack.rules.registry import Finding, rule_of_reading
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
    record, and that none is quoted the wrong way round. A rate that stays at its new level was devalued.

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
