"""Shorthands of the file format, written out before a tree is typed.

Where a deal's round stands, databases print a kind (并购, Debt Financing), or a label that says more than a round does
(Venture Round, 天使+轮). Such a round sets the kind, and the label where there is none.
"""

from typing import TYPE_CHECKING, Any

from dealtrack.values.rounds import is_canonical
from dealtrack.values.vocabulary import Kind

if TYPE_CHECKING:
    from dealtrack.values.labels import Meaning


def write_out(tree: Any) -> Any:
    """*tree* with its deals' shorthands written out; the same object where there are none."""
    deals = tree.get("deals") if isinstance(tree, dict) else None
    if not isinstance(deals, list):
        return tree
    written = [_deal(deal) if isinstance(deal, dict) and isinstance(deal.get("round"), str) else deal for deal in deals]
    return {**tree, "deals": written} if any(map(_is_other, written, deals)) else tree


def _is_other(one: Any, other: Any) -> bool:
    return one is not other


def _deal(deal: dict[str, Any]) -> dict[str, Any]:
    printed = deal["round"]
    if is_canonical(printed):
        return deal
    from dealtrack.values.labels import meaning_of

    meaning = meaning_of(printed)
    if meaning is None or (meaning.kind is None and meaning.is_whole) or not _agrees(deal.get("kind"), meaning.kind):
        return deal
    return _written_out(deal, meaning)


def _agrees(stated: Any, kind: Kind | None) -> bool:
    if stated is None or kind is None:
        return True
    try:
        return Kind(stated) is kind
    except ValueError:
        return False


def _written_out(deal: dict[str, Any], meaning: "Meaning") -> dict[str, Any]:
    written = {key: value for key, value in deal.items() if key != "round"}
    if meaning.round:
        written["round"] = meaning.round
    if meaning.kind:
        written["kind"] = meaning.kind.value
    if not meaning.is_whole and written.get("label") is None:
        written["label"] = deal["round"]
    return written
