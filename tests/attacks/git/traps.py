"""Repositories that name a program wherever git takes one from a configuration; the program writes that it was run."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

CANARY = '#!/bin/sh\necho "$0 $*" >> "{ran}"\nexit 1\n'
OLD = "name: Yitu\nnames: {zh: 依图}\ndeals:\n  - {id: b, date: 2017-05, status: completed, amount: USD 50m}\n"
NEW = OLD.replace("50m", "55m")


class Trap(NamedTuple):
    """Settings, attributes of the book's files, and commands of git that run what the settings name.

    In all of them, ``{canary}`` is the program. A file of the history is ``missing`` where git is to fetch it.
    """

    settings: Mapping[str, str] = {}
    springs: tuple[str, ...] = ()
    attributes: str = ""
    missing: bool = False
    hook: str = ""


TRAPS = {
    "fsmonitor": Trap({"core.fsmonitor": "{canary}"}, ("ls-files",)),
    "fsmonitor of a file that is included": Trap({"include.path": "{included}"}, ("ls-files",)),
    "hook": Trap(hook=".git/hooks", springs=("diff",)),
    "hooksPath": Trap({"core.hooksPath": "{hooks}"}, ("diff",), hook="{hooks}"),
    "filter.clean": Trap({"filter.x.clean": "{canary}"}, ("diff",), "* filter=x\n"),
    "filter.process": Trap({"filter.x.process": "{canary}"}, ("diff",), "* filter=x\n"),
    "filter of a name with =": Trap({"filter.a=b.clean": "{canary}"}, ("diff",), "* filter=a=b\n"),
    "diff.external": Trap({"diff.external": "{canary}"}, ("diff", "HEAD~1")),
    "diff driver": Trap({"diff.x.command": "{canary}"}, ("diff", "HEAD~1"), "* diff=x\n"),
    "textconv": Trap({"diff.x.textconv": "{canary}"}, ("diff", "HEAD~1"), "* diff=x\n"),
    "pager": Trap({"core.pager": "{canary}", "pager.diff": "{canary}"}),
    "alias": Trap({"alias.own": "!{canary}"}, ("own",)),
    "gpg": Trap({"gpg.program": "{canary}", "log.showSignature": "true"}, ("log", "--show-signature", "signed")),
    "uploadpack": Trap(
        {"remote.o.promisor": "true", "remote.o.url": "{root}/nowhere", "remote.o.uploadpack": "{canary}"},
        ("cat-file", "-p", "HEAD~1:deals/yitu.yaml"), missing=True,
    ),
    "ssh": Trap(
        {"remote.o.promisor": "true", "remote.o.url": "ssh://h.invalid/x", "core.sshCommand": "{canary}"},
        ("cat-file", "-p", "HEAD~1:deals/yitu.yaml"), missing=True,
    ),
    "remote helper": Trap(
        {"remote.o.promisor": "true", "remote.o.url": "ext::{canary}", "protocol.ext.allow": "always"},
        ("cat-file", "-p", "HEAD~1:deals/yitu.yaml"), missing=True,
    ),
    "git proxy": Trap(
        {"remote.o.promisor": "true", "remote.o.url": "git://h.invalid/x", "core.gitProxy": "{canary}"},
        ("cat-file", "-p", "HEAD~1:deals/yitu.yaml"), missing=True,
    ),
    "alternateRefsCommand": Trap({"core.alternateRefsCommand": "{canary}"}),
    "packObjectsHook": Trap({"uploadpack.packObjectsHook": "{canary}"}),
    "credentials, editor and askPass": Trap(
        {"credential.helper": "!{canary}", "core.editor": "{canary}", "core.askPass": "{canary}"}
    ),
}  # fmt: skip


class Trapped:
    """A book in a repository with a trap, and what its program has written."""

    def __init__(self, root: Path, trap: Trap, place: str) -> None:
        self.root, self.trap, self.book = root, trap, root / "repository"
        self.ran = root / "ran"
        self.canary = root / "canary"
        self.names = {name: str(root / name) for name in ("canary", "included", "hooks")} | {"root": str(root)}
        self._write(self.canary, CANARY.format(ran=self.ran)).chmod(0o755)
        self._write(root / "included", f"[core]\n\tfsmonitor = {self.canary}\n")
        self._make()
        self._set()
        PLACES[place](self)
        os.utime(self.book / "deals" / "yitu.yaml", (1, 1))  # git has to look into the file itself

    def git(self, *arguments: str, check: bool = True, cwd: Path | None = None) -> None:
        """Run plain git in the book."""
        done = subprocess.run(["git", *arguments], cwd=cwd or self.book, capture_output=True, text=True, check=False)
        assert done.returncode == 0 or not check, done.stderr

    def spring(self) -> str:
        """What the program writes when plain git is used."""
        self.git(*self.trap.springs, check=False)
        written = self.written
        self.ran.unlink(missing_ok=True)
        return written

    @property
    def written(self) -> str:
        """What the program has written; empty if it was never run."""
        return self.ran.read_text() if self.ran.exists() else ""

    def _write(self, path: Path, text: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def _make(self) -> None:
        self.book.mkdir()
        self.git("init", "-q", "-b", "main")
        for text in (OLD, NEW):
            self._write(self.book / "deals" / "yitu.yaml", text)
            self.git("add", "-A")
            self.git("commit", "-q", "-m", "A commit")
        signed = subprocess.run(
            ["git", "cat-file", "commit", "HEAD"], cwd=self.book, capture_output=True, text=True, check=True
        ).stdout.replace("\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n", 1)
        oid = subprocess.run(
            ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
            cwd=self.book, input=signed, capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        self.git("update-ref", "refs/tags/signed", oid)

    def _set(self) -> None:
        if self.trap.missing:
            [old] = self._objects("HEAD~1:deals/yitu.yaml")
            (self.book / ".git" / "objects" / old[:2] / old[2:]).unlink()
        if self.trap.attributes:
            self._write(self.book / ".gitattributes", self.trap.attributes)
        if self.trap.hook:
            hook = self.book / self.trap.hook.format(**self.names) / "post-index-change"
            self._write(hook, CANARY.format(ran=self.ran)).chmod(0o755)
        for key, value in self.trap.settings.items():
            self.git("config", key, value.format(**self.names))

    def _objects(self, *names: str) -> list[str]:
        command = ["git", "rev-parse", *names]
        return subprocess.run(command, cwd=self.book, capture_output=True, text=True, check=True).stdout.split()


def unpacked(trapped: Trapped) -> None:
    """The repository with its ``.git``, as an archive brings it."""


def tracked(trapped: Trapped) -> None:
    """A clone, in which the book's folder holds all that a repository without a work tree is made of."""
    origin = trapped.root / "origin"
    (origin / "book").mkdir(parents=True)
    trapped.git("init", "-q", "-b", "main", cwd=origin)
    inner = trapped.book / ".git"
    trapped.git("config", "core.worktree", ".")
    for path in inner.iterdir():
        shutil.move(path, origin / "book" / path.name)
    inner.rmdir()
    for path in trapped.book.iterdir():
        shutil.move(path, origin / "book" / path.name)
    for folder in [*(origin / "book").rglob("*/")]:
        if not any(folder.iterdir()):
            (folder / "kept.lock").touch()  # git tracks no empty folder, such as refs/
    trapped.git("add", "-Af", ".", cwd=origin)
    trapped.git("commit", "-q", "-m", "All of it", cwd=origin)
    trapped.git("clone", "-q", str(origin), str(trapped.root / "clone"), cwd=origin)
    trapped.ran.unlink(missing_ok=True)
    trapped.book = trapped.root / "clone" / "book"


def behind_a_file(trapped: Trapped) -> None:
    """An archive in which ``.git`` is a file that names a folder beside it."""
    (trapped.book / ".git").rename(trapped.book / "store")
    (trapped.book / ".git").write_text("gitdir: store\n")


PLACES = {each.__name__: each for each in (unpacked, tracked, behind_a_file)}
