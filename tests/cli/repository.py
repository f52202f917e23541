"""A git repository with a book, for tests that compare with an earlier state of it."""

import json
import subprocess

GOOD = "name: Good\n"
BAD = "name: Bad\ncitty: G\n"


class Repository:
    """A git repository with a book in one of its folders; git runs in the book."""

    def __init__(self, root, folder, run):
        self.root, self.book, self._run = root, root / folder, run
        self.book.mkdir(parents=True)
        self.git("init", "-q", "-b", "main", root)

    def git(self, *arguments):
        command = ["git", *map(str, arguments)]
        return subprocess.run(command, cwd=self.book, capture_output=True, text=True, check=True).stdout.strip()

    def write(self, **texts):
        """Write files of companies, each named by its slug."""
        (self.book / "deals").mkdir(parents=True, exist_ok=True)
        for slug, text in texts.items():
            self.path(slug).write_text(text.replace("name:", f"name: {slug}"), encoding="utf-8")

    def path(self, slug):
        return self.book / "deals" / f"{slug}.yaml"

    def commit(self, **texts):
        self.write(**texts)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A commit")
        return self.git("rev-parse", "HEAD")

    def validate(self, *arguments, since="HEAD", book=None):
        return self._run("validate", "--format", "json", "--changed-since", since, *arguments, book=book or self.book)

    def found(self, *arguments, since="HEAD", book=None):
        """The names of the files that a run reports on, without their folder and suffix."""
        result = self.validate(*arguments, since=since, book=book)
        assert result.exit_code in (0, 1), result.stderr
        files = [each["file"] for each in json.loads(result.stdout)["diagnostics"]]
        assert result.exit_code == bool(files)
        return {file.removeprefix("deals/").removesuffix(".yaml") for file in files}
