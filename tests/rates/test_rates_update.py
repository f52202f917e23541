"""``dealtrack rates update``, from a server on this machine: what is added, and what is refused before it is."""

import io
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dealtrack.rates import fetch
from dealtrack.rates.readers import ecb

OLD = "Date,USD,CNY,\n2020-05-13,1.0875,7.7102,\n2020-05-12,1.0858,7.6933,\n"
NEW = OLD.replace("CNY,\n", "CNY,\n2020-05-14,1.0792,7.6655,\n")


def zipped(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", text)
    return out.getvalue()


class Served:
    """What the server answers to a path: a status, headers, and the parts of a body with a wait before each."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], list[bytes], float]] = {}
        self.asked: list[tuple[str, str]] = []
        self.address = ""

    def put(self, path: str, body: bytes, status: int = 200, wait: float = 0, **headers: str) -> str:
        """Serve a body, at the address that is returned."""
        named = {"Content-Length": str(len(body)), **{key.replace("_", "-"): value for key, value in headers.items()}}
        parts = [body[at : at + 50] for at in range(0, len(body), 50)] if wait else [body]
        self.answers[path] = (status, named, parts, wait)
        return f"{self.address}{path}"


@pytest.fixture
def served() -> Iterator[Served]:
    """A server on this machine."""
    state = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append((self.path, self.headers["User-Agent"]))
            status, headers, parts, wait = state.answers.get(self.path, (404, {"Content-Length": "0"}, [], 0))
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.end_headers()
            for part in parts:
                time.sleep(wait)
                try:
                    self.wfile.write(part)
                except OSError:
                    return

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def book(make_book: Callable) -> Path:
    return make_book({"seeds/rates/ecb.csv": OLD}).root


@pytest.fixture
def updated(book: Path, run: Callable) -> Callable[..., tuple[int, str, str]]:
    """Update from an address: the exit code, and what was said; the record stays where that is not 0."""

    def update(url: str, *options: str) -> tuple[int, str, str]:
        result = run("rates", "update", *(("--from", url) if url else ()), *options, book=book)
        if result.exit_code:
            assert (book / "seeds/rates/ecb.csv").read_bytes() == OLD.encode()
        return result.exit_code, result.stdout, result.stderr.replace(url or "\0", "URL")

    return update


ADDED = "added 2 rates; seeds/rates/ecb.csv holds 3 days\n"


@pytest.mark.parametrize("make", [zipped, str.encode], ids=["zip", "csv"])
def test_what_is_new_is_added(served: Served, updated: Callable, book: Path, make: Callable[[str], bytes]) -> None:
    url = served.put("/eurofxref-hist.zip", make(NEW))
    assert updated(url, "--dry-run") == (0, ADDED.replace("added", "would add").replace("holds", "would hold"), "")
    assert (book / "seeds/rates/ecb.csv").read_text() == OLD
    assert updated(url) == (0, ADDED, "")
    assert (book / "seeds/rates/ecb.csv").read_text() == NEW
    assert updated(url)[:2] == (0, ADDED.replace("added 2", "added 0"))
    assert served.asked[0][1].startswith("dealtrack/")


def test_without_an_address_it_is_the_banks_own(
    served: Served, updated: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ecb.HISTORY == "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
    monkeypatch.setattr(ecb, "HISTORY", served.put("/hist.zip", zipped(NEW)))
    assert updated("") == (0, ADDED, "")


def test_a_file_will_do(updated: Callable, tmp_path: Path) -> None:
    (tmp_path / "hist.zip").write_bytes(zipped(NEW))
    assert updated(str(tmp_path / "hist.zip"))[:2] == (0, ADDED)


ELSEWHERE = "; a file that was fetched elsewhere is taken with: dealtrack rates update --from FILE\n"


def test_a_redirection_is_followed_on_this_machine(served: Served, updated: Callable) -> None:
    served.put("/new.zip", zipped(NEW))
    assert updated(served.put("/old.zip", b"", 302, Location="/new.zip"))[:2] == (0, ADDED)


@pytest.mark.parametrize(
    "target",
    ["http://example.com/x.zip", "file:///etc/passwd", "ftp://example.com/x", "//example.com/x", "data:text/csv,Date"],
)
def test_no_redirection_leads_to_an_unsafe_place(served: Served, updated: Callable, target: str) -> None:
    code, said, complained = updated(served.put("/old.zip", b"", 302, Location=target))
    assert (code, said) == (2, "")
    assert "redirect" in complained.lower()
    assert complained.endswith(ELSEWHERE)
    assert complained.count("\n") == 1


def test_a_redirection_to_itself_ends(served: Served, updated: Callable) -> None:
    code, _, complained = updated(served.put("/old.zip", b"", 302, Location="/old.zip"))
    assert (code, complained.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("body", "answer", "expected"),
    [
        pytest.param(b"", {"status": 404}, "URL: the server answers 404 Not Found", id="not there"),
        pytest.param(b"", {"status": 503}, "URL: the server answers 503 Service Unavailable", id="closed"),
        pytest.param(zipped(NEW), {"Content_Length": "9999"}, "breaks off after", id="cut short"),
        pytest.param(
            zipped(NEW), {"Content_Length": str(10**12)}, "URL: is larger than 64 MB", id="said to be too large"
        ),
        pytest.param(zipped(NEW)[:-40], {}, "URL is ", id="a damaged zip"),
        pytest.param(
            b"<!DOCTYPE html><title>Log in</title>", {}, "URL: no file of rates that dealtrack knows", id="a page"
        ),
        pytest.param(b"\xff\xfe\x00", {}, "URL is not a text in UTF-8", id="bytes"),
        pytest.param(b"", {}, "URL: no file of rates that dealtrack knows", id="nothing"),
        pytest.param(b"Date,USD,\n", {}, "URL: the file has no rates", id="no rates"),
        pytest.param(b"Date,USD,\n2020-05-14,-1,\n", {}, "URL: line 2: -1 is not a positive number", id="a bad figure"),
        pytest.param(NEW.encode(), {"Content_Encoding": "gzip"}, "URL: is sent as gzip", id="compressed unasked"),
    ],
)
def test_what_is_no_history_is_refused(
    served: Served, updated: Callable, body: bytes, answer: dict, expected: str
) -> None:
    code, said, complained = updated(served.put("/hist", body, **answer))
    assert (code, said) == (2, "")
    assert expected in complained
    assert complained.count("\n") == 1


def test_more_than_any_history_is_not_read(served: Served, updated: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealtrack.rates.published.MOST_BYTES", 100_000)
    url = served.put("/hist", b"x" * 10_000_000, Content_Length="")
    assert updated(url)[2].startswith("dealtrack: URL: is larger than ")


def test_a_slow_server_is_given_up(served: Served) -> None:
    with pytest.raises(fetch.NotFetched, match="does not answer"):
        fetch.fetch(served.put("/hist", b"x" * 50, wait=2), 10**6, timeout=0.2)
    with pytest.raises(fetch.NotFetched, match="too slowly"):
        fetch.fetch(served.put("/hist", b"x" * 5000, wait=0.1), 10**6, timeout=5, deadline=0.3)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://example.com/hist.zip", "rates come over https:// alone"),
        ("http://127.0.0.1.example.com/hist.zip", "rates come over https:// alone"),
        ("http://localhost@example.com/hist.zip", "has a name or a password in it"),
        ("ftp://127.0.0.1/hist.zip", "rates come over https:// alone"),
        ("file:///etc/passwd", "is no address of a file"),
        ("https://", "is no address of a file"),
        ("https://[::1/x", "is no address of a file"),
        ("https://host:99999/x", "is no address of a file"),
        ("https://127.0.0.1:1/x", "refused"),
        ("http://127.0.0.1:1/x", "refused"),
    ],
)
def test_where_nothing_is_fetched_from(updated: Callable, url: str, expected: str) -> None:
    code, said, complained = updated(url)
    assert (code, said) == (2, "")
    assert expected in complained
    assert complained.endswith(ELSEWHERE)
    assert complained.count("\n") == 1


def test_a_certificate_is_checked(served: Served, updated: Callable) -> None:
    code, _, complained = updated(served.put("/hist", zipped(NEW)).replace("http:", "https:"))
    assert (code, complained.count("\n")) == (2, 1)
    assert complained.endswith(ELSEWHERE)


def test_a_proxy_of_the_environment_is_asked(
    served: Served, updated: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", served.address)
    code, _, complained = updated("https://rates.invalid/hist.zip")
    assert code == 2
    assert "501" in complained  # this server knows no CONNECT
    assert updated(served.put("/hist", zipped(NEW)))[0] == 0


@pytest.mark.parametrize(
    "setting",
    [
        '[rates]\nhistory = "https://evil.example/x"\n',
        '[rates]\nfrom = "https://evil.example/x"\n',
        '[rates]\nurl = "x"\n',
    ],
)
def test_no_setting_of_a_book_names_the_address(book: Path, updated: Callable, setting: str) -> None:
    (book / "dealtrack.toml").write_text(setting)
    assert "there is no setting" in updated("")[2]


def test_a_history_that_contradicts_the_record_is_refused_whole(served: Served, updated: Callable) -> None:
    code, said, complained = updated(served.put("/hist", zipped(NEW.replace("7.7102", "7.1702"))))
    assert (code, said) == (1, "")
    assert complained == (
        "dealtrack: 2020-05-13 CNY: 7.7102 is recorded, 7.1702 is published\n"
        "dealtrack: URL contradicts the record in 1 rate: nothing is added. If the record is right, dealtrack rates"
        " import FILE adds what is new, and keeps it\n"
    )


@pytest.mark.parametrize("figure", ["76.655", "0.76655", "0.13046"])
def test_a_figure_that_cannot_be_is_refused(served: Served, updated: Callable, figure: str) -> None:
    code, said, complained = updated(served.put("/hist", zipped(NEW.replace("7.6655", figure))))
    assert (code, said) == (1, "")
    assert complained == (
        f"dealtrack: URL: {figure} cannot be what CNY per EUR was on 2020-05-14: it was 7.7102 on 2020-05-13."
        " Nothing is added\n"
    )
