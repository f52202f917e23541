"""What companies are compared by: each metric is one function, and its docstring is its definition."""

from dealtrack.reports.metrics import course, money, people, worth  # noqa: F401 - they register their metrics
from dealtrack.reports.metrics.registry import REGISTERED, Metric, Subject

__all__ = ["METRICS", "Metric", "Subject"]

_ORDER = (
    "founded", "raised", "stated", "deals", "undisclosed", "first-deal", "last-deal", "since-last", "between",
    "largest", "valuation", "step-up", "over-raised", "plan", "leads", "state-owned", "support", "events",
)  # fmt: skip
METRICS = {key: REGISTERED[key] for key in sorted(REGISTERED, key=_ORDER.index)}
