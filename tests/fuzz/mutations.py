"""A text a little wrong, as people and programs make it: lines lost, doubled, moved; characters changed; other encodings."""

from collections.abc import Callable
from random import Random

from tests.fuzz import texts

Mutation = Callable[[Random, bytes], bytes]
_WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in ":,-0123456789[]{}\"'#~.%()"}
_ODD = [
    b"\x00", b"\x1b[31m", b"\xff", b"\xc3", b"\xe2\x80\xae", b"\xc2\xa0", b"\xe3\x80\x80", b"\xe2\x80\x8b", b"\xef\xbb\xbf", b"\t", b"\r",
    b"\xed\xa0\x80", b"\xc2\x85", b"\xe2\x80\xa8", b"\x7f", b"\xf4\x90\x80\x80", b"\x08",
]  # fmt: skip
_YAML = [
    b"[", b"]", b"{", b"}", b": ", b"- ", b"#", b" #", b"&a ", b"*a", b"!t ", b"? ", b"| ", b">", b"'", b'"', b"---\n", b"...\n", b"%YAML 1.1\n",
    b"<<: ", b"\\", b",", b"\n\n", b"  ", "“".encode(), "”".encode(), "‘".encode(), "：".encode(), "，".encode(), "、".encode(), "－".encode(),
    b"# dealtrack: ignore[DT403]\n", b"  # dealtrack: ignore[DT", b"=", b"0", b"e9",
]  # fmt: skip


def mutated(random: Random, data: bytes, times: int = 3) -> bytes:
    """*data* changed up to so many times."""
    for _ in range(random.randint(1, times)):
        data = random.choice(MUTATIONS)(random, data)
    return data


def _of_lines(change: Callable[[Random, list[bytes], int], object]) -> Mutation:
    """A change of the list of lines at one of them."""

    def mutate(random: Random, data: bytes) -> bytes:
        lines = data.split(b"\n")
        change(random, lines, random.randrange(len(lines)))
        return b"\n".join(lines)

    return mutate


def _swap(random: Random, lines: list[bytes], at: int) -> None:
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _indent(random: Random, lines: list[bytes], at: int) -> None:
    lines[at] = random.choice([b" ", b"  ", b"\t", b"    ", b"\xe3\x80\x80"]) + lines[at]


def _outdent(random: Random, lines: list[bytes], at: int) -> None:
    lines[at] = lines[at].removeprefix(random.choice([b" ", b"  ", b"- "]))


def _repeat(random: Random, lines: list[bytes], at: int) -> None:
    lines[at:at] = lines[at : at + random.randint(1, 5)] * random.randint(1, 30)


def _inserted(random: Random, data: bytes, piece: bytes) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + piece + data[at:]


def _change(random: Random, data: bytes) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _widen(random: Random, data: bytes) -> bytes:
    """Some characters of one kind as an input method for Chinese types them."""
    text = data.decode("utf-8", "surrogateescape")
    there = [char for char in set(text) if ord(char) in _WIDE]
    if not there:
        return data
    char = random.choice(sorted(there))
    return text.replace(char, _WIDE[ord(char)], random.choice([1, 1, 3, -1])).encode("utf-8", "surrogateescape")


def _cut(random: Random, data: bytes) -> bytes:
    start = random.randint(0, len(data))
    return data[:start] + (data[start + random.randint(1, 40) :] if random.random() < 0.7 else b"")


def _nest(random: Random, data: bytes) -> bytes:
    depth = random.choice([31, 33, 100, 1000])
    return _inserted(random, data, random.choice([b"[", b"{a: ", b"- ", b"[{"]) * depth)


def _encode(random: Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(
        random.choice(["utf-16", "utf-16-le", "gb18030", "utf-8-sig", "utf-32"])
    )


MUTATIONS: list[Mutation] = [
    _of_lines(lambda random, lines, at: lines.pop(at)),
    _of_lines(lambda random, lines, at: lines.insert(at, lines[at])),
    _of_lines(_swap), _of_lines(_indent), _of_lines(_outdent), _of_lines(_repeat),
    _change, _change, _widen, _widen, _cut, _nest, _encode,
    lambda random, data: _inserted(random, data, random.choice(_ODD)),
    lambda random, data: _inserted(random, data, random.choice(_YAML)),
    lambda random, data: _inserted(random, data, random.choice(_YAML)),
    lambda random, data: _inserted(random, data, texts.hostile(random).encode("utf-8", "surrogatepass")),
    lambda random, data: data.replace(b"\n", random.choice([b"\r\n", b"\r", b"\n\n"])),
    lambda random, data: b"\xef\xbb\xbf" + data,
    lambda random, data: data.rstrip(b"\n"),
    lambda random, data: data.replace(b"  ", b"\t", random.choice([1, -1])),
    lambda random, data: data.replace(b'"', "“".encode(), 1).replace(b'"', "”".encode(), 1),
]  # fmt: skip
