"""DT0xx: the file as a file of text, and as YAML."""

from dealtrack.diagnostics import Fault, Severity
from dealtrack.rules.registry import Finding, rule_of_reading
from dealtrack.rules.wording import shortened, shown

_FEATURE_HINTS = {
    "a directive": "delete the line",
    "a second document": "make it a file of its own",
    "a closing ---": "delete this line",
    "a second ---": "delete this line",
    "a key that is no text": "write the key as one word",
}


@rule_of_reading("DT001", "invalid-yaml")
def invalid_yaml(fault: Fault) -> Finding:
    """What it checks: that the file can be read as YAML.

    Why it matters: from the mistake on, nothing in the file can be trusted to mean what its author meant, so the rest
    of the file is not checked until it is mended.

    Bad:

        name: CloudWalk Technology
        notes: two rounds: one of them closed

    Good:

        name: CloudWalk Technology
        notes: 'two rounds: one of them closed'

    How to mend it: look at the character that the caret points at; the help line says what usually went wrong there.
    """
    return Finding(fault.place, f"not YAML: {fault.why}", fault.hint)


@rule_of_reading("DT002", "not-utf-8")
def not_utf_8(fault: Fault) -> Finding:
    """What it checks: that the file is text in UTF-8, with or without a byte order mark.

    Why it matters: in any other encoding a Chinese name turns into other characters on the next machine.

    Bad: a file saved as GBK, GB18030, Big5 or UTF-16.

    Good: the same file saved as UTF-8.

    How to mend it: save it as UTF-8 in the editor, or run `iconv -f GB18030 -t UTF-8 old.yaml > new.yaml`.
    """
    return Finding(fault.place, f"byte {fault.text} is not UTF-8", fault.hint)


@rule_of_reading("DT003", "duplicate-key")
def duplicate_key(fault: Fault) -> Finding:
    """What it checks: that no mapping has the same key twice.

    Why it matters: YAML readers silently keep one of the two, and not all of them the same one.

    Bad:

        name: CloudWalk Technology
        city: Guangzhou
        city: Chongqing

    Good:

        name: CloudWalk Technology
        city: Guangzhou

    How to mend it: keep one of the two; where sources disagree, record both as claims.
    """
    return Finding(
        fault.place, f"{shortened(fault.text)} is here for the second time", "keep one of the two", fault.related
    )


@rule_of_reading("DT004", "yaml-feature")
def yaml_feature(fault: Fault) -> Finding:
    """What it checks: that the file uses none of YAML's programming: anchors, aliases, tags, merge keys, directives,
    keys that are no text, several documents in a file, a second `---`.

    Why it matters: with them a line no longer says what it means by itself, and a review of a change can miss it.

    Bad:

        name: CloudWalk Technology
        city: &home Guangzhou
        notes: *home

    Good:

        name: CloudWalk Technology
        city: Guangzhou
        notes: Guangzhou

    How to mend it: write the value out in each place. A value that starts with & or * or ! goes in quotes. A `---` that
    closes the front matter of a note is deleted, as `--fix` does.
    """
    hint = _FEATURE_HINTS.get(fault.text, "write the value out, or put it in quotes if it is text")
    return Finding(fault.place, f"{fault.text} is not allowed", hint)


@rule_of_reading("DT005", "too-large", "too-deep", "too-many")
def too_large_or_deep(fault: Fault) -> Finding:
    """What it checks: that the file is no larger than 2 MiB, and nested no deeper than 32 levels; that it has at most
    50,000 mistakes of one kind, and 20,000 characters of full width that should be others; that a company has at most
    1,000 valuations and as many totals, and a deal 50 claims and 1,000 steps. With very many deals there may be fewer
    valuations (200,000 pairs with a deal) and totals (50,000).

    Why it matters: no company file comes near; what does is a mistake or an attack, and is refused before it is read.
    Of a list that is too long nothing is read, so that no check and no report takes longer than the file explains.

    Bad: a file with 33 opening brackets.

    Good: a file as in the README; its deepest values stand at level five.

    How to mend it: close the brackets that are open; divide a file that holds more than one company.
    """
    if fault.rule == "too-deep":
        return Finding(fault.place, "nested deeper than 32 levels", "close the brackets that are open")
    if fault.rule == "too-many":
        return Finding(fault.place, fault.why, fault.hint)
    return Finding(fault.place, f"larger than {fault.text}", "divide it: a company file holds one company")


