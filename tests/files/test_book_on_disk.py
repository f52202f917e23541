"""The whole book on disk: where it is, which files it has, what is read of them, who answers to a name."""

import os
import sys

import pytest

import dealtrack
from dealtrack.files.book import BookNotFound, find_company, find_root, open_book
from dealtrack.files.disk import Disk
from dealtrack.files.settings import BadSettings
from dealtrack.model import Book, Company

X = "name: X\n"


def rules(on_disk):
    return [(fault.rule, fault.place.file) for fault in on_disk.faults]


@pytest.mark.parametrize("below", [".", "deals", "seeds/rates", "deals/a/b"])
def test_a_book_is_found_from_inside(below, make_book):
    root = make_book({"deals/x.yaml": X}).root
    (root / below).mkdir(parents=True, exist_ok=True)
    assert find_root(root / below) == root
    assert open_book(root / below).root == root.resolve()


def test_the_nearest_book_is_the_one(make_book):
    book = make_book({"deals/x.yaml": X, "inner/deals/y.yaml": "name: Y\n"})
    assert list(open_book(book.root / "inner").book.companies) == ["y"]
    assert list(open_book(book.root).book.companies) == ["x"]


@pytest.mark.parametrize("exact", [False, True])
def test_a_place_in_no_book_is_told(exact, tmp_path):
    with pytest.raises(BookNotFound, match=str(tmp_path)):
        open_book(tmp_path, exact=exact)


def test_an_exact_book_is_not_looked_for_above(make_book):
    root = make_book({"deals/x.yaml": X}).root
    assert open_book(root, exact=True).root == root.resolve()
    with pytest.raises(BookNotFound, match="has no deals/"):
        open_book(root / "deals", exact=True)


def test_deals_that_are_a_file_make_no_book(tmp_path):
    (tmp_path / "deals").write_text("x")
    with pytest.raises(BookNotFound):
        open_book(tmp_path, exact=True)


def test_the_public_names_open_a_book(make_book):
    opened = dealtrack.open_book(make_book({"deals/x.yaml": X}).root)
    assert isinstance(opened, dealtrack.OpenBook)
    assert opened.companies["x"].name == "X"
    with pytest.raises(AttributeError, match="no attribute 'closed'"):
        _ = dealtrack.closed


def test_a_sound_book_is_read_whole(make_book):
    book = make_book(
        {
            "deals/b-2.yaml": X,
            "deals/a.yaml": X + "events: [{date: 2020, what: moved, sources: [a]}]\n",
            "seeds/investors.yaml": "ICBC: {type: bank, state_owned: true}\n",
            "seeds/rates/own.csv": "date,base,quote,rate\n2020-05-13,USD,ISK,140\n",
            "dealtrack.toml": "[rates]\nmax_age_days = 3\n",
        }
    )
    on_disk = open_book(book.root)
    assert on_disk.faults == ()
    assert on_disk.files == ("deals/a.yaml", "deals/b-2.yaml")
    assert (list(on_disk.book.companies), list(on_disk.book.sources)) == (["a", "b-2"], ["a"])
    assert on_disk.book.investors["ICBC"].state_owned is True
    assert on_disk.rates.currencies() >= {"EUR", "USD", "CNY", "ISK"}
    assert (on_disk.rates.max_age_days, on_disk.settings.rates.max_age_days) == (3, 3)
    assert on_disk.company_file("b-2") == "deals/b-2.yaml"


def test_a_book_needs_nothing_but_deals(tmp_path):
    (tmp_path / "deals").mkdir()
    on_disk = open_book(tmp_path)
    assert (on_disk.files, on_disk.faults, on_disk.book, on_disk.rates.series) == ((), (), Book(), ())


