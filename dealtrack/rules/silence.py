"""What comments in the files silence, and the comments that are wrong: DT010."""

from collections.abc import Sequence

from msgspec import structs

from dealtrack.diagnostics import Diagnostic, Edit, Fault, Place, Reorder, Severity, Span
from dealtrack.files.book import BookOnDisk
from dealtrack.files.ignores import Ignore, ignores
from dealtrack.files.places import Located
from dealtrack.rules.registry import RULES, Finding, rule_of_reading
from dealtrack.rules.selectors import UnknownRule, rule_called


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
    kept = list(found)
    unwanted: set[Edit | Reorder] = set()
    for file in on_disk.ignoring:
        located = on_disk.text_of(file)
        lines = _Lines([each for each in found if each.place.file == file], located)
        for comment in ignores(located):
            silenced, faults = _weighed(comment, file, lines, is_whole=file not in on_disk.dropped)
            kept = [each for each in kept if each not in silenced]
            unwanted |= {edit for each in silenced for edit in each.edits}
            kept += [RULES["DT010"].diagnostic(ignore_comment(fault), fault.rule) for fault in faults]
    return tuple(_without_edits(each, unwanted) if each.edits and unwanted else each for each in kept)


def _without_edits(found: Diagnostic, unwanted: set[Edit | Reorder]) -> Diagnostic:
    return structs.replace(found, edits=tuple(edit for edit in found.edits if edit not in unwanted))


class _Lines:
    """The diagnostics of one file by the line that each starts on, and its code."""

    def __init__(self, found: Sequence[Diagnostic], located: Located) -> None:
        self._at = [(located.locate(each.place).line, each) for each in found]

    def of(self, line: int, code: str) -> list[Diagnostic]:
        return [each for at, each in self._at if at == line and each.code == code]


def _weighed(comment: Ignore, file: str, lines: _Lines, *, is_whole: bool) -> tuple[list[Diagnostic], list[Fault]]:
    """What a comment silences, and what is wrong with it.

    In a file of which something was left out, nobody knows what a rule would have said of it.
    """
    if not comment.rules:
        hint = "write # dealtrack: ignore[DT404] and the reason"
        return [], [_fault("malformed-ignore", file, comment.span, "this comment names no rule to ignore", hint)]
    silenced: list[Diagnostic] = []
    faults = []
    for name, span in comment.rules:
        try:
            code = rule_called(name).code
        except UnknownRule as error:
            faults.append(_fault("malformed-ignore", file, span, str(error), error.hint))
            continue
        here = lines.of(comment.line, code)
        silenced += here
        if not here and is_whole:
            why = f"{name} says nothing about this line"
            faults.append(
                _fault("useless-ignore", file, span, why, "delete the comment, or put it on the line it is about")
            )
    if silenced and not comment.reason:
        why = "this comment gives no reason"
        faults.append(
            _fault("unexplained-ignore", file, comment.span, why, "say behind the bracket why it is no mistake")
        )
    return silenced, faults


def _fault(rule: str, file: str, span: Span, why: str, hint: str) -> Fault:
    return Fault(rule, Place(file, span=span), why=why, hint=hint)
