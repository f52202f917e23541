"""The YAML language server that editors run, spoken to as an editor does: JSON-RPC over its standard input and output."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

VERSION = "1.25.0"  # the last that runs on Node.js 20

_CAPABILITIES = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True},
}
_SETTINGS = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}},
    "http": {"proxy": "", "proxyStrictSSL": False},
}


def install(directory: Path) -> Path:
    """The server's program, installed with npm in *directory* unless it is there already."""
    program = directory / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if not program.exists():
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "package.json").write_text("{}", encoding="utf-8")  # lest npm look for one further up
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", f"yaml-language-server@{VERSION}"]
        subprocess.run(command, cwd=directory, check=True, capture_output=True, timeout=300)
    return program


class LanguageServer:
    """One running server. Positions are counted from 0, as the protocol does."""

    def __init__(self, process: "subprocess.Popen[bytes]", root: Path) -> None:
        self.process, self.root = process, root
        self.asked = 0
        self.published: dict[str, list[Any]] = {}
        folder = {"uri": root.as_uri(), "name": root.name}
        self._ask(
            "initialize", processId=None, rootUri=folder["uri"], capabilities=_CAPABILITIES, workspaceFolders=[folder]
        )
        self._tell("initialized")

    def open(self, file: str, text: str) -> list[Any]:
        """Open *file*, for the first time, with *text* (whatever it holds on disk), and wait for its diagnostics."""
        uri = (self.root / file).as_uri()
        self._tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        while uri not in self.published:
            self._handle(self._read())
        return self.published[uri]

    def hover(self, file: str, line: int, character: int) -> str:
        """What hovering shows, as Markdown; empty for nothing."""
        found = self._ask("textDocument/hover", **self._at(file, line, character))
        return found["contents"]["value"] if found else ""

    def complete(self, file: str, line: int, character: int) -> dict[str, Any]:
        """What completion offers, by label."""
        found = self._ask("textDocument/completion", **self._at(file, line, character))
        return {item["label"]: item for item in (found["items"] if found else ())}

    def _at(self, file: str, line: int, character: int) -> dict[str, Any]:
        uri = (self.root / file).as_uri()
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}

    def _ask(self, method: str, **params: Any) -> Any:
        self.asked += 1
        self._write({"jsonrpc": "2.0", "id": self.asked, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self.asked and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self._handle(message)

    def _tell(self, method: str, **params: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def _handle(self, message: Any) -> None:
        """Answer what the server asks in its turn, and keep its diagnostics."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            items = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            result = None if items is None else [_SETTINGS.get(item["section"]) for item in items]
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": result})

    def _write(self, message: Any) -> None:
        assert self.process.stdin
        body = json.dumps(message).encode("utf-8")
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self) -> Any:
        assert self.process.stdout
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            assert line, "the language server has ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        return json.loads(self.process.stdout.read(length))


@contextmanager
def language_server(program: Path, root: Path) -> Iterator[LanguageServer]:
    """A server for the files in *root*, ended at the end."""
    command = ["node", str(program), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield LanguageServer(process, root)
        finally:
            process.kill()
