"""``# dealtrack: ignore[DT403] reason``: what such a comment silences, where it may stand, and when it is wrong."""

import json

import pytest

SILENCE = "# dealtrack: ignore[DT101] it is ours"


@pytest.fixture
def found(make_book, run):
    """What a run reports, as ``"line:column name"``: ``found("name: X\\n…")``; of other files with their name."""

    def finding(text, *options, **files):
        others = {f"{name.replace('_', '/')}.yaml": text for name, text in files.items()}
        book = make_book({"deals/x.yaml": text, **others})
        printed = json.loads(run("validate", "--format", "json", *options, book=book).stdout)["diagnostics"]
        return [
            f"{each['file'].replace('deals/x.yaml', '')}:{each['line']}:{each['column']} {each['name']}".lstrip(":")
            for each in printed
        ]

    return finding


@pytest.mark.parametrize(
    "text",
    [
        f"name: X\ncitty: Y  {SILENCE}\n",
        f"name: X\ncitty: Y\t{SILENCE}\n",
        f"name: X\ncitty: Y  {SILENCE}",  # no end of the last line
        f"name: X\r\ncitty: Y  {SILENCE}\r\ncity: Z\r\n",
        f"name: X\rcitty: Y  {SILENCE}\rcity: Z\r",
        f"\ufeffname: X\ncitty: Y  {SILENCE}\n",
        f"\ufeffcitty: Y  {SILENCE}\nname: X\n",
        f"name: X\nnames: {{zh: 云从科技}}\ncitty: 广州，中国 {SILENCE}，因为我们知道\n",
        f"name: X\n城市: 广州  {SILENCE}\n",
        f"name: X\n'citty': \"Y\"  {SILENCE}\n",
        f"name: X\nciti: |  {SILENCE}\n  Y\n",
        f"name: X\nciti: >-  {SILENCE}\n  # Y\n  Z\n",
        f"name: X\nciti:  {SILENCE}\n  - Y\n",
        f"name: X\nciti: [Y,  {SILENCE}\n  Z]\n",
        f"name: X\ndeals:\n  - {{id: a, date: 2020-05-13, status: filed, ammount: 1, sources: [a]}}  {SILENCE}\n",
        f"name: X\ndeals:\n  - id: a\n    date: 2020-05-13\n    status: filed\n    sources: [a]\n    ammount: 1  {SILENCE}\n",
        f"name: X\ndeals:\n  - {{id: a, date: 2020-05-13,\n     ammount: 1,  {SILENCE}\n     status: filed, sources: [a]}}\n",
        f"name: X\n? citty  {SILENCE}\n: Y\n",
        "name: X\ncitty: Y  #dealtrack:ignore[DT101]it is ours\n",
        "name: X\ncitty: Y  #  dealtrack:  ignore [ dt101 ] : it is ours\n",
        "name: X\ncitty: Y  # dealtrack: ignore[unknown-key] it is ours\n",
        "name: X\ncitty: Y  # dealtrack: ignore[Unknown-Key] it is ours\n",
        "name: X\ncitty: Y  # of old # dealtrack: ignore[DT101] it is ours\n",
        "name: X\ncitty: '# dealtrack: ignore[DT403]'  # dealtrack: ignore[DT101] it is ours\n",
        "name: X\n'c # dealtrack: ignore[DT403]': Y  # dealtrack: ignore[DT101] it is ours\n",
    ],
)
def test_a_comment_silences_its_rule_on_its_line(text, found):
    assert found(text) == []


TWO_RULES = "name: X\nvaluations:\n  - {date: 1998, amount: USD 1bn, standing: tarket, sources: [a, b]}"


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("", ["3:45 unknown-term", "3:66 unknown-source"]),
        ("ignore[DT104] ours", ["3:66 unknown-source"]),
        ("ignore[DT104, DT201] ours", []),
        ("ignore[DT104,unknown-source] ours", []),
        ("ignore[DT104 DT201] ours", []),
        ("ignore[,DT104,, DT201,] ours", []),
        ("ignore[DT104] ours # dealtrack: ignore[DT201] ours, too", []),
    ],
)
def test_several_rules_are_silenced_on_a_line(comment, expected, found):
    assert found(f"{TWO_RULES}  # {comment and 'dealtrack: ' + comment}\n") == expected


@pytest.mark.parametrize(("comment", "count"), [("", 2), (" # dealtrack: ignore[DT201] to come", 0)])
def test_all_of_a_rule_is_silenced_on_a_line(comment, count, found):
    text = "name: X\nvaluations:\n  - {date: 2020, amount: USD 1bn, standing: target, sources: [b, c]}"
    assert found(f"{text}{comment}\n") == ["3:63 unknown-source", "3:66 unknown-source"][:count]


