"""What git remembers of a book: some books, each a commit of the next, with names and messages that say something."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from random import Random

from tests.fuzz import texts
from tests.fuzz.books import book, own_files
from tests.fuzz.place import Entries, File, Link, Place

History = tuple[Entries, ...]  # the oldest first
BRANCHES = ("main", "side", "v1")  # of the newest, the second newest and the oldest commit
_DAY, _START = 86_400, 1_590_000_000
_CONTROL = str.maketrans(dict.fromkeys("\x00\n\r<>", " "))


def history(random: Random) -> History:
    """Three to five states of books, and at least one of a sound one."""
    states = [book(random) for _ in range(random.randint(2, 4))]
    sound = {"book/deals/cloudwalk.yaml": File(random.choice(own_files()))} if own_files() else {}
    return (*states, states[-1] | sound)


def make_repository(place: Place, states: History) -> None:
    """Make the repository of these states in the book's directory; its work tree is not touched."""
    git(place, "init", "-q", "-b", "main", "--template=", str(place.book))
    git(place, "fast-import", "--quiet", "--force", "--date-format=raw", given=_stream(place, states))
    git(place, "read-tree", "main")


def git(place: Place, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints. Raises CalledProcessError."""
    command = ["git", *arguments]
    environment = {**os.environ, **quiet(place.home)}
    return subprocess.run(command, cwd=place.book, env=environment, input=given, capture_output=True, check=True).stdout


def quiet(home: Path) -> Mapping[str, str]:
    """The environment of a git that knows nothing of this machine's settings."""
    return {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(home), "GIT_TERMINAL_PROMPT": "0"}


def _stream(place: Place, states: History) -> bytes:
    """The states as git's fast-import reads them."""
    parts: list[bytes] = []
    for number, state in enumerate(states, 1):
        random = Random(f"{number} {sorted(state)}")
        who = texts.hostile(random).translate(_CONTROL)[:60].encode("utf-8", "replace")
        when = f"{_START + number * _DAY} +0800".encode()
        message = (texts.hostile(random).replace("\x00", "") or "-").encode("utf-8", "replace")
        parts.append(b"commit refs/heads/main\nmark :%d\ncommitter %s <a@example.org> %s\n" % (number, who, when))
        parts.append(b"data %d\n%s\n" % (len(message), message))
        parts.append(b"from :%d\ndeleteall\n" % (number - 1) if number > 1 else b"")
        parts += _files(place, state)
    heads = {"side": max(1, len(states) - 1), "v1": 1}
    parts += [
        b"reset refs/%s/%s\nfrom :%d\n\n" % (b"tags" if name == "v1" else b"heads", name.encode(), mark)
        for name, mark in heads.items()
    ]
    return b"".join(parts)


def _files(place: Place, state: Entries) -> list[bytes]:
    """The files and links of a state, as far as git takes such names."""
    found = {}
    for path, entry in state.items():
        name = path.removeprefix("book/")
        parts = name.lower().split("/")
        if name == path or {"", ".", "..", ".git"} & set(parts) or any(name.startswith(f"{other}/") for other in found):
            continue
        if isinstance(entry, File):
            found[name] = (
                b"100755" if entry.executable else b"100644",
                entry.data.replace(texts.PLACE.encode(), os.fsencode(place.root)),
            )
        elif isinstance(entry, Link):
            found[name] = b"120000", os.fsencode(place.named(entry.target))
    return [
        b"M %s inline %s\ndata %d\n%s\n" % (mode, _quoted(name), len(data), data)
        for name, (mode, data) in found.items()
    ]


def _quoted(name: str) -> bytes:
    raw = os.fsencode(name)
    return (
        b'"'
        + b"".join(bytes([byte]) if 32 <= byte < 127 and byte not in b'"\\' else b"\\%03o" % byte for byte in raw)
        + b'"'
    )
