"""Who the investors of a deal are: canonical names, short names, state ownership."""

from dealtrack.model import Book, Deal
from dealtrack.reports.cells import Name, Names


class Roster:
    """The investors of a book, by every name that they go by."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._canonical = book.investor_names()

    def canonical(self, name: str) -> str:
        """The canonical name; the name itself where the book does not know it."""
        return self._canonical.get(name, name)

    def everyone(self) -> dict[str, str]:
        """All names of all investors that the book describes or names anywhere, to canonical names."""
        names = dict(self._canonical)
        for company in self._book.companies.values():
            for group in (*(deal.backers for deal in company.deals), *(each.investors for each in company.backers)):
                names.update((name, self.canonical(name)) for name in group)
        return names

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
