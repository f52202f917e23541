"""The canonical layout of a book's YAML files: text in, text out, and nothing in it means anything else.

What stays as it was typed: every value but for its quotes, every comment, the order of all lists but that of deals.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from dealtrack.diagnostics import Fault
from dealtrack.files.decode import type_info
from dealtrack.files.formatting.ordering import with_deals_in_order, with_keys_in_order
from dealtrack.files.formatting.parse import parse
from dealtrack.files.formatting.printer import printed
from dealtrack.files.formatting.proof import lost
from dealtrack.files.reading import read_record
from dealtrack.model import Company
from dealtrack.values.chronology import oldest_first

_ODD_BREAKS = {"\x85": "U+0085", "\u2028": "U+2028", "\u2029": "U+2029"}


class Formatted(msgspec.Struct, frozen=True):
    """A text in the canonical layout; or, with ``faults`` or a reason ``why`` it is left alone, as it was.

    ``is_our_fault`` tells whether the reason is a mistake of dealtrack's own.
    """

    text: str
    faults: tuple[Fault, ...] = ()
    why: str = ""
    is_our_fault: bool = False


def formatted(text: str, file: str, as_type: Any) -> Formatted:
    """*text*, the YAML of *file*, which is to be of *as_type*, in the canonical layout, read again to be sure of it."""
    salvaged = read_record(text, file, as_type).salvaged
    faults = tuple(fault for fault in salvaged.faults if fault.rule != "lost-comment")
    if faults:
        return Formatted(text, faults)
    odd = next((name for char, name in _ODD_BREAKS.items() if char in text), "")
    if odd:
        return Formatted(text, why=f"it has a line that ends with {odd}, where others end with a line feed")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    after, deals = _laid_out(lines, as_type, salvaged.value)
    missing = lost(lines, after, as_type, deals)
    if missing:
        return Formatted(text, why=f"it would lose {missing}", is_our_fault=True)
    return Formatted(after)


def _laid_out(text: str, as_type: Any, record: Any) -> tuple[str, Sequence[int]]:
    """The new text, and the order of its deals if that is another."""
    document, expected, deals = parse(text), type_info(as_type), []
    if isinstance(record, Company):
        order = oldest_first([deal.date for deal in record.deals])
        document.root, was_moved = with_deals_in_order(document.root, order)
        deals = order if was_moved else []
    document.root = with_keys_in_order(document.root, expected)
    return printed(document, expected), deals
