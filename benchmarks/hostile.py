"""Books that cost the most to check: one file of a given size each, full of one kind of thing.

Each kind is a function from a number of bytes to the files of a book, named by their paths. What a file holds need not
make sense; it is to be checked in time that grows with its size and no faster.

``python benchmarks/hostile.py [KIND]``: each kind whose name has KIND in it is checked at 1 MiB and at 2 MiB, in turns.
Printed are the median of the processor's time and the peak of memory of the larger, and how much the larger takes of
twice what the smaller does; what goes beyond the bounds is marked.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

Files = dict[str, str]
Kind = Callable[[int], Files]

COMPANY, SOURCES, INVESTORS, RATES = "deals/x.yaml", "seeds/sources.yaml", "seeds/investors.yaml", "seeds/rates/x.csv"
_SOURCE = "sources: {s: {publisher: P, published: 2020-05-13}}\n"
_HEAD = f"name: X\n{_SOURCE}"
_CLAIMED = f"""{_HEAD}deals:
  - id: d
    date: 2020
    status: completed
    amount: CNY 5m
    sources: [s]
    claims:
"""
_TOTAL = f"{_HEAD}totals: [{{date: 2020, sources: [s], amount: "


def filled(size: int, parts: Iterable[str], head: str = "", tail: str = "") -> str:
    """*head*, as many of *parts* as there is room for in so many bytes, and *tail*."""
    made, length = [head], len((head + tail).encode())
    for part in parts:
        length += len(part.encode())
        if length > size:
            break
        made.append(part)
    return "".join([*made, tail])


def numbered(pattern: str) -> Iterator[str]:
    """*pattern* with 0, 1, 2 and so on in the place of ``@``, without end."""
    return (pattern.replace("@", str(number)) for number in count())


def company(pattern: str, head: str = _HEAD, tail: str = "") -> Kind:
    """A company's file of *pattern*, again and again."""
    return lambda size: {COMPANY: filled(size, numbered(pattern), head, tail)}


def _with_company(file: str, pattern: str, company_text: str = "name: X\n", head: str = "") -> Kind:
    return lambda size: {COMPANY: company_text, file: filled(size, numbered(pattern), head)}


def _deals(deal: str) -> Kind:
    return company(f"  - {deal}\n", f"{_HEAD}deals:\n")


def _record(rest: str) -> str:
    return "{id: d@, date: 2020-05, status: completed, " + rest + "sources: [s]}"


def _days(pattern: str) -> Iterator[str]:
    for number in count():
        day = f"{1200 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        yield pattern.replace("@", day)


