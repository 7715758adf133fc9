"""The YAML language server that editors run, driven over its own protocol."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from typing import Any
from urllib.parse import unquote

PROGRAM = "yaml-language-server"
_PATIENCE = 30  # seconds for one answer


class LanguageServer:
    """A running server that looks at the files below ``root`` as ``.vscode/settings.json`` there says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._number = 0
        self._answers: dict[int, Any] = {}
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._changed = threading.Condition()
        self._settings = {"yaml": {**_schemas(root), "validate": True, "schemaStore": {"enable": False}}}
        self._process = subprocess.Popen([PROGRAM, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        folder = {"uri": root.as_uri(), "name": "city"}
        snippets = {"completionItem": {"snippetSupport": True}}
        capabilities = {"workspace": {"configuration": True}, "textDocument": {"completion": snippets}}
        self._ask(
            "initialize",
            {"rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": capabilities},
        )
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": self._settings}})

    def messages(self, path: str, text: str) -> list[str]:
        """Returns what the editor underlines in a file: ``line: message``."""
        key = unquote(self._open(path, text))
        with self._changed:
            assert self._changed.wait_for(lambda: key in self._diagnostics, _PATIENCE), path
            return [
                f"{entry['range']['start']['line'] + 1}: {entry['message']}"
                for entry in self._diagnostics[key]
            ]

    def offered(self, path: str, text: str) -> list[dict[str, Any]]:
        """Returns what the editor offers at the end of a text."""
        uri = self._open(path, text)
        lines = text.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        answer = self._ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        items: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer or []
        return items

    def close(self) -> None:
        with self._process:  # closes its pipes
            self._process.kill()
            self._reader.join()

    def _open(self, path: str, text: str) -> str:
        uri = (self.root / path).as_uri()
        with self._changed:
            self._diagnostics.pop(unquote(uri), None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def _ask(self, method: str, params: object) -> Any:
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        with self._changed:
            assert self._changed.wait_for(lambda: number in self._answers, _PATIENCE), method
            return self._answers.pop(number)

    def _send(self, message: dict[str, object]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            length = int(line.partition(b":")[2])
            while self._process.stdout.readline().strip():
                pass
            self._take(json.loads(self._process.stdout.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        if "method" in message and "id" in message:  # a question of the server's
            items = (
                message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            )
            result = (
                None if items is None else [self._settings.get(item.get("section"), {}) for item in items]
            )
            self._send({"id": message["id"], "result": result})
            return
        with self._changed:
            if message.get("method") == "textDocument/publishDiagnostics":
                self._diagnostics[unquote(message["params"]["uri"])] = message["params"]["diagnostics"]
            elif "id" in message:
                self._answers[message["id"]] = message.get("result")
            self._changed.notify_all()


def _schemas(root: Path) -> dict[str, object]:
    """Returns the editor's setting with the addresses of the schemas."""
    settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    return {"schemas": {(root / name).resolve().as_uri(): globs for name, globs in settings.items()}}
