"""An HTML page taken apart by a parser that forgives nothing: its elements, its tables, its texts."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Element(NamedTuple):
    """A tag with its attributes."""

    name: str
    attributes: dict[str, str]


class Cell(NamedTuple):
    """A cell of a table's body: what it says, and its rank."""

    text: str
    rank: str


class PageTable(NamedTuple):
    """The keys of a table's columns, its kinds of order, and its rows with their tones."""

    caption: str
    keys: list[str]
    kinds: list[str]
    rows: list[tuple[str, list[Cell]]]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[Element] = []
        self.tables: list[PageTable] = []
        self.texts: dict[str, str] = {}
        self.over = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute twice: {attrs}"
        self.elements.append(Element(tag, given))
        if tag not in VOID:
            self.open.append(tag)
        self.texts.setdefault(tag, "")
        if tag == "table":
            self.tables.append(PageTable("", [], [], []))
        elif tag == "tr" and "tbody" in self.open:
            self.tables[-1].rows.append((given["data-tone"], []))
        elif tag == "th" and "thead" in self.open:
            self.tables[-1].keys.append(given["data-column"])
            self.tables[-1].kinds.append(given.get("data-kind", ""))
        elif tag in ("td", "th"):
            over = int(given.get("colspan", "1"))
            self.tables[-1].rows[-1][1].extend([Cell("", given.get("data-sort", "")), *[Cell("", "")] * (over - 1)])
            self.over = over

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"</{tag}> closes what is not open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag] += data
        if "tbody" in self.open and {"td", "th"} & set(self.open):
            cells = self.tables[-1].rows[-1][1]
            first = cells[-self.over]
            cells[-self.over] = first._replace(text=first.text + data)
        elif "caption" in self.open:
            self.tables[-1] = self.tables[-1]._replace(caption=self.tables[-1].caption + data)


def parsed(page: str) -> _Parser:
    """The parts of *page*. Raises AssertionError where its tags do not nest."""
    assert page.startswith("<!doctype html>\n")
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert not parser.open, f"never closed: {parser.open}"
    return parser
