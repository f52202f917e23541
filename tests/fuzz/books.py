"""Whole books: valid, nearly valid and hostile, with all that lies in them and beside them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from dealtrack.model import Company, Investor, Source
from tests.conftest import RATES
from tests.fuzz import heavy, texts
from tests.fuzz.mutations import mutated
from tests.fuzz.place import PROGRAM, Entry, Fifo, File, Folder, Link
from tests.fuzz.rates_files import rates_file, zipped
from tests.fuzz.record import Maker
from tests.fuzz.settings_files import settings_files
from tests.fuzz.yaml_suite import cases
from tests.fuzz.yaml_writing import Writer

SLUGS = ["cloudwalk", "haier", "x", "a-b", "2015"]
Book = dict[str, Entry]


def book(random: Random, size: float = 1.0) -> Book:
    """A book and what lies beside it; *size* makes it smaller where it is under 1."""
    hostility = random.choice([0.0, 0.0, 0.02, 0.3])
    made = _files(random, hostility, size)
    if hostility:
        _mutate(random, made, random.choice([0.0, 0.2, 0.6]))
        for _ in range(random.choice([0, 0, 1, 2])):
            random.choice(_ATTACKS)(random, made)
    return made | _elsewhere(random, hostility, size)


def _files(random: Random, hostility: float, size: float) -> Book:
    """The files that a book is made of."""
    made: Book = {"book/deals": Folder()}
    for slug in random.sample(SLUGS, random.randint(1, 3 if size >= 1 else 1)):
        made[f"book/deals/{slug}.yaml"] = record_file(random, Company, hostility, size)
    tables: list[tuple[str, Any, list[str]]] = [
        ("sources", Source, ["a", "b"]),
        ("investors", Investor, random.sample(texts.NAMES, 4)),
    ]
    for name, as_type, keys in tables:
        if random.random() < 0.8:
            maker = Maker(random, hostility)
            table = {key: maker.of(as_type) for key in keys}
            made[f"book/seeds/{name}.yaml"] = File(_encoded(Writer(random).text(table)))
    made["book/seeds/rates/ecb.csv"] = File(RATES.encode())
    for name in random.sample(["mine.csv", "fred.csv", "pboc.csv", "=1.csv"], random.choice([0, 0, 1, 2])):
        made[f"book/seeds/rates/{name}"] = File(rates_file(random, hostility))
    return made | settings_files(random, hostility)


def record_file(random: Random, as_type: Any, hostility: float, size: float = 1.0) -> File:
    """A file of one record; at times one of the YAML Test Suite in its place."""
    if hostility and cases() and random.random() < 0.15:
        return File(random.choice(cases()))
    maker = Maker(random, hostility, 0.3 * size, 3 if size >= 1 else 1)
    return File(_encoded(Writer(random).text(maker.of(as_type))))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _mutate(random: Random, made: Book, share: float) -> None:
    for path, entry in made.items():
        if isinstance(entry, File) and random.random() < share:
            made[path] = File(mutated(random, entry.data))


def _elsewhere(random: Random, hostility: float, size: float) -> Book:
    """What commands are given by name: rates to import, three versions to merge, a place to write to."""
    rates = rates_file(random, max(hostility, 0.3))
    base = record_file(
        random, random.choice([Company, Company, dict[str, Source], dict[str, Investor]]), hostility, size
    )
    ours, theirs = (File(mutated(random, base.data)) if random.random() < 0.8 else base for _ in range(2))
    return {
        "elsewhere/rates.csv": File(rates),
        "elsewhere/rates.zip": File(zipped(random, rates)),
        "elsewhere/base.yaml": base,
        "elsewhere/ours.yaml": ours,
        "elsewhere/theirs.yaml": theirs,
        "elsewhere/known.json": File(random.choice([b"{}", b"[]", b"{", b'{"version": 1}', b"\xff", b"[" * 5000])),
        "elsewhere/folder": Folder(),
    }


def _odd_file(random: Random, made: Book) -> None:
    """A link, a pipe or a directory in the place of a file."""
    targets = [
        "../../canary/secret.yaml", "../../canary/secret.csv", f"{texts.PLACE}/canary/secret.txt", "/proc/self/environ", "nowhere",
        "../seeds/sources.yaml", "../deals/x.yaml", "x.yaml", f"{texts.PLACE}/canary/empty/keep", "../../canary", "..",
    ]  # fmt: skip
    path = random.choice([*_known(made), "book/deals/linked.yaml", "book/seeds/rates/linked.csv"])
    made[path] = random.choice([Link(random.choice(targets)), Link(random.choice(targets)), Fifo(), Folder()])


def _odd_folder(random: Random, made: Book) -> None:
    """A link to a canary where one of the book's folders should be."""
    folder, target = random.choice(
        [
            ("book/deals", "../canary/deals"),
            ("book/seeds", "../canary/seeds"),
            ("book/seeds/rates", "../../canary/empty"),
        ]
    )
    for path in [path for path in made if path == folder or path.startswith(f"{folder}/")]:
        del made[path]
    made[folder] = random.choice([Link(target), Fifo(), File(b"")])


