"""Files that are large, or deep, in one way: time and memory must grow with their size, and not with its square."""

from random import Random

_DEAL = "{id: d%d, date: 2020-05-13, status: completed, amount: CNY 5m, sources: [a]}"
_KINDS = {
    "deals on one line": lambda count: (
        "name: x\ndeals: [" + ", ".join(_DEAL % number for number in range(count)) + "]\n"
    ),
    "deals": lambda count: "name: x\ndeals:\n" + "".join(f"- {_DEAL % number}\n" for number in range(count)),
    "deals with an unknown key": lambda count: (
        "name: x\ndeals:\n" + "".join(f"- {{idd: d{number}}}\n" for number in range(count))
    ),
    "unknown keys": lambda count: "name: x\n" + "".join(f"key{number}: x\n" for number in range(count)),
    "one key again and again": lambda count: "name: x\n" * count,
    "ignore comments": lambda count: "name: x\n" + "# dealtrack: ignore[DT403]\n" * count,
    "ignore comments on one line": lambda count: "name: x  " + "# dealtrack: ignore[DT403] " * count + "\n",
    "control characters": lambda count: "name: " + "\x01" * count + "\n",
    "control characters apart": lambda count: "name: x\n" + "# \x01\n" * count,
    "full-width colons": lambda count: "name: x\n" + "".join(f"key{number}：x\n" for number in range(count)),
    "full-width digits": lambda count: "name: x\ndeals:\n" + "- {id: d, date: ２０２０, amount: CNY ５m}\n" * count,
    "words of no vocabulary": lambda count: (
        "name: x\ndeals:\n" + "- {id: D, date: x, status: x, kind: x, sources: [y]}\n" * count
    ),
    "lists for texts": lambda count: (
        "name: x\ncity: " + "[[], " * min(count, 30) + "]" * min(count, 30) + "\n" + "notes: []\n" * count
    ),
    "full-width characters": lambda count: "name： x\n" + "a：b，" * count + "\n",
    "open quotes": lambda count: "name: x\naliases: [" + "“x”, " * count + "]\n",
    "quotes": lambda count: "name: " + "'" * count + "\n",
    "brackets": lambda count: "[" * count,
    "braces": lambda count: "{a: " * count,
    "dashes": lambda count: "- " * count,
    "brackets that close": lambda count: "a = " + "[" * count + "]" * count + "\n",
    "a long line": lambda count: "name: " + "云" * count + "\n",
    "blank lines": lambda count: "\n" * count + "name: x\n",
    "comments": lambda count: "# x\n" * count + "name: x\n",
    "aliases": lambda count: "name: x\naliases: [" + ", ".join(f"n{number}" for number in range(count)) + "]\n",
    "anchors": lambda count: "".join(f"k{number}: &a{number} x\n" for number in range(count)),
    "documents": lambda count: "---\nname: x\n" * count,
    "dotted keys": lambda count: "a." * count + "b = 1\n",
    "digits": lambda count: "[rates]\nmax_age_days = " + "9" * count + "\n",
    "a number of many digits": lambda count: (
        f"name: x\ntotals: [{{date: 2020, amount: CNY {'9' * count}, sources: [a]}}]\n"
    ),
    "investors": lambda count: "".join(f"N{number}: {{aliases: [A{number}]}}\n" for number in range(count)),
    "sources": lambda count: "".join(f"s{number}: {{publisher: P, published: 2020}}\n" for number in range(count)),
}


def heavy(random: Random) -> bytes:
    """A file of one of the kinds, of up to a thousand, ten thousand or a hundred thousand things, and 2 MiB."""
    count = random.choice([300, 1000, 1000, 5000, 5000, 20_000, 100_000])
    text = _KINDS[random.choice(sorted(_KINDS))](count)
    return text.encode()[: random.choice([2 << 20, 2 << 20, (2 << 20) + 1])]
