"""Company files as people type them, for hypothesis: any style of YAML, and comments wherever one can stand."""

import json

from hypothesis import strategies as st

from dealtrack.files.tree import compose

TEXTS = [
    "CloudWalk", "云从科技", "红杉资本（中国）", "it's", "a: b", "x # y", "x #y", "Foo, Inc.", "[draft]", "{x}", "null", "~", "2015", "007",
    "yes", "- dash", "-dash", "? what", "?what", "*star", "&and", "!bang", "%percent", "@at", "`tick", "'single'", '"double"',
    "back\\slash", "http://x.example/a?b=c#d", "two  blanks", "a:b", ":colon", "colon:", "1:30", "0x1F", "1e5", "=", "<<", "中文，全角", "、顿号",
    "very long " + "云从科技" * 25, "long text " * 14 + "end", "é", "12,000", "--- not a document", "# no comment", "tab\there", "~USD 5bn",
]  # fmt: skip
AMOUNTS = ["CNY 1.80bn", "about USD 5.5bn", "18亿元", "undisclosed", "~USD 1bn", "USD 1bn-1.5bn", "CNY 010m"]
DATES = ["2018", "2018-10", "2018-Q3", "2020-05-13", "2020-05?", "2019~", "2016-08/2016-10", "../2020-12", "2020-05/.."]
PROSE = [
    "One line.",
    "First line\nsecond line",
    "Para\n\nother para",
    "  indented\nless",
    "a\n  more\nb",
    "ends\n",
    "ends\n\n\n",
    "x: y\n# no comment\n",
]


