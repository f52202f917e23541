"""DT1xx: the shape of a file: its keys, its types, its words, its amounts and dates."""

from dealtrack.diagnostics import Fault, suggested
from dealtrack.rules.registry import Finding, rule_of_reading
from dealtrack.rules.wording import shown
from dealtrack.values.dates import BadDate
from dealtrack.values.rounds import KNOWN
from dealtrack.values.several import listed, several


def _not(fault: Fault, what: str) -> str:
    """``"foo" is not an amount: why``, without a reason that only says so again."""
    told = f"{shown(fault.text)} is not {what}" if fault.text.strip() else f"this is not {what}"
    return told if fault.why.endswith(f"not {what}") else f"{told}: {fault.why}"


def _did_you_mean(fault: Fault) -> str:
    near = suggested(fault.text, fault.choices)
    return f"did you mean {near}?" if near else f"known are {', '.join(fault.choices)}" if fault.choices else ""


@rule_of_reading("DT101", "unknown-key")
def unknown_key(fault: Fault) -> Finding:
    """What it checks: that every key is one that dealtrack knows at its place.

    Why it matters: a misspelt key would silently leave its fact out of every report.

    Bad:

        name: CloudWalk Technology
        citty: Guangzhou

    Good:

        name: CloudWalk Technology
        city: Guangzhou

    How to mend it: take the key that the help line names; what has no key goes into notes.
    """
    from dealtrack.values.other_words import key_for

    key = key_for(fault.text, fault.choices)
    hint = fault.hint or (f"did you mean {key}?" if key else _did_you_mean(fault))
    return Finding(fault.place, f"{fault.why} has no key {shown(fault.text)}", hint)


@rule_of_reading("DT102", "missing-key")
def missing_key(fault: Fault) -> Finding:
    """What it checks: that what must be there is there: a company's name; a deal's id, date and status; for a claim of
    any kind a date and an amount or value. (A missing source is DT701.)

    Why it matters: a deal without a date has no rate and no place in a timeline.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-b, date: 2017-11, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-b, date: 2017-11, status: completed, sources: [a]}

    How to mend it: add the key. A date may be as coarse as `2017`, and an amount may be `undisclosed`.
    """
    return Finding(fault.place, f"{fault.why} needs {fault.text}", f"add {fault.text}: …")


@rule_of_reading("DT103", "wrong-type")
def wrong_type(fault: Fault) -> Finding:
    """What it checks: that a list stands where a list is expected, a mapping where a mapping is, and one value where
    one value is.

    Why it matters: `leads: Shunwei Capital, Puhua Capital` would be one investor of an odd name.

    Bad:

        name: CloudWalk Technology
        founders: Zhou Xi

    Good:

        name: CloudWalk Technology
        founders: [Zhou Xi]

    How to mend it: put square brackets around a list, or start each item on a line of its own with a hyphen.
    """
    if fault.is_shape:
        return Finding(fault.place, f"{fault.why}, and this is {fault.text}", fault.hint)
    if not fault.text:
        return Finding(
            fault.place, f"{fault.why}, and this is empty".replace(" is not empty, and this", ""), fault.hint
        )
    is_short_list = fault.why.endswith("is a list") and shown(fault.text) == f'"{fault.text}"'
    hint = fault.hint or (_as_list(fault.text) if is_short_list else "")
    return Finding(fault.place, f"{fault.why}, and this is {shown(fault.text)}", hint)


def _as_list(text: str) -> str:
    """How to write as a list what stands as one text."""
    from dealtrack.files.scalars import written

    others = found.others if (found := several(text)) else ""
    left_out = f", without {others}, which names nobody" if others else ""
    return f"write [{', '.join(written(item, in_brackets=True) for item in listed(text))}]{left_out}"


@rule_of_reading("DT104", "unknown-term")
def unknown_term(fault: Fault) -> Finding:
    """What it checks: that a word from a vocabulary (kind, round, status, standing, basis, type) is one of
    that vocabulary. The labels that databases print for rounds and kinds are, and capitals make no difference.

    Why it matters: totals count only what is `announced` or `completed`; `done` would be counted nowhere.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-b, date: 2017-11, status: done, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-b, date: 2017-11, status: completed, sources: [a]}

    How to mend it: take the word that the help line names; the printed wording of a round can be kept in `label`.
    """
    return Finding(fault.place, f"{shown(fault.text)} is no {fault.why}", _term_meant(fault))


