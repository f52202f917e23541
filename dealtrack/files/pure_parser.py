"""PyYAML's own parser, brought to read what libyaml 0.2 reads, for where PyYAML was built without it.

The two differ at the margins of YAML 1.1: a question mark or a colon in brackets, tabs behind values, a comment at once
behind the mark of a block text. Here libyaml's reading counts, be it right or wrong, so that a book means the same
everywhere. Where both refuse a text, they may put it differently, or stop at another character.
"""

import re
from typing import Any, NoReturn, cast

import yaml

_ENDS = "\0\r\n\x85\u2028\u2029"
_BLANKS_AND_ENDS = _ENDS + " \t"


class PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser: the same events as libyaml's, more slowly."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)

    def get_event(self) -> Any:
        """The next event. An escape of no character is a mistake here as it is for libyaml."""
        try:
            event = yaml.parser.Parser.get_event(self)  # type: ignore[no-untyped-call]
        except (OverflowError, ValueError):  # which of the two depends on the version of Python
            mark: Any = self.get_mark()
            raise yaml.scanner.ScannerError(None, None, "invalid escape", mark) from None
        if isinstance(event, yaml.ScalarEvent) and any("\ud800" <= char <= "\udfff" for char in event.value):
            raise yaml.scanner.ScannerError(None, None, "invalid escape", cast(Any, event.start_mark))
        return event

    def scan_to_next_token(self) -> None:
        """Pass over blanks and comments. Tabs are blanks in brackets, and behind a value, where no key can start."""
        while True:
            if self.column == 0 and self.peek() == "\ufeff":  # may start any line
                self.forward()
                self.column += 1
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in _ENDS:
                    self.forward()
            if not self._line_break():
                return
            self.allow_simple_key = self.allow_simple_key or not self.flow_level

    def scan_plain(self) -> Any:
        """A value without quotes. In brackets, a question mark may stand in it, though not at its start."""
        start = end = self.get_mark()
        text: list[str] = []
        blanks: list[str] = []
        while length := self._length_of_word():
            self.allow_simple_key = False
            text += [*blanks, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            blanks = self.scan_plain_spaces(self.indent + 1, start)
            if not blanks or (not self.flow_level and self.column <= self.indent):
                break
        return yaml.ScalarToken("".join(text), True, start, end)

    def _length_of_word(self) -> int:
        """How many characters there are up to the next blank, or to what ends a value."""
        if self.peek() == "#" or self._at_document():
            return 0
        length = 0
        while (char := self.peek(length)) not in _BLANKS_AND_ENDS and not (self.flow_level and char in ",[]{}"):
            after = self.peek(length + 1)
            if char == ":" and after in _BLANKS_AND_ENDS:
                break
            if self.flow_level and char == ":" and after in ",?[]{}":
                self.forward(length)
                self._refuse("found unexpected ':'")
            length += 1
        return length

    def _at_document(self) -> bool:
        return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _BLANKS_AND_ENDS

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str]:
        """The blanks between two words of a value, or the space or line breaks that they fold to."""
        blanks = ""
        breaks: list[str] = []
        while self.peek() in _BLANKS_AND_ENDS[1:]:
            if self.peek() in " \t":
                if breaks and self.column < indent and self.peek() == "\t":
                    self._refuse("found a tab character that violates indentation")
                blanks += self.peek()
                self.forward()
            else:
                breaks.append(self._line_break())
        if not breaks:
            return [blanks] if blanks else []
        self.allow_simple_key = True
        first, *others = breaks
        return [*(first.strip("\n") or " " * (not others)), *others]

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """The + or - behind | or >, and the digit, in either order; what else may follow, the line decides."""
        written = cast(re.Match[str], re.match("[+-][0-9]?|[0-9][+-]?|", self.prefix(2)))[0]
        self.forward(len(written))
        digit = written.strip("+-")
        if digit == "0":
            self._refuse("found an indentation indicator equal to 0")
        return "+" in written if written != digit else None, int(digit) if digit else None

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """The rest of the line behind | or >: blanks and a comment."""
        while self.peek() in " \t":
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_block_scalar_indentation(self) -> Any:
        """The empty lines that a block text begins with, and its indentation, in which there is no tab."""
        found = super().scan_block_scalar_indentation()
        if self.peek() == "\t":
            self._refuse("found a tab character where an indentation space is expected")
        return found

    def scan_block_scalar_breaks(self, indent: int) -> Any:
        """The line breaks within a block text, and the indentation behind them, in which there is no tab."""
        found = super().scan_block_scalar_breaks(indent)
        if self.column < indent and self.peek() == "\t":
            self._refuse("found a tab character where an indentation space is expected")
        return found

    def _line_break(self) -> str:
        return cast(str, self.scan_line_break())  # type: ignore[no-untyped-call]

    def _refuse(self, problem: str) -> NoReturn:
        raise yaml.scanner.ScannerError(None, None, problem, self.get_mark())