class Writer:
    """Writes lines; every choice of style is drawn."""

    def __init__(self, draw, comments=True):
        self.draw, self.lines, self.number, self.may_comment = draw, [], 0, comments

    def one_of(self, *choices):
        return self.draw(st.sampled_from(choices))

    def rarely(self, times=5):
        return self.draw(st.integers(0, times)) == 0

    def comment(self):
        self.number += 1
        return self.one_of(
            "# note {}", "#note {}", "#  多 {} 云", "# key: value {}", "# - item {}", "#{} ]", "# '{}"
        ).format(self.number)

    def behind(self):
        if self.may_comment and self.rarely():
            return self.one_of("  ", " ", "\t", "      ") + self.comment()
        return self.one_of("", "", "", " ", "\t", "   ")

    def above(self, indent):
        """Blank lines and comments, mostly as far in as what follows."""
        while self.rarely(4):
            if self.may_comment and self.rarely(1):
                odd = max(0, indent + self.one_of(-4, -2, -1, 1, 2, 3)) if self.rarely(6) else indent
                self.lines.append(" " * odd + self.comment())
            else:
                self.lines.append(self.one_of("", "", "   "))

    def text(self, value, in_flow=False):
        """A value on one line."""
        forms = ["'" + value.replace("'", "''") + "'", json.dumps(value, ensure_ascii=False)]
        if "\t" in value or "\n" in value:
            forms = [json.dumps(value, ensure_ascii=self.one_of(True, False))]
        around = f"[{value}]" if in_flow else f"a: {value}\n"
        read = compose(around, "").tree
        if read in ([value], {"a": value}):
            forms += [value] * 3
        return self.one_of(*forms)

    def pair(self, key, value, indent, lead=None):
        """``key: value`` for a text, a list of texts or a list or mapping of values."""
        start = (
            (" " * indent if lead is None else lead)
            + self.one_of(key, key, key, f"'{key}'", f'"{key}"')
            + self.one_of(":", ":", " :")
            + self.one_of(" ", " ", "  ", "\t")
        )
        if isinstance(value, str):
            self.scalar(start, value, indent)
        elif self.rarely(1) or not value:
            self.flow(start, value, indent)
        else:
            self.lines.append(start.rstrip() + self.behind())
            self.block(
                value, indent + (self.one_of(0, 2, 2, 4, 1) if isinstance(value, list) else self.one_of(2, 4, 1))
            )
            if self.may_comment and self.rarely(8):
                self.lines.append(" " * (indent + self.one_of(1, 2, 4)) + self.comment())

    def scalar(self, start, value, indent):
        inner = " " * (indent + self.one_of(1, 2, 4))
        style = self.draw(st.integers(0, 9))
        is_plain = "\n" in value or compose(f"a: {value}\n", "").tree == {"a": value}
        if ("\n" in value and style < 8) or (style == 0 and not value.startswith((" ", "\t")) and value.isprintable()):
            self.block_scalar(start, value, indent)
        elif (
            style == 1
            and is_plain
            and " " in value
            and "  " not in value
            and "\n" not in value
            and "#" not in value
            and ": " not in value
        ):
            first, second = value.split(" ", 1)
            if second.startswith("- "):
                self.lines.append(start + self.text(value) + self.behind())
            else:
                self.lines += [
                    start + first + self.one_of("", "  "),
                    *([""] if False else []),
                    inner + second + self.behind(),
                ]
        elif style == 2:
            self.lines.append(start.rstrip() + self.behind())
            while self.may_comment and self.rarely(2):
                self.lines.append(inner + self.comment())
            self.lines.append(inner + self.text(value) + self.behind())
        elif style == 3 and " " in value and "\n" not in value and "\t" not in value and "  " not in value:
            first, second = value.split(" ", 1)
            first, second = (json.dumps(each, ensure_ascii=False)[1:-1] for each in (first, second))
            self.lines += [f'{start}"{first}' + self.one_of("", " "), f'{inner}{second}"{self.behind()}']
        else:
            self.lines.append(start + self.text(value) + self.behind())

    def block_scalar(self, start, value, indent):
        depth = self.one_of(1, 2, 4)
        lead, marker = value.startswith((" ", "\n")), "|" if "\n" in value else self.one_of("|", ">")
        chomp = "-" if not value.endswith("\n") else "+" if value.endswith("\n\n") else ""
        digit = str(depth) if lead or self.rarely(4) else ""
        comment = "  " + self.comment() if self.may_comment and self.rarely() else ""
        self.lines.append(f"{start}{marker}{self.one_of(digit + chomp, chomp + digit)}{comment}")
        body = (value[:-1] if value.endswith("\n") else value).split("\n")
        self.lines += [" " * (indent + depth) + line if line else self.one_of("", " " * indent) for line in body]

    def flow(self, start, value, indent):
        whole = self.in_brackets(value)
        if self.rarely(3):
            whole = self.broken(value, indent)
        self.lines += (start + whole).split("\n")
        self.lines[-1] += self.behind()

    def in_brackets(self, value):
        if isinstance(value, str):
            return self.text(value, in_flow=True)
        pad, comma = self.one_of("", " "), self.one_of(", ", ",  ", " , ")
        if isinstance(value, list):
            return f"[{pad}{comma.join(map(self.in_brackets, value))}{pad}]"
        return f"{{{pad}{comma.join(f'{key}: {self.in_brackets(each)}' for key, each in value.items())}{pad}}}"

    def broken(self, value, indent):
        """Brackets over several lines, with comments in them."""
        if isinstance(value, str):
            return self.text(value, in_flow=True)
        pad = "\n" + " " * (indent + self.one_of(1, 2, 4))
        pairs = (
            [f"{key}: {self.in_brackets(each)}" for key, each in value.items()]
            if isinstance(value, dict)
            else [self.broken(each, indent + 2) for each in value]
        )

        def end():
            text = self.behind()
            while self.may_comment and self.rarely():
                text += pad + self.comment()
            return text + pad

        opened, closed = "{}" if isinstance(value, dict) else "[]"
        inside = "".join(
            pair + ("," if number < len(pairs) - 1 or self.rarely() else "") + end()
            for number, pair in enumerate(pairs)
        )
        return f"{opened}{end()}{inside}{closed}"

    def block(self, value, indent):
        if isinstance(value, dict):
            for key, each in value.items():
                self.above(indent)
                self.pair(key, each, indent)
            return
        for each in value:
            self.above(indent)
            lead = " " * indent + "-" + self.one_of(" ", " ", "   ")
            if isinstance(each, str):
                self.scalar(lead, each, indent)
            elif self.rarely(3):
                self.flow(lead, each, indent)
            else:
                self.record(lead, each, indent)

    def record(self, lead, value, indent):
        inner = len(lead)
        if self.rarely(8):
            self.lines.append(" " * indent + "-" + self.behind())
            self.block(value, indent + self.one_of(1, 2, 4))
            return
        for number, (key, each) in enumerate(value.items()):
            if number:
                self.above(inner)
            self.pair(key, each, inner, None if number else lead)