KINDS: dict[str, Kind] = {
    "deals in order": lambda size: {
        COMPANY: filled(
            size,
            (
                f"  - {{id: d{n}, date: {1800 + n // 200}, status: completed, amount: CNY {1000 + n}m, sources: [s]}}\n"
                for n in count()
            ),
            f"{_HEAD}deals:\n",
        )
    },
    "deals on one line": company("{id: d@, date: 2020, status: completed, sources: [s]}, ", f"{_HEAD}deals: [", "]\n"),
    "deals without anything on one line": company("{}, ", f"{_HEAD}deals: [", "]\n"),
    "empty deals": _deals("{}"),
    "deals that are texts": _deals("d@"),
    "deals with an unknown key": _deals("{id: d@, date: 2020, status: completed, sources: [s], citty@: x}"),
    "deals with bad values": _deals("{id: d@, date: 2020-30, status: doen, round: zz@, amount: 1,8 $, sources: [s]}"),
    "deals of one id": _deals("{id: d, date: 2020, status: completed, sources: [s]}"),
    "deals of one sum": _deals(_record("amount: CNY 5m, ")),
    "deals of one sum by different investors": _deals(_record("amount: CNY 5m, leads: [i@], ")),
    "deals of one sum in different rounds": lambda size: {
        COMPANY: filled(
            size,
            (
                f"  - {{id: d{n}, date: 2020, round: {'abcdefgh'[n % 8]}, status: completed, amount: USD 5m,"
                " sources: [s]}\n"
                for n in count()
            ),
            f"{_HEAD}deals:\n",
        )
    },
    "deals of one sum that were given up": _deals(
        "{id: d@, date: 2020, status: withdrawn, amount: CNY 5m, sources: [s]}"
    ),
    "deals of growing sums": _deals(_record("amount: CNY @m, equivalent: USD @m, ")),
    "deals newest first": lambda size: {
        COMPANY: filled(
            size,
            (f"  - {{id: d{n}, date: {9999 - n // 4}, status: planned, sources: [s]}}\n" for n in range(32000)),
            f"{_HEAD}deals:\n",
        )
    },
    "deals in a jumble": lambda size: {
        COMPANY: filled(
            size,
            (f"  - {{id: d{n}, date: {1800 + n * 7919 % 220}, status: completed, sources: [s]}}\n" for n in count()),
            f"{_HEAD}deals:\n",
        )
    },
    "deals in the future": _deals("{id: d@, date: 2300, status: completed, sources: [s]}"),
    "deals before the founding": company(
        "  - {id: d@, date: 2010, status: completed, sources: [s]}\n",
        f"{_HEAD}founded: 2015\ndeals:\n" + "  - {id: e, date: 2016, status: completed, sources: [s]}\n" * 1,
    ),
    "deals with unknown sources": _deals("{id: d@, date: 2020, status: completed, sources: [t@]}"),
    "deals before their source": _deals("{id: d@, date: 2021, status: completed, sources: [s]}"),
    "steps of one deal": company(
        "      - {on: 2020, is: planned}\n",
        f"{_HEAD}deals:\n  - id: d\n    date: 2020\n    sources: [s]\n    status:\n",
    ),
    "steps in a jumble": lambda size: {
        COMPANY: filled(
            size,
            (f"      - {{on: {1900 + n * 7919 % 120}, is: {'completed' if n % 3 else 'planned'}}}\n" for n in count()),
            f"{_HEAD}deals:\n  - id: d\n    date: 2020\n    sources: [s]\n    status:\n",
        )
    },
    "claims of one deal": company(
        "      - {by: P@, amount: CNY @m, sources: [s]}\n",
        _CLAIMED,
    ),
    "claims that agree": company(
        "      - {by: P@, amount: CNY 5m, sources: [s]}\n",
        _CLAIMED,
    ),
    "claims in other currencies": company(
        "      - {by: P@, amount: USD @, sources: [s]}\n",
        _CLAIMED,
    ),
    "valuations of one day": company(
        "  - {date: 2020-05-13, amount: USD @m, basis: post-money, by: P@, sources: [s]}\n", f"{_HEAD}valuations:\n"
    ),
    "valuations without a day": company("  - {date: 2020, amount: CNY @m, sources: [s]}\n", f"{_HEAD}valuations:\n"),
    "valuations and deals": lambda size: {
        COMPANY: filled(size // 2, numbered(f"  - {_record('round: a, amount: CNY 5m, ')}\n"), f"{_HEAD}deals:\n")
        + filled(
            size // 2,
            numbered("  - {date: 2020-05, amount: CNY 1m, basis: post-money, sources: [s]}\n"),
            "valuations:\n",
        )
    },
    "totals of one day": company(
        "  - {date: 2020-05-13, amount: USD @m, by: P@, sources: [s]}\n", f"{_HEAD}totals:\n"
    ),
    "totals and deals": lambda size: {
        COMPANY: filled(size // 2, numbered(f"  - {_record('amount: CNY 5m, ')}\n"), f"{_HEAD}deals:\n")
        + filled(size // 2, numbered("  - {date: 2020-06, amount: CNY @m, sources: [s]}\n"), "totals:\n")
    },
    "totals of many days": lambda size: {
        COMPANY: filled(size // 2, numbered(f"  - {_record('amount: CNY 5m, ')}\n"), f"{_HEAD}deals:\n")
        + filled(size // 2, _days("  - {date: @, amount: CNY 7m, sources: [s]}\n"), "totals:\n")
    },
    "metrics": company("  - {date: 2020, what: revenue, amount: CNY @m, sources: [s]}\n", f"{_HEAD}metrics:\n"),
    "events": company("  - {date: 2020, what: moved, sources: [s]}\n", f"{_HEAD}events:\n"),
    "events without a source": company("  - {date: 2020, what: moved}\n", f"{_HEAD}events:\n"),
    "unknown keys": company("k@: v\n"),
    "unknown keys that resemble one": company("aliases@: v\n"),
    "unknown keys on one line": company("k@: v, ", "{name: X, ", "z: z}\n"),
    "unknown keys without values": company("k@:\n"),
    "one duplicate key": company("name: X\n"),
    "duplicate keys": lambda size: {COMPANY: _HEAD + filled((size - 80) // 2, numbered("k@: v\n")) * 2},
    "duplicate keys on one line": company("a: b, ", "{name: X, ", "z: z}\n"),
    "ignore comments": company("# dealtrack: ignore[DT101]\n"),
    "ignore comments with reasons": company("# dealtrack: ignore[DT404,DT503] because @\n"),
    "ignore comments that ignore": company("k@: v # dealtrack: ignore[DT101] because\n"),
    "ignore comments of unknown rules": company("# dealtrack: ignore[DT@] x\n"),
    "one ignore comment of many rules": company("DT404,", f"{_HEAD}# dealtrack: ignore[", "] x\n"),
    "ignore comments on one line": company("# dealtrack: ignore[DT101] "),
    "ignore comments that are cut": company("#dealtrack:ignore[ "),
    "malformed ignores": company("# dealtrack:\n"),
    "quoted values and ignores": company("  - 'it''s # dealtrack: ignore[DT101] no'\n", f"{_HEAD}aliases:\n"),
    "control characters": company("\x01\n"),
    "control characters on one line": company("\x01 ", f"{_HEAD}# "),
    "control characters in values": company("  - a\x02b\n", f"{_HEAD}aliases:\n"),
    "full-width colons": company("k@：v\n"),
    "full-width colons behind keys of deals": _deals("id： d@"),
    "full-width commas": company("a，b, ", f"{_HEAD}aliases: [", "]\n"),
    "full-width commas in lists": company("a@，b@，c: [x，y]\n"),
    "full-width brackets": company("  - ［a， b］\n", f"{_HEAD}aliases:\n"),
    "full-width brackets on one line": company("［a，b］，", f"{_HEAD}aliases: [", "]\n"),
    "full-width quotes": company("k@: “a: b”\n"),
    "full-width dashes": company("－ a\n", f"{_HEAD}aliases:\n"),
    "odd spaces": company("\u3000k@: v\n"),
    "odd spaces in growing indents": lambda size: {
        COMPANY: filled(size, (" " * (n % 900) + "\u3000" + f"k{n}: v\n" for n in count()), _HEAD)
    },
    "a line of odd spaces": company("\u3000", f"{_HEAD}k:", "x\n"),
    "a line of odd spaces and blanks": company(" \u3000", f"{_HEAD}- ", "\n"),
    "full-width characters in values": _deals("{id: d@, date: ２０２０, status: completed, sources: [s]}"),
    "full-width characters on one line": company(
        "{id: d@, date: ２０２０, status: completed, sources: [s]}, ", f"{_HEAD}deals: [", "]\n"
    ),
    "lost comments": company("  - a #b\n", f"{_HEAD}aliases:\n"),
    "lost comments on one line": company("a #b ", f"{_HEAD}city: "),
    "blanks before a number sign": company(" ", f"{_HEAD}city: a", "#b\n"),
    "tabs": company("\t\n"),
    "tabs on one line": company("\t", f"{_HEAD}city:"),
    "brackets": company("[", f"{_HEAD}aliases: "),
    "brackets and quotes": company("['", f"{_HEAD}aliases: "),
    "braces": company("{a: ", f"{_HEAD}aliases: "),
    "brackets of full width": company("［", f"{_HEAD}aliases: "),
    "question marks": company("? ", f"{_HEAD}aliases: "),
    "hyphens": company("- ", f"{_HEAD}aliases:\n  "),
    "anchors": company("  - &a@ b\n", f"{_HEAD}aliases:\n"),
    "tags": company("  - !a b\n", f"{_HEAD}aliases:\n"),
    "aliases of anchors": company("  - *a\n", f"{_HEAD}aliases:\n"),
    "merge keys": company("<<: b\n"),
    "documents": company("---\na: b\n"),
    "quotes that are never closed": company("k@: 'a\n"),
    "double quotes that are never closed": company('k@: "a\n'),
    "escapes": company("\\n", f'{_HEAD}city: "', '"\n'),
    "escapes of nothing": company("\\q", f'{_HEAD}city: "', '"\n'),
    "backslashes": company("\\", f'{_HEAD}city: "'),
    "doubled quotes": company("''", f"{_HEAD}city: '", "'\n"),
    "quoted items": company('"a\\"：b", ', f"{_HEAD}aliases: [", "]\n"),
    "a long text": company("a", f"{_HEAD}city: "),
    "a long wide text": company("深", f"{_HEAD}city: "),
    "a long amount": company("1", f"{_TOTAL}CNY ", "}]\n"),
    "a long amount with commas": company(",111", f"{_TOTAL}'CNY 1", "'}]\n"),
    "a long amount in Chinese": company("1亿", _TOTAL, "}]\n"),
    "a long amount of blanks": company(" ", f"{_TOTAL}'CNY", "x'}]\n"),
    "a long amount of words": company("about ", f"{_TOTAL}'CNY", "x'}]\n"),
    "a long range": company("1-", f"{_TOTAL}'CNY ", "1'}]\n"),
    "a long date": company("1", f"{_HEAD}founded: "),
    "a long date with hyphens": company("20-", f"{_HEAD}founded: "),
    "a long date of blanks": company(" ", f"{_HEAD}founded: '20", "x'\n"),
    "a long key": company("k", _HEAD, ": v\n"),
    "a long unknown term": company("a", f"{_HEAD}deals: [{{id: d, date: 2020, sources: [s], status: ", "}]\n"),
    "a long id": company("a-", f"{_HEAD}deals: [{{date: 2020, sources: [s], status: completed, id: ", "a}]\n"),
    "a long address": company("a/", "name: X\nsources: {s: {publisher: P, published: 2020, url: 'https://", "'}}\n"),
    "a long block text": company("  some words of prose\n", f"{_HEAD}notes: |\n"),
    "a long text over lines": company("  some words of prose\n", f"{_HEAD}notes:\n"),
    "block texts": company("k@: |\n  a：b\n"),
    "blank lines": company("\n"),
    "blank lines of blanks": company("   \n"),
    "carriage returns": company("k@: v\r", "name: X\r"),
    "both ends of lines": company("k@: v\r\n", "name: X\r\n"),
    "odd ends of lines": company("  - a\u2028b\n", f"{_HEAD}aliases:\n"),
    "comments": company("# a comment\n"),
    "comments behind values": company("  - a@  # a comment\n", f"{_HEAD}aliases:\n"),
    "aliases": company("  - a@\n", f"{_HEAD}aliases:\n"),
    "aliases on one line": company("a@, ", f"{_HEAD}aliases: [", "]\n"),
    "one alias": company("  - a\n", f"{_HEAD}aliases:\n"),
    "lists where words stand": company("  - [a@]\n", f"{_HEAD}aliases:\n"),
    "names": company("  l@: a\n", f"{_HEAD}names:\n"),
    "founders": company("  - F@\n", f"{_HEAD}founders:\n"),
    "backers": company("  - {date: 2020, investors: [i@], sources: [s]}\n", f"{_HEAD}backers:\n"),
    "investors of one deal": company(
        "i@, ", f"{_HEAD}deals:\n  - {{id: d, date: 2020, status: completed, sources: [s], investors: [", "]}\n"
    ),
    "deep paths": company(
        "{id: d@, date: 2020, status: [{on: 2020, is: planned, sources: [t]}], sources: [s]}, ",
        f"{_HEAD}deals: [", "]\n",
    ),
    "own sources": company("  s@: {publisher: P, published: 2020-05-13}\n", "name: X\nsources:\n"),
    "own sources cited under other names": lambda size: {
        COMPANY: filled(size // 2, numbered("  - {date: 2020, what: x, sources: [source-@x]}\n"), "name: X\nevents:\n")
        + filled(size // 2, numbered("  source-@: {publisher: P, published: 2020-05-13}\n"), "sources:\n")
    },
    "own sources with bad addresses": company(
        "  s@: {publisher: P, published: 2200, url: x@}\n", "name: X\nsources:\n"
    ),
    "shared sources": _with_company(SOURCES, "s@: {publisher: P, published: 2020-05-13}\n"),
    "shared sources with unknown keys": _with_company(SOURCES, "s@: {publisher: P, published: 2020, k@: 5}\n"),
    "shared sources that are cited misspelt": lambda size: {
        COMPANY: filled(size, numbered("  - {date: 2020, what: x, sources: [source-@x]}\n"), "name: X\nevents:\n"),
        SOURCES: filled(size, numbered("source-@: {publisher: P, published: 2020-05-13}\n")),
    },
    "known investors": _with_company(INVESTORS, "Investor @:\n"),
    "known investors with aliases": _with_company(INVESTORS, "Investor @: {aliases: [I@, 投资@], country: CN}\n"),
    "known investors of one alias": _with_company(INVESTORS, "Investor @: {aliases: [I]}\n"),
    "unknown investors among known ones": lambda size: {
        COMPANY: filled(
            size, numbered("  - {date: 2020, investors: [Invstor @], sources: [s]}\n"), f"{_HEAD}backers:\n"
        ),
        INVESTORS: filled(size, numbered("Investor @:\n")),
    },
    "investors under their aliases": lambda size: {
        COMPANY: filled(size, numbered("  - {date: 2020, investors: [I@], sources: [s]}\n"), f"{_HEAD}backers:\n"),
        INVESTORS: filled(size, numbered("Investor @: {aliases: [I@]}\n")),
    },
    "rates": lambda size: {COMPANY: "name: X\n", RATES: filled(8 * size, _days("@,7.1\n"), "date,CNY/USD\n")},
    "rates as the ECB has them": lambda size: {
        COMPANY: "name: X\n", RATES: filled(8 * size, _days("@,1.1,7.8,\n"), "Date,USD,CNY,\n"),
    },
    "rates that are none": lambda size: {
        COMPANY: "name: X\n", RATES: filled(8 * size, _days("@,x,7.8,\n"), "Date,USD,CNY,\n"),
    },
    "rates of one day": lambda size: {
        COMPANY: "name: X\n", RATES: filled(8 * size, numbered("2020-05-13,1.1,7.8,\n"), "Date,USD,CNY,\n"),
    },
    "rates of many columns": lambda size: {
        COMPANY: "name: X\n", RATES: filled(8 * size, numbered("USD,"), "Date,") + "\n2020-05-13,1\n",
    },
}  # fmt: skip

SIZE, RUNS = 2 * 1024 * 1024, 3
MOST_SECONDS, MOST_MEGABYTES = 5, 500
_OWN_SECONDS = 0.2  # that a run takes for itself, whatever the book holds


def checked(files: Files, arguments: Iterable[str] = ("validate",)) -> tuple[float, float, int]:
    """The processor's seconds that a command takes with a book, its peak of memory in megabytes, and its exit code."""
    with tempfile.TemporaryDirectory() as book:
        for file, text in files.items():
            path = Path(book, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        command = [sys.executable, "-m", "dealtrack", *arguments, "--book", book]
        quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
        process = os.posix_spawn(sys.executable, command, os.environ, file_actions=quiet)
        _, status, used = os.wait4(process, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main() -> None:
    """Print a line a kind."""
    for name, kind in KINDS.items():
        if sys.argv[1:] and sys.argv[1] not in name:
            continue
        pairs = [(checked(kind(SIZE // 2)), checked(kind(SIZE))) for _ in range(RUNS)]
        seconds = statistics.median(more[0] for _, more in pairs)
        megabytes = max(more[1] for _, more in pairs)
        growth = statistics.median((more[0] - _OWN_SECONDS) / (less[0] - _OWN_SECONDS) / 2 for less, more in pairs)
        is_over = seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES
        print(f"{'!' if is_over else ' '} {name}: {seconds:.2f} s · {megabytes:.0f} MB · {growth:.2f} of twice")


if __name__ == "__main__":
    main()