def _term_meant(fault: Fault) -> str:
    """What to write for an unknown term: what it means, or the nearest; for a round, the words may stay its label."""
    from dealtrack.values.labels import meaning_of
    from dealtrack.values.other_words import is_kind_of_round, terms_for

    if terms := terms_for(fault.text, fault.why):
        return f"did you mean {terms}?"
    meaning = meaning_of(fault.text)
    if fault.why == "round" and meaning and meaning.kind:
        return f"it is a kind, {meaning.kind}: mend kind, or leave round out"
    if fault.why == "kind" and is_kind_of_round(fault.text):
        return f"it is a round: leave kind out, and write round: {fault.text}"
    near = suggested(fault.text, fault.choices)
    if fault.why == "round" and not near:
        return f"write unknown, and label: {fault.text}, or one of {', '.join(KNOWN)}"
    return _did_you_mean(fault)


@rule_of_reading("DT105", "bad-amount")
def bad_amount(fault: Fault) -> Finding:
    """What it checks: that an amount can be read in one way only: a currency, a number, a scale, perhaps a qualifier.

    Why it matters: `$`, `¥` and `1,8` mean different sums to different readers.

    Bad:

        name: CloudWalk Technology
        valuations:
          - {date: 2020-05-13, amount: 5.3bn, sources: [a]}

    Good:

        name: CloudWalk Technology
        valuations:
          - {date: 2020-05-13, amount: CNY 5.3bn, sources: [a]}

    How to mend it: write `CNY 5.3bn`, `about USD 747m`, `USD 1bn-1.5bn`, `18亿元` or `undisclosed`.
    """
    return Finding(fault.place, _not(fault, "an amount"), fault.hint)


@rule_of_reading("DT106", "bad-date")
def bad_date(fault: Fault) -> Finding:
    """What it checks: that a date is one of the calendar, written as the subset of EDTF that dealtrack reads.

    Why it matters: `5/6/2020` is in May or in June, and 30 February is in no year.

    Bad:

        name: CloudWalk Technology
        founded: May 2015

    Good:

        name: CloudWalk Technology
        founded: 2015-05

    How to mend it: write the year first and only what is known: `2015`, `2015-05`, `2015-05-13`, `../2020-12`.
    """
    from dealtrack.values.forgiving import date_advice

    hint = date_advice(fault.text, BadDate(fault.why, fault.hint))
    return Finding(fault.place, _not(fault, "a date"), hint)


@rule_of_reading("DT107", "bad-currency")
def bad_currency(fault: Fault) -> Finding:
    """What it checks: that a currency is one of ISO 4217, or CNH, the yuan traded outside the mainland.

    Why it matters: there is no rate for a currency that does not exist.

    Bad:

        name: CloudWalk Technology
        valuations:
          - {date: 2020-05-13, amount: YUA 5.3bn, sources: [a]}

    Good:

        name: CloudWalk Technology
        valuations:
          - {date: 2020-05-13, amount: CNY 5.3bn, sources: [a]}

    How to mend it: write the three capital letters of the currency.
    """
    return Finding(fault.place, _not(fault, "an amount"), fault.hint)


@rule_of_reading("DT405", "inverted-range")
def inverted_range(fault: Fault) -> Finding:
    """What it checks: that a range of amounts runs from less to more.

    Why it matters: a range that runs the other way is a slip in one of its ends.

    Bad:

        name: SenseTime
        valuations:
          - {date: 2020-05, amount: USD 10bn-1bn, sources: [a]}

    Good:

        name: SenseTime
        valuations:
          - {date: 2020-05, amount: USD 1bn-10bn, sources: [a]}

    How to mend it: look into the source which end is wrong, or turn the two around.
    """
    return Finding(fault.place, f"{shown(fault.text)}: {fault.why}", fault.hint)
