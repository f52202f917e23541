"""What comments in the files silence, and the comments that are wrong: DT010."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import structs

from dealtrack.diagnostics import MOST_FAULTS, Change, Diagnostic, Fault, Place, Severity, Span
from dealtrack.files.book import BookOnDisk
from dealtrack.files.ignores import Ignore, ignores
from dealtrack.files.places import Located
from dealtrack.rules.registry import RULES, Finding, Scope, rule_of_reading
from dealtrack.rules.selectors import ALL_ARE_LISTED, UnknownRule, rule_called

_MOST_SOUGHT = 100  # unknown names of rules for which the one that was meant is looked for


@rule_of_reading("DT010", "useless-ignore", "unexplained-ignore", "malformed-ignore", severity=Severity.WARNING)
def ignore_comment(fault: Fault) -> Finding:
    """What it checks: that a comment `# dealtrack: ignore[DT404] reason` names rules that there are, gives a reason,
    and stands on the line of something that those rules would say.

    Why it matters: a comment that silences nothing hides the next mistake on its line; one without a reason cannot be
    reviewed.

    Bad:

        name: CloudWalk Technology
        city: Guangzhou  # dealtrack: ignore[DT101] the source has it so

    Good:

        name: CloudWalk Technology
        sources:
          a-blog:  # dealtrack: ignore[DT206] read, and to be recorded when it has been checked
            publisher: A Blog
            published: 2020-05-13

    How to mend it: delete the comment when the mistake is mended; otherwise say why it is none, and put the comment at
    the end of the line that the message names.
    """
    return Finding(fault.place, fault.why, fault.hint)


def without_silenced(found: Sequence[Diagnostic], on_disk: BookOnDisk) -> tuple[Diagnostic, ...]:
    """*found* without what comments in the files silence, and with what is wrong with these comments.

    A change that would mend what is silenced is not made for the sake of others, either.
    """
    texts = {file: on_disk.text_of(file) for file in on_disk.ignoring}
    said = _by_line(found, texts)
    hints = _Hints()
    comments = [
        _Comment(file, each, said, hints)
        for file, located in texts.items()
        for each in islice(ignores(located), MOST_FAULTS)
    ]
    silenced = {each for comment in comments for each in comment.silenced}
    unwanted = {edit for each in silenced for edit in each.edits}
    kept = [_without_edits(each, unwanted) if each.edits else each for each in found if each not in silenced]
    unjudged = _unjudged(kept, on_disk)
    faults = [fault for comment in comments for fault in comment.faults(is_judged=comment.file not in unjudged)]
    return (*kept, *(RULES["DT010"].diagnostic(ignore_comment(fault), fault.rule) for fault in faults))


def _without_edits(found: Diagnostic, unwanted: set[Change]) -> Diagnostic:
    return structs.replace(found, edits=tuple(edit for edit in found.edits if edit not in unwanted))


_Said = Mapping[tuple[str, int, str], Sequence[Diagnostic]]


def _by_line(found: Sequence[Diagnostic], texts: Mapping[str, Located]) -> _Said:
    """The diagnostics of some files by file, the line that each starts on, and code."""
    said: dict[tuple[str, int, str], list[Diagnostic]] = {}
    for each in found:
        file = each.place.file
        if file in texts:
            said.setdefault((file, texts[file].locate(each.place).line, each.code), []).append(each)
    return said


def _unjudged(kept: Sequence[Diagnostic], on_disk: BookOnDisk) -> Collection[str]:
    """The files of which nobody knows what a rule would say: something of them, or of the seeds, could not be read."""
    seeds = any(each.place.file.startswith("seeds/") and RULES[each.code].scope is Scope.FAULT for each in kept)
    return on_disk.read if seeds else on_disk.dropped


class _Hints:
    """What to do about names that no rule has; which was meant is looked for for the first of very many only."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def of(self, name: str, error: UnknownRule) -> str:
        """What to do about that name."""
        if name not in self._found:
            if len(self._found) >= _MOST_SOUGHT:
                return ALL_ARE_LISTED
            self._found[name] = error.hint
        return self._found[name]


class _Comment:
    """A comment, what it silences of what was *said*, and what is wrong with it."""

    def __init__(self, file: str, written: Ignore, said: _Said, hints: "_Hints") -> None:
        self.file, self.written = file, written
        self._unknown: list[Fault] = []
        self._silenced: dict[tuple[str, Span], Sequence[Diagnostic]] = {}
        for name, span in written.rules:
            try:
                code = rule_called(name).code
            except UnknownRule as error:
                self._unknown.append(self._fault("malformed-ignore", span, str(error), hints.of(name, error)))
            else:
                self._silenced[name, span] = said.get((file, written.line, code), ())

    @property
    def silenced(self) -> tuple[Diagnostic, ...]:
        """What the comment silences."""
        return tuple(each for some in self._silenced.values() for each in some)

    def faults(self, *, is_judged: bool) -> Iterator[Fault]:
        """What is wrong with the comment; that it silences nothing only if that *is_judged*."""
        yield from self._unknown
        if not self.written.rules:
            hint = "write # dealtrack: ignore[DT404] and the reason"
            yield self._fault("malformed-ignore", self.written.span, "this comment names no rule to ignore", hint)
        for (name, span), silenced in self._silenced.items():
            if is_judged and not silenced:
                why = f"{name} says nothing about this line"
                hint = "delete the comment, or put it on the line it is about"
                yield self._fault("useless-ignore", span, why, hint)
        if self.silenced and not self.written.reason:
            hint = "say behind the bracket why it is no mistake"
            yield self._fault("unexplained-ignore", self.written.span, "this comment gives no reason", hint)

    def _fault(self, rule: str, span: Span, why: str, hint: str) -> Fault:
        return Fault(rule, Place(self.file, span=span), why=why, hint=hint)