def _odd_name(random: Random, made: Book) -> None:
    """A file whose name says something."""
    name = texts.argument(texts.hostile(random)).replace("/", "_")[:80]
    path = random.choice(
        ["book/deals/{}.yaml", "book/deals/{}", "book/seeds/rates/{}.csv", "book/seeds/{}.yaml", "book/{}"]
    )
    made[path.format(random.choice([name, "\udce9", "X.YAML", ".hidden", "a.yaml.txt", "\udcff\n::error::"]))] = File(
        b"name: x\n"
    )


def _programs(random: Random, made: Book) -> None:
    """Files that are run, or imported, by who looks for programs in the current directory."""
    for name in random.sample(["git", "less", "dealtrack", "sh", "pager"], 2):
        made[f"book/{name}"] = File(PROGRAM.encode(), executable=True)
    code = f"open('{texts.PLACE}/canary/ran', 'w').close()\n".encode()
    for name in random.sample(["typer.py", "yaml.py", "msgspec.py", "sitecustomize.py"], 2):
        made[f"book/{name}"] = File(code)


def _bare_repository(random: Random, made: Book) -> None:
    """A tracked folder that git takes for a repository, with a configuration that names programs."""
    program = f"{texts.PLACE}/canary/program.sh"
    keys = [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.hooksPath",
        "diff.external",
        "core.editor",
        "uploadpack.packObjectsHook",
    ]
    lines = ["[core]", "\tbare = false", '\tworktree = "."', "\trepositoryformatversion = 0"]
    lines += [f"[{key.rpartition('.')[0]}]\n\t{key.rpartition('.')[2]} = {program}" for key in keys]
    lines += [
        f'[diff "x"]\n\ttextconv = {program}',
        f'[filter "x"]\n\tclean = {program}\n\tsmudge = {program}\n\trequired = true',
    ]
    lines += [
        f'[remote "origin"]\n\turl = {texts.PLACE}/canary\n\tuploadpack = {program}\n\tpromisor = true',
        "[extensions]\n\tpartialClone = origin",
    ]
    for folder in random.choice([["book/evil"], ["book/deals"], ["book"]]), ["book/evil"]:
        for each in folder:
            made[f"{each}/HEAD"] = File(b"ref: refs/heads/main\n")
            made[f"{each}/config"] = File("\n".join(lines).encode() + b"\n")
            made[f"{each}/objects/keep"], made[f"{each}/refs/keep"] = File(b""), File(b"")
    made["book/evil/deals/x.yaml"] = File(b"name: x\n")


def _attributes(random: Random, made: Book) -> None:
    """Attributes that ask git to run what a configuration may name."""
    lines = [
        "* diff=x filter=x",
        "*.yaml merge=dealtrack",
        "deals/* -diff",
        "[attr]x diff",
        "* text eol=crlf",
        "*.yaml working-tree-encoding=UTF-16",
    ]
    made["book/.gitattributes"] = File("\n".join(random.sample(lines, 3)).encode())
    made["book/.gitmodules"] = File(
        f'[submodule "x"]\n\tpath = deals\n\turl = {texts.PLACE}/canary\n\tupdate = !touch x\n'.encode()
    )


def _heavy(random: Random, made: Book) -> None:
    """A file of one of the kinds that take long where something grows with the square."""
    path = random.choice(
        ["book/deals/x.yaml"] * 4 + ["book/seeds/sources.yaml", "book/seeds/investors.yaml", "book/dealtrack.toml"]
    )
    made[path] = File(heavy.heavy(random))


def _any_bytes(random: Random, made: Book) -> None:
    path = random.choice(_known(made))
    made[path] = File(
        random.choice(
            [b"", random.randbytes(random.randint(1, 200)), b"\xef\xbb\xbf", b"---\n...\n---\n", b"\n" * 9, b"#"]
        )
    )


def _known(made: Book) -> list[str]:
    always = [
        "book/dealtrack.toml",
        "book/pyproject.toml",
        "book/known.json",
        "book/seeds/sources.yaml",
        "book/seeds/investors.yaml",
    ]
    return sorted({*always, *(path for path in made if path.startswith("book/") and isinstance(made[path], File))})


_ATTACKS: list[Callable[[Random, Book], None]] = [
    *[_odd_file] * 4, _odd_folder, *[_odd_name] * 3, _programs, _bare_repository, _attributes, *[_any_bytes] * 2,
]  # fmt: skip


@cache
def own_files() -> tuple[bytes, ...]:
    """The companies of this repository's own book."""
    return tuple(path.read_bytes() for path in sorted((Path(__file__).parents[2] / "deals").glob("*.yaml")))


def with_weight(random: Random, made: Book) -> None:
    """Give the book a heavy file, or one of this repository's own, mutated."""
    if random.random() < 0.08:
        _heavy(random, made)
    elif own_files():
        made["book/deals/cloudwalk.yaml"] = File(mutated(random, random.choice(own_files()), 6))
