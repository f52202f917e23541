"""Documents as GitHub-flavoured Markdown."""

from collections.abc import Iterator

from dealtrack.render.cells import cell_text
from dealtrack.render.harmless import markdown, markdown_block
from dealtrack.render.registry import Page, renders
from dealtrack.reports.document import Align, Document, Section, Table


@renders("md")
def render(document: Document, page: Page) -> str:
    """Headings, tables and footnotes; every value literal."""
    charts, explained = _charts(document, page)
    blocks = [block for section in document.sections for block in _section(section, charts.get(section.key))]
    if document.basis:
        blocks.append(f"_{markdown(document.basis)}_")
    if document.footnotes:
        blocks.append("  \n".join(f"{mark} {markdown(text)}" for mark, text in document.footnotes))
    if legend := (*document.legend, *explained):
        blocks.append(markdown("   ".join(f"{mark} {words}" for mark, words in legend)))
    return "\n\n".join(blocks) + "\n"


def _charts(document: Document, page: Page) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Each section's chart as a block of text, and what its characters mean; as wide as pages, not terminals, are."""
    charts = {section.key: section.chart for section in document.sections if section.chart}
    if not charts:
        return {}, ()
    from dealtrack.render.chart_text import drawn, legend_of, text_of  # brings Rich's table of widths with it

    shown = list(charts.values())
    lines = drawn(shown, None, ascii=page.ascii)
    blocks = ("\n".join(text_of(line) for line in chart) for chart in lines)
    return dict(zip(charts, map(markdown_block, blocks), strict=True)), legend_of(shown, ascii=page.ascii)


def _section(section: Section, chart: str | None) -> Iterator[str]:
    if section.title:
        yield f"### {markdown('  '.join(part for part in (section.title, section.subtitle) if part))}"
    if chart:
        yield chart
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
