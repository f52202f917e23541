"""Shorthands of the file format, written out before a tree is typed.

Chinese databases print a deal's kind where its round stands (并购, IPO上市): such a round sets the kind.
"""

from typing import Any

from dealtrack.values.vocabulary import HAN_KINDS, Kind


def write_out(tree: Any) -> Any:
    """*tree* with its deals' shorthands written out; the same object where there are none."""
    deals = tree.get("deals") if isinstance(tree, dict) else None
    if not isinstance(deals, list) or not any(_has_kind_for_round(deal) for deal in deals):
        return tree
    return {**tree, "deals": [_with_kind(deal) if _has_kind_for_round(deal) else deal for deal in deals]}


def _has_kind_for_round(deal: Any) -> bool:
    if not isinstance(deal, dict):
        return False
    label = deal.get("round")
    return isinstance(label, str) and label in HAN_KINDS and _agrees(deal.get("kind"), HAN_KINDS[label])


def _agrees(stated: Any, kind: Kind) -> bool:
    return stated is None or stated == kind or (isinstance(stated, str) and HAN_KINDS.get(stated) is kind)


def _with_kind(deal: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in deal.items() if key != "round"}
    return {**kept, "kind": HAN_KINDS[deal["round"]]}
