"""Documents on a terminal: headings, tables, lines and footnotes, in colour where there is colour."""

from collections.abc import Iterator
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dealtrack.render.columns import without_blanks
from dealtrack.render.harmless import one_line
from dealtrack.render.layout import GAP, fitted, lay_out, parts
from dealtrack.render.registry import Page, renders
from dealtrack.reports.document import Document, Row, Section, Tone

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
    for index, section in enumerate(document.sections):
        if index:
            yield Text("")
        yield from _heading(section, page, document.basis if index == 0 else "")
        yield from _body(section, page)
    if document.footnotes or document.legend:
        yield Text("")
    for mark, words in document.footnotes:
        yield Text(one_line(f"{mark} {words}"), style="dim")
    for line in _packed([one_line(f"{mark} {words}") for mark, words in document.legend], page.width):
        yield Text(line, style="dim")


def _packed(entries: list[str], width: int | None) -> list[str]:
    """The entries of a legend in lines, none of them broken."""
    lines: list[str] = []
    for entry in entries:
        if lines and (width is None or cell_len(lines[-1]) + 3 + cell_len(entry) <= width):
            lines[-1] += f"   {entry}"
        else:
            lines.append(entry)
    return lines


def _heading(section: Section, page: Page, basis: str) -> Iterator[Text]:
    title = Text(one_line("  ".join(part for part in (section.title, section.subtitle) if part)), style="bold")
    right = Text(one_line(basis), style="dim")
    room = (page.width or 0) - title.cell_len - right.cell_len
    if title.cell_len and right.cell_len and (page.width is None or room >= GAP):
        yield Text.assemble(title, " " * max(GAP, room), right)
    else:
        yield from (text for text in (title, right) if text.cell_len)


def _body(section: Section, page: Page) -> Iterator[Text]:
    if section.table and section.table.rows:
        if section.spaced:
            yield Text("")
        for index, part in enumerate(parts(without_blanks(section.table), page.width)):
            if index:
                yield Text("")
            shown = fitted(part, page.width)
            for line, row in lay_out(shown, page.width):
                yield Text(line, style=_style(row))
            if left_out := [column.title for column in part.columns if column not in shown.columns]:
                yield Text(f"no room here for: {', '.join(left_out)}", style="dim")
        if section.lines:
            yield Text("")
    for line in section.lines:
        yield Text(one_line(line))


def _style(row: Row | None) -> str:
    return "bold" if row is None else _STYLES[row.tone]
