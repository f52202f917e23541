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
from dealtrack.render.html.markup import element, escaped, linked
from dealtrack.render.html.table import table_markup
from dealtrack.render.registry import Page, renders
from dealtrack.reports.document import Document, Section

_LANGUAGE = "en"
_SCHEME = "Light or dark"
_CONTENTS = "Contents"
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
    heading = next((each.section.title for each in placed if each.level == 1), document.name.capitalize())
    head = "\n".join(
        (
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f'<meta name="generator" content="dealtrack {__version__}">',
            element("title", escaped(f"{heading} · dealtrack {document.name}")),
            element("style", style),
        )
    )
    body = (*_top(document, heading, placed), _main(document, placed), _foot(document), element("script", script))
    whole = element("html", f"\n{element('head', head)}\n{element('body', chr(10).join(body))}\n", lang=_LANGUAGE)
    return f"<!doctype html>\n{whole}\n"


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


def _top(document: Document, heading: str, placed: Sequence[_Placed]) -> Iterator[str]:
    leads = bool(placed) and placed[0].level == 1
    told = element("p", f"dealtrack {escaped(document.name)}", class_="report")
    told += element("h1", _title(heading, placed[0].section.subtitle if leads else ""))
    if document.basis:
        told += element("p", escaped(document.basis), class_="basis")
    button = element("button", "◐", id="scheme", type="button", hidden="", aria_label=_SCHEME, title=_SCHEME)
    yield element("header", element("div", told) + button)
    listed = [each for each in placed if each.section.title and each.level == 2]
    if len(listed) >= _MANY and not leads:
        links = (element("a", escaped(each.section.title), href=f"#{each.anchor}") for each in listed)
        yield element("nav", element("ul", "".join(element("li", link) for link in links)), aria_label=_CONTENTS)


def _title(title: str, subtitle: str) -> str:
    return escaped(title) + (f" {element('span', escaped(subtitle), class_='subtitle')}" if subtitle else "")


def _main(document: Document, placed: Sequence[_Placed]) -> str:
    marks = dict(document.legend)
    sections = "\n".join(_section(each, document.name, marks) for each in placed)
    return element("main", f"\n{sections}\n")


def _section(placed: _Placed, report: str, marks: Mapping[str, str]) -> str:
    section = placed.section
    parts = []
    if section.title and placed.level > 1:
        parts.append(element(f"h{placed.level}", _title(section.title, section.subtitle)))
    if section.table and section.table.rows:
        parts.append(table_markup(section.table, section.title or report, marks))
    if section.lines:
        parts.append(element("div", "".join(element("p", linked(line)) for line in section.lines), class_="lines"))
    return element("section", "\n".join(parts), id=placed.anchor, class_="lead" if placed.level == 1 else None)


def _foot(document: Document) -> str:
    notes = "".join(
        element("p", f"{element('span', escaped(mark), class_='mark')} {linked(text)}")
        for mark, text in document.footnotes
    )
    legend = "".join(
        element("li", f"{element('span', escaped(mark), class_='mark')} {escaped(words)}")
        for mark, words in document.legend
    )
    parts = [
        element("div", notes, class_="footnotes") if notes else "",
        element("ul", legend, class_="legend") if legend else "",
        element("p", f"dealtrack {__version__}", class_="made"),
    ]
    return element("footer", "\n".join(filter(None, parts)))
