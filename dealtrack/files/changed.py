"""Which files of a book differ from a revision of it.

Bytes are compared here and not by git, which would run the filters that the configuration of a repository names.
"""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from dealtrack.files.disk import most_bytes
from dealtrack.files.git import GitProblem, attribute_of, commit_of, git, is_shallow, merge_base
from dealtrack.files.git_objects import LINK, Blob, Objects
from dealtrack.files.git_tree import POINTER, WorkTree, at_commit, on_disk


def changed_since(root: Path, revision: str, files: Iterable[str]) -> frozenset[str]:
    """Those of a book's *files* that differ from *revision*, with those not committed yet, but those that git ignores.

    Where the branch has left *revision* behind, its changes since then do not count: the two are compared at the commit
    that they have in common. Raises GitProblem.
    """
    with Objects(root) as objects:
        base = _base(root, commit_of(root, revision), revision)
        before, now = at_commit(objects, base), on_disk(objects, base)
        return frozenset(
            file
            for file in files
            if file not in now.ignored and not _is_unchanged(objects, before.blobs.get(file), now, file)
        )


def _base(root: Path, commit: str, revision: str) -> str:
    """The commit that *commit* and this branch have in common; *commit* itself where there is none."""
    common = merge_base(root, commit, "HEAD")
    if common is None and is_shallow(root):
        hint = "fetch its history (git fetch --unshallow, or fetch-depth: 0 in a workflow)"
        raise GitProblem(f"this clone is too shallow to tell where its branch left {revision}", hint)
    return common or commit


def _is_unchanged(objects: Objects, blob: Blob | None, now: WorkTree, file: str) -> bool:
    """Whether a file says what git has of it, by its bytes or, where git keeps others, by what these stand for."""
    if blob is None:
        return False
    if blob.oid == now.mark(file):
        return True
    kept = objects.read(blob.oid, most_bytes(file) + 1)
    try:
        if blob.mode == LINK:
            return os.fsencode(os.readlink(now.root / file)) == kept
        data = now.read(file)
    except OSError:
        return False
    pointer = POINTER.match(kept[:1024]) if kept else None
    if pointer:
        return sha256(data).hexdigest() == pointer[1].decode("ascii")
    if data == kept:  # of a file above the limits, as far as it is read
        return True
    return data.replace(b"\r\n", b"\n") == kept and _drops_carriage_returns(now.root, file)


def _drops_carriage_returns(root: Path, file: str) -> bool:
    """Whether git keeps the lines of a file without the carriage returns that they have on disk."""
    text = attribute_of(root, "text", file)
    if text != "unspecified":
        return text != "unset"
    if attribute_of(root, "eol", file) != "unspecified":
        return True
    return (git(root, "config", "core.autocrlf") or b"").strip() in (b"true", b"input")