def shuffled(draw, record):
    return dict(draw(st.permutations(list(record.items()))))


def some(draw, **optional):
    return {key: make() for key, make in optional.items() if draw(st.integers(0, 2)) == 0}


@st.composite
def companies(draw, comments=True):
    """The text of a company's file that has no mistakes."""
    text, date = (lambda: draw(st.sampled_from(TEXTS))), (lambda: draw(st.sampled_from(DATES)))
    amount, prose = (lambda: draw(st.sampled_from(AMOUNTS))), (lambda: draw(st.sampled_from([*PROSE, *TEXTS])))
    texts = lambda: [text() for _ in range(draw(st.integers(0, 4)))]  # noqa: E731
    cited = lambda: ["a", "b"][: draw(st.integers(1, 2))]  # noqa: E731

    def claim(**first):
        return shuffled(
            draw,
            {
                **first,
                "sources": cited(),
                **some(draw, by=text, notes=prose, standing=lambda: "reported", equivalent=amount),
            },
        )

    def step():
        return shuffled(draw, {"on": date(), "is": "planned", **some(draw, sources=cited, notes=prose)})

    def deal(number):
        status = (
            [step() for _ in range(draw(st.integers(1, 2)))]
            if draw(st.booleans())
            else draw(st.sampled_from(["completed", "rumored"]))
        )
        more = some(
            draw,
            amount=amount,
            kind=lambda: "ipo",
            label=text,
            leads=texts,
            investors=texts,
            notes=prose,
            closed=date,
            claims=lambda: [claim(by=text(), amount=amount())],
        )
        return shuffled(draw, {"id": f"d{number}", "date": date(), "status": status, "sources": cited(), **more})

    lists = some(
        draw,
        deals=lambda: [deal(number) for number in range(draw(st.integers(0, 3)))],
        valuations=lambda: [claim(date=date(), amount=amount()) for _ in range(2)],
        metrics=lambda: [claim(date=date(), label=text(), value=text())],
        backers=lambda: [shuffled(draw, {"date": date(), "investors": texts(), "sources": cited()})],
    )
    more = some(
        draw,
        names=lambda: {"zh": text(), "no": text()},
        aliases=texts,
        founded=date,
        city=text,
        sectors=texts,
        notes=prose,
    )
    sources = {
        "sources": {
            name: shuffled(draw, {"publisher": "P", "published": "2021", **some(draw, title=text, notes=prose)})
            for name in "ab"
        }
    }
    writer = Writer(draw, comments)
    if draw(st.booleans()):
        writer.lines.append("# yaml-language-server: $schema=../seeds/company.schema.json")
    writer.above(0)
    if draw(st.integers(0, 4)) == 0:
        writer.lines.append("---" + writer.behind())
    writer.block(shuffled(draw, {"name": text(), **more, **lists, **sources}), 0)
    writer.above(0)
    if draw(st.integers(0, 8)) == 0:
        writer.lines.append("...")
    end = draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]))
    return end.join(writer.lines) + draw(st.sampled_from([end, end, "", end * 3]))
