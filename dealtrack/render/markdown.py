"""Documents as GitHub-flavoured Markdown."""

from collections.abc import Iterator

from dealtrack.render.cells import cell_text
from dealtrack.render.harmless import markdown
from dealtrack.render.registry import Page, renders
from dealtrack.reports.document import Align, Document, Section, Table


@renders("md")
def render(document: Document, page: Page) -> str:
    """Headings, tables and footnotes; every value literal."""
    blocks = [block for section in document.sections for block in _section(section)]
    if document.basis:
        blocks.append(f"_{markdown(document.basis)}_")
    if document.footnotes:
        blocks.append("  \n".join(f"{mark} {markdown(text)}" for mark, text in document.footnotes))
    if document.legend:
        blocks.append(markdown("   ".join(f"{mark} {words}" for mark, words in document.legend)))
    return "\n\n".join(blocks) + "\n"


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"### {markdown('  '.join(part for part in (section.title, section.subtitle) if part))}"
    if section.table and section.table.rows:
        yield "\n".join(_table(section.table))
    if section.lines:
        yield "  \n".join(markdown(line) for line in section.lines)


def _table(table: Table) -> Iterator[str]:
    yield _line(markdown(column.title) for column in table.columns)
    yield _line("---" if column.align is Align.LEFT else "---:" for column in table.columns)
    for row in table.rows:
        yield _line(markdown(cell_text(cell)) for cell in row.cells)


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"
