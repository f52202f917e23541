"""Names on the command line and in files: one in several spellings, two companies of one name, several in one, nobody's."""

import json
import unicodedata

import pytest

from tests.cli.test_merge_driver import branches  # noqa: F401  (a fixture)

COMPOSED = "Société Lumière"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)
SOURCES = "sources:\n  a: {publisher: A Paper, published: 2024-10-02}\n"


def company(*deals, name="Blue Lamp"):
    return f"name: {name}\n" + ("deals:\n" + "".join(f"  - {{{deal}}}\n" for deal in deals) if deals else "") + SOURCES


def deal(id, more, month="03", round="a"):
    return f"id: {id}, round: {round}, date: 2024-{month}-04, status: completed, amount: USD 1m, {more}, sources: [a]"


SPELT = company(
    deal("x", f"leads: ['{COMPOSED}']"), deal("y", f"investors: ['{DECOMPOSED}']", "04"),
    deal("z", "investors: [IDG\u00a0资本]", "05"), deal("w", "investors: [ＩＤＧ资本]", "06"),
)  # fmt: skip


@pytest.mark.parametrize("seeds", [{}, {"seeds/investors.yaml": f"{COMPOSED}:\nIDG 资本:\n"}])
@pytest.mark.parametrize("asked", [COMPOSED, DECOMPOSED, "société  LUMIÈRE"])
def test_an_investor_is_one_in_every_spelling(seeds, asked, make_book, run):
    book = make_book({"deals/blue.yaml": SPELT, **seeds})
    found = json.loads(run("investors", "--format", "json", book=book).stdout)
    rows = found["sections"][0]["rows"]
    assert sorted(row["deals"] for row in rows) == [2, 2]
    for command in (("investors", asked), ("list", "--investor", asked)):
        result = run(*command, book=book)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "2024-03-04" in result.stdout
        assert "2024-04-04" in result.stdout
    beside = run("investors", "--co-investors", asked, book=book)
    assert (beside.exit_code, "0 investors" in beside.stdout) == (0, True)


@pytest.mark.parametrize("seeds", [{}, {"seeds/investors.yaml": f"{COMPOSED}:\nIDG 资本:\n"}])
def test_the_code_points_of_spellings_are_told(seeds, make_book, run):
    result = run("validate", book=make_book({"deals/blue.yaml": SPELT, **seeds}))
    assert "(U+0065 U+0301 against U+00E9)" in result.stdout
    assert "did you mean" not in result.stdout


def test_the_spelling_on_record_is_written_by_fix(make_book, run):
    book = make_book({"deals/blue.yaml": SPELT, "seeds/investors.yaml": f"{COMPOSED}:\nIDG 资本:\n"})
    run("validate", "--fix", book=book)
    text = (book.root / "deals" / "blue.yaml").read_text(encoding="utf-8")
    assert (text.count(COMPOSED), text.count("IDG 资本"), text.count(DECOMPOSED)) == (2, 2, 0)


def test_a_letter_of_another_script_is_told(make_book, run):
    text = company(deal("x", "leads: [Аlpha]"))  # a Cyrillic А
    result = run("validate", book=make_book({"deals/blue.yaml": text, "seeds/investors.yaml": "Alpha:\n"}))
    assert "did you mean Alpha? It differs in U+0410 against U+0041" in result.stdout


def test_an_investor_is_entered_as_it_is_on_record(make_book, run):
    book = make_book({"deals/blue.yaml": company(), "seeds/investors.yaml": f"{COMPOSED}:\n"})
    words = ("--date", "2024-03", "--status", "completed", "--investor", DECOMPOSED, "--source", "a", "--dry-run")
    result = run("add", "blue", *words, book=book)
    assert f"investors: [{COMPOSED}]" in result.stdout


