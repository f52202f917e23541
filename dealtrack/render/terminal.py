"""Documents on a terminal: headings, tables, lines and footnotes, in colour where there is colour."""

from collections.abc import Iterator
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dealtrack.render.cells import words
from dealtrack.render.columns import without_blanks
from dealtrack.render.harmless import one_line
from dealtrack.render.headings import heading
from dealtrack.render.layout import GAP, fitted, lay_out, parts, prose, written
from dealtrack.render.registry import Page, renders
from dealtrack.reports.cells import Cell, Joined, Tone, said
from dealtrack.reports.document import Document, Legend, Row, Section

_UNBOUNDED = 1_000_000
_STYLES = {
    Tone.DONE: "", Tone.PLAN: "yellow", Tone.ENDED: "red", Tone.CLAIM: "cyan", Tone.EVENT: "dim", Tone.PLAIN: "",
}  # fmt: skip


@renders("table")
def render(document: Document, page: Page) -> str:
    """The document as text, with ANSI colours where the page has them."""
    out = StringIO()
    console = Console(
        file=out, width=page.width or _UNBOUNDED, force_terminal=page.color, no_color=not page.color,
        color_system="standard" if page.color else None, legacy_windows=False, highlight=False,
    )  # fmt: skip
    for text in _lines(document, page):
        console.print(text, soft_wrap=page.width is None)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _lines(document: Document, page: Page) -> Iterator[Text]:
    charts, explained = _charts(document, page)
    for index, section in enumerate(document.sections):
        if index:
            yield Text("")
        yield from _heading(section, page, document.basis if index == 0 else "")
        yield from charts.get(section.key, ())
        yield from _body(section, page)
    if document.footnotes or document.legend or explained:
        yield Text("")
    for mark, told in document.footnotes:
        yield from _prose(f"{mark} {words(told, page)}".strip(), page, "dim")
    for legend in (document.legend, explained):
        entries = [one_line(f"{mark} {words(text, page)}") for mark, text in legend]
        yield from (Text(line, style="dim") for line in _packed(entries, page.width))


def _packed(entries: list[str], width: int | None) -> list[str]:
    """The entries of a legend in lines, none of them broken."""
    lines: list[str] = []
    for entry in entries:
        if lines and (width is None or cell_len(lines[-1]) + 3 + cell_len(entry) <= width):
            lines[-1] += f"   {entry}"
        else:
            lines.append(entry)
    return lines


def _heading(section: Section, page: Page, basis: Cell) -> Iterator[Text]:
    title = Text(one_line(heading(section.title, page)), style="bold")
    right = Text(one_line(words(basis, page)), style="dim")
    room = (page.width or 0) - title.cell_len - right.cell_len
    if title.cell_len and right.cell_len and (page.width is None or room >= GAP):
        yield Text.assemble(title, " " * max(GAP, room), right)
    else:
        yield from _prose(title.plain, page, "bold")
        yield from _prose(right.plain, page, "dim")


def _charts(document: Document, page: Page) -> tuple[dict[str, list[Text]], Legend]:
    """The lines of each section's chart, and what its characters mean."""
    charts = {section.key: section.chart for section in document.sections if section.chart}
    if not charts:
        return {}, ()
    from dealtrack.render.charts.text import drawn, legend_of  # most reports draw none

    shown = list(charts.values())
    lines = [
        [Text(""), *(Text.assemble(*((text, _STYLES[tone]) for text, tone in line)) for line in chart)]
        for chart in drawn(shown, page)
    ]
    return dict(zip(charts, lines, strict=True)), legend_of(shown, page)


def _body(section: Section, page: Page) -> Iterator[Text]:
    if section.table and section.table.rows:
        if section.spaced:
            yield Text("")
        for index, part in enumerate(parts(without_blanks(section.table, page), page)):
            if index:
                yield Text("")
            shown = fitted(written(part, page), page)
            for line, row in lay_out(shown, page):
                yield Text(line, style=_style(row))
            if left_out := [column.title for column in part.columns if column not in shown.table.columns]:
                lacking = said("no room here for: {columns}", columns=Joined(tuple(left_out)))
                yield from _prose(words(lacking, page), page, "dim")
        if section.lines:
            yield Text("")
    for told in section.lines:
        yield from _prose(words(told, page), page)


def _prose(text: str, page: Page, style: str = "") -> Iterator[Text]:
    return (Text(line, style=style) for line in prose(one_line(text), page.width)) if text else iter(())


def _style(row: Row | None) -> str:
    return "bold" if row is None else _STYLES[row.tone]
