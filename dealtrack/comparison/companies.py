"""What differs between two states of a company: its own facts, its deals and all that is claimed of it.

Deals are the same by their id; one of the same content, or of the same round, under another id was renamed. What has
no id is the same where it says the same, else where date and author agree, else where one of these does and no other
record fits.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from dealtrack.comparison.pairing import Key, paired
from dealtrack.comparison.records import RecordChange, fields_changed
from dealtrack.model import Company, Deal


class CompanyChange(msgspec.Struct, frozen=True):
    """A company that was added, removed, renamed or changed, by its ids ``old_slug`` and ``slug``.

    ``own`` is what differs in its own facts, ``records`` what differs in deals, claims, valuations …
    """

    slug: str
    before: Company | None
    after: Company | None
    own: RecordChange | None = None
    records: tuple[RecordChange, ...] = ()
    old_slug: str = ""

    @property
    def company(self) -> Company:
        """As it is, or as it last was."""
        company = self.after or self.before
        if company is None:
            raise ValueError("a company is there before or after")
        return company


def _content(deal: Deal) -> Hashable:
    return repr(structs.replace(deal, id="x"))


def _named(deal: Deal) -> Hashable:
    """The round that a deal is, by itself where that is not known."""
    return (deal.kind, deal.round, deal.label) if deal.round or deal.label else id(deal)


def _by(*names: str) -> Key[Any]:
    return lambda record: tuple(repr(getattr(record, name)) for name in names)


_KEYS: Mapping[str, Sequence[Key[Any]]] = {
    "deals": (_by("id"), _content, _by("kind", "round", "label", "date"), _named),
    "claims": (_by("by", "date"), _by("by"), _by("amount")),
    "valuations": (_by("by", "date"), _by("by", "amount"), _by("by"), _by("date", "amount")),
    "totals": (_by("by", "date"), _by("by", "amount"), _by("by"), _by("date", "amount")),
    "metrics": (_by("label", "date", "by"), _by("label", "date"), _by("label")),
    "events": (_by("what"), _by("date")),
    "backers": (_by("date", "by"), _by("investors"), _by("by")),
}


def company_change(
    slug: str, before: Company | None, after: Company | None, old_slug: str = ""
) -> CompanyChange | None:
    """What differs between two states of a company; None where nothing does."""
    old = old_slug if old_slug != slug else ""
    if before is after and not old:
        return None  # the same file, read once
    nothing = Company("x")
    records = tuple(_records(before or nothing, after or nothing))
    own = _own(slug, before, after)
    if before and after and not (records or own or old):
        return None
    return CompanyChange(slug, before, after, own, records, old)


def _own(slug: str, before: Company | None, after: Company | None) -> RecordChange | None:
    if before is None or after is None:
        return None
    bare = structs.replace(before, sources={}), structs.replace(after, sources={})
    fields = fields_changed(*bare)
    return RecordChange("company", slug, before, after, fields) if fields else None


class Pairing(NamedTuple):
    """A fact before and after, None where it is not; a claim with the deal that it is ``of``."""

    kind: str
    before: Any
    after: Any
    of: Deal | None = None


def pairings(before: Company, after: Company) -> Iterator[Pairing]:
    """Every fact of two states of a company, each with what it was; sources are none."""
    for kind in ("deals", "valuations", "totals", "metrics", "events", "backers"):
        for was, is_now in paired(getattr(before, kind), getattr(after, kind), _KEYS[kind]):
            yield Pairing(kind, was, is_now)
            if kind == "deals" and is_now:
                claims = was.claims if was else ()
                yield from (Pairing("claims", *pair, is_now) for pair in paired(claims, is_now.claims, _KEYS["claims"]))


def _records(before: Company, after: Company) -> Iterator[RecordChange]:
    new_deals = set()
    for kind, was, is_now, of in pairings(before, after):
        if kind == "deals" and was is None:
            new_deals.add(id(is_now))
        if of is None or id(of) not in new_deals:  # what is claimed of a new deal is told with it
            yield from (structs.replace(change, of=of) for change in _change(kind, was, is_now))
    yield from mapping_changes("sources", before.sources, after.sources)


def _change(kind: str, was: Any, is_now: Any) -> Iterator[RecordChange]:
    key, old_key = (getattr(record, "id", "") for record in (is_now or was, was or is_now))
    if was is None or is_now is None:
        yield RecordChange(kind, key, was, is_now)
        return
    fields = tuple(change for change in fields_changed(was, is_now) if change.field != "id")
    if fields or key != old_key:
        yield RecordChange(kind, key, was, is_now, fields, old_key if old_key != key else "")


def mapping_changes(
    kind: str, before: Mapping[str, Any], after: Mapping[str, Any], renamed: Callable[[Any], Hashable] = repr
) -> Iterator[RecordChange]:
    """What differs between records by id or name; those of equal content under another one were *renamed*."""
    gone = {key: record for key, record in before.items() if key not in after}
    by_content = {renamed(record): key for key, record in reversed(gone.items())}
    for key, record in after.items():
        if key in before:
            fields = fields_changed(before[key], record)
            if fields:
                yield RecordChange(kind, key, before[key], record, fields)
        elif old := by_content.pop(renamed(record), None):
            yield RecordChange(kind, key, gone.pop(old), record, (), old)
        else:
            yield RecordChange(kind, key, None, record)
    yield from (RecordChange(kind, key, record, None) for key, record in gone.items())