@pytest.mark.parametrize(
    ("investor", "told"),
    [
        ("交通银行、软银、银湖等", "DT208 several-in-one"),
        ("Alpha; Beta", "DT208 several-in-one"),
        ("Alpha / Beta", "DT208 several-in-one"),
        ("undisclosed investors", "DT209 names-nobody"),
        ("N/A", "DT209 names-nobody"),
    ],
)
def test_add_warns_of_a_name_that_is_none(investor, told, make_book, run):
    book = make_book({"deals/blue.yaml": company()})
    words = ("--date", "2024-03", "--status", "completed", "--investor", investor, "--source", "a", "--dry-run")
    result = run("add", "blue", *words, book=book)
    assert told in result.stderr


def test_the_help_for_a_list_in_one_text_is_accepted(make_book, run):
    text = company(deal("x", "investors: 交通银行、软银、银湖等"))
    result = run("validate", book=make_book({"deals/blue.yaml": text}))
    assert "write [交通银行, 软银, 银湖], without 等, which names nobody" in result.stdout


def test_what_the_help_says_is_accepted(make_book, run):
    text = company(deal("x", "investors: [交通银行, 软银, 银湖]"))
    assert run("validate", "--strict", book=make_book({"deals/blue.yaml": text})).exit_code == 0


def test_fix_divides_what_is_certain_and_removes_what_comes_twice(make_book, run):
    investors = "HongShan:\n  aliases: [Sequoia China]\nAlpha:\nBeta:\nX:\n"
    text = company(
        deal("x", "leads: [HongShan], investors: [Sequoia China, HongShan, X]").replace("[a]", "[a, a]"),
        deal("y", "investors: [Alpha; Beta, X]", "05"),
    )
    book = make_book({"deals/blue.yaml": text, "seeds/investors.yaml": investors})
    assert run("validate", "--strict", book=book).exit_code == 1
    run("validate", "--fix", book=book)
    assert (book.root / "deals" / "blue.yaml").read_text(encoding="utf-8") == company(
        deal("x", "leads: [HongShan], investors: [X]"), deal("y", "investors: [Alpha, Beta, X]", "05")
    )
    assert run("validate", "--strict", book=book).exit_code == 0


TWINS = {"deals/apple.yaml": "name: Apple\n", "deals/shandong-apple.yaml": "name: Apple\n"}


@pytest.mark.parametrize("asked", ["Apple", "APPLE", " ａｐｐｌｅ "])
@pytest.mark.parametrize(
    "command",
    [
        ("show",),
        ("timeline",),
        ("compare",),
        ("reconcile",),
        ("list", "--company"),
        ("investors", "--company"),
        ("add",),
    ],
)
def test_a_name_of_two_companies_is_refused_with_both_slugs(command, asked, make_book, run):
    result = run(*command, asked, book=make_book(TWINS))
    assert result.exit_code == 2
    assert "may be apple, or shandong-apple: write which" in result.stderr


@pytest.mark.parametrize("slug", ["apple", "shandong-apple"])
@pytest.mark.parametrize("command", [("show",), ("list", "--company")])
def test_the_slugs_tell_two_companies_of_one_name_apart(command, slug, make_book, run):
    assert run(*command, slug, book=make_book(TWINS)).exit_code == 0


def test_both_stay_on_record_with_a_reason(make_book, run):
    book = make_book(TWINS)
    assert run("validate", book=book).exit_code == 0
    assert "warning DT205 name-collision" in run("validate", book=book).stdout
    book.write("deals/shandong-apple.yaml", "name: Apple  # dealtrack: ignore[DT205] another company, of fruit\n")
    result = run("validate", "--strict", book=book)
    assert (result.exit_code, "nothing to report" in result.stdout) == (0, True)


def test_a_second_company_of_a_name_is_written_only_when_told_to(make_book, run):
    book = make_book({"deals/apple.yaml": "name: Apple\n"})
    refused = run("new", "APPLE", "--slug", "shandong-apple", book=book)
    assert (refused.exit_code, (book.root / "deals/shandong-apple.yaml").exists()) == (1, False)
    assert "another answers to that name\n  write it all the same: --yes" in refused.stderr
    assert run("new", "APPLE", "--slug", "shandong-apple", "--yes", book=book).exit_code == 0


