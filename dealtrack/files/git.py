"""What git knows of a book's files. Git is run as a program, here alone; nothing in the work tree is touched.

Only the user's own configuration and environment can name a program that git then runs, not a file of the book and not
the configuration of the repository that it is in. For that, only commands are run that print what git has recorded:
none that looks into files on disk (which filters may change on the way) or shows differences as a text.
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path


class GitProblem(ValueError):
    """Git cannot say what it was asked; the message tells why, and ``hint`` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


# What outweighs the configuration of a repository. All else that names a program (a pager, an editor, an external diff,
# a driver that git merges with) is for commands that are not run here; names of commands cannot be taken by aliases.
_SETTINGS = {
    "safe.bareRepository": "explicit",  # known from git 2.38 on; for older ones there is _named below
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
}

# What the hook of a repository tells its programs of that repository (git rev-parse --local-env-vars, but settings);
# a book's is the one that the book is in. How names are matched is for the caller of git to say.
_OF_A_HOOK = {
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_INTERNAL_SUPER_PREFIX", "GIT_CONFIG", "GIT_GRAFT_FILE"),
    *("GIT_SHALLOW_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE"),
    *("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
}

_OURS = {
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # Objects that a partial clone lacks are not fetched, since its configuration names the program that would do it.
    # The first is known from git 2.44 (and 2.39.4) on; the second, which allows a transport that there is not, to all.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}


def commit_of(root: Path, revision: str) -> str:
    """The hash of the commit that *revision* names in the repository of *root*. Raises GitProblem."""
    # In two steps, since what is put behind :/words would be among the words that are looked for.
    found = _words(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision)
    commit = found and _words(root, "rev-parse", "--verify", "--quiet", f"{found}^{{commit}}")
    if not commit or commit.startswith("^"):
        hint = "fetch it first (git fetch, or fetch-depth: 0 in a workflow), or mend its spelling"
        raise GitProblem(f"git knows no revision {revision}", hint)
    return commit


def merge_base(root: Path, commit: str, other: str) -> str | None:
    """The commit that two have in common; None where there is none, or none that this clone has."""
    return _words(root, "merge-base", "--", commit, other)


def is_shallow(root: Path) -> bool:
    """Whether the repository of *root* has only the later part of its history."""
    return _words(root, "rev-parse", "--is-shallow-repository") == "true"


def _words(root: Path, *arguments: str) -> str | None:
    printed = git(root, *arguments)
    return None if printed is None else printed.decode("utf-8", "replace").strip()


def git(root: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it fails. Raises GitProblem where there is no git, or no repository."""
    done = run_git(root, *arguments)
    problem = problem_of(root, done.stderr)
    if problem:
        raise problem
    return done.stdout if done.returncode == 0 else None


def run_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Git, run to its end in *root*. Raises GitProblem where it cannot be run."""
    with start_git(root, *arguments, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        printed, said = process.communicate()
    return subprocess.CompletedProcess(arguments, process.returncode, printed, said)


def start_git(root: Path, *arguments: str, stdin: int, stderr: int) -> "subprocess.Popen[bytes]":
    """A process of git in *root* whose standard output is a pipe. Raises GitProblem where it cannot be run."""
    if any("\0" in argument for argument in arguments):
        raise GitProblem("a name with a NUL in it is none that git can know")
    settings = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
    command = [_program(root), "--no-pager", *settings, *arguments]
    try:
        return subprocess.Popen(
            command, cwd=root, env=_environment(root), stdin=stdin, stdout=subprocess.PIPE, stderr=stderr
        )
    except OSError as error:
        raise GitProblem(f"git cannot be run in {root}: {(error.strerror or str(error)).lower()}") from None


def problem_of(root: Path, said: bytes) -> GitProblem | None:
    """What keeps git from answering anything in *root*, by what it *said* on standard error."""
    if b"not a git repository" in said:
        return GitProblem(f"{root} is in no git repository")
    owned = re.search(rb"dubious ownership in repository at '(.*)'", said)
    if owned or b"dubious ownership" in said:
        path = shlex.quote(os.fsdecode(owned[1])) if owned else "PATH"
        hint = f"git config --global --add safe.directory {path}, if you trust them"
        return GitProblem(f"the repository of {root} belongs to another user", hint)
    if b"cannot use bare repository" in said:
        return GitProblem(f"{root} is in a bare repository, or a folder that is made to look like one")
    if b"from promisor remote" in said:
        hint = "clone it without --filter, or fetch them: git fetch --refetch --no-filter"
        return GitProblem(f"the clone of {root} is a partial one, and lacks objects that are asked for", hint)
    return None


def _environment(root: Path) -> dict[str, str]:
    """What git is run with: the repository is that of the directory, names are names, and words are English."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return {**kept, "PATH": os.pathsep.join(folders_of_programs(root)), **_OURS, **_named(root)}


def _named(root: Path) -> Mapping[str, str]:
    """The variable that names the repository of *root*, where it has no ``.git``: that may be a trap.

    A folder of any book can hold what a repository without a work tree is made of, configuration included. So such a
    one counts only where GIT_DIR names it, as it does in the hooks of one. Raises GitProblem.
    """
    found = _repository_without_work_tree(root.resolve())
    if found is None:
        return {}
    named = os.environ.get("GIT_DIR")
    if named and Path(named).resolve() == found:
        return {"GIT_DIR": str(found)}
    hint = f"if it is yours, name it: GIT_DIR={shlex.quote(str(found))} dealtrack …"
    raise GitProblem(f"{found} is a bare repository, or a folder that is made to look like one", hint)


def _repository_without_work_tree(root: Path) -> Path | None:
    for folder in (root, *root.parents):
        if os.path.lexists(folder / ".git"):
            return None
        has_parts = (folder / "objects").exists() and (folder / "refs").exists()
        if os.path.lexists(folder / "HEAD") and (has_parts or (folder / "commondir").exists()):
            return folder
    return None


def _program(root: Path) -> str:
    """The path of git. Raises GitProblem where there is none."""
    names = ("git.exe", "git") if os.name == "nt" else ("git",)
    paths = (shutil.which(os.path.join(folder, name)) for folder in folders_of_programs(root) for name in names)
    found = next(filter(None, paths), None)
    if found is None:
        raise GitProblem("git is not installed here")
    return found


def folders_of_programs(root: Path) -> Iterator[str]:
    """The folders of PATH but those in the work tree of *root*, and those that depend on the working directory."""
    work_tree = work_tree_of(root)
    for folder in os.get_exec_path():
        if os.path.isabs(folder) and not Path(folder).resolve().is_relative_to(work_tree):
            yield folder


def work_tree_of(root: Path) -> Path:
    """The nearest folder upwards that has a ``.git``; *root* itself where there is none."""
    root = root.resolve()
    return next((folder for folder in (root, *root.parents) if os.path.lexists(folder / ".git")), root)


def configure_clone(root: Path, settings: Mapping[str, str]) -> str:
    """Write *settings* to the configuration of the clone that *root* is in; return what git says where it cannot.

    Raises GitProblem.
    """
    for key, value in settings.items():
        done = run_git(root, "config", "--local", key, value)
        if done.returncode:
            return done.stderr.decode("utf-8", "replace").strip() or "it does not say why"
    return ""


def attribute_of(root: Path, attribute: str, file: str) -> str:
    """What ``.gitattributes`` say of a file below *root*, ``unspecified`` where they say nothing. Raises GitProblem."""
    printed = git(root, "check-attr", "-z", attribute, "--", file) or b""
    return printed.split(b"\0")[2].decode("utf-8", "replace") if printed.count(b"\0") > 2 else "unspecified"
