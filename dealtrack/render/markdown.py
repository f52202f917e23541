"""Documents as GitHub-flavoured Markdown."""

from collections.abc import Iterator

from msgspec import structs

from dealtrack.render.cells import cell_text, column_scales, words
from dealtrack.render.headings import heading
from dealtrack.render.literal import markdown, markdown_block, markdown_line
from dealtrack.render.registry import Page, renders
from dealtrack.reports.document import Align, Document, Legend, Section, Table


@renders("md")
def render(document: Document, page: Page) -> str:
    """Headings, tables and footnotes; every value literal."""
    charts, explained = _charts(document, page)
    blocks = [block for section in document.sections for block in _section(section, charts.get(section.key), page)]
    if document.basis:
        blocks.append(f"_{markdown(words(document.basis, page))}_")
    if document.footnotes:
        blocks.append("  \n".join(_footnote(mark, words(text, page)) for mark, text in document.footnotes))
    if legend := (*document.legend, *explained):
        blocks.append(markdown_line("   ".join(f"{mark} {words(text, page)}" for mark, text in legend)))
    return "\n\n".join(blocks) + "\n"


def _footnote(mark: str, text: str) -> str:
    return f"{mark} {markdown(text)}" if mark else markdown_line(text)


def _charts(document: Document, page: Page) -> tuple[dict[str, str], Legend]:
    """Each section's chart as a block of text, and what its characters mean; as wide as pages, not terminals, are."""
    charts = {section.key: section.chart for section in document.sections if section.chart}
    if not charts:
        return {}, ()
    from dealtrack.render.charts.text import drawn, legend_of, text_of  # brings Rich's table of widths with it

    shown = list(charts.values())
    lines = drawn(shown, structs.replace(page, width=None))
    blocks = ("\n".join(text_of(line) for line in chart) for chart in lines)
    return dict(zip(charts, map(markdown_block, blocks), strict=True)), legend_of(shown, page)


def _section(section: Section, chart: str | None, page: Page) -> Iterator[str]:
    if section.title:
        yield f"### {markdown(heading(section.title, page))}"
    if chart:
        yield chart
    if section.table and section.table.rows:
        yield "\n".join(_table(section.table, page))
    if section.lines:
        yield "  \n".join(markdown_line(words(line, page)) for line in section.lines)


def _table(table: Table, page: Page) -> Iterator[str]:
    yield _line(markdown(heading(column.title, page, " ")) for column in table.columns)
    yield _line("---" if column.align is Align.LEFT else "---:" for column in table.columns)
    columns = [
        column_scales(column, [row.cells[index] for row in table.rows], page)
        for index, column in enumerate(table.columns)
    ]
    for row in table.rows:
        yield _line(markdown(cell_text(cell, page, scales)) for cell, scales in zip(row.cells, columns, strict=True))


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"
