"""Texts that try to act on what shows them, a book of which every free text is one, and what no output may hold."""

import re

TEXTS = {
    "command": "::error file=x::made up",
    "command behind blanks": " \u3000\u00a0::add-mask::e",
    "command behind a selector": "\ufe0f::stop-commands::x",
    "command of old": "text ##[error]made up",
    "command of Azure": "##vso[task.setvariable variable=x]y",
    "command of TeamCity": "##teamcity[buildStatus status='SUCCESS']",
    "section of GitLab": "section_start:1:x\r\x1b[0Kx",
    "line feed": "a\n::error::b",
    "return": "a\r::error::b",
    "vertical tab": "a\x0b::error::b\x0c::error::c",
    "other line ends": "a\x85::error::b\u2028::error::c\u2029::error::d\x1e::error::e",
    "colour": "\x1b[31m::error::x\x1b[0m",
    "link of a terminal": "\x1b]8;;file:///etc/passwd\x07x\x1b]8;;\x07",
    "title of a terminal": "\x9d0;x\x9c\x07",
    "turned round": "\u202egnp.exe\u2066x\u200bz",
    "unseen": "\u2062\u034f\u115f\u3164\u00ad\U000e0041x",
    "list": "- x",
    "numbered list": "1. x",
    "heading": "# x",
    "underline": "===",
    "rule": "---",
    "quotation": "> x",
    "fence": "```x",
    "table": "| a | b |",
    "page": "<img src=x onerror=alert(1)>",
    "link": "[x](javascript:alert(1))",
    "mention": "@torvalds and #12, GH-1, octo/repo#3",
    "address": "www.example.org/x",
    "formula": "=HYPERLINK(1)",
    "wide formula": " ＝1+1",
    "formula in quotes": '"+1',
}
_LINES = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]|\x1b\\[[0-9;]*m")
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\U000e0000-\U000e007f]|\x1b(?!\\[[0-9;]*m)"
)


def deeds(output: str) -> list[str]:
    """The lines of *output* that a runner would take for a command, or a terminal for more than text."""
    found = [line for line in _LINES.split(output) if _is_command(_SELECTORS.sub("", line))]
    return found + [output[max(0, match.start() - 20) : match.end() + 20] for match in _ACTING.finditer(output)]


def _is_command(line: str) -> bool:
    return line.strip().startswith("::") or re.search(r"##\w*\[", line) is not None


def quoted(text: str) -> str:
    """*text* as YAML in double quotes."""
    return '"' + "".join(char if char.isalnum() else f"\\U{ord(char):08x}" for char in text) + '"'


def book_of(text: str) -> dict[str, str]:
    """A book that says *text* wherever it may say what it wants."""
    said = quoted(text)
    return {
        "deals/x.yaml": f"""
name: {said}
names: {{zh: {said}}}
aliases: [{quoted(text + "2")}]
founders: [{said}]
city: {said}
sectors: [{said}]
groups: [{said}]
deals:
  - {{id: a, date: 2020-05-13, status: completed, label: {said}, amount: USD 1m, leads: [{said}], sources: [a], notes: {said}}}
  - {{id: b, date: 2020-05-14, kind: support, status: completed, amount: CNY 2m, from: {said}, sources: [mine]}}
  - id: c
    date: 2020-05-15
    kind: ipo
    venue: {said}
    status: [{{on: 2020-05-14, is: planned, sources: [a]}}, {{on: 2020-05-15, is: completed, sources: [a]}}]
    amount: CNY 20m
    equivalent: USD 3m
    investors: [{said}, Other]
    claims: [{{by: {said}, amount: CNY 3m, sources: [a]}}]
    sources: [a]
valuations: [{{date: 2020-05-13, amount: USD 5m, by: {said}, sources: [a]}}]
totals: [{{date: 2020-05-15, amount: USD 1m, by: {said}, sources: [a], notes: {said}}}]
metrics: [{{label: {said}, value: {said}, date: 2020, by: {said}, sources: [a]}}]
events: [{{date: 2020, what: {said}, by: {said}, sources: [a]}}]
notes: {said}
sources:
  mine: {{publisher: {said}, title: {said}, author: {said}, published: 2020-05-14, url: {said}, notes: {said}}}
""",
        "deals/wrong.yaml": f"""
name: {quoted(text + "3")}
{said}: {said}
deals:
  - {{id: {said}, date: {said}, status: {said}, amount: {said}, kind: {said}, {said}: 1, sources: [{said}]}}
  - {{id: b, date: 2020-05-1３, status: completed, label: {said}, amount: USD 1m, sources: [{said}]}}
""",
        "deals/slips.yaml": f"""
name： {quoted(text + "4")}
notes: |
  {"".join(char for char in text if char.isprintable())}
deals:
  - {{id: a, date: 2020-05-13， status: completed, label: {said}, amount: USD 1m, sources: [a]}}
""",
        "seeds/investors.yaml": f"{said}: {{notes: {said}}}\n",
        "seeds/sources.yaml": f"a: {{publisher: {said}, title: {said}, published: 2020-05-14}}\n",
    }
