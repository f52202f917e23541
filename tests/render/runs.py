"""Runs made of strings, for the tests of formats: apart from any book, so that every part of them is known."""

from dealtrack.diagnostics import Diagnostic, Place, Related, Severity, Span
from dealtrack.files.places import Located, pin
from dealtrack.render.diagnostics import Run, Style, Summary, reporter

TEXTS = {
    "deals/a.yaml": "name: 云从科技\ncity: [a]\nnames:\n  zh: x\nend\n",
    "deals/b.yaml": "b: c\n",
}


def found(message="some message", severity="error", start=0, end=4, file="deals/a.yaml", code="DT101", **options):
    """A diagnostic about the characters from *start* to *end* of a file."""
    place = options.pop("place", None) or Place(file, span=Span(start, end))
    return Diagnostic(code, options.pop("name", "some-name"), Severity(severity), message, place, **options)


def related(message, start=0, end=1, file="deals/b.yaml"):
    return (Related(Place(file, span=Span(start, end)), message),)


def run_of(*diagnostics, texts=TEXTS, **options):
    """A run that has found *diagnostics*, with its counts."""
    counts = {f"{kind}s": sum(each.severity == kind for each in diagnostics) for kind in ("error", "warning", "note")}
    pinned = pin(diagnostics, lambda file: Located(texts.get(file, "")))
    return Run(pinned, Summary(2, 2, 0, **counts), **{"files": tuple(TEXTS), **options})


def shown(format, *diagnostics, style=None, **options):
    """What the format of that name makes of *diagnostics*."""
    return reporter(format)(run_of(*diagnostics, **options), style or Style())
