"""Documents as one HTML page that needs nothing else: no network, no font, no file beside it.

The style sheet and the script stand in the page, and its policy lets a browser run these two and load nothing at all.
Without the script the page says the same; with it, tables sort and the colours can be turned round.
"""

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from dealtrack import __version__
from dealtrack.render.html.markup import element, escaped, linked
from dealtrack.render.html.table import table_markup
from dealtrack.render.registry import Page, renders
from dealtrack.reports.document import Document, Section

_LANGUAGE = "en"
_SCHEME = "Light or dark"
_CONTENTS = "Contents"
_MANY = 3  # sections: as many deserve a list of contents


@renders("html")
def render(document: Document, page: Page) -> str:
    """A page of HTML 5 that is the same whenever it is made of the same document."""
    style, script = (files(__name__).joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    lead = _lead(document)
    heading = lead.title if lead else document.name.capitalize()
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
    body = "\n".join(
        (*_top(document, heading, lead), *_main(document, lead), _foot(document), element("script", script))
    )
    whole = element("html", f"\n{element('head', head)}\n{element('body', body)}\n", lang=_LANGUAGE)
    return f"<!doctype html>\n{whole}\n"


def _policy(style: str, script: str) -> str:
    allowed = "; ".join(f"{kind}-src '{_digest(text)}'" for kind, text in (("style", style), ("script", script)))
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _lead(document: Document) -> Section | None:
    """The section whose title is the page's: the only one, or one that heads all the others."""
    first, *others = document.sections or (None,)
    if first is None or not first.title:
        return None
    heads_all = not first.table and not any(_is_heading(other) for other in others)
    return first if heads_all or not others else None


def _is_heading(section: Section) -> bool:
    return not (section.table or section.lines)


def _top(document: Document, heading: str, lead: Section | None) -> Iterator[str]:
    told = element("p", f"dealtrack {escaped(document.name)}", class_="report")
    told += element("h1", _title(heading, lead.subtitle if lead else ""))
    if document.basis:
        told += element("p", escaped(document.basis), class_="basis")
    button = element("button", "◐", id="scheme", type="button", hidden="", aria_label=_SCHEME, title=_SCHEME)
    yield element("header", element("div", told) + button)
    listed = [
        (index, each) for index, each in enumerate(document.sections) if each.title and _level(document, each) == 2
    ]
    if len(listed) >= _MANY and lead is None:
        links = "".join(
            element("li", element("a", escaped(each.title), href=f"#section-{index + 1}")) for index, each in listed
        )
        yield element("nav", element("ul", links), aria_label=_CONTENTS)


def _title(title: str, subtitle: str) -> str:
    return escaped(title) + (f" {element('span', escaped(subtitle), class_='subtitle')}" if subtitle else "")


def _level(document: Document, section: Section) -> int:
    """2, or 3 for a part of another section: its key begins with the other's."""
    lead = _lead(document)
    parents = (each.key for each in document.sections if each is not lead)
    return 3 if any(section.key.startswith(f"{key}.") for key in parents) else 2


def _main(document: Document, lead: Section | None) -> Iterator[str]:
    marks = dict(document.legend)
    yield "<main>"
    for index, section in enumerate(document.sections):
        parts = [] if section is lead or not section.title else [_heading(document, section)]
        if section.table and section.table.rows:
            parts.append(table_markup(section.table, section.title or document.name, marks))
        if section.lines:
            parts.append(element("div", "".join(element("p", linked(line)) for line in section.lines), class_="lines"))
        yield element(
            "section", "\n".join(parts), id=f"section-{index + 1}", class_="lead" if section is lead else None
        )
    yield "</main>"


def _heading(document: Document, section: Section) -> str:
    return element(f"h{_level(document, section)}", _title(section.title, section.subtitle))


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
