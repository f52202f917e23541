"""Words for books and command lines: such as they should hold, and such as somebody would try who means ill.

``@PLACE@`` in a text is replaced by the directory that a case is set up in.
"""

from random import Random

PLACE = "@PLACE@"
SECRET = "canary-5cf1e0-secret"  # stands in files and variables that no book names rightly; never to be printed
MARKUP = '<b id="fuzz">'  # never to come out as it is where markup would be taken for markup

NAMES = [
    "CloudWalk", "云从科技", "Haier", "红杉资本", "Shunwei Capital", "O'Neil & Sons", 'Big "Quote" Fund', "SenseTime", "Yitu",
    "商汤科技", "Foo, Inc.", "A: B", "No. #3", "Åland Växt", "é", "ﬁ", "IDG Capital", "ICBC", "null", "007", "yes", "~", "2015",
]  # fmt: skip
DATES = [
    "2020", "2018-10", "2018-Q3", "2020-05-13", "2020-05-14", "2020-05?", "2019~", "2016-08/2016-10", "../2020-12", "2020-05/..",
    "2017-11", "2026-11-22", "2030", "1999-12-31", "0001", "9999-12-31",
]  # fmt: skip
AMOUNTS = [
    "CNY 1.80bn", "about USD 5.5bn", "18亿元", "undisclosed", "~USD 1bn", "USD 1bn-1.5bn", "over USD 2.6bn", "数千万人民币",
    "up to USD 750m", "CNY 500m", "USD 70m", "近10亿元", "tens of millions of yuan", "USD 0.01", "HKD 7bn", "JPY 10000000", "CNH 5m",
    "CNY 999999999999bn", "逾10亿美元", "EUR 12.5m", "未透露人民币", "1亿10000万元",
]  # fmt: skip
COUNTS = ["9", "at least 9", "1", "about 5", "over 3", "0", "99999999999999999999"]
NUMBERS = ["0", "1", "7", "-1", "3.5", "13.5%", "100%", "2147483648", "9" * 400]
IDS = ["a", "b", "2017-11-b", "ipo-star", "x.y_z", "0", "c2"]
COUNTRIES = ["CN", "US", "hk", "SG"]
URLS = ["https://example.com/a?b=c#d", "http://例え.jp", "ftp://x", "javascript:alert(1)", "https://user:pw@x/"]
LANGUAGES = ["en", "zh", "zh-Hans"]

FOR_TERMINALS = [
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\link", "\x9b31m", "a\bb", "\x07", "\x7f", "a\rb", "\x0b", "\x0c",
    "\u202egnp.exe", "\u2066a\u2069", "\u200b", "\ufeff", "\u2028", "\x85", "\u061c", "\ue000", "\U000e0041", "a\x00b",
]  # fmt: skip
FOR_HOSTS = [
    "::error::x", "::add-mask::x", " ::warning file=a::b", "##[error]x", "##[add-mask]x", "##vso[task.setvariable variable=x]y",
    "##teamcity[message text='x']", "a\n::error::b", "a\r::error::b", "a\r\n##[error]b", "x ##[group]y", "::", "％::error::", "section_start:1:x",
]  # fmt: skip
FOR_PAGES = [
    MARKUP, "</td>" + MARKUP, '"><script>alert(1)</script>', "<!-- " + MARKUP, "[x](javascript:alert(1))", "![x](http://x/p.png)", "a | b",
    "- item", "# head", "> quote", "1. one", "```", "~~~", "@everyone", "#1", "GH-1", "\\", "&lt;", "&#60;b&#62;", "]]>", "`" + MARKUP,
    "[red]rich[/red]", "[/]", "[link=http://x]y[/link]", ":smile:", "***", "---", "+ item", "\\" + MARKUP, "|", "a\n- b",
]  # fmt: skip
FOR_SHEETS = [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-1+2",
    "@SUM(A1)",
    "＝1＋1",
    "＋1",
    "－1",
    "＠SUM",
    '"=1',
    "\t=1",
    " =1",
    "a\n=1",
    "'=1",
]
FOR_SHELLS = [
    "$(touch x)",
    "`touch x`",
    "; touch x",
    "|touch x",
    "%s %d",
    "{0} {}",
    "{x!r}",
    "$HOME",
    "a'b\"c",
    "--help",
    "-x",
    "-",
    "--",
    "*",
]
FOR_PATHS = [
    "../canary/secret.txt",
    f"{PLACE}/canary/secret.txt",
    "..",
    ".",
    "a/b",
    "deals/../../canary",
    "CON",
    "x" * 300,
    "~",
]
FOR_READERS = [
    "", " ", "\u00a0", "\u3000", "\t", "\n", "a\n\nb", "９９", "：", "，", "“x”", "e\u0301", "𝔘", "👩‍👩‍👧", "ｱ", "x" * 3000, "云" * 500,
    "1e999999", "1e9", "9" * 5000, "-0", "NaN", "Infinity", "0x10", "0000-01-01", "0000", "10000-01-01", "2020-02-30", "9999-12-31/..",
    "CNY " + "9" * 400, "USD 1e400m", "USD 0." + "0" * 400 + "1", "USD 1bn-0.5bn", "¥5", "$5", "1,800", "CNY -5m", "CNY 0", "XXX 5m",
    "[" * 40, "{a: b}", "[a, b]", "- a", "a: b", "#x", " #x", "x #y", "&a", "*a", "!t x", "? x", "| x", "> x", "%x", "'", '"', "---", "...",
    "<<", "=", "true", "null", "~", "0o7", "1_000", "12:30:45", "\ufffd", "\uffff", "\U0010ffff",
]  # fmt: skip
HOSTILE = [*FOR_TERMINALS, *FOR_HOSTS, *FOR_PAGES, *FOR_SHEETS, *FOR_SHELLS, *FOR_PATHS, *FOR_READERS]


def hostile(random: Random) -> str:
    """A text that somebody would try; at times two of them, or one behind a harmless word."""
    text = random.choice(HOSTILE)
    if random.random() < 0.2:
        text = random.choice([f"{text}{random.choice(HOSTILE)}", f"{random.choice(NAMES)} {text}", f"{text}\n{text}"])
    return text


def argument(text: str) -> str:
    """*text* as an argument can hold it: without NUL."""
    return text.replace("\x00", "")
