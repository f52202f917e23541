"""The words a book may use where it may not use just any: kinds, statuses and their like. Rounds are in ``rounds``.

Each term is a string enumeration. Other words for it, in English and in Chinese, are read as the term where they say
no more and no less; :mod:`dealtrack.values.labels` has the table of them.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A vocabulary that also knows the labels of its terms, in any case."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        from dealtrack.values.labels import term_of

        return term_of(cls, value) if isinstance(value, str) else None


class Kind(Term):
    """What sort of deal it is."""

    EQUITY = "equity"
    CONVERTIBLE = "convertible"
    DEBT = "debt"
    GRANT = "grant"
    SUPPORT = "support"
    SECONDARY = "secondary"
    IPO = "ipo"
    ACQUISITION = "acquisition"
    MERGER = "merger"
    TAKE_PRIVATE = "take-private"
    SPIN_OFF = "spin-off"
    BUYBACK = "buyback"
    JOINT_VENTURE = "joint-venture"
    CROWDFUNDING = "crowdfunding"
    OTHER = "other"


class Status(Term):
    """How far a deal has come."""

    RUMORED = "rumored"
    PLANNED = "planned"
    IN_TALKS = "in-talks"
    FILED = "filed"
    ANNOUNCED = "announced"
    COMPLETED = "completed"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"

    @property
    def is_done(self) -> bool:
        """Announced or completed: it is more than a plan."""
        return self in (Status.ANNOUNCED, Status.COMPLETED)

    @property
    def is_final(self) -> bool:
        """Completed or terminated: nothing follows. What is postponed or withdrawn may be taken up again."""
        return self in (Status.COMPLETED, Status.TERMINATED)


class Standing(Term):
    """How sure a claim is, by the word of whoever makes it."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    ESTIMATE = "estimate"
    RANKING = "ranking"
    TARGET = "target"
    DECLINED = "declined"


class Basis(Term):
    """Whether a valuation counts the new money."""

    PRE_MONEY = "pre-money"
    POST_MONEY = "post-money"


class InvestorType(Term):
    """What sort of investor it is."""

    VC = "vc"
    PE = "pe"
    CORPORATE = "corporate"
    BANK = "bank"
    GOVERNMENT = "government"
    GOVERNMENT_FUND = "government-fund"
    STATE_OWNED_ENTERPRISE = "state-owned-enterprise"
    SOVEREIGN = "sovereign"
    INDIVIDUAL = "individual"
    OTHER = "other"
