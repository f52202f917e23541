"""Each invariant against a program that breaks it: what cannot fail holds nothing."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fuzz import running
from tests.fuzz.cases import Case
from tests.fuzz.harness import Harness
from tests.fuzz.invariants import INVARIANTS
from tests.fuzz.place import Fifo, File, Folder, Link
from tests.fuzz.shrinking import shrink
from tests.fuzz.texts import MARKUP, SECRET

FILE = "name: X  # note-1-of-fuzz\naliases: ['a', \"b\"]\n"
ENTRIES = {
    "book/deals/x.yaml": File(FILE.encode()),
    "book/link.yaml": Link("deals/x.yaml"),
    "book/pipe": Fifo(),
    "book/empty": Folder(),
}


def writes(text, path="deals/x.yaml"):
    return lambda: Path(path).write_text(text, encoding="utf-8") and None


def prints(text, stream="stdout"):
    return lambda: getattr(sys, stream).write(text) and None


def replaces_link():
    os.unlink("link.yaml")
    writes("x", "link.yaml")()


def runs_canary():
    subprocess.run(["../canary/program.sh"], check=False)


def takes_memory():
    assert len(b"x" * (600 << 20))


def leaves_a_conflict():
    writes("<<<<<<< ours\n=======\n>>>>>>> theirs\n", "../elsewhere/ours.yaml")()


def opens(path):
    return lambda: open(path, encoding="utf-8").close()


def fails(error):
    def program():
        raise error

    return program


# What a program does, under which command line, and the words of the finding that it must make.
BROKEN = [
    (lambda: sys.exit(3), "show", "exit_code: exit code 3"),
    (lambda: sys.exit(-11), "show", "exit_code: exit code -11"),
    (fails(ValueError("x")), "show", "no_fault: ValueError: x"),
    (fails(RecursionError()), "show", "no_fault: RecursionError"),
    (prints("dealtrack: internal fault: x", "stderr"), "show", "no_fault: internal fault: x"),
    (prints("Traceback (most recent call last)"), "show", "no_fault: Traceback"),
    (lambda: time.sleep(0.3), "show", "no_fault: too long"),
    (takes_memory, "show", "limits: over 500 MB"),
    (prints("x" * (65 << 20)), "show", "limits: over 64 MB printed: 65 MB"),
    (prints("a\x1b[31mb"), "show", "harmless: standard output holds '\\x1b'"),
    (prints("a\x1b]0;x\x07b"), "show --color always", "harmless: standard output holds '\\x1b'"),
    (prints("a\rb", "stderr"), "show", "harmless: standard error holds '\\r'"),
    (prints("a\tb"), "show --format csv", "harmless: standard output holds '\\t'"),
    (prints("\u202e"), "show", "harmless: standard output holds '\\u202e'"),
    (prints("x\n  ::error::y\n"), "show", "harmless: standard output: a host takes this for a command"),
    (prints("::error::y", "stderr"), "validate --format github", "harmless: standard error: a host takes this"),
    (prints("x ##vso[a]b"), "show --format md", "harmless: standard output: a host takes this"),
    (prints("{"), "show --format json", "harmless: json cannot be read"),
    (prints("<a>"), "validate --format junit", "harmless: junit cannot be read"),
    (prints(f"<svg><![CDATA[{MARKUP}]]></svg>"), "timeline --format svg", "harmless: markup of the data"),
    (prints(MARKUP), "show --format html", "harmless: markup of the data"),
    (prints(f"a {MARKUP} `x`"), "show --format md", "harmless: markup of the data"),
    (prints("- item"), "show --format md", "harmless: a line becomes a list"),
    (prints("a,=1+1\n"), "list --format csv", "harmless: a spreadsheet takes a cell"),
    (prints("a\t＝1\n"), "list --format tsv", "harmless: a spreadsheet takes a cell"),
    (prints('"a\n'), "list --format csv", "harmless: csv cannot be read"),
    (prints(SECRET), "show", "nothing_outside: prints the canary's secret"),
    (lambda: print(os.environ["FUZZ_SECRET"], file=sys.stderr), "show", "nothing_outside: prints the canary's secret"),
    (opens("../canary/secret.txt"), "show", "nothing_outside: read outside the book: /canary/secret.txt"),
    (opens("/proc/self/environ"), "show", "nothing_outside: read outside the book: /proc/self/environ"),
    (opens("pipe"), "show", "nothing_outside: opened a pipe"),
    (writes("x", "../canary/deals/new.yaml"), "fmt", "nothing_outside: the canary was touched: /canary/deals/new.yaml"),
    (lambda: os.utime("../canary/secret.txt", (1, 1)), "fmt", "nothing_outside: the canary was touched: /canary/secret.txt"),
    (lambda: os.unlink("../canary/secret.csv"), "fmt", "nothing_outside: the canary was touched: /canary/secret.csv"),
    (writes("x", "../../outside"), "fmt", "nothing_outside: opened for writing outside"),
    (lambda: os.rename("deals/x.yaml", "../../outside"), "fmt", "nothing_outside: os.rename outside"),
    (lambda: os.mkdir("../../outside"), "fmt", "nothing_outside: os.mkdir outside"),
    (runs_canary, "fmt", "nothing_outside: started ../canary/program.sh"),
    (runs_canary, "fmt", "nothing_outside: the canary was touched: /canary/ran"),
    (replaces_link, "fmt", "book_is_kept: Link in the book is one no more: 'book/link.yaml'"),
    (lambda: os.unlink("pipe"), "fmt", "book_is_kept: Fifo in the book is one no more"),
    (lambda: os.unlink("deals/x.yaml"), "fmt", "book_is_kept: File in the book is one no more"),
    (writes(FILE + "city: Y\n"), "show", "book_is_kept: a command that reads has changed 'deals/x.yaml'"),
    (writes(FILE.replace("note-1", "note")), "fmt", "book_is_kept: comments are lost: note-1-of-fuzz"),
    (writes(FILE.replace("X", "Y")), "fmt", "book_is_kept: fmt changed what is meant: 'deals/x.yaml'"),
    (writes(FILE.replace("'a', ", "")), "add", "book_is_kept: add changed what stood there before"),
    (writes(FILE.replace('"b"', '"c"')), "validate --fix", "book_is_kept: --fix changed what stands in quotes: 'b'"),
    (writes(FILE + f"city: {SECRET}\n"), "fmt", "book_is_kept: deals/x.yaml holds the canary's secret"),
    (leaves_a_conflict, "merge-driver", "book_is_kept: merge-driver exits 0 and leaves a conflict"),
]  # fmt: skip


def case_of(line):
    words = line.split()
    return Case(words[0], ENTRIES, arguments=((words[0],), *([tuple(words[1:])] if words[1:] else [])))


def found_by(program, line):
    with Harness(program) as harness:
        _, found = harness.judged(case_of(line))
    return [f"{each.invariant}: {each.what}" for each in found]


@pytest.mark.parametrize(("program", "line", "finding"), BROKEN, ids=[finding for _, _, finding in BROKEN])
def test_an_invariant_that_is_broken_is_found(monkeypatch, program, line, finding):
    monkeypatch.setattr(running, "_HANGS", 0.1)
    assert any(finding in each for each in found_by(program, line)), found_by(program, line)


def test_the_time_of_the_processor_is_limited(monkeypatch):
    monkeypatch.setattr(running, "SECONDS", 0.05)

    def program():
        while True:
            pass

    assert "no_fault: too long: 0.05 s of the processor" in found_by(program, "show")[0]


def test_errors_that_a_command_makes_are_found(monkeypatch):
    from tests.fuzz import invariants

    def program():
        writes(FILE + "city: [\n")() if sys.argv[1] == "fmt" else running_entry()

    running_entry = invariants.entry
    monkeypatch.setattr(invariants, "entry", program)
    assert any("fmt makes errors: 1 in 'deals/x.yaml', which had" in each for each in found_by(program, "fmt"))


def test_every_invariant_is_broken_here():
    assert {each.__name__ for each in INVARIANTS} == {finding.partition(": ")[0] for _, _, finding in BROKEN}


@pytest.mark.parametrize(
    "line", ["show --color always", "show --format tsv", "fmt --diff", "validate --format github", "merge-driver"]
)
def test_what_is_allowed_is_no_finding(line):
    text = {"show --color always": "\x1b[1;31mx\x1b[0m", "show --format tsv": "a\t-1.5\n", "fmt --diff": "-\tx\r\n",
            "validate --format github": "::error file=x,line=1::y\n", "merge-driver": ""}[line]  # fmt: skip
    assert found_by(prints(text) if text else writes("name: Z\n", "../elsewhere/ours.yaml"), line) == []


def test_a_finding_is_made_smaller():
    def program():
        if b"bad" in Path("deals/x.yaml").read_bytes():
            raise ValueError("bad")

    text = b"".join(b"line %d\n" % number for number in range(40)) + b"it is bad here\n" + b"more\n" * 20
    made = case_of("show --format json")._replace(
        entries={**ENTRIES, "book/deals/x.yaml": File(text)}, given=b"x", environment=(("A", "b"),)
    )
    with Harness(program) as harness:
        _, (finding,) = harness.judged(made)
        smallest = shrink(harness, made, finding)
    assert smallest == Case("show", {"book/deals/x.yaml": File(b"bad")}, arguments=(("show",),))
