"""DT6xx: the recorded exchange rates."""

from dealtrack.diagnostics import Fault
from dealtrack.rules.registry import Finding, rule_of_reading


@rule_of_reading("DT601", "bad-rate")
def bad_rate(fault: Fault) -> Finding:
    """What it checks: that every cell of a rates file is what its column says: a day, a currency, a positive number.

    Why it matters: a cell that cannot be read is left out, so that no figure is computed from it; the day then has no
    rate of its own.

    Bad: `2020-05-13,USD,CNY,-7.09,PBC`

    Good: `2020-05-13,USD,CNY,7.0875,PBC`

    How to mend it: take the figure from the publisher again; better, import the published file.
    """
    shown = fault.text if len(fault.text) <= 40 else fault.text[:39] + "…"
    return Finding(fault.place, f"{shown} {fault.why}".strip(), fault.hint)


@rule_of_reading("DT602", "conflicting-rate")
def conflicting_rate(fault: Fault) -> Finding:
    """What it checks: that no source has two values for one pair and one day.

    Why it matters: there is no telling which of the two is right; neither is used.

    Bad: two rows for 2020-05-13 with 7.09 and 7.90 CNY per USD.

    Good: one of them.

    How to mend it: delete the wrong one.
    """
    return Finding(fault.place, f"{fault.text} has two different values", "keep the right one", fault.related)
