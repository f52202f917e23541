"""Fetching a published file over HTTPS: with a checked certificate, bounded in size and time, by the proxy that is set.

Plain HTTP is for this machine alone, where there is nobody between.
"""

import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from ipaddress import ip_address
from typing import IO
from urllib.parse import urlsplit

from dealtrack import __version__

_TIMEOUT = 30.0  # seconds without an answer
_DEADLINE = 300.0  # seconds for all of it
_AT_ONCE = 64 * 1024


class NotFetched(Exception):
    """What keeps a file from being fetched, in words that follow its address."""


def fetch(url: str, most_bytes: int, *, timeout: float = _TIMEOUT, deadline: float = _DEADLINE) -> bytes:
    """What is at *url*, of at most *most_bytes*. Raises NotFetched."""
    _refuse_unsafe(url)
    headers = {"User-Agent": f"dealtrack/{__version__}", "Accept-Encoding": "identity"}
    start = time.monotonic()
    try:
        with _opener(url).open(urllib.request.Request(url, headers=headers), timeout=timeout) as response:
            return _read(response, most_bytes, start + deadline)
    except urllib.error.HTTPError as error:
        raise NotFetched(f"the server answers {error.code} {_reason(error.reason)}") from None
    except urllib.error.URLError as error:
        raise NotFetched(_reason(error.reason)) from None
    except (OSError, HTTPException, ValueError) as error:
        raise NotFetched(_reason(error)) from None


def is_loopback(url: str) -> bool:
    """Whether an address is of this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_unsafe(url: str) -> None:
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        has_host = False
    if not has_host:
        raise NotFetched("is no address of a file: write https://…, or the path of a file")
    if parts.username is not None:
        raise NotFetched("has a name or a password in it: fetch the file yourself, and name that")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(url)):
        raise NotFetched("is not fetched: rates come over https:// alone")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Redirections, but never from a safe address to an unsafe one."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        was_local = req.type == "http"
        if not (newurl.startswith("https://") or (was_local and newurl.startswith("http://") and is_loopback(newurl))):
            raise urllib.error.URLError(f"the server redirects to {newurl}, which is not https://")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(url: str) -> urllib.request.OpenerDirector:
    """An opener for HTTP alone, without the schemes for local files and others that the usual one has."""
    opener = urllib.request.OpenerDirector()
    proxies = urllib.request.ProxyHandler({}) if is_loopback(url) else urllib.request.ProxyHandler()
    for handler in (
        proxies, urllib.request.HTTPHandler(), urllib.request.HTTPSHandler(), _Redirects(),
        urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPErrorProcessor(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener


def _read(response: IO[bytes], most_bytes: int, until: float) -> bytes:
    headers = response.headers  # type: ignore[attr-defined]
    if headers.get("Content-Encoding", "identity") != "identity":
        raise NotFetched(f"is sent as {headers['Content-Encoding']}, which was not asked for")
    length = headers.get("Content-Length", "")
    expected = int(length) if length.isdecimal() else None
    data = bytearray()
    while max(expected or 0, len(data)) <= most_bytes and (part := response.read1(_AT_ONCE)):  # type: ignore[attr-defined]
        data += part
        if time.monotonic() > until:
            raise NotFetched("comes too slowly: try again later")
    if max(expected or 0, len(data)) > most_bytes:
        raise NotFetched(f"is larger than {most_bytes / 1024**2:.3g} MB: no file of rates is")
    if expected is not None and len(data) != expected:
        raise NotFetched(f"breaks off after {len(data)} of {expected} bytes")
    return bytes(data)


def _reason(error: object) -> str:
    """A failure in a few words."""
    if isinstance(error, TimeoutError):
        return "the server does not answer"
    text = getattr(error, "strerror", None) or getattr(error, "verify_message", None) or str(error)
    return " ".join(str(text).split()) or type(error).__name__
