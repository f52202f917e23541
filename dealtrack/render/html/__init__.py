"""Documents as one HTML page that needs nothing else: no network, no font, no file beside it.

The style sheet and the script stand in the page, and its policy lets a browser run these two and load nothing at all.
Without the script the page says the same; with it, tables sort and the colours can be turned round.
"""

import base64
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from dealtrack import __version__
from dealtrack.render.cells import words
from dealtrack.render.headings import heading
from dealtrack.render.html.markup import element, escaped, linked
from dealtrack.render.html.table import table_markup
from dealtrack.render.registry import Page, renders
from dealtrack.reports.cells import Cell, Name, Said, said
from dealtrack.reports.document import Document, Section

_SCHEME = said("Light or dark")
_CONTENTS = said("Contents")
_LANGUAGES = {"en": "en", "zh": "zh-Hans"}
_MANY = 3  # sections: as many deserve a list of contents


class _Placed(NamedTuple):
    """A section at its place in the page: its anchor, and the level of its heading."""

    anchor: str
    section: Section
    level: int


@renders("html")
def render(document: Document, page: Page) -> str:
    """A page of HTML 5 that is the same whenever it is made of the same document."""
    style, script = (files(__name__).joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    placed = _outline(document)
    name = words(Said(document.name, capital=True), page)
    lead = next((each.section for each in placed if each.level == 1), None)
    title = heading(lead.title, page) if lead else name
    head = "\n".join(
        (
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f'<meta name="generator" content="dealtrack {__version__}">',
            element("title", escaped(" · ".join((title, *document.asked, f"dealtrack {document.name}")))),
            element("style", style),
        )
    )
    named = _title(lead.title, page) if lead else escaped(name)
    top = _top(document, named, placed, page)
    body = (*top, _main(document, placed, page), _foot(document, page), element("script", script))
    whole = element(
        "html", f"\n{element('head', head)}\n{element('body', chr(10).join(body))}\n", lang=_LANGUAGES[page.language]
    )
    return f"<!doctype html>\n{whole}\n"


def fragment(document: Document, page: Page) -> str:
    """The sections and what explains them, without a page: for a notebook, which has a style of its own."""
    placed = _outline(document)
    marked = (_main(document, placed, page), _foot(document, page))
    titled = element("p", escaped(words(document.basis, page))) if document.basis else ""
    lead = next((each.section.title for each in placed if each.level == 1), None)
    head = element("h3", _title(lead, page)) if lead else ""
    return element("div", "\n".join((head + titled, *marked)), class_="dealtrack")


def _policy(style: str, script: str) -> str:
    allowed = "; ".join(f"{kind}-src '{_digest(text)}'" for kind, text in (("style", style), ("script", script)))
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _outline(document: Document) -> tuple[_Placed, ...]:
    """The sections with the levels of their headings: 1 for the title of the page, 3 for parts of others."""
    lead = _lead(document.sections)
    keys = {section.key for section in document.sections if section is not lead}
    return tuple(
        _Placed(f"section-{number}", section, 1 if section is lead else 3 if _is_part(section, keys) else 2)
        for number, section in enumerate(document.sections, 1)
    )


def _lead(sections: Sequence[Section]) -> Section | None:
    """The only section, or one that heads all the others; None where it has no title, or there is no such."""
    if not sections or not sections[0].title:
        return None
    first, *others = sections
    heads_all = not first.table and not any(_is_heading(other) for other in others)
    return first if heads_all or not others else None


def _is_heading(section: Section) -> bool:
    return not (section.table or section.lines)


def _is_part(section: Section, keys: Collection[str]) -> bool:
    """Whether its key goes on where another's ends: ``cloudwalk.totals[0]``."""
    return any(section.key[: dot.start()] in keys for dot in re.finditer(r"\.", section.key))


def _top(document: Document, title: str, placed: Sequence[_Placed], page: Page) -> Iterator[str]:
    leads = bool(placed) and placed[0].level == 1
    told = element("p", escaped(" · ".join((f"dealtrack {document.name}", *document.asked))), class_="report")
    told += element("h1", title)
    if document.basis:
        told += element("p", escaped(words(document.basis, page)), class_="basis")
    scheme = words(_SCHEME, page)
    button = element("button", "◐", id="scheme", type="button", hidden="", aria_label=scheme, title=scheme)
    yield element("header", element("div", told) + button)
    listed = [each for each in placed if each.section.title and each.level == 2]
    if len(listed) >= _MANY and not leads:
        links = (element("a", escaped(words(each.section.title, page)), href=f"#{each.anchor}") for each in listed)
        yield element(
            "nav", element("ul", "".join(element("li", link) for link in links)), aria_label=words(_CONTENTS, page)
        )


def _title(title: Cell, page: Page) -> str:
    """A title; of a name, its other forms stand behind it in a lighter hand."""
    if not isinstance(title, Name):
        return escaped(words(title, page))
    first, *others = title.forms_in(page.language)
    return escaped(first) + (f" {element('span', escaped('  '.join(others)), class_='subtitle')}" if others else "")


def _main(document: Document, placed: Sequence[_Placed], page: Page) -> str:
    marks = {mark: words(text, page) for mark, text in document.legend}
    sections = "\n".join(_section(each, document.name, marks, page) for each in placed)
    return element("main", f"\n{sections}\n")


def _section(placed: _Placed, report: str, marks: Mapping[str, str], page: Page) -> str:
    section = placed.section
    parts = []
    if section.title and placed.level > 1:
        parts.append(element(f"h{placed.level}", _title(section.title, page)))
    if section.chart:
        from dealtrack.render.charts.svg import svg  # most pages draw none

        parts.append(element("div", svg(section.chart, page), class_="chart"))
    if section.table and section.table.rows:
        parts.append(table_markup(section.table, words(section.title, page) or report, marks, page))
    if section.lines:
        parts.append(
            element("div", "".join(element("p", linked(words(line, page))) for line in section.lines), class_="lines")
        )
    return element("section", "\n".join(parts), id=placed.anchor, class_="lead" if placed.level == 1 else None)


def _foot(document: Document, page: Page) -> str:
    notes = "".join(
        element("p", f"{element('span', escaped(mark), class_='mark')} {linked(words(text, page))}")
        for mark, text in document.footnotes
    )
    legend = "".join(
        element("li", f"{element('span', escaped(mark), class_='mark')} {escaped(words(text, page))}")
        for mark, text in document.legend
    )
    parts = [
        element("div", notes, class_="footnotes") if notes else "",
        element("ul", legend, class_="legend") if legend else "",
        element("p", f"dealtrack {__version__}", class_="made"),
    ]
    return element("footer", "\n".join(filter(None, parts)))
