"""Diagnostics for people: each with its source line and carets, or on a line of its own, or counted by rule."""

import re
from collections.abc import Iterator

from dealtrack.files.places import Pinned, PinnedDiagnostic
from dealtrack.render.ansi import BOLD, BY_SEVERITY, styled
from dealtrack.render.diagnostics.registry import Run, Style, reports
from dealtrack.render.diagnostics.wording import closing, counted_by_rule, more, short_help, where
from dealtrack.render.harmless import one_line

_WIDEST_EXCERPT = 160
# Terminals disagree on how wide an emoji of several characters is, but not on its parts: what joins and colours them
# is left out of excerpts, so that the carets below stay aligned in every one.
_PICTURE = "\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_JOINING = re.compile(f"(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])|[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


@reports("text")
def text(run: Run, style: Style) -> str:
    """What was found, and a last line of counts; with ``statistics``, a table of counts instead of what was found."""
    if style.statistics:
        shown = "\n".join(_statistics(run, style.color))
    elif style.concise:
        shown = "\n".join([*(_head(each, style.color) + short_help(each) for each in run.shown), *_more(run)])
    else:
        shown = "\n".join([*(_block(each, style.color) for each in run.shown), *(f"{line}\n" for line in _more(run))])
    last = f"{closing(run.summary)}{_mendable(run)}\n"
    return f"{shown}\n{last}" if shown else last


def _more(run: Run) -> Iterator[str]:
    """``deals/x.yaml: and 7,912 more of 3 kinds``, a line a file of which not all is shown."""
    yield from (f"{one_line(each.file)}: {more(each)}" for each in run.omitted)


def _mendable(run: Run) -> str:
    """How much of what was found --fix mends: what it can without a doubt, in files that are sound then."""
    if run.mendable is None:
        return "; --diff shows what --fix would mend"
    count = sum(bool(each.diagnostic.edits) and each.at.place.file in run.mendable for each in run.found)
    if not count:
        return ""
    return (
        f"; --fix mends {count} of them" if count < len(run.found) else f"; --fix mends {'them' if count > 1 else 'it'}"
    )


def _statistics(run: Run, color: bool) -> Iterator[str]:
    """``12  DT101  unknown-key  error``, aligned, and an empty line below."""
    counts = counted_by_rule(run.found)
    wide = max((len(str(each.count)) for each in counts), default=0)
    longest = max((len(each.name) for each in counts), default=0)
    for each in counts:
        severity = styled(each.severity.value, BY_SEVERITY[each.severity], color)
        yield f"{each.count:>{wide}}  {each.code}  {each.name.ljust(longest)}  {severity}"
    if counts:
        yield ""


def _head(found: PinnedDiagnostic, color: bool) -> str:
    diagnostic = found.diagnostic
    graveness = styled(f"{diagnostic.severity.value} {diagnostic.code}", BY_SEVERITY[diagnostic.severity], color)
    return f"{styled(where(found), BOLD, color)}: {graveness} {diagnostic.name}: {one_line(diagnostic.message)}"


def _block(found: PinnedDiagnostic, color: bool) -> str:
    diagnostic = found.diagnostic
    gutter = max(len(str(pinned.location.line)) for pinned in (found.at, *found.related))
    lines = [_head(found, color)]
    lines += _excerpt(found.at, gutter, "^", BY_SEVERITY[diagnostic.severity], color)
    for other in found.related:
        same_file = other.place.file == found.at.place.file
        if not same_file:
            there = f": {other.message}" if other.place.as_whole else f":{other.location.line}"
            lines.append(f"{' ' * gutter} --> {one_line(other.place.file + there)}")
        lines += _excerpt(other, gutter, "-", "1;34", color, separate=same_file)
    if diagnostic.hint:
        lines.append(f"{' ' * gutter} = {styled('help', BOLD, color)}: {one_line(diagnostic.hint)}")
    return "\n".join(lines) + "\n"


def _excerpt(at: Pinned, gutter: int, caret: str, style: str, color: bool, *, separate: bool = False) -> list[str]:
    """The line as it stands in the file, and carets below the characters that are meant."""
    if at.place.as_whole:
        return []
    start = at.location.column - 1
    end = at.location.end_column - 1 if at.location.end_line == at.location.line else len(at.line)
    line, start, end = _window(at.line, start, max(end, start + 1))
    # Each part by itself, so that a joiner that is meant is seen.
    before, meant, after = (_steady(part) for part in (line[:start], line[start:end], line[end:]))
    carets = " " * _cells(before) + styled(caret * max(1, _cells(meant)), style, color)
    bar = styled("|", "1;34", color)
    number = styled(str(at.location.line).rjust(gutter), "1;34", color)
    first = f"{' ' * gutter} {styled('...', '1;34', color) if separate else bar}"
    told = f" {one_line(at.message)}" if at.message else ""
    shown = one_line(before + meant + after).rstrip()
    return [first, f"{number} {bar} {shown}", f"{' ' * gutter} {bar} {carets}{told}"]


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """As much of a long line as is worth showing, around the characters from *start* to *end*."""
    if len(line) <= _WIDEST_EXCERPT:
        return line, start, end
    left = max(0, start - _WIDEST_EXCERPT // 4)
    cut = line[left : left + _WIDEST_EXCERPT]
    head = "…" if left else ""
    tail = "…" if left + _WIDEST_EXCERPT < len(line) else ""
    shift = len(head) - left
    return f"{head}{cut}{tail}", start + shift, min(end + shift, len(head) + len(cut))


def _steady(text: str) -> str:
    """*text* as characters that are as wide in one terminal as in another."""
    return one_line(text if text.isascii() else _JOINING.sub("", text))


def _cells(text: str) -> int:
    """How many cells of a terminal *text* takes. What is needed for Chinese is loaded only for it."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
