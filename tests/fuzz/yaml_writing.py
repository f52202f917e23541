"""Values as YAML, in whatever style: blocks or brackets, plain or in quotes, with numbered comments where they can be."""

import json
import re
from random import Random

from tests.fuzz.record import Value

_PLAIN = re.compile(r"[^\W_](?:[\w .~/+%-]*[\w.~/+%-])?")
COMMENT = "note-%d-of-fuzz"  # what every comment holds, each with its own number; none may be lost


class Writer:
    """Writes one file."""

    def __init__(self, random: Random, comments: float = 0.08, flow: float = 0.25) -> None:
        self.random, self.comments, self.flow, self.number = random, comments, flow, 0

    def text(self, value: Value) -> str:
        """*value* as a file."""
        lines = self._above(0) + self._block(value, 0)
        return "\n".join(lines) + "\n"

    def _comment(self) -> str:
        self.number += 1
        return self.random.choice(["# %s", "#%s", "#  多 %s", "# key: %s", "# - %s ]"]) % (COMMENT % self.number)

    def _above(self, indent: int) -> list[str]:
        if self.random.random() < self.comments:
            return [" " * indent + self._comment()] + [""] * self.random.randint(0, 1)
        return []

    def _behind(self) -> str:
        return f"  {self._comment()}" if self.random.random() < self.comments / 2 else ""

    def _block(self, value: Value, indent: int) -> list[str]:
        pad = " " * indent
        if isinstance(value, dict) and value:
            return [
                line for key, each in value.items() for line in self._entry(f"{pad}{self.scalar(key)}:", each, indent)
            ]
        if isinstance(value, list) and value:
            return [line for each in value for line in self._item(each, indent)]
        return [pad + self._on_one_line(value) + self._behind()]

    def _entry(self, head: str, value: Value, indent: int) -> list[str]:
        if not isinstance(value, dict | list) or not value or self.random.random() < self.flow:
            return [*self._above(indent), f"{head} {self._on_one_line(value)}{self._behind()}"]
        return [*self._above(indent), head + self._behind(), *self._block(value, indent + 2)]

    def _item(self, value: Value, indent: int) -> list[str]:
        pad = " " * indent
        if not isinstance(value, dict | list) or not value or self.random.random() < self.flow:
            return [*self._above(indent), f"{pad}- {self._on_one_line(value)}{self._behind()}"]
        first, *rest = self._block(value, indent + 2)
        if first.lstrip().startswith("#"):
            return [f"{pad}-", first, *rest]
        return [*self._above(indent), f"{pad}- {first[indent + 2 :]}", *rest]

    def _on_one_line(self, value: Value) -> str:
        if isinstance(value, dict):
            return (
                "{" + ", ".join(f"{self.scalar(key)}: {self._on_one_line(each)}" for key, each in value.items()) + "}"
            )
        if isinstance(value, list):
            return "[" + ", ".join(map(self._on_one_line, value)) + "]"
        return self.scalar(value)

    def scalar(self, text: str) -> str:
        """A text, plain where that is safe (and at times where it is not), else in quotes."""
        if _PLAIN.fullmatch(text) and self.random.random() < 0.9:
            return text
        if "\n" not in text and self.random.random() < 0.3:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=self.random.random() < 0.1)
