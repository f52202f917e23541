"""Who the investors of a deal are: canonical names, short names, state ownership."""

from collections.abc import Iterator
from functools import cached_property

from dealtrack.model import Book, Deal
from dealtrack.reports.cells import Name, Names
from dealtrack.values import names as called
from dealtrack.values.names import normal


class Roster:
    """The investors of a book, by every name that they go by."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._canonical = book.investor_names()
        self._known: dict[str, str] = {}

    def canonical(self, name: str) -> str:
        """The canonical name; of one that is not on record, the spelling in which the book has it first."""
        known = self._known.get(name)
        if known is None:
            known = self._canonical.get(name) or self._unrecorded.get(normal(name), name)
            self._known[name] = known
        return known

    def everyone(self) -> called.Names[str]:
        """All names of all investors that the book describes or names anywhere, to canonical names."""
        named = dict.fromkeys(self._named())
        return called.Names((*self._canonical.items(), *((name, self.canonical(name)) for name in named)))

    @cached_property
    def _unrecorded(self) -> dict[str, str]:
        """By normal form, the first spelling of everyone whom the book names; made when it is needed first."""
        found: dict[str, str] = {}
        for name in dict.fromkeys(self._named()):
            found.setdefault(normal(name), name)
        return found

    def _named(self) -> Iterator[str]:
        for company in self._book.companies.values():
            for deal in company.deals:
                yield from deal.backers
            for backing in company.backers:
                yield from backing.investors

    def names(self, deal: Deal) -> Names:
        """Who gave the money, leads first, by canonical names; short is an alias of half the length or less."""
        names = tuple(dict.fromkeys(self.canonical(name) for name in deal.backers))
        leads = len({self.canonical(name) for name in deal.leads})
        return self.named(names, leads)

    def named(self, names: tuple[str, ...], leads: int = 0) -> Names:
        """Canonical *names* with their short and their other forms, the first *leads* of them leads."""
        forms = {name: found for name in names if (found := self.name(name)).forms}
        return Names(names, leads, tuple(self._short(name) for name in names), forms)

    def name(self, name: str) -> Name:
        """A canonical name, with its forms in other languages."""
        investor = self._book.investors.get(name)
        return Name(name, investor.names if investor else {})

    def is_state_owned(self, name: str) -> bool | None:
        """Whether the investor is the state's; None where the book does not say."""
        investor = self._book.investors.get(self.canonical(name))
        return investor.state_owned if investor else None

    def _short(self, name: str) -> str:
        investor = self._book.investors.get(name)
        aliases = [alias for alias in investor.aliases if alias.isascii()] if investor else []
        shortest = min(aliases, key=len, default=name)
        return shortest if 2 * len(shortest) <= len(name) else name