def test_faults_of_many_files_are_counted_before_a_report(make_book, run):
    bad = "name: X\nno: 1\n"
    book = make_book({"deals/good.yaml": "name: G\n", "deals/a.yaml": bad, "deals/b.yaml": bad.replace("X", "Y")})
    many = run("list", book=book).stderr
    assert many == ("dealtrack: 2 files have mistakes, and what is wrong in them is left out: run dealtrack validate\n")
    (book.root / "deals/b.yaml").unlink()
    one = run("list", book=book).stderr
    assert one == (
        "dealtrack: deals/a.yaml has mistakes, and what is wrong in it is left out: run dealtrack validate\n"
    )


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ørsted", "orsted"), ("Großstadt", "grossstadt"), ("Ægir", "aegir"), ("Łódź", "lodz"), ("Đông Á", "dong-a"),
        ("Işık", "isik"), ("Œuvre", "oeuvre"), ("Þór", "thor"), ("Société", "societe"), ("O’Neil", "oneil"),
    ],
)  # fmt: skip
def test_the_letters_of_a_slug(name, slug, make_book, run):
    book = make_book({"deals/good.yaml": "name: G\n"})
    assert run("new", name, book=book).exit_code == 0
    assert (book.root / "deals" / f"{slug}.yaml").exists()


@pytest.mark.parametrize("name", ["Aux", "con", "NUL", "Prn", "COM1", "lpt9", "COM¹"])
def test_a_name_that_windows_keeps_is_no_slug(name, make_book, run):
    book = make_book({"deals/good.yaml": "name: G\n"})
    result = run("new", name, book=book)
    slug = unicodedata.normalize("NFKC", name).lower()
    assert result.exit_code == 2
    assert f"{slug} is a name that Windows keeps for itself: write --slug, such as {slug}-company" in result.stderr
    assert run("new", name, "--slug", f"{slug}-company", book=book).exit_code == 0


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (["seeds/rates/aux.csv"], "rates/aux.csv has a name that Windows keeps for itself"),
        (["seeds/rates/com¹.csv"], "rates/com¹.csv has a name that Windows keeps for itself"),
        (["seeds/rates/A.csv", "seeds/rates/a.csv"], "rates/A.csv and a.csv are one file on Windows and Mac"),
        (["deals/X.yaml"], "X.yaml and x.yaml are one file on Windows and Mac"),
        (
            [f"deals/{unicodedata.normalize(form, 'é')}.yaml" for form in ("NFC", "NFD")],
            "are one file on Windows and Mac: they differ in U+00E9 against U+0065 U+0301",
        ),
        (["deals/con.yaml"], "con.yaml has a name that Windows keeps for itself"),
    ],
)
def test_names_of_files_that_another_machine_refuses(files, told, make_book, run):
    rates = "date,base,quote,rate\n2020-05-13,USD,CNY,7.09\n"
    texts = {file: rates if file.endswith(".csv") else f"name: {index}\n" for index, file in enumerate(files)}
    result = run("validate", book=make_book({"deals/x.yaml": "name: X\n", **texts}))
    found = [line for line in result.stdout.splitlines() if "DT204" in line]
    assert len(found) == len([file for file in files if file != "seeds/rates/a.csv"])
    assert told in result.stdout


def test_a_round_that_two_branches_add_is_told_after_the_merge(branches):  # noqa: F811
    base = company()
    ours = company(deal("2024-03-a", "leads: [HongShan]"))
    theirs = company(
        deal("a-round", "leads: [HongShan]", "03").replace("2024-03-04", "2024-03-18").replace("USD 1m", "over USD 1m")
    )
    made = branches(base, ours, theirs)
    status, text = made.merge()
    assert (status, text.count("round: a")) == (0, 2)
    assert "DT503 duplicate-deal" in made.dealtrack("validate").stdout
