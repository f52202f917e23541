"""What the readers share: a text with lines of cells, which may be quoted as in any CSV, and where each cell stands."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Context, Decimal

import msgspec

from dealtrack.diagnostics import Fault, Place, Span
from dealtrack.rates.table import MISSING, Pair

Key = tuple[str, Pair, date]  # which figure: whose, of what, of when

_NUMBER = re.compile(r"(?!0+(?:\.0*)?$)(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,40})?")
_QUOTED = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ \t\r]*(?=,|$)')
_PLAINLY_QUOTED = re.compile(r'(?<![^,\n])[ \t]*"([^",\n]*)"[ \t\r]*(?![^,\n])')
_AROUND = re.compile(r"[ \t\r]*([,\n])[ \t\r]*")
_PADDED = re.compile(r"0+(?=[0-9])")
_MOST_CELLS = 1000  # of a line: there are 180 currencies
_WIDE_ENOUGH = Context(prec=80)  # for every digit that a cell may have


class Cell(msgspec.Struct, frozen=True):
    """The text of a cell without the blanks around it, where it starts in the file, and whether it ends its line."""

    text: str
    start: int
    is_last: bool = False

    @property
    def span(self) -> Span:
        """The characters of its text; of an empty cell, the comma behind it."""
        return Span(self.start, self.start + (len(self.text) or (not self.is_last)))


class Sheet(msgspec.Struct, frozen=True):
    """A file after its leading ``#`` lines: header and body, and where in the ``text`` each starts."""

    file: str
    header: tuple[Cell, ...]
    offset: int
    body: str
    body_offset: int
    text: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The texts of the header."""
        return tuple(cell.text for cell in self.header)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The cells of each row that is not empty."""
        offset = self.body_offset
        for line in self.body.split("\n"):
            if line.strip():
                yield cells_of(line, offset)
            offset += len(line) + 1

    def fault(self, cell: Cell, why: str, hint: str = "") -> Fault:
        """A fault at a cell."""
        return Fault("bad-rate", self.place(cell), text=cell.text, why=why, hint=hint)

    def row_fault(self, row: Sequence[Cell], why: str) -> Fault:
        """A fault of a whole row."""
        return Fault("bad-rate", Place(self.file, span=Span(row[0].start, row[-1].start + len(row[-1].text))), why=why)

    def place(self, cell: Cell) -> Place:
        """Where a cell stands."""
        return Place(self.file, span=cell.span)


class Quotation(msgspec.Struct, frozen=True):
    """One figure of a file, for one unit of its base, and where it stands; SET_ASIDE for one that cannot be read."""

    source: str
    pair: Pair
    day: date
    figure: str
    place: Place


def cells_of(line: str, offset: int) -> tuple[Cell, ...]:
    """The cells of a line that starts at *offset*; what stands behind the last that a line may have is one more."""
    if '"' in line:
        return tuple(_quoted_cells(line, offset))
    cells = []
    parts = line.split(",", _MOST_CELLS)
    for number, part in enumerate(parts, start=1):
        text = part.strip()
        cells.append(Cell(text, offset + (part.index(text) if text else 0), number == len(parts)))
        offset += len(part) + 1
    return tuple(cells)


def _quoted_cells(line: str, offset: int) -> Iterator[Cell]:
    """The same where cells may be quoted: a comma in quotation marks is part of its cell."""
    at = 0
    while at <= len(line):
        quoted = _QUOTED.match(line, at)
        end = quoted.end() if quoted else (line.find(",", at) + 1 or len(line) + 1) - 1
        inside = quoted[1] if quoted else line[at:end]
        start = quoted.start(1) if quoted else at
        text = inside.strip()
        lead = inside.index(text[0]) if text else 0
        yield Cell(text.replace('""', '"') if quoted else text, offset + start + lead, end >= len(line))
        at = end + 1


def unquoted(text: str) -> str:
    """*text* without the quotation marks around cells that hold neither a comma nor a mark, nor blanks around cells."""
    return _AROUND.sub(r"\1", _PLAINLY_QUOTED.sub(r"\1", text)) if '"' in text else text


def sheet_of(text: str, file: str) -> Sheet:
    """*text* without the ``#`` and empty lines above its header; the header is empty where there is none."""
    offset = 0
    while offset < len(text):
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        line = text[offset:end]
        if line.strip() and not line.lstrip().startswith("#"):
            return Sheet(file, cells_of(line, offset), offset, text[end + 1 :], end + 1, text)
        offset = end + 1
    return Sheet(file, (), 0, "", len(text), text)


def is_rate(text: str) -> bool:
    """Whether a cell holds a positive number in plain digits, without zeros before it."""
    return _NUMBER.fullmatch(text) is not None


def why_no_rate(text: str) -> tuple[str, str]:
    """What is wrong with a cell that holds no rate, and how to mend it: zeros before a number are a slip of the pen."""
    plain = _PADDED.sub("", text, count=1) if _PADDED.match(text) else ""
    return ("has zeros before it", f"write {plain}") if is_rate(plain) else ("is not a positive number", "")


def day_of(text: str) -> date | None:
    """The day of a cell that holds one as ISO 8601 writes it, with hyphens."""
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[4] == text[7] == "-" else None
    except ValueError:
        return None


def shifted(figure: str, places: int) -> str:
    """A figure with its point moved *places* to the right, exactly: what 100 units cost becomes what one does by -2."""
    return figure if not places or figure in MISSING else f"{_WIDE_ENOUGH.scaleb(Decimal(figure), places):f}"