def test_it_silences_no_other_line(found):
    assert found(f"name: X\ncitty: Y  {SILENCE}\ncitti: Z\n") == ["3:1 unknown-key"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Above or below is not on the line.
        (f"name: X\n{SILENCE}\nciti: Y\n", ["3:1 unknown-key"]),
        (f"name: X\nciti: Y\n{SILENCE}\n", ["2:1 unknown-key"]),
        # These are no comments.
        (f"name: X\nnotes: |\n  {SILENCE}\n", []),
        (f"name: X\nnotes: >\n  a\n\n  {SILENCE}\ncity: Y\n", []),
        (f"name: X\nnotes: '{SILENCE}'\n", []),
        (f'name: X\nnotes: "a\n  {SILENCE}"\n', []),
        ("name: X\nnotes: a#dealtrack:ignore[DT101]\n", []),
        (f"name: X\naliases: ['{SILENCE}', \"b {SILENCE}\"]\n", []),
        # A long text ends before a comment that is not indented.
        (f"name: X\nnotes: |\n  text\n{SILENCE}\n", ["4:21 useless-ignore"]),
    ],
)
def test_what_is_no_comment_on_the_line_silences_nothing(text, expected, found):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("dealtrack: ignore[DT101]", ["2:10 unexplained-ignore"]),
        ("dealtrack: ignore[DT101] :- ", ["2:10 unexplained-ignore"]),
        ("dealtrack: ignore", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack: ignore[]", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack: ignore[ , ] ours", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack: ignore[DT101", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack: ignore DT101 ours", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack: ignore(DT101) ours", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack: ignored[DT101] ours", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack: Ignore[DT101] ours", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack: ignore［DT101］ours", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack：ignore[DT101] ours", ["2:1 unknown-key", "2:10 malformed-ignore"]),
        ("dealtrack: ignore[DT999] ours", ["2:1 unknown-key", "2:30 malformed-ignore"]),
        ("dealtrack: ignore[DT1] ours", ["2:1 unknown-key", "2:30 malformed-ignore"]),
        ("dealtrack: ignore[all] ours", ["2:1 unknown-key", "2:30 malformed-ignore"]),
        ("dealtrack: ignore[DT101，DT102] ours", ["2:1 unknown-key", "2:30 malformed-ignore"]),
        ("dealtrack: ignore[DT101, unknwon-key] ours", ["2:37 malformed-ignore"]),
        # These speak of dealtrack, and not to it.
        ("dealtrack ignore[DT101] ours", ["2:1 unknown-key"]),
        ("see dealtrack: ignore[DT101]", ["2:1 unknown-key"]),
    ],
)
def test_a_comment_that_is_written_wrong_is_told(comment, expected, found):
    assert found(f"name: X\nciti: Y  # {comment}\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"name: X\ncity: Y  {SILENCE}\n", ["2:30 useless-ignore"]),
        (f"name: X\ncity: Y  {SILENCE}\r\n", ["2:30 useless-ignore"]),
        (f"{SILENCE}\nname: X\n", ["1:21 useless-ignore"]),
        (f"\ufeff{SILENCE}\nname: X\n", ["1:21 useless-ignore"]),
        (f"name: X\ncity: 广州  {SILENCE}\n", ["2:31 useless-ignore"]),
        ("name: X\ncity: Y  # dealtrack: ignore[DT101, DT106] ours\n", ["2:30 useless-ignore", "2:37 useless-ignore"]),
        ("name: X\ncity: Y  # dealtrack: ignore[DT101]\n", ["2:30 useless-ignore"]),
        ("name: X\ncity: Y  # dealtrack: ignore[DT010] ours\n", ["2:30 useless-ignore"]),
        # Once something of the file is left out, nobody knows what would be said of it.
        (f"name: X\ncity: Y  {SILENCE}\nciti: Z\n", ["3:1 unknown-key"]),
        (f"name: X\ncity: Y  {SILENCE}\nfounded: 2020-02-30\n", ["3:10 bad-date"]),
        # A file that cannot be read at all says so, and no more.
        (f"name: X\ncity: Y  {SILENCE}\nlead: [\n", ["3:7 invalid-yaml"]),
        ("name: [  # dealtrack: ignore[DT001] ours\n", ["1:7 invalid-yaml"]),
        # What is wrong with its words is told all the same.
        ("name: X\ncity: Y  # dealtrack: ignore[]\nciti: Z\n", ["2:10 malformed-ignore", "3:1 unknown-key"]),
    ],
)
def test_a_comment_that_silences_nothing_is_told(text, expected, found):
    assert found(text) == expected


