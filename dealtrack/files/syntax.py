"""What YAML parsers say of a mistake, in our words, and where the mistake is rather than where it was noticed."""

import re
from functools import cache

import yaml
from yaml.reader import Reader

from dealtrack.diagnostics import Fault, Place, Span

# A pattern of what is said, whether the mistake is where reading began to go wrong, why, and how to mend it.
_SYNTAX = (
    (r"could not find expected ':'", True, "a key without a colon, or a line that belongs to nothing",
     "write key: value, with a space after the colon"),
    (r"end of stream", True, "a quote that is never closed", "close it, or use the other kind of quote around it"),
    (r"document (separator|indicator)|unexpected document", True, "a quote that is never closed", "close it"),
    (r"',' or '[]}]'", True, "a bracket that is never closed, or a comma that is missing", "write [one, two]"),
    (r"unexpected ':'", False, "a colon that belongs to no key", "write key: value, with a space after the colon"),
    (r"alphabetic or numeric", True, "an anchor or alias without a name", "put the value in quotes"),
    (r"chomping|comment or (a )?line break|indentation indicator", False, "something behind the | or > of a long text",
     "start the text on the next line"),
    (r"sequence entries are not allowed", False, "a list item where none can start", "start it on a line of its own"),
    (r"node content", False, "a value is missing here", "take the extra comma or bracket away"),
    (r"expected key|block end|'-' indicator", False, "this does not line up with what stands above it",
     "check the indentation, and quote a value that holds quotes or brackets"),
)  # fmt: skip
_KEY = re.compile(r"[ \t]*(?:- +)*['\"]?[\w+-]+['\"]?[ \t]*")
_UNSPACED = re.compile(r"[ \t]*(?:- +)*['\"]?[^\W\d][\w-]*['\"]?:(?=[^\s:/])")
_UNSPACED_HYPHEN = re.compile(r"[ \t]*-(?=[^\W\d])")
_AT_VALUE = re.compile(r"(?:^|[-:,\[{])[ \t]*\Z")
_FIRST_AND_LAST = re.compile(r"[ \t]*(?:- +)*(?P<first>(?!notes|what)[a-z][a-z_-]*): .*\s(?P<last>[a-z][a-z_-]*)")
_COMMENT = re.compile(r"(?m)(?:^|(?<=[ \t]))#.*$")
SPACE_AFTER_COLON = "put a space after the colon"
SPACE_AFTER_HYPHEN = "put a space after the hyphen"


def syntax_fault(error: yaml.YAMLError, text: str, file: str) -> Fault:
    """An invalid-yaml fault (for a second document, a yaml-feature) for what a parser said of *text*."""
    if not isinstance(error, yaml.MarkedYAMLError):  # it has read a character that no YAML may hold
        found = Reader.NON_PRINTABLE.search(text)
        return Fault(
            "invalid-yaml", _at(file, found.start() if found else 0), why="a character that YAML forbids", hint=""
        )
    problem = str(error.problem or error.context or "not YAML")
    index = error.problem_mark.index if error.problem_mark else 0
    start = error.context_mark.index if error.context_mark else index
    if "<document start>" in problem:
        return Fault("yaml-feature", _at(file, index), text="a second document")
    place, why, hint = _explained(problem, text, index, start)
    return Fault("invalid-yaml", _at(file, place), why=why, hint=hint)


def _explained(problem: str, text: str, index: int, start: int) -> tuple[int, str, str]:
    """Where the mistake is, why it is one, and how to mend it."""
    if "cannot start any token" in problem or "tab character" in problem:
        return _bad_start(text, index)
    if "mapping values" in problem:
        return _stray_colon(text, index)
    if re.search("escape|hexa?decimal", problem):
        is_quote = text[index : index + 1] == '"'
        backslash = text.find("\\", index) if is_quote else text.rfind("\\", 0, index + 1)
        hint = "use single quotes around text with backslashes"
        return max(backslash, 0), "a backslash that starts no known escape", hint
    if found := _stray_quote(problem, text, index):
        return found
    if found := _slip_of_a_blank(problem, text, index, start):
        return found
    if "node content" in problem and not text[index:].strip():
        return _open_bracket(text), "a bracket that is never closed", "close it"
    for pattern, at_start, why, hint in _SYNTAX:
        if re.search(pattern, problem):
            is_near = "or" in problem and "\n" not in text[start:index]  # a comma is missing, not a bracket
            return (start if at_start and not is_near else index), why, hint
    return index, problem, "check the lines around it"


