"""What differs between two states of a whole book."""

from collections.abc import Collection, Iterator, Mapping

import msgspec

from dealtrack.comparison.companies import CompanyChange, company_change, mapping_changes
from dealtrack.comparison.records import RecordChange
from dealtrack.model import Book, Company
from dealtrack.values.names import normal


class BookChange(msgspec.Struct, frozen=True):
    """Companies, shared sources and investors that were added, removed, renamed or changed."""

    companies: tuple[CompanyChange, ...] = ()
    sources: tuple[RecordChange, ...] = ()
    investors: tuple[RecordChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing differs."""
        return not (self.companies or self.sources or self.investors)


def book_change(before: Book, after: Book, unread: Collection[str] = ()) -> BookChange:
    """What differs between two books. Companies that are *unread* on one side are left out on both."""
    return BookChange(
        tuple(_companies(_without(before.companies, unread), _without(after.companies, unread))),
        tuple(mapping_changes("sources", before.sources, after.sources)),
        tuple(mapping_changes("investors", before.investors, after.investors, _told_apart)),
    )


def _told_apart(record: object) -> str:
    """Investors without facts are told apart by their names alone, so that none is taken for another."""
    return repr(record) if getattr(record, "aliases", ()) or getattr(record, "names", {}) else str(id(record))


def _without(companies: Mapping[str, Company], unread: Collection[str]) -> dict[str, Company]:
    return {slug: company for slug, company in companies.items() if slug not in unread}


def _companies(before: Mapping[str, Company], after: Mapping[str, Company]) -> Iterator[CompanyChange]:
    gone = {slug: company for slug, company in before.items() if slug not in after}
    for slug, company in after.items():
        old = slug if slug in before else _old_slug(company, gone) or slug
        gone.pop(old, None)
        if change := company_change(slug, before.get(old), company, old):
            yield change
    for slug, company in gone.items():
        if change := company_change(slug, company, None):
            yield change


def _old_slug(company: Company, gone: Mapping[str, Company]) -> str | None:
    """Under which id of those that are *gone* the company stood: as it is, by its name, or with most of its deals."""
    return next((slug for slug, other in gone.items() if is_likely_same(other, company)), None)


def is_likely_same(before: Company, after: Company) -> bool:
    """Whether a company is another one, its file renamed: it is equal, has its name, or most of its deals."""
    if before == after or normal(before.name) == normal(after.name):
        return True
    was, is_now = ({repr(deal) for deal in company.deals} for company in (before, after))
    return bool(was) and 2 * len(was & is_now) > max(len(was), len(is_now))