@pytest.mark.parametrize(
    "options", [("--ignore", "DT101"), ("--ignore", "unknown-key"), ("--select", "DT4,DT010"), ("--ignore", "DT1")]
)
def test_a_rule_that_does_not_count_makes_no_comment_useless(options, found):
    assert found(f"name: X\nciti: Y  {SILENCE}\n", *options) == []


@pytest.mark.parametrize("severity", ["off", "note"])
def test_nor_does_a_severity(severity, make_book, run):
    settings = f'[validate.severity]\nDT101 = "{severity}"\n'
    book = make_book({"deals/x.yaml": f"name: X\nciti: Y  {SILENCE}\n", "dealtrack.toml": settings})
    assert run("validate", book=book).stdout.endswith(": nothing to report\n")


@pytest.mark.parametrize(
    ("options", "expected"),
    [(("--ignore", "useless-ignore"), []), (("--ignore", "DT0"), []), (("--select", "DT010"), ["2:30 useless-ignore"])],
)
def test_complaints_of_comments_can_be_chosen_too(options, expected, found):
    assert found("name: X\ncity: Y  # dealtrack: ignore[DT101] ours\n", *options) == expected


CITED = "name: X\nvaluations:\n  - {date: 2020, amount: USD 1bn, standing: target, sources: [a]}\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"seeds_sources": "a: {publisher: A, publishd: x, published: 2020-05-14}\n"}, ["seeds/sources.yaml:1:19 unknown-key"]),
        ({"seeds_sources": f"a: {{publisher: A, publishd: x, published: 2020-05-14}}  {SILENCE}\n"}, []),
        ({"seeds_sources": f"a:\n  publisher: A\n  publishd: x  {SILENCE}\n  published: 2020-05-14\n"}, []),
        ({"seeds_sources": "a: {publisher: A, published: 2020-05-14}\nb: {publisher: B, published: 2020}  # dealtrack: ignore[DT206] to come\n"}, []),
        ({"seeds_investors": f"B: {{typ: vc}}  {SILENCE}\n"}, []),
        ({"seeds_investors": f"B: {{type: vc}}  {SILENCE}\n"}, ["seeds/investors.yaml:1:36 useless-ignore"]),
    ],
)  # fmt: skip
def test_seeds_may_hold_such_comments(files, expected, found):
    assert found(CITED, **files) == expected


LATE = CITED.replace("2020,", "2020-06-01,").replace("target", "confirmed")
LATE_SILENCED = LATE.replace("]}\n", "]}  # dealtrack: ignore[DT305] as it was announced\n")


@pytest.mark.parametrize(
    ("text", "files", "expected"),
    [
        (LATE, {}, ["3:72 source-before-event"]),
        (LATE_SILENCED, {}, []),
        (LATE_SILENCED, {"seeds_sources": "a: {publisher: A}\n"}, ["seeds/sources.yaml:1:4 missing-key"]),
        (LATE_SILENCED, {"seeds_sources": "a: {publisher: A, published: 2020-02-30}\n"}, ["seeds/sources.yaml:1:30 bad-date"]),
        (LATE_SILENCED, {"seeds_sources": "a: [\n"}, ["seeds/sources.yaml:1:4 invalid-yaml"]),
        (
            LATE_SILENCED,
            {"seeds_sources": "a: {publisher: A, published: 2020-07-01}\n"},
            ["3:97 useless-ignore"],
        ),
    ],
)  # fmt: skip
def test_a_comment_is_not_called_useless_while_the_seeds_that_its_rule_needs_are_broken(text, files, expected, found):
    assert found(text, **files) == expected


def test_another_company_with_mistakes_does_not_matter(found):
    text = f"name: X\ncity: Y  {SILENCE}\n"
    assert found(text, deals_other="name: [\n") == ["deals/other.yaml:1:7 invalid-yaml", "2:30 useless-ignore"]


def test_the_whole_message(make_book, run):
    text = "name: X\ncity: 广州  # dealtrack: ignore[DT101, unknwon-key]\nciti: 广州  # dealtrack: ignore[DT101]\n"
    assert run("validate", book=make_book({"deals/x.yaml": text})).stdout == (
        "deals/x.yaml:2:38: warning DT010 malformed-ignore: there is no rule unknwon-key\n"
        "  |\n"
        "2 | city: 广州  # dealtrack: ignore[DT101, unknwon-key]\n"
        "  |                                        ^^^^^^^^^^^\n"
        "  = help: did you mean unknown-key?\n"
        "\n"
        "deals/x.yaml:3:11: warning DT010 unexplained-ignore: this comment gives no reason\n"
        "  |\n"
        "3 | citi: 广州  # dealtrack: ignore[DT101]\n"
        "  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = help: say behind the bracket why it is no mistake\n"
        "\n"
        "checked 1 file, 1 company, 0 deals: 2 warnings\n"
    )