@rule_of_reading("DT006", "confusable-character")
def confusable_character(fault: Fault) -> Finding:
    """What it checks: that no character that only looks like another one stands where structure or a typed value is
    meant: full-width punctuation and digits, curly quotes, no-break and ideographic spaces, zero-width characters. In
    names and prose they may stand. Control characters and bidirectional overrides may stand nowhere.

    Why it matters: Chinese input methods type them, no font shows the difference, and YAML reads them as plain text.

    Bad:

        name： CloudWalk Technology

    Good:

        name: CloudWalk Technology

    How to mend it: type the ASCII character that the help line names, with the input method switched to English.
    """
    code = f"U+{ord(fault.text[0]):04X}"
    named = f"{fault.text[0]} ({code})" if fault.text[0].isprintable() and not fault.text[0].isspace() else code
    return Finding(fault.place, f"{named} {_where(fault.why)}", fault.hint or "delete it")


def _where(why: str) -> str:
    return f"stands {why}" if why.startswith("where") else f"is {why.removesuffix(' anywhere')}, allowed nowhere"


@rule_of_reading("DT007", "empty-file")
def empty_file(fault: Fault) -> Finding:
    """What it checks: that a file holds something besides comments.

    Why it matters: an empty company file is one that somebody forgot to fill, or that a crashed program left.

    Bad:

        # deals/cloudwalk.yaml

    Good:

        # deals/cloudwalk.yaml
        name: CloudWalk Technology

    How to mend it: write at least a name, or delete the file.
    """
    return Finding(fault.place, "the file is empty", "write at least a name, or delete the file")


@rule_of_reading("DT008", "lost-comment", severity=Severity.WARNING)
def lost_comment(fault: Fault) -> Finding:
    """What it checks: that no `#` directly before a letter or a digit cuts a value short. Behind a blank, YAML takes it
    for the beginning of a comment.

    Why it matters: `label: Series #3` is only `Series`, and nobody who reads the file would think so.

    Bad:

        name: CloudWalk Technology
        notes: winner of prize #3

    Good:

        name: CloudWalk Technology
        notes: 'winner of prize #3'

    How to mend it: put the value in quotes; if a comment is meant, leave a blank behind the `#`.
    """
    hint = "put the value in quotes, or a blank behind # if it is a comment"
    return Finding(fault.place, f"{shown(fault.text)} is no part of the value: a comment begins here", hint)


@rule_of_reading("DT009", "unreadable-file")
def unreadable_file(fault: Fault) -> Finding:
    """What it checks: that every file of the book is a file in the book, and may be read. Links are followed as far as
    they stay inside the book and lead to nothing hidden (`.git`, `.env`). A link out of it, a pipe, a socket, a device
    or a directory in the place of a file is refused without being opened. (A hard link cannot be told from a file.)

    Why it matters: a file that is passed over in silence is a company missing from every total; and a link from a
    stranger's pull request to `/proc/self/environ` would print the secrets of the machine that checks it.

    Bad: a directory with a name like `deals/cloudwalk.yaml`, or a link of that name to `/etc/passwd`.

    Good: a file of that name, or a link to another file of the book.

    How to mend it: rename the directory, put the file itself in the place of the link, or give yourself the right to
    read it.
    """
    hint = fault.hint or "mend its rights or its link, or rename it"
    return Finding(fault.place, f"cannot be read: {fault.why}", hint)


@rule_of_reading("DT011", "swallowed-line", severity=Severity.WARNING)
def swallowed_line(fault: Fault) -> Finding:
    """What it checks: that no value goes on into a line that looks like an item of a list, or like a key, of its own:
    one that is indented too far, or that stands behind a quote which is not closed where it should be.

    Why it matters: YAML makes one value of both lines, here one founder "Li An - Wang Bo", and nobody who reads the
    file would think so. Nothing else is checked about such a value.

    Bad:

        name: Blue Lamp
        founders:
          - Li An
           - Wang Bo

    Good:

        name: Blue Lamp
        founders:
          - Li An
          - Wang Bo

    How to mend it: start the line in the column that the help line names. `--fix` moves names that stand one blank too
    far right. A text that is meant to have such lines in it goes in quotes, or behind `|` or `>`.
    """
    return Finding(fault.place, fault.why, fault.hint)


@rule_of_reading("DT012", "merge-conflict")
def merge_conflict(fault: Fault) -> Finding:
    """What it checks: that no file of the book has the markers in it that git leaves where two versions could not be
    merged.

    Why it matters: which of the two versions counts is not decided, so nothing of the file is read until it is.

    Bad:

        name: Blue Lamp
        <<<<<<< HEAD
        city: Suzhou
        =======
        city: Wuxi
        >>>>>>> their-branch

    Good:

        name: Blue Lamp
        city: Wuxi

    How to mend it: keep what is right of the two and delete the three lines of markers (four, if git was told to show
    what stood there before). Where the sources disagree, record both as claims.
    """
    return Finding(fault.place, fault.why, fault.hint)