def test_only_yaml_files_that_are_not_hidden_are_companies(make_book):
    names = ["x.yaml", ".x.yaml", ".#x.yaml", "x.yaml~", "x.yaml.swp", "README.md", "x.json", "4399.yaml"]
    book = make_book({f"deals/{name}": X for name in names} | {"seeds/rates/.x.csv": "x", "seeds/rates/x.csv~": "x"})
    on_disk = open_book(book.root)
    assert (on_disk.files, on_disk.faults) == (("deals/4399.yaml", "deals/x.yaml"), ())


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("CloudWalk.yaml", "rename it to cloud-walk.yaml"),
        ("cloudwalk.yml", "rename it to cloudwalk.yaml"),
        ("cloudwalk.YAML", "rename it to cloudwalk.yaml"),
        ("cloud_walk.yaml", "rename it to cloud-walk.yaml"),
        ("cloud walk (2).yaml", "rename it to cloud-walk-2.yaml"),
        ("-cloud--walk-.yaml", "rename it to cloud-walk.yaml"),
        ("云从.yaml", "rename it to the-company.yaml"),
        ("CW.yaml", "rename it to cw.yaml"),
        ("a.b.yaml", "rename it to a-b.yaml"),
    ],
)
def test_a_name_that_is_no_slug_is_told_with_a_better_one(name, hint, make_book):
    on_disk = open_book(make_book({f"deals/{name}": X}).root)
    assert rules(on_disk) == [("slug-mismatch", f"deals/{name}")]
    assert (on_disk.faults[0].text, on_disk.faults[0].hint) == (name, hint)


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("deals/sub/x.yaml", "move it to deals/x.yaml"),
        ("deals/sub/deeper/Cloud Walk.YML", "move it to deals/cloud-walk.yaml"),
        ("deals/x.yaml.txt", "rename it to x.yaml"),
        (
            "deals/sub/4399.yaml",
            "deals/4399.yaml is there already: put into it what only this file has, and delete this one",
        ),
        (
            "deals/4399.yml",
            "deals/4399.yaml is there already: put into it what only this file has, and delete this one",
        ),
        ("seeds/source.yaml", "rename it to sources.yaml"),
        ("seeds/INVESTORS.yaml", "rename it to investors.yaml"),
        ("seeds/sub/investors.yaml", "move it to seeds/investors.yaml"),
        ("seeds/rates.csv", "move it to seeds/rates/rates.csv"),
        ("seeds/rates/x.Csv", "rename it to x.csv"),
        ("seeds/rates/x.xlsx", "save it as seeds/rates/x.csv, or move it out of seeds/rates/"),
        ("seeds/rates/sub/x.csv", "move it to seeds/rates/x.csv"),
    ],
)
def test_a_file_that_is_passed_over_is_told_with_its_place(file, hint, make_book):
    on_disk = open_book(make_book({file: X, "deals/4399.yaml": X}).root)
    assert rules(on_disk) == [("slug-mismatch", file)]
    assert on_disk.faults[0].hint == hint
    assert file in on_disk.read


@pytest.mark.parametrize(
    "file",
    ["deals/#x.yaml#", "deals/.sub/x.yaml", "deals/sub/x.md", "deals/sub/x.csv", "deals/x.txt", "deals/x.yaml.bak",
     "seeds/README", "seeds/x.json", "seeds/.x.yaml", "seeds/rates/readme.txt", "seeds/rates/NOTICE.txt", "seeds/rates/x.md",
     "seeds/rates/sub/x.md", "other/x.yaml", "x.yaml"],
)  # fmt: skip
def test_files_that_are_none_of_the_books_are_left_alone(file, make_book):
    assert rules(open_book(make_book({file: X, "deals/x.yaml": X}).root)) == []


@pytest.mark.parametrize("name", ["seeds", "seeds/rates"])
@pytest.mark.parametrize("is_link", [False, True])
def test_a_file_where_a_directory_is_meant_is_told(name, is_link, tmp_path):
    (tmp_path / "deals").mkdir()
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    if is_link:
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.write_text("x")
    (fault,) = open_book(tmp_path).faults
    why = "it is a link that leads nowhere" if is_link else "it is a file, and no directory"
    assert (fault.rule, fault.place.file, fault.why) == ("unreadable-file", name, why)


def test_links_to_directories_are_not_followed(make_book):
    book = make_book({"deals/x.yaml": X})
    (book.root / "deals" / "around").symlink_to(book.root)
    assert rules(open_book(book.root)) == []


def test_each_directory_is_looked_through_once(make_book, monkeypatch):
    root = make_book({f"deals/{number}.yaml": X for number in range(9)} | {"deals/sub/notes.md": "x"}).root
    seen = []
    entries = Disk.entries
    monkeypatch.setattr(Disk, "entries", lambda disk, folder: seen.append(folder) or entries(disk, folder))
    open_book(root)
    assert sorted(seen) == ["deals", "deals/sub", "seeds", "seeds/rates"]


@pytest.mark.skipif(sys.platform == "darwin", reason="there every file name is UTF-8")
def test_names_that_are_no_utf_8_are_told_apart_by_their_bytes(make_book):
    root = make_book().root
    for folder, suffix in (("deals", b"yaml"), ("seeds/rates", b"csv")):
        for name in (b"caf\xe9", b"caf\xe8"):
            with open(os.fsencode(root / folder) + b"/" + name + b"." + suffix, "wb") as file:
                file.write(X.encode())
    found = {fault.place.file: (fault.rule, fault.hint) for fault in open_book(root).faults}
    assert found == {
        "deals/caf\\xe8.yaml": ("slug-mismatch", "rename it to caf.yaml"),
        "deals/caf\\xe9.yaml": ("slug-mismatch", "rename it to caf.yaml"),
        "seeds/rates/caf\\xe8.csv": ("unreadable-file", "rename it, in letters and digits"),
        "seeds/rates/caf\\xe9.csv": ("unreadable-file", "rename it, in letters and digits"),
    }


