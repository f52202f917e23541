"""DT5xx: what several parties say of one thing, where it cannot all be true."""

from collections.abc import Iterator

from dealtrack.diagnostics import Related, Severity
from dealtrack.reconciliation.claims import contradictions
from dealtrack.rules.registry import Finding, Subject, rule_of_facts


@rule_of_facts("DT504", "claims-disagree", Severity.NOTE)
def claims_disagree(subject: Subject) -> Iterator[Finding]:
    """What it checks: whether the sums that are claimed for one deal, the valuations of one time and basis by different
    parties, and the totals stated by different parties on one day can all be true, as rounded and converted.

    Why it matters: a report shows one of them; whoever reads it should know that there are others.

    Bad:

        name: CloudWalk Technology
        deals:
          - id: 2018-10-b-plus
            date: 2018-10
            status: completed
            amount: CNY 1bn
            claims:
              - {by: Tianyancha, amount: CNY 1bn, sources: [a]}
              - {by: IT Juzi, amount: CNY 500m, sources: [a]}
            sources: [a]

    Good:

        name: CloudWalk Technology
        deals:
          - id: 2018-10-b-plus
            date: 2018-10
            status: completed
            amount: CNY 1bn
            claims:
              - {by: CloudWalk, amount: undisclosed, sources: [a]}
              - {by: Tianyancha, amount: about CNY 1bn, sources: [a]}
            sources: [a]

    How to mend it: nothing needs mending, if each party did say so; the deal's own `amount` is what reports show.
    """
    for claim, other in contradictions(subject.reckoning, subject.company):
        message = f"{claim.statement}, and {other.statement}: not both can be true"
        told = f"{other.party} says so" if other.party else "the deal's own amount"
        related = (Related(subject.place(*other.path, "amount"), told),)
        yield Finding(subject.place(*claim.path, "amount"), message, "nothing needs mending, if each was said", related)