def _stray_quote(problem: str, text: str, index: int) -> tuple[int, str, str] | None:
    """A quote before *index* that is not the one that should close a value: it is in the value, or opens the next."""
    before = text[text.rfind("\n", 0, index) + 1 : index].rstrip(" ")
    quote, line_start = before[-1:], text.rfind("\n", 0, index) + 1
    if quote not in ("'", '"') or not before:
        return None
    opening = text.rfind(quote, 0, line_start) if _AT_VALUE.search(before[:-1]) else -1
    if opening >= 0 and re.search("expected key|block end|'-' indicator|',' or", problem):
        return opening, "a quote that is not closed where the value should end", "close it"
    if re.search("expected key|block end", problem):
        hint = "use the other kind of quote around the whole, or double the one inside"
        return index, "text behind a closed quote", hint
    return None


@cache
def keys_of_records() -> tuple[frozenset[str], ...]:
    """The keys of each kind of record that the format has."""
    from msgspec import Struct, structs

    from dealtrack import model

    kinds = (kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Struct))
    return tuple(frozenset(field.encode_name for field in structs.fields(kind)) for kind in kinds)


def _slip_of_a_blank(problem: str, text: str, index: int, start: int) -> tuple[int, str, str] | None:
    """A blank that is missing behind a colon, or one before a # that should begin no comment."""
    if "could not find expected ':'" in problem:
        return _unspaced_colon(text, start) or _unspaced_hyphen(text, start)
    if "node content" in problem and not text[index:].strip():
        return _cut_off(text, _open_bracket(text), index)
    return _cut_off(text, start, index) if re.search("',' or '[]}]'", problem) else None


def _unspaced_colon(text: str, index: int) -> tuple[int, str, str] | None:
    """The colon without a space behind it on the line of *index*, if that is why the line is no key with its value."""
    match = _UNSPACED.match(text, text.rfind("\n", 0, index) + 1)
    return (match.end() - 1, "a colon without a space behind it", SPACE_AFTER_COLON) if match else None


def _unspaced_hyphen(text: str, index: int) -> tuple[int, str, str] | None:
    match = _UNSPACED_HYPHEN.match(text, text.rfind("\n", 0, index) + 1)
    return (match.end() - 1, "a hyphen without a space behind it", SPACE_AFTER_HYPHEN) if match else None


def _cut_off(text: str, start: int, index: int) -> tuple[int, str, str] | None:
    """The # between *start*, a bracket that is never closed, and *index* that makes a comment of the closing one."""
    line_end = text.find("\n", index)
    for comment in _COMMENT.finditer(text, start, len(text) if line_end < 0 else line_end):
        before = text[text.rfind("\n", 0, comment.start()) + 1 : comment.start()]
        is_quoted = any(before.count(quote) % 2 for quote in "'\"")
        closing = len(re.findall(r"[]}]", comment[0])) > len(re.findall(r"[\[{]", comment[0]))
        if before.strip() and not is_quoted and closing:
            why = "a bracket that is never closed, for a # behind a blank begins a comment"
            return comment.start(), why, "put the value with the # in quotes"
    return None


def _open_bracket(text: str) -> int:
    """Where the innermost bracket stands that is not closed."""
    text = _COMMENT.sub(lambda comment: " " * len(comment[0]), text)
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        depth += (text[index] in "]}") - (text[index] in "[{")
        if depth < 0:
            return index
    return len(text)


def _bad_start(text: str, index: int) -> tuple[int, str, str]:
    char = text[index : index + 1]
    if char == "\t":
        return index, "a tab, which cannot indent", "indent with spaces"
    return index, f"a plain value cannot start with {char}", "put the value in quotes"


def _stray_colon(text: str, index: int) -> tuple[int, str, str]:
    """A colon where no key can end: inside a value, behind a line without one, or behind a key indented too far."""
    line_start = text.rfind("\n", 0, index) + 1
    above = text[:line_start].rstrip().rpartition("\n")[2]
    if not line_start or not _KEY.fullmatch(text[line_start:index]):
        hint = "put the value in quotes"
        key = _second_key(text[line_start:index])
        return index, "a colon inside a plain value", f"{hint}, or start {key} on a line of its own" if key else hint
    if ":" not in above:
        place = text.rindex(above, 0, line_start) + len(above) - len(above.lstrip())
        return place, "a line without a colon", "write key: value, with a space after the colon"
    if colon := _unspaced_colon(text, text.rindex(above, 0, line_start)):
        return colon
    return index, "this key is indented further than those above it", "let it start below the key above"


def _second_key(head: str) -> str:
    """The word at the end of a line's *head*, if a record has both that key and the one at its beginning."""
    words = _FIRST_AND_LAST.fullmatch(head)
    return words["last"] if words and any({*words.groups()} <= keys for keys in keys_of_records()) else ""


def _at(file: str, index: int) -> Place:
    return Place(file, span=Span(index, index + 1))
