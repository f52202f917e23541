"""A document that has to fit into so many bytes: whole rows of it, and a line that counts those that are left out."""

from msgspec import structs

from dealtrack.render.registry import Page, Renderer
from dealtrack.reports.document import Document, Said, Section

# A comment of GitHub's holds 65,536 bytes at the worst; some are left for what is put around a report.
COMMENT_BYTES = 64_000
_LEAST = 14  # bytes that a row takes, if it says anything


def shortened(document: Document, page: Page, render: Renderer, most: int = COMMENT_BYTES) -> str:
    """*document* as *render* writes it, with as many of its rows, the first ones, as fit into *most* bytes."""
    rows = _rows(document)
    count = min(rows, most // _LEAST)
    text = render(document, page) if count == rows else ""
    if text and len(text.encode()) <= most:
        return text
    fewest = 0
    while fewest < count:  # fewest rows fit, more than count do not
        middle = (fewest + count + 1) // 2
        fits = len(render(_first(document, middle), page).encode()) <= most
        fewest, count = (middle, count) if fits else (fewest, middle - 1)
    return render(_first(document, fewest), page)


def _rows(document: Document) -> int:
    return sum(len(section.table.rows) for section in document.sections if section.table)


def _first(document: Document, count: int) -> Document:
    """The document with its first *count* rows; sections that lose all of theirs go."""
    left, sections = count, list[Section]()
    for section in document.sections:
        rows = section.table.rows if section.table else ()
        if rows and not left and sections:
            break
        kept = rows[:left]
        left -= len(kept)
        table = structs.replace(section.table, rows=kept) if section.table else None
        sections.append(structs.replace(section, table=table))
    lacking = _rows(document) - count
    template = "{count} more row is left out here" if lacking == 1 else "{count} more rows are left out here"
    end = Section("left-out", lines=(Said(template, {"count": lacking}),))
    return structs.replace(document, sections=(*sections, end))
