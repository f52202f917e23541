"""Targets for atheris, which follows what of the code an input reaches: the reader, the grammars, the readers of rates.

    pip install atheris
    python -m tests.fuzz.atheris_targets company -max_total_time=60

The first argument is one of :data:`TARGETS`; all others are libFuzzer's (a folder for what it finds worth keeping,
``-max_total_time=60``, ``-seed=1``, a file to try again). Whatever these functions raise, but for what each says that it
raises, is a finding, and so is more than five seconds or 500 MB.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz import texts

USAGE = "write python -m tests.fuzz.atheris_targets TARGET, with one of "


def company(data: bytes) -> None:
    """A company's file as ``validate`` reads it, and its layout."""
    from dealtrack.files.formatting import formatted
    from dealtrack.files.reading import read_record
    from dealtrack.files.text import decode
    from dealtrack.model import Company

    text, faults = decode(data, "deals/x.yaml")
    if not faults and text is not None:
        read_record(text, "deals/x.yaml", Company)
        assert not formatted(text, "deals/x.yaml", Company).is_our_fault


def tables(data: bytes) -> None:
    """The files of sources and of investors."""
    from dealtrack.files.reading import read_record
    from dealtrack.files.text import decode
    from dealtrack.model import Investor, Source

    text, faults = decode(data, "seeds/sources.yaml")
    if not faults and text is not None:
        read_record(text, "seeds/sources.yaml", dict[str, Source])
        read_record(text, "seeds/investors.yaml", dict[str, Investor])


def amount(data: bytes) -> None:
    """An amount is read, or refused; what is read says the same when it is read again."""
    from dealtrack.values.amount_text import BadAmount, parse_amount

    with suppress(BadAmount):
        found = parse_amount(_text(data))
        assert parse_amount(str(found)) == found


def date(data: bytes) -> None:
    """A date is read, or refused; and what people type is guessed, or not."""
    from dealtrack.values.dates import BadDate, parse_date
    from dealtrack.values.forgiving import guess_date

    guess_date(_text(data))
    with suppress(BadDate):
        found = parse_date(_text(data))
        assert parse_date(str(found)) == found


def count(data: bytes) -> None:
    """A count is read, or refused."""
    from dealtrack.values.count import BadCount, parse_count

    with suppress(BadCount):
        parse_count(_text(data))


def terms(data: bytes) -> None:
    """A word is a term of a vocabulary, or ValueError is raised."""
    from dealtrack.values import vocabulary

    for terms_of_one in vars(vocabulary).values():
        if isinstance(terms_of_one, type) and issubclass(terms_of_one, Enum) and len(terms_of_one):
            with suppress(ValueError):
                terms_of_one(_text(data))


def rates(data: bytes) -> None:
    """A file of rates in whatever format its header tells."""
    from dealtrack.rates.readers import read_rates

    series, _ = read_rates(_text(data), "seeds/rates/x.csv")
    for each in series:
        assert all(len(column) == len(each.days) for column in each.columns.values())


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (company, tables, amount, date, count, terms, rates)
}


def main() -> None:
    """Run atheris with the target that the first argument names."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(USAGE + ", ".join(TARGETS))
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed here: pip install atheris")
    atheris.enabled_hooks.add("str")  # and not RegEx, which fails at patterns of bytes
    with atheris.instrument_imports(include=["dealtrack"]):
        _warm(TARGETS[name])
    limits = ["-timeout=5", "-rss_limit_mb=500", "-max_len=20000"]
    with TemporaryDirectory() as beginnings:
        for number, text in enumerate(sound(name)):
            (Path(beginnings) / str(number)).write_bytes(text)
        atheris.Setup([sys.argv[0], *limits, *sys.argv[2:], beginnings], TARGETS[name])
        atheris.Fuzz()


def sound(target: str) -> list[bytes]:
    """Inputs to begin with, such as the target should read."""
    random = Random(1)
    if target in ("company", "tables"):
        from dealtrack.model import Company, Investor
        from tests.fuzz.books import own_files, record_file

        as_type = Company if target == "company" else dict[str, Investor]
        return [
            *(own_files() if target == "company" else ()),
            *(record_file(random, as_type, 0.0).data for _ in range(30)),
        ]
    if target == "rates":
        from tests.fuzz.rates_files import SOUND

        return [text.encode() for text in SOUND]
    words = {"amount": texts.AMOUNTS, "date": texts.DATES, "count": texts.COUNTS}.get(
        target, ["completed", "A+轮", "Series B-1", "vc"]
    )
    return [text.encode() for text in words]


def _warm(target: Callable[[bytes], None]) -> None:
    """Have the target import what it needs while imports are instrumented."""
    target(b"x")


if __name__ == "__main__":
    main()