def test_a_file_of_another_name_keeps_its_own_places(make_book, run):
    book = make_book({"deals/Cloud.yml": X + "events:\n  - {date: 2020, what: x}\n"})
    on_disk = open_book(book.root)
    (slug,) = on_disk.book.companies
    assert (book.root / on_disk.company_file(slug)).is_file()
    printed = run("validate", book=book).stdout
    assert "deals/Cloud.yml:3:5: error DT701" in printed
    assert "{date: 2020, what: x}" in printed


def test_two_files_of_one_company_are_both_checked(make_book, run):
    event = "events:\n  - {date: 2020, what: x}\n"
    book = make_book({"deals/x.yaml": X + event, "deals/x.yml": X + event})
    printed = run("validate", book=book).stdout
    assert "deals/x.yaml:3:5: error DT701" in printed
    assert "deals/x.yml:3:5: error DT701" in printed


def test_what_can_be_used_of_a_file_with_mistakes_is_used(make_book):
    book = make_book(
        {
            "deals/x.yaml": X
            + "city: [a]\ndeals:\n"
            + "  - {id: a, date: x, status: filed, sources: [a]}\n"
            + "  - {id: b, date: 2020, status: filed, investors: [A, [B], C], sources: [a]}\n"
            + "metrics:\n  - {label: x, date: 2020, valeu: 1}\n",
            "deals/y.yaml": "city: a\n",
            "deals/z.yaml": "[",
            "seeds/sources.yaml": "a: {publisher: P}\nb: {publisher: P, published: 2020}\n",
        }
    )
    on_disk = open_book(book.root)
    company = on_disk.book.companies["x"]
    assert {slug: each.name for slug, each in on_disk.book.companies.items()} == {"x": "X", "y": "y"}
    assert (company.city, company.metrics) == (None, ())
    assert [(deal.id, deal.investors) for deal in company.deals] == [("b", ("A", "C"))]
    assert list(on_disk.book.sources) == ["b"]
    assert set(on_disk.dropped["deals/x.yaml"]) >= {
        ("city",),
        ("deals", 0),
        ("deals", 1, "investors", 1),
        ("metrics", 0),
    }
    assert [set(on_disk.dropped[f"deals/{slug}.yaml"]) for slug in "yz"] == [{("name",)}, {()}]
    assert set(on_disk.dropped["seeds/sources.yaml"]) == {("a",)}


@pytest.mark.parametrize("file", ["seeds/sources.yaml", "seeds/investors.yaml"])
def test_a_seed_that_is_no_file_is_told(file, make_book):
    book = make_book({"deals/x.yaml": X})
    (book.root / file).unlink(missing_ok=True)
    (book.root / file).mkdir()
    assert rules(open_book(book.root)) == [("unreadable-file", file)]


def test_an_investor_without_facts_is_an_investor(make_book):
    on_disk = open_book(
        make_book({"deals/x.yaml": X, "seeds/investors.yaml": "ICBC:\nHaier: {type: corporate}\n"}).root
    )
    assert list(on_disk.book.investors) == ["ICBC", "Haier"] or on_disk.faults


def test_settings_that_cannot_be_used_stop_everything(make_book):
    book = make_book({"deals/x.yaml": X, "dealtrack.toml": "currency = 'XXY'"})
    with pytest.raises(BadSettings):
        open_book(book.root)


def test_the_text_of_a_file_is_read_again_when_it_is_asked_for(make_book):
    book = make_book({"deals/x.yaml": b"\xef\xbb\xbfname: X\n"})
    on_disk = open_book(book.root)
    assert on_disk.text_of("deals/x.yaml").lines.text == X
    assert on_disk.text_of("deals/none.yaml").lines.text == ""


BOOK = Book(
    {
        "cloudwalk": Company("CloudWalk Technology", {"zh": "云从科技"}, ("CW",)),
        "yitu": Company("Yitu Technology"),
    }
)


@pytest.mark.parametrize("asked", ["cloudwalk", "CloudWalk", " CLOUDWALK ", "CloudWalk Technology", "云从科技", "cw"])
def test_a_company_answers_to_each_of_its_names(asked):
    assert find_company(BOOK, asked) == ("cloudwalk", BOOK.companies["cloudwalk"])


@pytest.mark.parametrize(
    ("asked", "near"), [("cloudwalkk", "cloudwalk"), ("Yitu Technologies", "yitu"), ("zzz", None), ("", None)]
)
def test_of_a_name_that_nobody_answers_to_the_nearest_is_told(asked, near):
    assert find_company(BOOK, asked) == near


def test_in_an_empty_book_nobody_answers():
    assert find_company(Book(), "x") is None
